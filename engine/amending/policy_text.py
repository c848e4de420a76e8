"""A policy's text with ids: every clause of it with its words, and what stands there without an id.

A line ``[id] words``, with or without a leading "- ", is a clause; so is each row of a table whose
first column is headed ``id``. ``docs/policy/amendment.md`` tells the format.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.nouns.evidence.fault import PackFault

BY_ITS_PARTS = "(this paragraph is its lettered parts)"
"""What a text prints for a clause that has no words of its own."""
CELL_BREAK = " | "
"""What a register puts between the cells of a table's row."""

_CLAUSE = re.compile(r"\s*(?:[-*+]\s+)?\[([^\[\]\s|]+)\](?![(:])(.*)")
_HEADING = re.compile(r"\s*#+(?:\s|$)")
_BULLET = re.compile(r"\s*[-*+]\s")
_RULE = re.compile(r"[\s:|]*-[\s:|-]*")
_UNESCAPED_BAR = re.compile(r"(?<!\\)\|")


def folded(text: str) -> str:
    """The text on one line, each run of white space a single space."""
    return " ".join(text.split())


def own_words(text: str) -> str:
    """A clause's words as they are compared: folded, and none for a paragraph of parts alone."""
    words = folded(text)
    return "" if words == BY_ITS_PARTS else words


@dataclass(frozen=True, slots=True)
class TextClause:
    """One clause as a text or a register has it."""

    id: str
    words: str
    """Folded; a table's row is its cells with " | " between them."""
    line: int
    cells: tuple[str, ...] = ()
    """The cells of a table's row, the id's left out; empty for a paragraph."""
    citation: str = ""
    """In words, where a register gives it."""

    @property
    def readings(self) -> tuple[str, ...]:
        """What a register may hold of it: all of its words, or one cell of its row."""
        filled = [cell for cell in self.cells if cell]
        return tuple(dict.fromkeys((self.words, CELL_BREAK.join(filled), *filled)))

    def matches(self, words: str) -> bool:
        """Whether a register that holds these words holds this clause."""
        return words in self.readings if self.cells else words == self.words


@dataclass(frozen=True, slots=True)
class TextWithoutId:
    """Words of a text that no id stands before."""

    words: str
    line: int


@dataclass(frozen=True, slots=True)
class PolicyText:
    """A policy's text, read by the ids of its clauses."""

    file: str
    clauses: tuple[TextClause, ...]
    """In the text's order, each id once."""
    loose: tuple[TextWithoutId, ...] = ()


@dataclass(slots=True)
class _ClauseDraft:
    """A clause or loose words while their lines are still being read."""

    id: str
    words: list[str]
    line: int
    cells: tuple[str, ...] = ()


def parse(text: str, file: str) -> tuple[PolicyText, list[PackFault]]:
    """The clauses of a text, and a fault for every id that stands in it twice.

    A text without ids gives no clauses and no fault: whether that will do is the caller's to say.
    """
    drafts = _drafts(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    clauses: dict[str, TextClause] = {}
    loose: list[TextWithoutId] = []
    faults: list[PackFault] = []
    for draft in drafts:
        words = own_words(" ".join(draft.words))
        if not draft.id:
            loose.append(TextWithoutId(words, draft.line))
        elif draft.id in clauses:
            faults.append(
                PackFault(
                    file,
                    draft.line,
                    f"the id “{draft.id}” again (first on line {clauses[draft.id].line})",
                    "each id once",
                    "Give one of the two clauses another id.",
                )
            )
        else:
            clauses[draft.id] = TextClause(draft.id, words, draft.line, draft.cells)
    return PolicyText(file, tuple(clauses.values()), tuple(loose)), faults


def _drafts(lines: list[str]) -> list[_ClauseDraft]:
    drafts: list[_ClauseDraft] = []
    open_draft: _ClauseDraft | None = None
    header: tuple[str, ...] | None = None
    in_comment = False
    for number, line in enumerate(lines, 1):
        if in_comment or line.lstrip().startswith("<!--"):
            in_comment, open_draft, header = "-->" not in line, None, None
            continue
        if line.lstrip().startswith("|"):
            open_draft = None
            if header is None:
                header = _cells(line)
                if header[0].casefold() != "id":
                    drafts.append(_ClauseDraft("", [line], number))
            elif not _RULE.fullmatch(line.strip()):
                drafts.append(_row(line, number, header))
            continue
        header = None
        clause = _CLAUSE.fullmatch(line)
        if not line.strip() or _HEADING.match(line):
            open_draft = None
        elif clause is not None:
            open_draft = _ClauseDraft(clause[1], [clause[2]], number)
            drafts.append(open_draft)
        elif open_draft is not None and not _BULLET.match(line):
            open_draft.words.append(line)
        else:
            open_draft = _ClauseDraft("", [line], number)
            drafts.append(open_draft)
    return drafts


def _row(line: str, number: int, header: tuple[str, ...]) -> _ClauseDraft:
    first, *others = _cells(line)
    if header[0].casefold() != "id" or not first:
        return _ClauseDraft("", [line], number)
    return _ClauseDraft(first, [CELL_BREAK.join(others)], number, tuple(others))


def _cells(line: str) -> tuple[str, ...]:
    """The cells of a table's line; the id may be set in brackets, bold or code."""
    inner = line.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    first, *others = (folded(cell.replace("\\|", "|")) for cell in _UNESCAPED_BAR.split(inner))
    return (first.strip("`*[] "), *others)
