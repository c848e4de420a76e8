"""A worksheet's cells, row by row, whatever its length."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from openpyxl.utils.cell import range_boundaries

from evidence.files.archive import DamagedError, TooLargeError
from evidence.files.limits import LAST_COLUMN, LAST_ROW, MAX_CELLS, MAX_MERGED_ROWS
from evidence.grids.cell_values import FIGURES
from evidence.grids.xlsx.notes import notes_of
from evidence.grids.xlsx.parts import (
    MAIN,
    TRUE,
    Book,
    SheetEntry,
    library_errors_as_damage,
)
from evidence.grids.xlsx.shared_strings import StruckText, rich_text, unescaped
from evidence.grids.xml_stream import Element, stream_elements
from evidence.nouns.grid import (
    LINKED_NOUGHT,
    NEVER_CALCULATED,
    STRUCK,
    GridCell,
    GridRow,
    Layout,
    Merge,
    column_number,
    is_blank,
    without_formula_wrap,
)
from evidence.privacy.guard import guard_cell
from evidence.privacy.nhs_numbers import without_nhs_numbers

_ROWS = frozenset(f"{namespace}row" for namespace in MAIN)
_ASKED = _ROWS.union(
    f"{namespace}{name}" for namespace in MAIN for name in ("col", "mergeCell", "sheetData")
)
_VALUE = frozenset(f"{namespace}v" for namespace in MAIN)
_INLINE = frozenset(f"{namespace}is" for namespace in MAIN)
_MOST_REMEMBERED = 1 << 16
"""Distinct cells of a sort remembered while a sheet is read: registers repeat most of theirs."""
_MOST_HIDDEN = 1 << 20
"""Hidden columns, each range counted: no two ranges of a real sheet share a column."""
_Held = TypeVar("_Held")
_NO_PLACE = "a cell's place is garbled"
_LINKED_NOUGHT = GridCell(None, unusable=LINKED_NOUGHT, shown="0")
_LINK = re.compile(r"\s*(?:\+\s*)?(?:'[^']+'!|[\w.\[\]]+!)?\$?[A-Z]{1,3}\$?[0-9]{1,7}\s*")
"""A formula that is nothing but another cell, of the sheet or of any other."""
_STRUCK = GridCell(None, unusable=STRUCK)
_NOT_CALCULATED = GridCell(None, unusable=NEVER_CALCULATED)
_Key = tuple[str | None, str | None, str | None]
"""A cell's kind and style, and the text of its value."""


@dataclass(frozen=True)
class Sheet:
    """A worksheet as a grid."""

    entry: SheetEntry
    book: Book
    ragged: bool = False

    @property
    def name(self) -> str:
        """The sheet's title, without any NHS number in it."""
        return without_nhs_numbers(self.entry.title)

    @property
    def hidden(self) -> bool:
        """Whether the sheet is hidden in the workbook."""
        return self.entry.hidden

    def rows(self, layout: Layout) -> Iterator[GridRow]:
        """The rows that are not blank.

        Raises DamagedError where the sheet is broken, TooLargeError where it has more than any.
        """
        layout.since_1904 = self.book.since_1904
        with library_errors_as_damage(), self.book.package.stream(self.entry.part) as stream:
            cells, has_cells = _Cells(self.book), False
            for _, element in stream_elements(stream, _ASKED, _ROWS):
                match str(element.tag).rpartition("}")[2]:
                    case "row":
                        if row := cells.row(element):
                            yield row
                    case "col":
                        layout.hidden_columns.update(cells.hidden_columns(element))
                    case "mergeCell":
                        layout.merges.append(cells.merge(element))
                    case "sheetData":
                        has_cells = True
            if not has_cells:
                raise DamagedError("one of its sheets is not written as a sheet")
            layout.noted += notes_of(self.book.package, self.entry.part)


class _Remembered(dict[_Held, GridCell | None]):
    """The cells read so far, by what is held in them; one that is asked for first is read."""

    def __init__(self, read: Callable[[_Held], GridCell | None]) -> None:
        self._read = read

    def __missing__(self, held: _Held) -> GridCell | None:
        typed = self._read(held)
        if len(self) < _MOST_REMEMBERED:
            self[held] = typed
        return typed


class _Cells:
    """Reads the rows of one sheet, top to bottom."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._row = self._count = self._merged = self._hidden = 0
        self._columns: dict[str, int] = {}
        self._links: set[str | None] = set()
        """The formulas, by number, that are filled down and nothing but another cell."""
        self._values: dict[_Key, GridCell | None] = _Remembered(self._figure_or_text)
        self._shared: dict[str | None, GridCell | None] = _Remembered(self._shared_text)
        self._inline: dict[str, GridCell | None] = _Remembered(_guarded_text)

    def row(self, element: Element) -> GridRow | None:
        """The next row; None where it is blank."""
        number = self._number(element.get("r"))
        self._count += len(element)
        if self._count > MAX_CELLS:
            raise TooLargeError(f"a sheet of over {MAX_CELLS:,} cells")
        row, column, columns = str(number), 0, self._columns
        shared, inline, values = self._shared, self._inline, self._values
        struck = self._book.struck
        cells: dict[int, GridCell] = {}
        for cell in element:
            ref = cell.get("r", "")
            column = columns.get(ref.removesuffix(row)) or self._column(ref, row, column)
            # Nearly all cells hold one value and nothing else, and most are like one before.
            if len(cell) != 1:
                typed = self._several(cell) if len(cell) else None
            elif (part := cell[0]).tag in _VALUE:
                kind, held = cell.get("t"), part.text
                typed = shared[held] if kind == "s" else values[kind, cell.get("s"), held]
            elif part.tag in _INLINE and cell.get("t", "n") not in FIGURES:
                text = rich_text(part)
                typed = _text_cell(text) if text.__class__ is StruckText else inline[text]
            else:
                typed = self._several(cell)
            if typed is not None:
                if struck and not typed.unusable and cell.get("s") in struck:
                    typed = _STRUCK
                cells[column] = typed
        return GridRow(number, cells, element.get("hidden") in TRUE) if cells else None

    def hidden_columns(self, element: Element) -> range:
        """The columns that an element of the sheet's columns hides."""
        if element.get("hidden") not in TRUE:
            return range(0)
        first, last = int(element.attrib["min"]), int(element.attrib["max"])
        hidden = range(max(first, 1), min(last, LAST_COLUMN) + 1)
        self._hidden += len(hidden)
        if self._hidden > _MOST_HIDDEN:
            raise TooLargeError(f"over {_MOST_HIDDEN:,} hidden columns")
        return hidden

    def merge(self, element: Element) -> Merge:
        """A merged range. Raises TooLargeError where all so far cover more rows than are spread
        out."""
        merge = _merge_of(str(element.attrib["ref"]))
        self._merged += merge.last_row - merge.first_row + 1
        if self._merged > MAX_MERGED_ROWS:
            raise TooLargeError(f"merged cells over more than {MAX_MERGED_ROWS:,} rows")
        return merge

    def _number(self, written: str | None) -> int:
        """A row's number; without one it stands right under the row above."""
        number = self._row + 1 if written is None else float(written)
        if not (self._row < number <= LAST_ROW and number == int(number)):
            raise DamagedError("its rows are out of order")
        self._row = int(number)
        return self._row

    def _column(self, ref: str, row: str, before: int) -> int:
        """A cell's column; without a reference it stands right of the cell before."""
        if not ref:
            if before == LAST_COLUMN:
                raise DamagedError(_NO_PLACE)
            return before + 1
        name = ref.rstrip("0123456789")
        if name == ref or int(ref[len(name) :]) != int(row):
            raise DamagedError(_NO_PLACE)
        self._columns[name] = column_number(name.upper())
        return self._columns[name]

    def _figure_or_text(self, key: _Key) -> GridCell | None:
        kind, style, held = key
        typed = self._value(kind or "n", style, held or "", formula=False)
        return typed and guard_cell(typed)

    def _shared_text(self, held: str | None) -> GridCell | None:
        return self._figure_or_text(("s", None, held))

    def _several(self, cell: Element) -> GridCell | None:
        """What any other cell holds: one with several elements in it, as a formula has."""
        kind, parts = cell.get("t", "n"), {_name(part.tag): part for part in reversed(cell)}
        value, inline, formula = parts.get("v"), parts.get("is"), "f" in parts
        held = "" if value is None else value.text or ""
        blank_text = inline is not None or (kind == "str" and value is not None)
        if formula and not held and not blank_text:
            return _NOT_CALCULATED
        if formula and self._is_link(parts["f"]) and held == "0" and kind == "n":
            return _LINKED_NOUGHT
        if inline is not None and kind not in FIGURES:
            typed = _text_cell(rich_text(inline))
        else:
            typed = self._value(kind, cell.get("s"), held, formula)
        return typed and guard_cell(typed)

    def _is_link(self, formula: Element) -> bool:
        """Whether a formula is nothing but another cell; one that was filled down stands with the
        first cell alone."""
        filled, text = formula.get("si"), formula.text or ""
        is_link = _LINK.fullmatch(text) is not None or (not text and filled in self._links)
        if is_link and filled is not None:
            self._links.add(filled)
        return is_link

    def _value(self, kind: str, style: str | None, held: str, formula: bool) -> GridCell | None:
        """What the text of a cell's value stands for."""
        if not held:
            return None
        if kind in FIGURES:
            return self._book.figure(kind, held, formula, int(style or 0))
        if kind != "s":
            return _text_cell(unescaped(held))
        if not held.strip().isdecimal():
            raise DamagedError("a cell's text is missing")
        return _text_cell(self._book.texts[int(held)])


def _text_cell(text: str) -> GridCell | None:
    if text.__class__ is StruckText:
        # What tells of one person is told as that, struck through or not.
        typed = guard_cell(GridCell(str(text)))
        return typed if typed.unusable else _STRUCK
    text = without_formula_wrap(text)
    return None if is_blank(text) else GridCell(text)


def _guarded_text(text: str) -> GridCell | None:
    typed = _text_cell(text)
    return typed and guard_cell(typed)


def _name(tag: str) -> str:
    """The name of an element of a workbook; nothing for any other."""
    return tag.rpartition("}")[2] if tag.startswith(MAIN) else ""


def _merge_of(ref: str) -> Merge:
    """The range that a merge's reference names. Raises ValueError or TypeError for none such."""
    left, top, right, bottom = range_boundaries(ref)
    if left is None or top is None or right is None or bottom is None:
        raise ValueError(f"{ref} is no range of cells")
    if not (1 <= top <= bottom <= LAST_ROW and 1 <= left <= right <= LAST_COLUMN):
        raise ValueError(f"{ref} reaches beyond the sheet")
    return Merge(top, bottom, left, right)
