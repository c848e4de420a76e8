"""Grids: a sheet or a CSV file as rows of typed cells, before its table is known."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from evidence.nouns.cells import Cell, Raw

_WRAPPED = re.compile(r'="((?:[^"]|"")*)"')
_INVISIBLE = "\u200b\u2060\ufeff"
MAX_COLUMNS = 16_384
NEVER_CALCULATED = "a formula that was never calculated"
GARBLED = "a cell whose contents are garbled"
LINKED_NOUGHT = "a 0 that a formula takes from another cell, which may be blank"
"""A spreadsheet shows 0 for a link to a blank cell, so that nobody sees which of the two it is."""
STRUCK = "a cell that is struck through, in whole or in part"
"""Who strikes something out takes it back, and what is meant instead nobody knows."""


class GridCell(NamedTuple):
    """What one cell holds. ``unusable`` says why the reader refused it, in words."""

    raw: Raw
    percent_format: bool = False
    unusable: str = ""
    shown: str = ""
    """The text of a refused cell where it may be repeated ("#REF!"), or as typed where ``raw`` is
    what it was read as: "41820" of a day."""

    @property
    def text(self) -> str:
        """The value as a person sees it typed: "98%", "31/03/2014", "TRUE"."""
        return self.shown or text_of(self.raw, self.percent_format)


OWN_AUTHOR = "Clausewise"
"""Whose the notes are that a blank return is sent out with."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row that is not blank: its cells by column (1 is A); blank cells are not there."""

    number: int
    cells: Mapping[int, GridCell]
    hidden: bool = False


class CellNote(NamedTuple):
    """A note (a comment) that somebody put on a cell."""

    row: int
    column: int
    text: str
    """What it says; empty where it must not be repeated."""


class Merge(NamedTuple):
    """A merged range, inclusive on all sides."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(slots=True)
class Layout:
    """What is known of a sheet once its rows have been read to the end."""

    merges: list[Merge] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    noted: list[CellNote] = field(default_factory=list)
    since_1904: bool | None = None
    """Whether days are counted from 1904, else from 1900; None where nobody knows, as in CSV.
    Known from the first row on."""


class Grid(Protocol):
    """A sheet or CSV file that can be read row by row, once from the start each time."""

    @property
    def name(self) -> str:
        """The sheet's title or the CSV file's name, as the reader knows it."""

    @property
    def hidden(self) -> bool:
        """Whether the sheet is hidden in its workbook; never so for a CSV file."""

    @property
    def ragged(self) -> bool:
        """Whether a cell too many in a row means that its cells have shifted, as in CSV."""

    def rows(self, layout: Layout) -> Iterator[GridRow]:
        """The rows that are not blank, top to bottom; ``layout`` is filled on the way."""


def without_formula_wrap(text: str) -> str:
    """A text as typed by who wrote ``="6.4"`` so that no spreadsheet changes it: 6.4; any other
    as it is."""
    if not text.startswith('="'):
        return text
    inside = _WRAPPED.fullmatch(text.strip())
    return inside[1].replace('""', '"') if inside else text


def is_blank(text: str) -> bool:
    """Whether text shows nothing: spaces of any kind and invisible characters."""
    return not text.strip().strip(_INVISIBLE).strip()


def tidy(text: str) -> str:
    """Text without spaces and invisible characters around it, inner runs of spaces single."""
    return " ".join(text.strip().strip(_INVISIBLE).split())


def column_letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(name: str) -> int:
    """The number of a column's letters: A is 1. Raises ValueError where there is none such."""
    number = 0
    for letter in name:
        if not "A" <= letter <= "Z":
            raise ValueError(f"{name} is no column")
        number = number * 26 + ord(letter) - 64
    if not 1 <= number <= MAX_COLUMNS:
        raise ValueError(f"{name} is no column")
    return number


def cell_reference(column: int, row: int) -> str:
    """A cell's reference: ``place(3, 9)`` is C9."""
    return f"{column_letters(column)}{row}"


def text_of(raw: Raw, percent_format: bool = False) -> str:
    """A value as a person would see it typed; nothing for a blank."""
    match raw:
        case None:
            return ""
        case bool():
            return "TRUE" if raw else "FALSE"
        case str():
            return "" if is_blank(raw) else raw
        case dt.date():
            return f"{raw:%d/%m/}{raw.year:04d}"
        case int() | float():
            return _digits(raw * 100) + "%" if percent_format else _digits(raw)


def _digits(number: int | float) -> str:
    """A number to the 15 digits that a spreadsheet keeps, without a needless ``.0``."""
    if isinstance(number, int):
        return str(number)
    rounded = float(f"{number:.15g}")
    if math.isfinite(rounded) and rounded.is_integer() and abs(rounded) < 1e15:
        return str(int(rounded))
    return f"{number:.15g}"


def as_cell(typed: GridCell | None, sheet: str, ref: str) -> Cell:
    """The cell of a table, at its place; a blank one where nothing is typed."""
    if typed is None:
        return Cell(None, "", sheet, ref)
    return Cell(typed.raw, typed.text, sheet, ref, typed.percent_format, typed.unusable)
