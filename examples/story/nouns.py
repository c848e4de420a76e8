"""What an example return is made of, before it is written to a workbook or CSV files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage: 98 in a cell formatted as a percentage, "98%" in a CSV file."""

    value: float


Entry = str | int | float | dt.date | Percent | None
"""What somebody typed into one cell; None leaves it blank."""

Line = tuple[Entry, ...]
"""One line of a table, in the order of the table's columns."""


@dataclass(frozen=True, slots=True)
class MadeQuarter:
    """One of the five quarters of the story."""

    index: int
    """From 0, in order of time."""
    label: str
    first_day: dt.date
    last_day: dt.date
    handed_in: dt.date


QUARTERS = (
    MadeQuarter(0, "2013-14 Q3", dt.date(2013, 10, 1), dt.date(2013, 12, 31), dt.date(2014, 1, 14)),
    MadeQuarter(1, "2013-14 Q4", dt.date(2014, 1, 1), dt.date(2014, 3, 31), dt.date(2014, 4, 14)),
    MadeQuarter(2, "2014-15 Q1", dt.date(2014, 4, 1), dt.date(2014, 6, 30), dt.date(2014, 7, 14)),
    MadeQuarter(3, "2014-15 Q2", dt.date(2014, 7, 1), dt.date(2014, 9, 30), dt.date(2014, 10, 13)),
    MadeQuarter(4, "2014-15 Q3", dt.date(2014, 10, 1), dt.date(2014, 12, 31), dt.date(2015, 1, 14)),
)
Q3_2013, Q4_2013, Q1_2014, Q2_2014, Q3_2014 = QUARTERS

Value = TypeVar("Value")


def of_quarter(values: Sequence[Value], quarter: MadeQuarter) -> Value:
    """The value of a quarter, of those for the last quarters of the story.

    Where there are fewer values than quarters, the first holds for the quarters before its own.
    """
    return values[max(quarter.index - len(QUARTERS) + len(values), 0)]


@dataclass(frozen=True, slots=True)
class MadeOrganisation:
    """One of the cast."""

    code: str
    name: str
    services: str
    """As the organisation itself types them."""
    kind: str = "provider"
    legal_form: str = ""
    """What it is in law, as the organisation itself types it; empty where it does not say."""

    def identity(
        self, quarter: MadeQuarter, submitted_by: str, on: dt.date | None = None
    ) -> tuple[Line, ...]:
        """The lines of the organisation table for a quarter, handed in ``on`` a day of its own."""
        return (
            ("code", self.code),
            ("name", self.name),
            ("kind", self.kind),
            ("services", self.services),
            *([("legal_form", self.legal_form)] if self.legal_form else []),
            ("period", quarter.label),
            ("submitted_on", on or quarter.handed_in),
            ("submitted_by", submitted_by),
        )


@dataclass(frozen=True, slots=True)
class MadeReturn:
    """A return of the story: where it goes and what is in it."""

    quarter: MadeQuarter
    file: str
    """A workbook's name ("ashby-q1.xlsx") or a folder's ("ashby-q1")."""
    tables: Mapping[str, Sequence[Line]]
    titled: bool = False
    """Whether each sheet has its name in a row above the headings."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """By table: a remark that somebody typed under it."""
    british_dates: bool = False
    """Whether a CSV file has its dates as 31/12/2014 rather than 2014-12-31."""
