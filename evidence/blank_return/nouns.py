"""What a blank return is made of, before any of it is written: sheets, lines, open cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from evidence.nouns.columns import FIRST_GIVEN, columns_of

PERCENT, COUNT, WTE, YES_NO = "percent", "count", "wte", "yes_no"
DATE, LEVEL, CHOICE = "date", "level", "choice"
LOCKED = "locked"
_BESIDE = ("help", "unit")
"""The guidance that stands between what a line is about and its answer."""
"""Nothing: the cell is the assessor's, and filled in elsewhere."""

_GUIDANCE = {"help": "help", "unit": "unit", "policy_wording": "wording"}
"""What a line has for each guidance column of a blank return, in the order they are shown."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a cell is to hold: one of the kinds above, and for a choice, the words."""

    kind: str
    words: tuple[str, ...] = ()
    highest: int = 0
    """The highest level, where it is to hold a level."""
    until: dt.date | None = None
    """The last day a date can well be, where that is known."""
    prompt: str = ""
    """What is said on coming to the cell, where its kind does not say it all."""


@dataclass(frozen=True, slots=True)
class BlankLine:
    """A line of a sheet: what is printed in its first columns, and its guidance."""

    printed: tuple[str, ...]
    """The text of the table's first columns, protected."""
    filled: Mapping[str, str | dt.date] = field(default_factory=dict)
    """What later columns hold to begin with, and may be changed."""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    """What the cells of single columns of this line are to hold."""
    carried: str = ""
    """Where it was filled in from an earlier return, what is said of that beside it."""
    help: str = ""
    unit: str = ""
    wording: str = ""


@dataclass(frozen=True)
class BlankSheet:
    """One sheet: a table of the return with its guidance."""

    table: str
    lines: tuple[BlankLine, ...] = ()
    entries: Mapping[str, Entry] = field(default_factory=dict)
    """What whole columns are to hold, on the lines printed and below them."""
    may_add: bool = False
    """Whether lines may be added below the printed ones."""
    by_number: bool = False
    """Whether its lines are called by a number or id: what is asked stands in the help alone."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Its columns; that of carried answers only where it has some."""
        carried = any(FIRST_GIVEN in line.filled for line in self.lines)
        columns = columns_of(self.table)
        return columns if carried else tuple(column for column in columns if column != FIRST_GIVEN)

    @cached_property
    def guidance(self) -> tuple[str, ...]:
        """The guidance columns with something in them, in the order they are shown."""
        return tuple(
            column
            for column, field_name in _GUIDANCE.items()
            if any(getattr(line, field_name) for line in self.lines)
        )

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """All its columns as they stand on the sheet. What a line asks stands before its answer,
        where its number does not say it; what is not for its sender to fill in stands behind."""
        printed = max((len(line.printed) for line in self.lines), default=0)
        about, rest = self.columns[:printed], self.columns[printed:]
        beside = [column for column in self.guidance if self.by_number and column in _BESIDE]
        locked = [column for column in rest if self._is_locked(column)]
        answers = [column for column in rest if column not in locked]
        behind = [column for column in self.guidance if column not in beside]
        return (*about, *beside, *answers, *locked, *behind)

    @property
    def last_answer(self) -> int:
        """The place on the sheet of the last column that its sender fills in."""
        answers = [column for column in self.columns if not self._is_locked(column)]
        return max(map(self.headings.index, answers))

    def _is_locked(self, column: str) -> bool:
        entry = self.entries.get(column)
        return entry is not None and entry.kind == LOCKED
