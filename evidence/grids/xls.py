"""The worksheets of an Excel 97-2003 workbook (xls) as grids, read by xlrd."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from evidence.files.archive import DamagedError, LockedError, TooLargeError
from evidence.grids.number_formats import NumberFormat, number_format
from evidence.grids.xls_formulas import without_result
from evidence.nouns.grid import (
    NEVER_CALCULATED,
    OWN_AUTHOR,
    STRUCK,
    CellNote,
    GridCell,
    GridRow,
    Layout,
    Merge,
    is_blank,
    without_formula_wrap,
)
from evidence.privacy.guard import guard_cell, repeatable
from evidence.privacy.nhs_numbers import without_nhs_numbers

MAX_XLS_BYTES = 50_000_000
"""xls is not packed and ends at 65,536 rows, so that no return comes near to this."""
_GARBLED = GridCell(None, unusable="a cell whose contents are garbled")
_STRUCK = GridCell(None, unusable=STRUCK)
_NOT_CALCULATED = GridCell(None, unusable=NEVER_CALCULATED)


@dataclass(frozen=True, slots=True)
class XlsSheet:
    """A worksheet of an opened xls workbook, as a grid."""

    name: str
    hidden: bool
    since_1904: bool
    sheet: Any
    """xlrd's sheet, which has no types."""
    shown: tuple[NumberFormat, ...]
    """What the number format of each cell style shows."""
    struck: frozenset[int]
    """The cell styles that strike through what is in them."""
    not_calculated: frozenset[tuple[int, int]]
    """The cells (row and column from 0) with formulas that were never worked out."""
    ragged: bool = False

    def rows(self, layout: Layout) -> Iterator[GridRow]:
        """The rows that are not blank."""
        sheet = self.sheet
        layout.since_1904 = self.since_1904
        layout.merges += [
            Merge(top + 1, bottom, left + 1, right)
            for top, bottom, left, right in sheet.merged_cells
        ]
        layout.hidden_columns.update(
            column + 1 for column, info in sheet.colinfo_map.items() if info.hidden
        )
        layout.noted += sorted(
            CellNote(row + 1, column + 1, repeatable(note.text.strip()))
            for (row, column), note in sheet.cell_note_map.items()
            if note.author != OWN_AUTHOR
        )
        for row in range(sheet.nrows):
            cells = {
                column + 1: self._or_struck(guard_cell(typed), row, column)
                for column in range(sheet.row_len(row))
                if (typed := self._typed(row, column)) is not None
            }
            if cells:
                info = sheet.rowinfo_map.get(row)
                hidden = info.hidden if info is not None else sheet.default_row_hidden
                yield GridRow(row + 1, cells, bool(hidden))

    def _or_struck(self, typed: GridCell, row: int, column: int) -> GridCell:
        struck = self.struck and self.sheet.cell_xf_index(row, column) in self.struck
        return _STRUCK if struck and not typed.unusable else typed

    def _typed(self, row: int, column: int) -> GridCell | None:
        import xlrd

        kind = self.sheet.cell_type(row, column)
        value = self.sheet.cell_value(row, column)
        if (row, column) in self.not_calculated:
            return _NOT_CALCULATED
        if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
            return None
        if kind == xlrd.XL_CELL_TEXT:
            value = without_formula_wrap(value)
            return None if is_blank(value) else GridCell(value)
        if kind == xlrd.XL_CELL_BOOLEAN:
            return GridCell(bool(value)) if value in (0, 1) else _GARBLED
        if kind == xlrd.XL_CELL_ERROR:
            text = xlrd.error_text_from_code.get(value, "")
            return GridCell(None, unusable=f"an error, {text}" if text else "an error", shown=text)
        return self._number(value, self.sheet.cell_xf_index(row, column))

    def _number(self, value: float, style: int) -> GridCell:
        if not math.isfinite(value) or abs(value) >= 1e300:
            return _GARBLED
        if not 0 <= style < len(self.shown):
            raise DamagedError("a cell's style is missing")
        whole = value.is_integer() and abs(value) < 1e15
        return self.shown[style].cell(int(value) if whole else value, self.since_1904)


@contextmanager
def open_xls(data: bytes) -> Iterator[tuple[XlsSheet, ...]]:
    """The worksheets in order; chart and macro sheets are left out, macros never looked at.

    Raises DamagedError, TooLargeError or LockedError where the workbook cannot be read.
    """
    if len(data) > MAX_XLS_BYTES:
        raise TooLargeError(f"over {MAX_XLS_BYTES // 10**6} MB")
    yield _sheets(data)


def _sheets(data: bytes) -> tuple[XlsSheet, ...]:
    import xlrd

    log = io.StringIO()
    try:
        # Formats tell a percentage from a number, and what is hidden or merged.
        book = xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            logfile=log,
        )
        with book:
            sheets = book.sheets()
            shown = tuple(_shown(book, style) for style in book.xf_list)
            struck = _struck(book)
            return tuple(
                XlsSheet(
                    without_nhs_numbers(sheet.name),
                    sheet.visibility != 0,
                    book.datemode == 1,
                    sheet,
                    shown,
                    struck,
                    not_calculated,
                )
                for sheet, not_calculated in zip(sheets, without_result(book, data), strict=True)
            )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise LockedError from error
        raise DamagedError("its contents break off or are garbled") from error
    except Exception as error:
        # xlrd trusts what it reads: on damaged files it raises whatever comes of that
        # (struct.error, IndexError, AssertionError, UnicodeDecodeError and others).
        raise DamagedError("its contents break off or are garbled") from error


def _shown(book: Any, style: Any) -> NumberFormat:
    """What the number format of a cell style shows; xlrd has every code, built in or not."""
    code = book.format_map[style.format_key].format_str
    return number_format(style.format_key, code)


def _struck(book: Any) -> frozenset[int]:
    """The cell styles that strike through what is in them."""
    fonts = [bool(font.struck_out) for font in book.font_list]
    return frozenset(
        at
        for at, style in enumerate(book.xf_list)
        if style.font_index < len(fonts) and fonts[style.font_index]
    )
