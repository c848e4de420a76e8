"""Cells, rows and tables of a return, as submitted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


Raw = str | int | float | bool | dt.date | None
"""A cell's value as the file holds it; None for a blank cell."""


class EitherDay(str):
    """A day as typed that may be read day first or month first, and is taken for neither."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as submitted."""

    raw: Raw
    text: str
    """As a person sees it typed: "98%", "31/03/2014"; empty for a blank cell."""
    sheet: str
    ref: str
    """"C9"."""
    percent_format: bool = False
    """Whether the file formats the number as a percentage, so that 0.98 is shown as 98%."""
    unusable: str = ""
    """Why the reader refused it (an error cell, a formula never calculated, an NHS number); the
    fault is already reported, ``raw`` is None and ``text`` repeats nothing that must not be."""
    file: str = ""
    """The mapping that states it, where it stands in no file that was sent."""

    @property
    def is_filled(self) -> bool:
        """Whether anything stands in it; a refused cell counts."""
        return bool(self.text.strip() or self.unusable)


def kind_of(cell: Cell) -> str:
    """What kind of thing a cell holds, in words; empty for a refused one or a whole range."""
    match cell.raw:
        case None:
            return "" if cell.unusable or cell.text or ":" in cell.ref else "a blank cell"
        case bool():
            return "true or false"
        case str():
            return "text"
        case dt.date():
            return "a date"
    return "a percentage" if cell.percent_format else "a number"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its cells by column."""

    cells: Mapping[str, Cell]
    """By column name; a column that the file lacks is not there."""
    number: int
    """The row's number in the sheet, as a person counts."""

    @property
    def is_filled(self) -> bool:
        """Whether anything stands in one of its cells; a refused cell counts."""
        return any(cell.is_filled for cell in self.cells.values())

    def text(self, column: str) -> str:
        """The text of a cell; empty where it is blank, was refused or is not there."""
        cell = self.cells.get(column)
        return "" if cell is None or cell.unusable else cell.text.strip()


@dataclass(frozen=True, slots=True)
class SheetNote:
    """What somebody wrote on a sheet outside the cells of its table: above, below or beside it, or
    as a note (a comment) on one of its cells."""

    cell: Cell
    """Where it stands, with what it says as its text."""
    row: int = 0
    """The number of the row that it is about; 0 where it is about the whole sheet."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows under a table's heading, wherever they stood in the file."""

    name: str
    sheet: str
    rows: tuple[Row, ...]
    notes: tuple[SheetNote, ...] = ()
    """What stands on the sheet and in none of the rows."""
