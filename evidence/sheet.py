"""One worksheet's cells, row by row as its XML streams by."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from evidence.grid import GridRow, Layout, Merge, Typed, column_number, is_blank
from evidence.number_formats import Shown, as_shown
from evidence.package import Package
from evidence.privacy import guarded
from evidence.workbook_parts import Shared, SheetEntry, unescaped
from evidence.xml_stream import DamagedError, feed

NEVER_CALCULATED = "a formula that was never calculated"
_GARBLED = "a cell whose contents are garbled"
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?", re.ASCII)
_LAST_ROW = 1_048_576


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A worksheet of an opened package, as a grid."""

    name: str
    hidden: bool
    part: str
    package: Package
    shared: Shared
    ragged: bool = False

    @classmethod
    def of(cls, entry: SheetEntry, name: str, package: Package, shared: Shared) -> WorkbookSheet:
        return cls(name, entry.hidden, entry.part, package, shared)

    def rows(self, layout: Layout) -> Iterator[GridRow]:
        """The rows that are not blank. Raises DamagedError where the sheet is broken."""
        handler = _Cells(self.shared, layout)
        with self.package.stream(self.part) as stream:
            yield from _streamed(stream, handler)


def _streamed(stream: IO[bytes], handler: _Cells) -> Iterator[GridRow]:
    for _ in feed(stream, handler):
        yield from handler.finished
        handler.finished.clear()


class _Cells:
    """Puts the cells of a sheet together from its elements."""

    def __init__(self, shared: Shared, layout: Layout) -> None:
        self.finished: list[GridRow] = []
        self._shared = shared
        self._layout = layout
        self._columns: dict[str, int] = {}
        self._in_cell = self._in_value = self._in_reading = False
        self._row = self._column = 0
        self._row_hidden = False
        self._cells: dict[int, Typed] = {}
        self._type = self._style = ""
        self._has_formula = self._has_value = False
        self._value: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._in_cell = True
            self._column = self._column_of(attributes.get("r", ""))
            self._type = attributes.get("t", "n")
            self._style = attributes.get("s", "")
            self._has_formula = self._has_value = False
            self._value.clear()
        elif self._in_cell:
            if name == "v" or (name == "t" and not self._in_reading):
                self._in_value = self._has_value = True
            elif name == "f":
                self._has_formula = True
            elif name == "rPh":
                self._in_reading = True
        elif name == "row":
            self._start_row(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = (_whole(attributes.get(end, "")) for end in ("min", "max"))
            self._layout.hidden_columns.update(range(first, min(last, 16_384) + 1))

    def text(self, data: str) -> None:
        if self._in_value:
            self._value.append(data)

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._in_value = False
        elif name == "c":
            self._in_cell = False
            typed = self._typed("".join(self._value))
            if typed is not None:
                self._cells[self._column] = guarded(typed)
        elif name == "rPh":
            self._in_reading = False
        elif name == "row" and self._cells:
            self.finished.append(GridRow(self._row, self._cells, self._row_hidden))
            self._cells = {}

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = _whole(attributes["r"]) if "r" in attributes else self._row + 1
        if not self._row < number <= _LAST_ROW:
            raise DamagedError("its rows are out of order")
        self._row, self._column, self._cells = number, 0, {}
        self._row_hidden = attributes.get("hidden") in ("1", "true")

    def _column_of(self, ref: str) -> int:
        """The column of a cell's reference; the next one where a cell does not say."""
        if not ref:
            return self._column + 1
        name = ref.rstrip("0123456789")
        column = self._columns.get(name)
        if column is None:
            try:
                column = self._columns[name] = column_number(name)
            except ValueError as error:
                raise DamagedError("a cell's place is garbled") from error
        return column

    def _typed(self, value: str) -> Typed | None:
        """What the cell holds, or None for a blank one."""
        kind = self._type
        if self._has_formula and not (self._has_value and (value or kind == "str")):
            return Typed(None, unusable=NEVER_CALCULATED)
        if kind == "inlineStr" or kind == "str":
            return _text(unescaped(value))
        if not value:
            return None
        if kind == "s":
            return _text(self._shared_text(value))
        if kind == "b":
            return Typed(value == "1") if value in ("0", "1") else Typed(None, unusable=_GARBLED)
        if kind == "e":
            return Typed(None, unusable=f"an error, {value}", shown=value)
        if kind == "d":
            return _iso_date(value)
        return self._number(value)

    def _shared_text(self, value: str) -> str:
        try:
            return self._shared.texts[_whole(value)]
        except IndexError as error:
            raise DamagedError("a cell's text is missing") from error

    def _number(self, value: str) -> Typed:
        number: int | float
        if value.isascii() and value.isdigit() and len(value) <= 15:
            number = int(value)
        elif _NUMBER.fullmatch(value) and abs(float(value)) < 1e300:
            number = float(value)
        else:
            return Typed(None, unusable=_GARBLED)
        if self._has_formula and number == 0 and self._shared.to_be_calculated:
            # Programs that write a formula without working it out leave 0 as its value.
            return Typed(None, unusable=NEVER_CALCULATED)
        shown = Shown.NUMBER
        if self._style:
            try:
                shown = self._shared.formats[_whole(self._style)]
            except IndexError as error:
                raise DamagedError("a cell's style is missing") from error
        return as_shown(number, shown, self._shared.since_1904)

    def _merge(self, ref: str) -> None:
        match = _RANGE.fullmatch(ref)
        if match is None:
            raise DamagedError("a merged range is garbled")
        left, top, right, bottom = match.groups()
        first, last = self._column_of(left), self._column_of(right or left)
        self._layout.merges.append(Merge(int(top), int(bottom or top), first, last))


def _text(text: str) -> Typed | None:
    return None if is_blank(text) else Typed(text)


def _iso_date(text: str) -> Typed:
    try:
        return Typed(dt.datetime.fromisoformat(text).date())
    except ValueError:
        return Typed(None, unusable=_GARBLED)


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise DamagedError("a number that its cells rest on is garbled")
    return int(text)
