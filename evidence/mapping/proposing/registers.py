"""Registers of a sender's: which of its columns are which of a table that is read line by line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.nouns.policy.vocabulary import Vocabulary
from evidence.cells.values import is_placeholder, not_applicable, read_yes_no
from evidence.mapping.foreign_sheet import ForeignSheet
from evidence.mapping.nouns import COLUMN, HEADING, IS, OTHER, Place, Proposal, Rest, SenderScale
from evidence.mapping.proposing.scales import answer_of
from evidence.mapping.proposing.tokens import same_word, tokens
from evidence.nouns.cells import Cell
from evidence.nouns.columns import spec_of
from evidence.nouns.grid import cell_reference
from evidence.nouns.specs import Asks
from evidence.terms import match_terms
from evidence.text import folded

_WITHIN = 30
_MOST_WORDS = 24
"""A column with more words than this holds names, not words of a few kinds."""
_LONGEST = 60
_SAID: Mapping[str, Mapping[str, str]] = {
    "training": {
        "staff_ref": r"^(?:staff|employee|assignment|payroll|personnel|person|esr) ?"
        r"(?:ref(?:erence)?|no|nr|number|id|code)?$",
        "staff_group": r"staff ?group|professional group|job group|workforce group|^profession$",
        "framework": r"^(?:training|course|subject|competenc[ey]|topic|module|programme|framework)"
        r"(?: (?:name|title|subject|type|framework))?$|^subject of training$",
        "required_level": r"(?:level|competency) (?:required|needed)|required (?:training )?level|"
        r"^(?:requires|needs) level$|^level (?:that )?(?:the )?(?:post|role) requires$",
        "achieved_level": r"level (?:achieved|attained|held|completed|gained|reached)|"
        r"(?:achieved|attained|current|highest) (?:training )?level(?: (?:achieved|held))?$",
        "completed_on": r"^(?:date )?(?:completed|attended|trained)(?: on)?$|"
        r"^(?:date of )?(?:completion|last training|training)(?: date)?$|"
        r"^date (?:training )?(?:was )?(?:completed|achieved|attended|trained|last trained)$|"
        r"^last (?:completed|trained|attended)(?: on)?$|^(?:training|completion) date$",
    },
    "checks": {
        "staff_ref": r"^(?:staff|employee|assignment|payroll|personnel|person|esr) ?"
        r"(?:ref(?:erence)?|no|nr|number|id|code)?$",
        "check": r"^(?:type of )?(?:check|disclosure)(?: type)?$",
        "checked_on": r"^(?:\w+ )?(?:check|disclosure|certificate|issue|clearance) ?date$|"
        r"^date (?:of )?(?:last )?(?:\w+ )?(?:check|checked|disclosure|certificate|clearance)$|"
        r"^date issued$|^checked on$|^last checked(?: on)?$",
    },
    "contracts": {
        "provider": r"^(?:name of )?(?:provider|supplier|contractor|organisation)(?: name)?$",
        "contract": r"^contract(?: (?:ref(?:erence)?|no|number|title|name|id))?$|^agreement$|"
        r"^service(?: name)?$",
    },
}
_READ_BESIDE = frozenset({"training": ("framework",), "checks": ("check",)}.items())
"""What a title may say of all lines, by table."""
_OF_A_CONTRACT = frozenset(
    ["includ", "clause", "schedule", "contract", "specifi", "specified", "present", "term"]
)
"""Words without their endings that say nothing of what a contract says."""


@dataclass(frozen=True, slots=True)
class RegisterHeading:
    """The heading of a register: which of a table's columns stand where."""

    table: str
    row: int
    columns: Mapping[str, tuple[int, ...]]
    """By column of the table the sender's columns that could be it."""


def register_of(foreign: ForeignSheet, vocabulary: Vocabulary, kind: str) -> RegisterHeading | None:
    """The heading of a register on a sheet, with all that its table needs; None where there is
    none."""
    asked = vocabulary.kinds[kind].tables if kind in vocabulary.kinds else tuple(_SAID)
    headings = (
        _heading(foreign, row, table, vocabulary)
        for row in itertools.takewhile(lambda row: row <= _WITHIN, foreign.rows)
        for table in _SAID
        if table in asked
    )
    found = [heading for heading in headings if heading is not None]
    return max(found, key=lambda heading: len(heading.columns), default=None)


def _heading(
    foreign: ForeignSheet, row: int, table: str, vocabulary: Vocabulary
) -> RegisterHeading | None:
    columns: dict[str, tuple[int, ...]] = {}
    for column in foreign.columns:
        for name in dict.fromkeys(_columns_named(foreign.text(row, column), table, vocabulary)):
            columns[name] = (*columns.get(name, ()), column)
    beside = [name for of, names in _READ_BESIDE if of == table for name in names]
    needed = [name for name in spec_of(table).needed_columns if name not in beside]
    if any(name not in columns for name in needed) or len(columns) < 2:
        return None
    if table == "contracts" and not columns.keys() & vocabulary.contract_terms.keys():
        return None
    if table == "checks" and "staff_ref" not in columns:
        return None
    return RegisterHeading(table, row, columns)


def _columns_named(text: str, table: str, vocabulary: Vocabulary) -> Iterator[str]:
    """The columns of a table that a heading can mean: by its words, or as the pack has them."""
    plain = re.sub(r"[^a-z0-9&/ ]+", " ", folded(text))
    plain = " ".join(plain.split())
    if not plain or len(plain) > _LONGEST:
        return
    for name in spec_of(table).column_names:
        ways = [name.replace("_", " "), *map(folded, vocabulary.also.headings.get(name, ()))]
        words = _SAID[table].get(name)
        if plain in ways or (words is not None and re.search(words, plain)):
            yield name
    if table == "contracts":
        yield from _terms_named(plain, vocabulary)


def _terms_named(heading: str, vocabulary: Vocabulary) -> Iterator[str]:
    """What of a contract a heading is about: all its words are the pack's for it."""
    words = [word for word in tokens(heading) if word not in _OF_A_CONTRACT]
    if len(words) < 2:
        return
    for key, term in vocabulary.contract_terms.items():
        own = tokens(f"{key.replace('_', ' ')} {term.label} {term.state}")
        if all(any(same_word(word, other) for other in own) for word in words):
            yield key


def columns_of(
    foreign: ForeignSheet, heading: RegisterHeading, vocabulary: Vocabulary
) -> tuple[list[Proposal], list[SenderScale]]:
    """A proposal for each column of a register, and what the words of some mean."""
    found: list[Proposal] = []
    scales: list[SenderScale] = []
    taken = [column for columns in heading.columns.values() for column in columns]
    for name in spec_of(heading.table).column_names:
        columns = heading.columns.get(name, ())
        if not columns:
            found += _throughout(foreign, heading, name, vocabulary)
            continue
        rests = tuple(
            Rest(cell_reference(column, heading.row), foreign.text(heading.row, column))
            for column in columns
        )
        places = {HEADING: Place((rests[0].cell,))}
        doubtful = len(columns) > 1 or taken.count(columns[0]) > 1
        if doubtful:
            why = f"several columns could be {name}" if len(columns) > 1 else "it could be another"
            found.append(Proposal("", {}, places, rests, why_not=why))
            continue
        scale = _scale_of(foreign, heading, name, columns[0], vocabulary)
        if scale is not None:
            scales.append(scale)
        row = {COLUMN: name}
        found.append(Proposal(heading.table, row, places, rests, 90, scale.id if scale else ""))
    return found, scales


def _throughout(
    foreign: ForeignSheet, heading: RegisterHeading, name: str, vocabulary: Vocabulary
) -> Iterator[Proposal]:
    """What every line is where the titles, the headings or the sheet's name say it plainly."""
    ways = _ways(name, vocabulary)
    if not ways:
        return
    titles = [
        Rest(cell_reference(column, row), text)
        for row, column in sorted(foreign.cells)
        if row <= heading.row and (text := foreign.text(row, column))
    ]
    for rests in (titles, [Rest("", foreign.name)]):
        named = {
            key: rest for rest in rests for key, said in ways.items() if _says(rest.words, said)
        }
        if len(named) == 1:
            [(key, rest)] = named.items()
            row = {COLUMN: name, IS: key}
            yield Proposal(heading.table, row, {}, (rest,) if rest.cell else (), 80)
        if named:
            return


def _ways(name: str, vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """The words of the pack that a column may hold, each by its key; none where any will do."""
    if name == "framework":
        return {key: (term.label, *term.also) for key, term in vocabulary.frameworks.items()}
    if name == "check":
        return {key: (term.label, *term.also) for key, term in vocabulary.checks.items()}
    return {}


def _says(text: str, ways: Sequence[str]) -> bool:
    words = tokens(text)
    return any(
        all(any(same_word(word, other) for other in words) for word in tokens(way))
        for way in ways
        if tokens(way)
    )


def _scale_of(
    foreign: ForeignSheet,
    heading: RegisterHeading,
    name: str,
    column: int,
    vocabulary: Vocabulary,
) -> SenderScale | None:
    """What the words under a heading mean, where the pack does not know them all."""
    typed = [foreign.text(row, column) for row in foreign.rows if row > heading.row]
    words = [text for text in dict.fromkeys(typed) if text and not is_placeholder(text)]
    words = [text for text in words if not_applicable(text) is None]
    ways = _ways(name, vocabulary)
    at = f"{foreign.name} {cell_reference(column, heading.row)}"
    if ways:
        known = match_terms(name, {key: (said[0], said[1:]) for key, said in ways.items()})
        strange = [word for word in words if known.find(word) is None]
        answers = {word: _term_meant(word, ways) for word in strange}
        choices = (*ways, OTHER)
    elif spec_of(heading.table).column(name).asks is Asks.YES_NO:
        answers = {word: _yes_or_no(word) for word in words if not _is_yes_no(word)}
        choices = ("yes", "no")
    else:
        return None
    if not answers or len(answers) > _MOST_WORDS:
        return None
    because = "the words themselves" if all(answers.values()) else "words that the pack lacks"
    return SenderScale(at, answers, because, choices=choices)


def _term_meant(word: str, ways: Mapping[str, tuple[str, ...]]) -> str:
    """The pack's word that a longer text names, and nothing else that could be another."""
    plain = tokens(_BESIDE_SUBJECT.sub(" ", word))
    found = [
        key
        for key, said in ways.items()
        if any(_says(word, (way,)) and _all_in(plain, tokens(way)) for way in said)
    ]
    return found[0] if len(found) == 1 else ""


def _all_in(words: Sequence[str], own: Sequence[str]) -> bool:
    return all(any(same_word(word, other) for other in own) for word in words)


_BESIDE_SUBJECT = re.compile(r"\b(?:level|l)\s?\d\b|\btraining\b|\bcheck\b", re.IGNORECASE)
"""What may stand beside what a course is in."""


def _is_yes_no(word: str) -> bool:
    return isinstance(read_yes_no(Cell(word, word, "", "")).value, bool)


def _yes_or_no(word: str) -> str:
    """Yes or no of a word that says whether something is so; empty where it says neither."""
    return {"met": "yes", "not_met": "no"}.get(answer_of(word) or "", "")
