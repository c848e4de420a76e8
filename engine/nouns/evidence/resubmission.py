"""Resubmissions: a return that a later one of the same quarter took the place of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that says something else in the later return."""

    table: str
    row: str
    """What the row is about: "4.1, Level 3", "S6.p18.c"."""
    column: str
    before: str
    """As typed; empty where it was blank or not there. Names and free text are not repeated."""
    after: str
    before_cell: str
    """"dashboard C9"; empty where there was no such row."""
    after_cell: str


@dataclass(frozen=True, slots=True)
class Superseded:
    """A return of which nothing counts, since a later one of the same quarter does."""

    file: str
    organisation: str
    """The organisation's code."""
    period: str
    """The quarter's label."""
    submitted_on: dt.date
    by_file: str
    by_submitted_on: dt.date
    changes: tuple[CellChange, ...]
    """What changed between the two, table by table; without the register's lines."""
    register: str = ""
    """What changed in the register, in words; empty where nothing did."""
