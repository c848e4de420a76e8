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
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from openpyxl.xml.constants import PKG_REL_NS, REL_NS, SHEET_MAIN_NS
from python_calamine import CalamineWorkbook

from evidence.cell_figures import number
from evidence.grid import GridRow, Layout, Typed
from evidence.number_formats import NO_DATE, Shown, time_in_words
from evidence.package import DamagedError
from evidence.privacy import guarded, without_nhs_numbers
from evidence.sheet_scan import Scan, scan, without_errors
from evidence.xlsx import Book, SheetEntry, plain, text_cell, told_as_damage

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


@dataclass(frozen=True)
class LongSheet:
    """A long worksheet, looked through and within bounds, as a grid."""

    entry: SheetEntry
    book: Book
    scanned: Scan
    ragged: bool = False

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
        """The rows that are not blank. Raises DamagedError where the sheet is broken."""
        layout.since_1904 = self.book.since_1904
        layout.hidden_columns |= self.scanned.hidden_columns
        layout.merges += self.scanned.merges
        values = _Values(self.book)
        known_values, made = values.known, values.made
        instead = self.scanned.cells
        at = 0
        for at, row in enumerate(_calamine_rows(self.entry, self.book), start=1):
            cells: dict[int, Typed] = {}
            for column, raw in enumerate(row, start=1):
                if raw == "":
                    continue
                known = known_values[raw.__class__]
                typed = known[raw] if raw in known else made(raw)
                if typed is not None:
                    cells[column] = typed
            if at in instead:
                cells |= instead[at]
            if cells:
                yield GridRow(at, cells, at in self.scanned.hidden_rows)
        # calamine leaves off what stands below the last cell that it tells.
        for below in sorted(row for row in instead if row > at):
            yield GridRow(below, instead[below], below in self.scanned.hidden_rows)


class _Values:
    """Makes cells of what calamine tells, each distinct value once."""

    def __init__(self, book: Book) -> None:
        self._texts = book.texts
        self.known: defaultdict[type, dict[_Value, Typed | None]] = defaultdict(dict)
        """By type, since True and 1.0 are equal."""

    def made(self, raw: _Value) -> Typed | None:
        """The cell of a value that is not known yet."""
        typed = self._made(raw)
        typed = typed and guarded(typed)
        if len(self.known[raw.__class__]) < _KEPT:
            self.known[raw.__class__][raw] = typed
        return typed

    def _made(self, raw: _Value) -> Typed | None:
        match raw:
            case str() if raw.startswith(_TOKEN) and raw[1:].isdecimal():
                return text_cell(self._texts[int(raw[1:])])
            case str():
                return text_cell(plain(raw))
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
                return number(value, False, Shown.NUMBER, False, False)


def _calamine_rows(entry: SheetEntry, book: Book) -> Iterator[list[_Value]]:
    """The rows of a sheet from its first, as calamine tells them; trailing blank rows left off."""
    with told_as_damage(), _panics_as_damage():
        with CalamineWorkbook.from_filelike(_alone(entry, book)) as workbook:
            sheet = workbook.get_sheet_by_index(0)
        yield from sheet.iter_rows()


@contextmanager
def _panics_as_damage() -> Iterator[None]:
    """calamine's failed assertions, which reach Python outside of Exception, as DamagedError."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise DamagedError("its contents break off or are garbled") from error


def _alone(entry: SheetEntry, book: Book) -> io.BytesIO:
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
            for piece in without_errors(stream):
                target.write(piece)
    made.seek(0)
    return made


def _relations(**targets: str) -> str:
    each = "".join(
        f'<Relationship Id="{kind}" Type="{REL_NS}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{PKG_REL_NS}">{each}</Relationships>'
