"""The training register: its lines read column by column, each distinct value once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.nouns.fact import Range
from engine.nouns.vocabulary import Framework
from evidence.tables import Cell, Raw, Register
from evidence.values import Answer, Read, read_date, read_level
from evidence.words import Names, plain

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

UNKNOWN = -1
NO, DOUBTFUL, YES = 0, 1, 2
"""Whether somebody is trained and in date, as numbers that arrays hold."""


@dataclass(frozen=True, slots=True)
class Trouble:
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
    """The register's columns, one entry a line, before people are told apart."""

    refs: list[str]
    groups: list[str]
    frameworks: list[str | None]
    """The framework's key; None where it is blank or unknown."""
    levels: dict[str, list[Raw]]
    completed_low: Ints
    completed_high: Ints
    """Ordinals of the first and last day it can have been; UNKNOWN where unreadable."""
    troubles: list[Trouble]


def read_lines(register: Register, frameworks: Names, as_of: int) -> Lines:
    """Read a register column by column. ``as_of`` is the ordinal of the as-of date."""

    def column(name: str) -> list[Raw]:
        return _column(register, name)

    refs = [_text(raw) for raw in column("staff_ref")]
    groups = [_text(raw) for raw in column("staff_group")]
    typed = [_text(raw) for raw in column("framework")]
    found = {text: frameworks.find(text) for text in set(typed)}
    keys = [found[text] for text in typed]
    troubles: list[Trouble] = []
    strange = [n for n, framework in enumerate(keys) if framework is None]
    if strange:
        texts = Counter(typed[n] or "nothing" for n in strange).most_common(3)
        said = ", ".join(f"“{text}” on {in_lines(count)}" for text, count in texts)
        to_do = frameworks.to_do(texts[0][0])
        troubles.append(Trouble("framework", said, frameworks.expected, to_do, np.array(strange)))
    low, high, met = _dates(column("completed_on"), as_of)
    troubles.extend(met)
    nameless = [n for n, ref in enumerate(refs) if not ref]
    if nameless:
        troubles.append(
            Trouble(
                "staff_ref",
                f"no staff reference on {in_lines(len(nameless))}",
                "a reference that tells each member of staff apart",
                "Give a reference; each of these lines is counted as one person.",
                np.array(nameless),
                check=True,
            )
        )
    levels = {name: column(name) for name in ("required_level", "achieved_level")}
    return Lines(refs, groups, keys, levels, low, high, troubles)


def read_levels(
    lines: Lines, framework: Framework, column: str, at: Ints, certain: Flags
) -> tuple[Ints, list[Trouble]]:
    """The levels in one column of the lines ``at``, UNKNOWN where unreadable, and the trouble
    met on those that are certainly about the framework."""
    raws = [lines.levels[column][n] for n in at]
    reads = _each_once(raws, lambda cell: read_level(cell, framework.levels))
    found = [int(r.value.low) if isinstance(r.value, Range) else UNKNOWN for r in reads]
    mine = np.flatnonzero(certain)
    troubles = _told(
        column,
        column.replace("_", " "),
        [raws[n] for n in mine],
        [reads[n] for n in mine],
        at[mine],
        f"a level from 1 to {framework.levels}",
    )
    return np.array(found, dtype=np.int64), troubles


def in_lines(count: int) -> str:
    """A number of lines in words: "1 line", "6 lines"."""
    return "1 line" if count == 1 else f"{count} lines"


def _column(register: Register, name: str) -> list[Raw]:
    if name not in register.frame.columns:
        return [None] * len(register.frame)
    # pandas may hold a blank as NaN or NaT, which alone differ from themselves.
    raws: list[Raw] = register.frame[name].tolist()
    return [None if raw != raw else raw for raw in raws]


def _text(raw: Raw) -> str:
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return "" if raw is None else plain(str(raw))


def _each_once(raws: Sequence[Raw], read: Callable[[Cell], Read]) -> list[Read]:
    """The reading of each raw value, each distinct one read once."""
    done: dict[tuple[type, Raw], Read] = {}
    reads = []
    for raw in raws:
        as_key = (type(raw), raw)
        if as_key not in done:
            done[as_key] = read(Cell(raw, "" if raw is None else str(raw), "", ""))
        reads.append(done[as_key])
    return reads


def _dates(raws: Sequence[Raw], as_of: int) -> tuple[Ints, Ints, list[Trouble]]:
    reads = _each_once(raws, read_date)
    spans = [read.value if isinstance(read.value, Range) else None for read in reads]
    low = np.array([int(day.low) if day else UNKNOWN for day in spans], dtype=np.int64)
    high = np.array([int(day.high) if day else UNKNOWN for day in spans], dtype=np.int64)
    expected = "the day the training was completed, such as 31/03/2014"
    places = range(len(reads))
    troubles = _told("completed_on", "date of completion", raws, reads, places, expected)
    later = np.flatnonzero(low > as_of)
    if later.size:
        troubles.append(
            Trouble(
                "completed_on",
                f"training completed after the quarter on {in_lines(later.size)}",
                "a date not after the day the quarter is judged on",
                "Check the date; later training is evidence for the next quarter.",
                later,
            )
        )
    return low, high, troubles


def _told(
    column: str,
    what: str,
    raws: Sequence[Raw],
    reads: Sequence[Read],
    at: Iterable[int],
    expected: str,
) -> list[Trouble]:
    """One trouble for the blank cells of a column, and one for the unreadable ones."""
    places = list(at)
    blank = [n for n, read in zip(places, reads, strict=True) if read.answer is Answer.BLANK]
    bad = [
        (n, _text(raw))
        for n, raw, read in zip(places, raws, reads, strict=True)
        if read.answer is Answer.UNREADABLE
    ]
    troubles = []
    if blank:
        troubles.append(
            Trouble(
                column,
                f"no {what} on {in_lines(len(blank))}",
                expected,
                "Fill it in; until then these staff are neither trained nor untrained.",
                np.array(blank),
            )
        )
    if bad:
        texts = Counter(text for _, text in bad).most_common(3)
        typed = ", ".join(f"“{text}”" for text, _ in texts)
        troubles.append(
            Trouble(
                column,
                f"{typed} as {what} ({in_lines(len(bad))})",
                expected,
                "Correct it; until then these staff are neither trained nor untrained.",
                np.array([n for n, _ in bad]),
            )
        )
    return troubles
