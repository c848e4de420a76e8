"""The training register: its lines read column by column, each distinct value once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.nouns.evidence.fact import Range
from engine.nouns.policy.vocabulary import Framework
from evidence.cells.values import DAYS_FIRST, CellAnswer, CellReading, read_date, read_level
from evidence.nouns.cells import Cell, Raw
from evidence.nouns.register import BLANK_CODE, CodedColumn, Register
from evidence.terms import TermMatcher
from evidence.text import single_spaced

Ints = npt.NDArray[np.signedinteger[Any]]
Flags = npt.NDArray[np.bool_]

UNKNOWN = -1
_ANSWERS = {CellAnswer.BLANK: 0, CellAnswer.UNREADABLE: 1}
NO, DOUBTFUL, YES = 0, 1, 2
"""Whether somebody is trained and in date, as numbers that arrays hold."""


@dataclass(frozen=True, slots=True)
class RegisterIssue:
    """One kind of trouble met on lines of the register."""

    column: str
    found: str
    expected: str
    to_do: str
    lines: Ints
    """Positions in the register's frame."""
    check: bool = False
    """Whether the lines were used all the same."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The register's columns, one entry a line, before people are distinguished."""

    refs: Ints
    """A number for each reference, the same whatever its case and spaces; UNKNOWN if blank."""
    groups: Ints
    """Index into ``group_names``, UNKNOWN where blank."""
    group_names: tuple[str, ...]
    """The staff groups in plain text, each way of writing them once."""
    frameworks: Ints
    """Index into ``framework_keys``, UNKNOWN where it is blank or no known one."""
    framework_keys: tuple[str, ...]
    levels: Mapping[str, CodedColumn]
    completed_low: Ints
    completed_high: Ints
    """Ordinals of the first and last day it can have been; UNKNOWN where unreadable."""
    issues: list[RegisterIssue]


def read_lines(register: Register, frameworks: TermMatcher, last_day: int) -> Lines:
    """Read a register column by column. ``last_day`` is the last day it can cover, an ordinal."""
    refs, _ = _numbered(register.columns["staff_ref"], str.casefold)
    groups, group_names = _numbered(register.columns["staff_group"])
    keys = tuple(frameworks.labels)
    typed = register.columns["framework"]
    texts = [_text(raw) for raw in typed.values]
    found = [frameworks.find(text) for text in texts]
    numbers = _by_value(typed, [UNKNOWN if key is None else keys.index(key) for key in found])
    issues: list[RegisterIssue] = []
    strange = np.flatnonzero(numbers == UNKNOWN)
    if strange.size:
        commonest = _commonest([text or "nothing" for text in texts], typed.codes[strange])
        quotes = ", ".join(f"“{text}” on {in_lines(count)}" for text, count in commonest)
        to_do = frameworks.to_do(commonest[0][0])
        issues.append(RegisterIssue("framework", quotes, frameworks.expected, to_do, strange))
    low, high, met = _dates(register.columns["completed_on"], last_day)
    issues.extend(met)
    nameless = np.flatnonzero(refs == UNKNOWN)
    if nameless.size:
        issues.append(
            RegisterIssue(
                "staff_ref",
                f"no staff reference on {in_lines(nameless.size)}",
                "a reference that tells each member of staff apart",
                "Give a reference; each of these lines is counted as one person.",
                nameless,
                check=True,
            )
        )
    levels = {name: register.columns[name] for name in ("required_level", "achieved_level")}
    return Lines(refs, groups, group_names, numbers, keys, levels, low, high, issues)


def read_levels(
    lines: Lines, framework: Framework, column: str, at: Ints, certain: Flags
) -> tuple[Ints, list[RegisterIssue]]:
    """The levels in one column of the lines ``at``, UNKNOWN where unreadable, and the issues
    met on those that are certainly about the framework."""
    typed = lines.levels[column]
    reads = _reads(typed, lambda cell: read_level(cell, framework.levels))
    found = [int(r.value.low) if isinstance(r.value, Range) else UNKNOWN for r in reads]
    expected = f"a level from 1 to {framework.levels}"
    asked = _AskedOfLine(column, column.replace("_", " "), expected)
    return _by_value(typed, found)[at], _issues(asked, typed, reads, at[certain])


def in_lines(count: int) -> str:
    """A number of lines in words: "1 line", "6 lines"."""
    return "1 line" if count == 1 else f"{count} lines"


def _text(raw: Raw) -> str:
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return "" if raw is None else single_spaced(str(raw))


def _by_value(column: CodedColumn, found: Sequence[int] | Ints) -> Ints:
    """What was found for each distinct value, line by line; UNKNOWN for a blank."""
    # The code of a blank is -1: it takes the last entry.
    return np.append(np.asarray(found, dtype=np.int32), np.int32(UNKNOWN))[column.codes]


def _numbered(
    column: CodedColumn, same: Callable[[str], str] = str
) -> tuple[Ints, tuple[str, ...]]:
    """A number for each line, equal where the plain texts are the same; UNKNOWN where none."""
    raws = column.values
    # A staff reference is most often a word already, and there may be a million of them.
    plain_already = all(type(raw) is str for raw in raws) and "".join(map(str, raws)).isalnum()
    texts = map(same, map(str, raws) if plain_already else map(_text, raws))
    firsts: dict[str, int] = {}
    # Each text's number is that of the first value that is written so.
    first = np.fromiter(map(firsts.setdefault, texts, count()), np.int64, len(raws))
    firsts.pop("", None)
    named = np.fromiter(firsts.values(), np.int64, len(firsts))
    number = np.full(len(raws), UNKNOWN, dtype=np.int64)
    number[named] = np.arange(named.size)
    return _by_value(column, number[first]), tuple(firsts)


def _commonest(texts: Sequence[str], codes: Ints) -> list[tuple[str, int]]:
    """The three texts met most often on lines with these codes, the first met of equals."""
    counted: Counter[str] = Counter()
    places, first, counts = np.unique(codes, return_index=True, return_counts=True)
    for n in np.argsort(first):
        code = int(places[n])
        counted["nothing" if code == BLANK_CODE else texts[code]] += int(counts[n])
    return counted.most_common(3)


def _reads(column: CodedColumn, read: Callable[[Cell], CellReading]) -> list[CellReading]:
    """The reading of each distinct value."""
    return [read(Cell(raw, str(raw), "", "")) for raw in column.values]


def _dates(column: CodedColumn, last_day: int) -> tuple[Ints, Ints, list[RegisterIssue]]:
    reads = _reads(column, read_date)
    spans = [read.value if isinstance(read.value, Range) else None for read in reads]
    low = _by_value(column, [int(day.low) if day else UNKNOWN for day in spans])
    high = _by_value(column, [int(day.high) if day else UNKNOWN for day in spans])
    expected = "the day the training was completed, such as 31/03/2014"
    every = np.arange(low.size)
    asked = _AskedOfLine("completed_on", "date of completion", expected)
    issues = _issues(asked, column, reads, every)
    later = np.flatnonzero(low > last_day)
    if later.size:
        issues.append(
            RegisterIssue(
                "completed_on",
                f"training completed after the quarter, or after the return was sent, on "
                f"{in_lines(later.size)}",
                "a date not after the day the quarter is judged on, nor that on which it was sent",
                "Check the date; later training is evidence for the next quarter.",
                later,
            )
        )
    return low, high, issues


@dataclass(frozen=True, slots=True)
class _AskedOfLine:
    """What a column of the register is asked to hold."""

    column: str
    what: str
    """In words."""
    expected: str


def _issues(
    asked: _AskedOfLine, typed: CodedColumn, reads: Sequence[CellReading], at: Ints
) -> list[RegisterIssue]:
    """One issue for the blank cells of a column on the lines ``at``, and one for the
    unreadable ones."""
    answers = _by_value(typed, [_ANSWERS.get(read.answer, UNKNOWN) for read in reads])[at]
    answers[typed.codes[at] == BLANK_CODE] = _ANSWERS[CellAnswer.BLANK]
    blank = at[answers == _ANSWERS[CellAnswer.BLANK]]
    bad = at[answers == _ANSWERS[CellAnswer.UNREADABLE]]
    issues = []
    if blank.size:
        issues.append(
            RegisterIssue(
                asked.column,
                f"no {asked.what} on {in_lines(blank.size)}",
                asked.expected,
                "Fill it in; until then these staff are neither trained nor untrained.",
                blank,
            )
        )
    of_read = _by_value(typed, np.arange(len(reads)))[bad]
    for to_do in dict.fromkeys(reads[n].to_do for n in dict.fromkeys(of_read.tolist())):
        such = bad[np.array([reads[n].to_do == to_do for n in of_read.tolist()], dtype=np.bool_)]
        texts = _commonest([_text(raw) for raw in typed.values], typed.codes[such])
        quotes = ", ".join(f"“{text}”" for text, _ in texts)
        doubt = ", of which the day or the month may come first" if to_do == DAYS_FIRST else ""
        issues.append(
            RegisterIssue(
                asked.column,
                f"{quotes} as {asked.what} ({in_lines(such.size)}){doubt}",
                asked.expected,
                f"{to_do + ' Until' if to_do else 'Correct it; until'} then these staff are "
                "neither trained nor untrained.",
                such,
            )
        )
    return issues
