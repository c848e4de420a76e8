"""Where a policy's clauses are read from: a text with ids, or a pack's register."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from engine.amending.policy_text import PolicyText, TextClause, own_words, parse
from engine.loading.files.shapes import PolicyShape
from engine.loading.files.validate import shaped
from engine.loading.files.yaml_lines import read_yaml
from engine.loading.regular_files import regular_bytes
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.clause import Clause
from engine.nouns.policy.pack import Pack

REGISTER = "policy.yaml"


class SourceError(Exception):
    """A text or a register that cannot be used; ``faults`` lists everything that is wrong."""

    def __init__(self, faults: list[PackFault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def read_source(path: Path) -> PolicyText:
    """The clauses of a pack's folder, of its policy.yaml, or of a text with ids.

    A register may be in the middle of its amendment: its fingerprints are not looked at. Raises
    SourceError with every fault: no such file, no UTF-8 text, no ids at all, an id twice.
    """
    if path.is_dir():
        path = path / REGISTER
    content = read_text(path)
    if path.suffix.lower() in (".yaml", ".yml"):
        policy, faults = _register(content, str(path))
    else:
        policy, faults = parse(content, str(path))
        if not policy.clauses:
            faults.append(
                PackFault(
                    str(path),
                    1,
                    "no clause with an id",
                    "lines like “[S1.p01] words”, or a table whose first column is headed “id”",
                    "Begin from “clausewise policy text”, which writes the register so.",
                )
            )
    if faults:
        raise SourceError(faults)
    return policy


def read_text(path: Path) -> str:
    """The text of a file. Raises SourceError where there is none."""
    try:
        return regular_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        fault = PackFault(
            str(path),
            1,
            "bytes that are no UTF-8 text",
            "a plain text file",
            "Save the document as plain text, in UTF-8.",
        )
    except OSError as error:
        gone = isinstance(error, FileNotFoundError)
        found = "no such file" if gone else error.strerror or "a file that cannot be read"
        expected = "a policy's text, or a pack's folder with policy.yaml in it"
        fault = PackFault(str(path), 1, found, expected, "Check the path.")
    raise SourceError([fault])


def read_text_of(path: Path, registered: Collection[str]) -> tuple[PolicyText, str]:
    """A text, with or without ids, and its clauses where it has any of the registered ids.

    Raises SourceError where it is a folder, has no words, or has an id twice. Brackets that hold
    no registered id are a plain text's own, and no fault.
    """
    if path.is_dir():
        fault = PackFault(
            str(path), 1, "a folder", "the file of a policy's text", "Name the file itself."
        )
        raise SourceError([fault])
    text = read_text(path)
    policy, faults = parse(text, str(path))
    with_ids = any(clause.id in registered for clause in policy.clauses)
    if not text.strip():
        fault = PackFault(str(path), 1, "an empty file", "a policy's text", "Check the path.")
        raise SourceError([fault])
    if faults and with_ids:
        raise SourceError(faults)
    return policy, text


def of_pack(pack: Pack) -> PolicyText:
    """A loaded pack's register, as a text's clauses."""
    return PolicyText(REGISTER, tuple(_of_register(clause) for clause in pack.clauses.values()))


def _of_register(clause: Clause) -> TextClause:
    return TextClause(clause.id, own_words(clause.words), 1, (), clause.citation)


def _register(content: str, file: str) -> tuple[PolicyText, list[PackFault]]:
    document, faults = read_yaml(content, file)
    if document is None:
        return PolicyText(file, ()), faults
    shape, wrong = shaped(document, PolicyShape)
    faults.extend(wrong)
    clauses: dict[str, TextClause] = {}
    for place, clause in enumerate(shape.clauses if shape is not None else ()):
        at = ("clauses", place)
        if clause.id in clauses:
            found = f"the id “{clause.id}” again (first on line {clauses[clause.id].line})"
            faults.append(document.fault(at, found, "each id once", "Remove one."))
            continue
        words = own_words(clause.words)
        clauses[clause.id] = TextClause(clause.id, words, document.line(at), (), clause.citation)
    if shape is not None and not clauses:
        faults.append(
            document.fault(("clauses",), "no clause", "the policy's clauses", "Register them.")
        )
    return PolicyText(file, tuple(clauses.values())), faults
