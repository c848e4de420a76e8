"""Sheets too long for openpyxl, such as registers, by calamine.

calamine gets a small workbook made here, of that one sheet, of styles that say only which
numbers are days and times, and of numbers in place of the shared texts. So it opens the very
part that was looked through, counts nothing by a count that the file claims (one in the list of
texts could end the process), takes for a day what openpyxl takes for one, and copies no text
that a million cells share.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np
from openpyxl.xml.constants import PKG_REL_NS, REL_NS, SHEET_MAIN_NS
from python_calamine import CalamineWorkbook

from evidence.files.archive import DamagedError
from evidence.grids.cell_values import number as number_cell
from evidence.grids.columnar.bulk import Bulk, Slab
from evidence.grids.columnar.codes import Codes, Numbered
from evidence.grids.columnar.typed_cells import CELLS, Held
from evidence.grids.number_formats import NO_DATE, Shown, time_in_words
from evidence.grids.xlsx.scan import Scan, chunks, scan, without_errors
from evidence.grids.xlsx.shared_strings import signs_of_text
from evidence.grids.xlsx.sheet import Book, SheetEntry, text_cell, told_as_damage
from evidence.nouns.columns import HEADING_WITHIN
from evidence.nouns.grid import GridRow, Layout, Typed
from evidence.privacy.guard import guarded, tell_of_nobody
from evidence.privacy.nhs_numbers import without_nhs_numbers

_TOKEN = "\ue000"
"""Begins a number that stands for a shared text; a text that begins so itself names another
text of the same file at worst."""
_FORMAT_IDS = {Shown.NUMBER: 0, Shown.PERCENT: 9, Shown.DATE: 14, Shown.TIME: 46}
_R = "r"
_WHOLE_BELOW = 1e15
_DAY = dt.timedelta(days=1)
_KEPT = 200_000
"""Distinct values remembered while a sheet is read: registers repeat most of theirs."""
_Value = str | float | bool | dt.date | dt.time | dt.timedelta
_ODD = frozenset({bool, Typed})
_ROWS = 1 << 13
"""Rows taken at a time."""


@dataclass(frozen=True)
class LongSheet:
    """A long worksheet, looked through and within bounds, as a grid."""

    entry: SheetEntry
    book: Book
    scanned: Scan
    ragged: bool = False
    bulk: Bulk[Held] = field(default_factory=lambda: Bulk(CELLS), compare=False)

    @classmethod
    def of(cls, entry: SheetEntry, book: Book) -> LongSheet:
        """Looks the sheet through. Raises DamagedError or TooLargeError, as ``scan`` does."""
        with told_as_damage(), book.package.stream(entry.part) as stream:
            return cls(entry, book, scan(stream, book))

    @property
    def name(self) -> str:
        return without_nhs_numbers(self.entry.title)

    @property
    def hidden(self) -> bool:
        return self.entry.hidden

    def rows(self, layout: Layout) -> Iterator[GridRow]:
        """The rows that are not blank; once ``bulk`` has started, without those that it takes.

        Raises DamagedError where the sheet is broken.
        """
        layout.since_1904 = self.book.since_1904
        layout.hidden_columns |= self.scanned.hidden_columns
        layout.merges += self.scanned.merges
        yield from self.bulk.rows(self._slabs())
        layout.hidden_rows |= self.bulk.hidden

    def _slabs(self) -> Iterator[Slab[Held]]:
        """The sheet in slabs: only the first rows until the heading is known."""
        values = _Values(self.book)
        left, rows = _calamine_rows(self.entry, self.book, self.scanned)
        first = 1
        while some := list(islice(rows, _ROWS if first > 1 else HEADING_WITHIN + 1)):
            columns = {left + n: list(column) for n, column in enumerate(zip(*some, strict=True))}
            yield self._slab(first, len(some), columns, values)
            first += len(some)
        # calamine leaves off what stands below the last cell that it tells.
        last = max(self.scanned.cells, default=0)
        for below in range(first, last + 1, _ROWS):
            yield self._slab(below, min(_ROWS, last + 1 - below), {}, values)

    def _slab(
        self, first: int, size: int, columns: dict[int, list[_Value | Typed]], values: _Values
    ) -> Slab[Held]:
        numbers = range(first, first + size)
        # Before and beside the cells that calamine tells there may be others.
        for number in self.scanned.cells.keys() & set(numbers):
            for at, typed in self.scanned.cells[number].items():
                columns.setdefault(at, [""] * size)[number - first] = typed
        return Slab(
            first,
            size,
            {at: values.coded(raws) for at, raws in sorted(columns.items())},
            frozenset(self.scanned.hidden_rows.intersection(numbers)),
        )


def _key(raw: _Value | Typed) -> tuple[Any, ...]:
    return raw.__class__, raw.raw.__class__ if isinstance(raw, Typed) else None, raw


class _Values:
    """Makes cells of what calamine tells, each distinct value once."""

    def __init__(self, book: Book) -> None:
        self._texts = book.texts
        self._known: dict[_Value, Typed | None] = {}

    def coded(self, raws: Sequence[_Value | Typed]) -> tuple[list[Held], Codes]:
        """The cells of a column's rows, each once, and which of them each row has."""
        odd = not _ODD.isdisjoint(map(type, raws))
        # True and 1.0 are equal.
        keys: Sequence[object] = list(map(_key, raws)) if odd else raws
        numbered = Numbered()
        codes = np.fromiter(map(numbered.__getitem__, keys), np.int32, len(raws))
        distinct: list[Any] = list(numbered)
        if odd:
            return [self._cell(key[-1]) for key in distinct], codes
        return self._plain(distinct) or [self._cell(raw) for raw in distinct], codes

    def _plain(self, raws: Sequence[_Value]) -> list[Held]:
        """The texts of cells that need not be looked at one by one; none where some must."""
        if not all(raw.__class__ is str for raw in raws):
            return []
        texts = [self._text(raw) for raw in raws if isinstance(raw, str) and raw]
        if not tell_of_nobody(texts):
            return []
        held: list[Held] = [*texts]
        if len(texts) < len(raws):
            held.insert(raws.index(""), None)
        return held

    def _text(self, raw: str) -> str:
        shared = raw.startswith(_TOKEN) and raw[1:].isdecimal()
        # calamine has put back what is written as _x000D_.
        return self._texts[int(raw[1:])] if shared else signs_of_text(raw)

    def _cell(self, raw: _Value | Typed) -> Typed | None:
        if isinstance(raw, Typed):
            return raw
        if isinstance(raw, bool):
            # Equal to 1 or 0, and so never remembered.
            return self._made(raw)
        if raw in self._known:
            return self._known[raw]
        typed = self._made(raw)
        typed = typed and guarded(typed)
        if len(self._known) < _KEPT:
            self._known[raw] = typed
        return typed

    def _made(self, raw: _Value) -> Typed | None:
        match raw:
            case str():
                return text_cell(self._text(raw))
            case bool():
                return Typed(raw)
            case dt.datetime():
                return Typed(raw.date())
            case dt.date():
                return Typed(raw)
            case dt.time():
                return Typed(None, unusable=NO_DATE)
            case dt.timedelta():
                return Typed(time_in_words(raw / _DAY))
            case _:
                value = int(raw) if raw.is_integer() and abs(raw) < _WHOLE_BELOW else raw
                return number_cell(value, False, Shown.NUMBER, False, False)


def _calamine_rows(
    entry: SheetEntry, book: Book, scanned: Scan
) -> tuple[int, Iterator[list[_Value]]]:
    """The first column that calamine tells, 1 for A, and the rows of a sheet from its first, each
    from that column; trailing blank rows left off."""
    with told_as_damage(), _panics_as_damage():
        with CalamineWorkbook.from_filelike(_alone(entry, book, scanned)) as workbook:
            sheet = workbook.get_sheet_by_index(0)
        _, left = sheet.start or (0, 0)
        return left + 1, _told(sheet.iter_rows())


def _told(rows: Iterator[list[_Value]]) -> Iterator[list[_Value]]:
    with told_as_damage(), _panics_as_damage():
        yield from rows


@contextmanager
def _panics_as_damage() -> Iterator[None]:
    """calamine's failed assertions, which reach Python outside of Exception, as DamagedError."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise DamagedError("its contents break off or are garbled") from error


def _alone(entry: SheetEntry, book: Book, scanned: Scan) -> io.BytesIO:
    """The small workbook that holds one sheet."""
    sheet = f'<sheet name="sheet" sheetId="1" {_R}:id="worksheet"/>'
    counted = f'<workbookPr date1904="{int(book.since_1904)}"/>'
    formats = "".join(f'<xf numFmtId="{_FORMAT_IDS[shown]}"/>' for shown in book.formats)
    texts = "".join(f"<si><t>{_TOKEN}{n}</t></si>" for n in range(len(book.texts)))
    made = io.BytesIO()
    # Packed lightly: that takes less time than carrying seven times the bytes around.
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("_rels/.rels", _relations(officeDocument="xl/workbook.xml"))
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            _relations(
                worksheet="sheet.xml", styles="styles.xml", sharedStrings="sharedStrings.xml"
            ),
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{SHEET_MAIN_NS}" xmlns:{_R}="{REL_NS}">{counted}'
            f"<sheets>{sheet}</sheets></workbook>",
        )
        archive.writestr(
            "xl/styles.xml",
            f'<styleSheet xmlns="{SHEET_MAIN_NS}"><cellXfs>{formats}</cellXfs></styleSheet>',
        )
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{SHEET_MAIN_NS}">{texts}</sst>')
        with (
            book.package.stream(entry.part) as stream,
            archive.open("xl/sheet.xml", "w", force_zip64=True) as target,
        ):
            for piece in without_errors(stream) if scanned.odd else chunks(stream):
                target.write(piece)
    made.seek(0)
    return made


def _relations(**targets: str) -> str:
    each = "".join(
        f'<Relationship Id="{kind}" Type="{REL_NS}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{PKG_REL_NS}">{each}</Relationships>'
