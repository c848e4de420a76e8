"""An OpenDocument spreadsheet's sheets as grids, read from the bytes of an ods file.

Its content streams by, and each row is read as soon as it has ended. odfpy would hold the whole of
it as Python objects (some 400 MB for 20,000 rows), and on broken XML it prints the text and goes
on with what it has; a return cut short must never look like a whole one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from evidence.files.archive import (
    MANIFEST,
    DamagedError,
    LockedError,
    Package,
    TooLargeError,
    open_package,
)
from evidence.files.limits import LAST_ROW
from evidence.grids.ods_cells import OFFICE, TABLE, TEXT, grid_cell_of, paragraphs
from evidence.grids.xml_stream import Element, stream_elements
from evidence.nouns.grid import (
    MAX_COLUMNS,
    OWN_AUTHOR,
    STRUCK,
    CellNote,
    GridCell,
    GridRow,
    Layout,
    Merge,
)
from evidence.privacy.guard import guard_cell, repeatable
from evidence.privacy.nhs_numbers import without_nhs_numbers

MAX_CELLS = 1_000_000
"""Cells that hold something, repeats counted; the most that one workbook may have."""
MAX_ELEMENTS = 8_000_000
"""Rows and cells of a workbook, blank ones too, each repeat written as one counted once."""
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_ENCRYPTED = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}encryption-data"
_SPREADSHEET, _SHEET = f"{OFFICE}spreadsheet", f"{TABLE}table"
_ROW, _COLUMN, _GROUP = (f"{TABLE}table-{name}" for name in ("row", "column", "row-group"))
_NOTE = f"{OFFICE}annotation"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_STYLE_NAMED, _STYLE_OF_TABLE = f"{_STYLE}style", f"{_STYLE}table-properties"
_STYLE_OF_TEXT = f"{_STYLE}text-properties"
_FIRST_DAY = f"{TABLE}null-date"
_STYLES = (_STYLE_NAMED, _STYLE_OF_TABLE, _STYLE_OF_TEXT)
_ASKED = (_SPREADSHEET, _SHEET, _ROW, _COLUMN, _GROUP, *_STYLES, _FIRST_DAY)
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_NOT_VISIBLE = ("collapse", "filter")
_DAYS_FROM = {"1899-12-30": False, "1904-01-01": True}


class _Rows(NamedTuple):
    """One row, and how many times it stands there."""

    first: int
    times: int
    cells: dict[int, GridCell]
    hidden: bool


@dataclass(slots=True)
class OdsSheet:
    """A sheet of an OpenDocument spreadsheet, as a grid."""

    name: str
    hidden: bool
    since_1904: bool
    ragged: bool = False
    _rows: list[_Rows] = field(default_factory=list)
    _layout: Layout = field(default_factory=Layout)

    def rows(self, layout: Layout) -> Iterator[GridRow]:
        """The rows that are not blank."""
        layout.since_1904 = self.since_1904
        layout.merges += self._layout.merges
        layout.hidden_columns |= self._layout.hidden_columns
        layout.noted += self._layout.noted
        for first, times, cells, hidden in self._rows:
            for number in range(first, first + times):
                yield GridRow(number, cells, hidden)


@contextmanager
def open_ods(data: bytes) -> Iterator[tuple[OdsSheet, ...]]:
    """The sheets in order; macros, drawings and links are never looked at.

    Raises DamagedError, TooLargeError or LockedError where the spreadsheet cannot be read.
    """
    with open_package(data) as package:
        _refuse_encrypted(package)
        content = _Content()
        with package.stream("content.xml") as stream:
            for event, element in stream_elements(stream, _ASKED, [_ROW], starts=True):
                content.take(event == "start", element)
    if not content.complete:
        raise DamagedError("it holds no spreadsheet")
    yield tuple(content.sheets)


def _refuse_encrypted(package: Package) -> None:
    if MANIFEST not in package:
        return
    with package.stream(MANIFEST) as stream:
        if any(True for _ in stream_elements(stream, [_ENCRYPTED], [])):
            raise LockedError


class _Content:
    """Puts sheets together from the elements of ``content.xml`` as they start and end."""

    def __init__(self) -> None:
        self.sheets: list[OdsSheet] = []
        self.complete = False
        self._hidden_styles: set[str] = set()
        self._struck_styles: set[str] = set()
        self._style = ""
        self._since_1904 = False
        self._sheet: OdsSheet | None = None
        self._tables = 0
        """Tables that have started and not ended: the sheet, and those within it."""
        self._hidden_groups = 0
        self._row = self._column = 1
        self._held = self._elements = 0

    def take(self, start: bool, element: Element) -> None:
        if self._sheet is None:
            self._take_outside(start, element)
        elif element.tag == _SHEET:
            self._tables += 1 if start else -1
            if not self._tables:
                self.sheets.append(self._sheet)
                self._sheet = None
        elif self._tables == 1:
            self._take_inside(self._sheet, start, element)

    def _take_outside(self, start: bool, element: Element) -> None:
        tag = element.tag
        if tag == _SPREADSHEET:
            self.complete = not start
        elif not start:
            return
        elif tag in _STYLES:
            self._take_style(element)
        elif tag == _FIRST_DAY:
            day = element.get(f"{TABLE}date-value", "1899-12-30")
            if day not in _DAYS_FROM:
                raise DamagedError(f"it counts days from an unusual one, {day[:10]}")
            self._since_1904 = _DAYS_FROM[day]
        elif tag == _SHEET and _is_in(element, _SPREADSHEET):
            name = without_nhs_numbers(element.get(f"{TABLE}name", ""))
            hidden = element.get(f"{TABLE}style-name", "") in self._hidden_styles
            self._sheet = OdsSheet(name, hidden, self._since_1904)
            self._row, self._column, self._hidden_groups, self._tables = 1, 1, 0, 1

    def _take_style(self, element: Element) -> None:
        """What a style hides, or strikes through."""
        match element.tag:
            case tag if tag == _STYLE_NAMED:
                self._style = element.get(f"{_STYLE}name", "")
            case tag if tag == _STYLE_OF_TABLE:
                if element.get(f"{TABLE}display") == "false":
                    self._hidden_styles.add(self._style)
            case _:
                if element.get(f"{_STYLE}text-line-through-style", "none") != "none":
                    self._struck_styles.add(self._style)

    def _take_inside(self, sheet: OdsSheet, start: bool, element: Element) -> None:
        tag = element.tag
        if tag == _GROUP:
            hidden = self._hidden_groups > 0 or element.get(f"{TABLE}display") == "false"
            self._hidden_groups += hidden if start else -(self._hidden_groups > 0)
        elif tag == _COLUMN and start:
            times = _repeats(element, "number-columns-repeated")
            if element.get(f"{TABLE}visibility") in _NOT_VISIBLE:
                last = min(self._column + times - 1, MAX_COLUMNS)
                sheet._layout.hidden_columns.update(range(self._column, last + 1))
            self._column += times
        elif tag == _ROW and not start:
            self._take_row(sheet, element)

    def _take_row(self, sheet: OdsSheet, row: Element) -> None:
        self._elements += 1 + len(row)
        if self._elements > MAX_ELEMENTS:
            raise TooLargeError(f"over {MAX_ELEMENTS:,} rows and cells inside it")
        times = _repeats(row, "number-rows-repeated")
        cells = self._cells(sheet, row, times)
        if cells:
            if self._row + times - 1 > LAST_ROW:
                raise TooLargeError(f"a sheet of over {LAST_ROW:,} rows")
            hidden = row.get(f"{TABLE}visibility") in _NOT_VISIBLE or self._hidden_groups > 0
            sheet._rows.append(_Rows(self._row, times, cells, hidden))
        self._row += times

    def _cells(self, sheet: OdsSheet, row: Element, times: int) -> dict[int, GridCell]:
        """The cells of a row that stands there so many times; blank ones left out."""
        cells: dict[int, GridCell] = {}
        end = 1
        for cell in row.iterchildren(*_CELLS):
            first, repeats = end, _repeats(cell, "number-columns-repeated")
            end += repeats
            down, across = (
                _repeats(cell, "number-rows-spanned"),
                _repeats(cell, "number-columns-spanned"),
            )
            if down > 1 or across > 1:
                merge = Merge(self._row, self._row + down - 1, first, first + across - 1)
                sheet._layout.merges.append(merge)
            note = cell.find(_NOTE)
            if note is not None and note.findtext(_CREATOR, "").strip() != OWN_AUTHOR:
                note_text = repeatable(paragraphs(note))
                sheet._layout.noted.append(CellNote(self._row, first, note_text))
            typed = grid_cell_of(cell)
            if typed is None:
                continue
            if end - 1 > MAX_COLUMNS:
                raise TooLargeError(f"a sheet of over {MAX_COLUMNS:,} columns")
            self._held += repeats * times
            if self._held > MAX_CELLS:
                raise TooLargeError(f"over {MAX_CELLS:,} cells")
            typed = guard_cell(typed)
            if not typed.unusable and self._is_struck(cell):
                typed = GridCell(None, unusable=STRUCK)
            cells.update(dict.fromkeys(range(first, end), typed))
        return cells

    def _is_struck(self, cell: Element) -> bool:
        """Whether a cell, or a part of its text, is struck through."""
        struck = self._struck_styles
        return bool(struck) and (
            cell.get(f"{TABLE}style-name") in struck
            or any(span.get(f"{TEXT}style-name") in struck for span in cell.iter(f"{TEXT}span"))
        )


def _is_in(element: Element, tag: str) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == tag


def _repeats(element: Element, name: str) -> int:
    text = element.get(f"{TABLE}{name}", "1")
    if not (text.isascii() and text.isdigit()) or len(text) > 9 or int(text) == 0:
        raise DamagedError("a number that its cells rest on is garbled")
    return int(text)
