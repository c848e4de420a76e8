"""An OpenDocument spreadsheet's sheets as grids, read from the bytes of an ods file.

Its content streams by through defusedxml, row by row. odfpy would hold the whole of it as
Python objects (some 400 MB for 20,000 rows), and on broken XML it prints the text and goes on
with what it has; a return cut short must never look like a whole one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import iterparse

from evidence.files.archive import DamagedError, LockedError, Package, TooLargeError, open_package
from evidence.grids.ods_cells import OFFICE, TABLE, typed_of
from evidence.nouns.grid import MAX_COLUMNS, GridRow, Layout, Merge, Typed
from evidence.privacy.guard import guarded
from evidence.privacy.nhs_numbers import without_nhs_numbers

MAX_CELLS = 1_000_000
"""Cells that hold something, repeats counted; the most that one workbook may have."""
MAX_ELEMENTS = 8_000_000
_LAST_ROW = 1_048_576
_DEEPEST = 100
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_ENCRYPTED = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}encryption-data"
_MANIFEST = "META-INF/manifest.xml"
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_NOT_VISIBLE = ("collapse", "filter")
_DAYS_FROM = {"1899-12-30": False, "1904-01-01": True}


class _Rows(NamedTuple):
    """One row, and how many times it stands there."""

    first: int
    times: int
    cells: dict[int, Typed]
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
            for event, element in _elements(stream):
                content.take(event, element)
    if not content.complete:
        raise DamagedError("it holds no spreadsheet")
    yield tuple(content.sheets)


def _refuse_encrypted(package: Package) -> None:
    if _MANIFEST not in package:
        return
    with package.stream(_MANIFEST) as stream:
        if any(element.tag == _ENCRYPTED for _, element in _elements(stream)):
            raise LockedError


def _elements(stream: IO[bytes]) -> Iterator[tuple[str, Element]]:
    """Each element as it starts and ends.

    Raises DamagedError where the part is not plain XML: not well formed, nested beyond reason,
    or with a DTD or an entity, by which a small file could grow without bound or reach for
    others; TooLargeError where it has more elements than any return.
    """
    depth = count = 0
    try:
        for event, element in iterparse(stream, ("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            count += event == "start"
            if count > MAX_ELEMENTS:
                raise TooLargeError(f"over {MAX_ELEMENTS:,} elements inside it")
            if depth > _DEEPEST:
                raise DamagedError("its contents are nested beyond reason")
            yield event, element
    except (ParseError, ValueError, LookupError) as error:
        # defusedxml's refusals are ValueErrors; an unknown encoding is one or a LookupError.
        raise DamagedError("its contents break off or are garbled") from error


class _Content:
    """Puts sheets together from the elements of ``content.xml``, and lets go of each."""

    def __init__(self) -> None:
        self.sheets: list[OdsSheet] = []
        self.complete = False
        self._parents: list[Element] = []
        self._cell: Element | None = None
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._since_1904 = False
        self._sheet: OdsSheet | None = None
        self._hidden_groups = 0
        self._row = self._times = self._column = 0
        self._row_hidden = False
        self._cells: dict[int, Typed] = {}
        self._held = 0

    def take(self, event: str, element: Element) -> None:
        if self._cell is not None:
            if event == "end" and element is self._cell:
                self._end_cell(element)
                self._cell = None
                self._parents[-1].clear()
        elif event == "start":
            if self._sheet is not None and element.tag in _CELLS:
                self._cell = element
            else:
                self._start(element)
                self._parents.append(element)
        else:
            self._parents.pop()
            self._end(element.tag)
            # What is done with is let go, so that memory holds one row at a time.
            element.clear()
            if self._parents:
                self._parents[-1].clear()

    def _start(self, element: Element) -> None:
        tag = element.tag
        if self._sheet is None:
            self._start_outside(tag, element)
        elif tag == f"{TABLE}table-row":
            self._column, self._cells = 1, {}
            self._times = _repeats(element, "number-rows-repeated")
            visibility = element.get(f"{TABLE}visibility")
            self._row_hidden = visibility in _NOT_VISIBLE or self._hidden_groups > 0
        elif tag == f"{TABLE}table-column":
            times = _repeats(element, "number-columns-repeated")
            if element.get(f"{TABLE}visibility") in _NOT_VISIBLE:
                last = min(self._column + times - 1, MAX_COLUMNS)
                self._sheet._layout.hidden_columns.update(range(self._column, last + 1))
            self._column += times
        elif tag == f"{TABLE}table-row-group":
            self._hidden_groups += self._hidden_groups > 0 or _is_folded(element)

    def _start_outside(self, tag: str, element: Element) -> None:
        if tag == f"{_STYLE}style":
            self._style = element.get(f"{_STYLE}name", "")
        elif tag == f"{_STYLE}table-properties":
            if element.get(f"{TABLE}display") == "false":
                self._hidden_styles.add(self._style)
        elif tag == f"{TABLE}null-date":
            day = element.get(f"{TABLE}date-value", "1899-12-30")
            if day not in _DAYS_FROM:
                raise DamagedError(f"it counts days from an unusual one, {day[:10]}")
            self._since_1904 = _DAYS_FROM[day]
        elif tag == f"{TABLE}table" and self._parents[-1].tag == f"{OFFICE}spreadsheet":
            name = without_nhs_numbers(element.get(f"{TABLE}name", ""))
            hidden = element.get(f"{TABLE}style-name", "") in self._hidden_styles
            self._sheet = OdsSheet(name, hidden, self._since_1904)
            self._row, self._column, self._hidden_groups = 1, 1, 0

    def _end(self, tag: str) -> None:
        if tag == f"{OFFICE}spreadsheet":
            self.complete = True
        elif self._sheet is None:
            return
        elif tag == f"{TABLE}table-row":
            if self._cells:
                if self._row + self._times - 1 > _LAST_ROW:
                    raise TooLargeError(f"a sheet of over {_LAST_ROW:,} rows")
                rows = _Rows(self._row, self._times, self._cells, self._row_hidden)
                self._sheet._rows.append(rows)
            self._row += self._times
        elif tag == f"{TABLE}table-row-group":
            self._hidden_groups -= self._hidden_groups > 0
        elif tag == f"{TABLE}table" and self._parents[-1].tag == f"{OFFICE}spreadsheet":
            self.sheets.append(self._sheet)
            self._sheet = None

    def _end_cell(self, cell: Element) -> None:
        assert self._sheet is not None
        first, times = self._column, _repeats(cell, "number-columns-repeated")
        self._column += times
        down, across = (_repeats(cell, f"number-{what}-spanned") for what in ("rows", "columns"))
        if down > 1 or across > 1:
            merge = Merge(self._row, self._row + down - 1, first, first + across - 1)
            self._sheet._layout.merges.append(merge)
        typed = typed_of(cell)
        if typed is None:
            return
        if self._column - 1 > MAX_COLUMNS:
            raise TooLargeError(f"a sheet of over {MAX_COLUMNS:,} columns")
        self._held += times * self._times
        if self._held > MAX_CELLS:
            raise TooLargeError(f"over {MAX_CELLS:,} cells")
        self._cells.update(dict.fromkeys(range(first, first + times), guarded(typed)))


def _repeats(element: Element, name: str) -> int:
    text = element.get(f"{TABLE}{name}", "1")
    if not (text.isascii() and text.isdigit()) or len(text) > 9 or int(text) == 0:
        raise DamagedError("a number that its cells rest on is garbled")
    return int(text)


def _is_folded(element: Element) -> bool:
    return element.get(f"{TABLE}display") == "false"
