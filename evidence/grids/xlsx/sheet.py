"""Workbooks by openpyxl: the list of sheets, what cells share, and sheets of ordinary length.

openpyxl's parsers are used and its workbook is not: that would build every cell of every merged
or linked range, read pictures, charts and comments, and take "1_0" for 10. Entities are refused
by defusedxml, which openpyxl takes wherever it is installed.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import IO, Any
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.packaging.workbook import ChildSheet
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet._reader import (
    COL_TAG,
    DATA_TAG,
    FORMULA_TAG,
    INLINE_STRING,
    MERGE_TAG,
    ROW_TAG,
    VALUE_TAG,
    WorkSheetParser,
)
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring, iterparse

from evidence.files.archive import DamagedError, LockedError, Package, TooLargeError
from evidence.files.limits import (
    LAST_COLUMN,
    LAST_ROW,
    MAX_BYTES,
    MAX_MERGED_ROWS,
    MAX_SHEETS,
    MAX_TREE_BYTES,
)
from evidence.grids.cell_values import FIGURES, figure
from evidence.grids.number_formats import Shown, shown_by
from evidence.grids.xlsx.shared_strings import joined, plain, shared_texts
from evidence.nouns.grid import NEVER_CALCULATED, GridRow, Layout, Merge, Typed, is_blank
from evidence.privacy.guard import guarded
from evidence.privacy.nhs_numbers import without_nhs_numbers

_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", SHEET_MAIN_NS.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""The names of Excel's “Strict Open XML”, which openpyxl does not know, and those it does."""
_TRUE = ("1", "true")
_ROOT, _USUAL_WORKBOOK = "_rels/.rels", "xl/workbook.xml"


@contextmanager
def told_as_damage() -> Iterator[None]:
    """Whatever a library raises on a garbled file, as a DamagedError.

    openpyxl checks little and raises TypeError, KeyError, AttributeError and more from deep
    inside, and warns where it leaves something out; any of it means that the file is not what
    a spreadsheet program writes. Nothing is swallowed: the fault tells it.
    """
    try:
        yield
    except (DamagedError, TooLargeError, LockedError):
        raise
    except DefusedXmlException as error:
        raise DamagedError(
            "it holds a document type definition, which no workbook needs"
        ) from error
    except Exception as error:
        raise DamagedError("its contents break off or are garbled") from error


class _Parts:
    """A package as openpyxl asks for one, by the one way in which it does here."""

    def __init__(self, package: Package) -> None:
        self._package = package

    def read(self, part: str, limit: int = MAX_TREE_BYTES) -> bytes:
        """A part's bytes, with the names that openpyxl knows. Raises TooLargeError."""
        if self._package.size(part) > limit:
            raise TooLargeError(f"{self._package.size(part) / 1e6:,.0f} MB in its part {part}")
        with self._package.stream(part) as stream:
            data = stream.read()
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return data


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A worksheet as the workbook lists it."""

    title: str
    hidden: bool
    part: str


@dataclass(frozen=True)
class Book:
    """A workbook's sheets and what their cells refer to."""

    package: Package
    sheets: tuple[SheetEntry, ...]
    formats: tuple[Shown, ...]
    """What the number format of each cell style shows."""
    since_1904: bool
    to_be_calculated: bool
    """Whether the workbook asks to be calculated when opened, as one does that a program wrote
    without working out its formulas."""
    texts_part: str = ""

    @cached_property
    def texts(self) -> list[str]:
        """The texts that cells share; read when first asked for."""
        with told_as_damage():
            parts = _Parts(self.package)
            return shared_texts(parts.read(self.texts_part, MAX_BYTES)) if self.texts_part else []

    def figure(self, kind: str, held: str, formula: bool, style: int) -> Typed:
        """A cell that is no text, from the text of its value."""
        shown = self.shown(style)
        return figure(kind, held, formula, shown, self.since_1904, self.to_be_calculated)

    def shown(self, style: int) -> Shown:
        """What a cell style shows a number as. Raises DamagedError where there is none such."""
        if style == 0 and not self.formats:
            return Shown.NUMBER
        if not 0 <= style < len(self.formats):
            raise DamagedError("a cell's style is missing")
        return self.formats[style]


def read_book(package: Package) -> Book:
    """The workbook of a package, without its cells.

    Raises DamagedError where parts are missing or broken, TooLargeError where they are larger
    than any that a spreadsheet program writes.
    """
    parts: Any = _Parts(package)
    with told_as_damage(), warnings.catch_warnings():
        warnings.simplefilter("error")
        part = _USUAL_WORKBOOK
        if _ROOT in package:
            roots = {_kind(relation): relation.target for relation in get_dependents(parts, _ROOT)}
            part = roots.get("officeDocument", part)
        tree = fromstring(parts.read(part))
        rels: str = get_rels_path(part)  # type: ignore[no-untyped-call]
        relations = list(get_dependents(parts, rels)) if rels in package else []
        others = {_kind(relation): relation.target for relation in relations}
        styles = others.get("styles", "")
        return Book(
            package,
            tuple(_entries(tree, relations, package)),
            _formats(fromstring(parts.read(styles))) if styles in package else (),
            _says(tree, "workbookPr", "date1904"),
            # openpyxl's own CalcProperties takes a calcPr that does not say for one that asks.
            _says(tree, "calcPr", "fullCalcOnLoad"),
            others.get("sharedStrings", ""),
        )


def merge_of(ref: str) -> Merge:
    """The range that a merge's reference names. Raises ValueError or TypeError for none such."""
    left, top, right, bottom = range_boundaries(ref)
    if left is None or top is None or right is None or bottom is None:
        raise ValueError(f"{ref} is no range of cells")
    if not (1 <= top <= bottom <= LAST_ROW and 1 <= left <= right <= LAST_COLUMN):
        raise ValueError(f"{ref} reaches beyond the sheet")
    return Merge(top, bottom, left, right)


def bounded(merges: list[Merge]) -> None:
    """Raises TooLargeError where merged ranges cover more rows than are spread out."""
    if sum(merge.last_row - merge.first_row + 1 for merge in merges) > MAX_MERGED_ROWS:
        raise TooLargeError(f"merged cells over more than {MAX_MERGED_ROWS:,} rows")


@dataclass(frozen=True)
class Sheet:
    """A worksheet of ordinary length, as a grid."""

    entry: SheetEntry
    book: Book
    ragged: bool = False

    @property
    def name(self) -> str:
        return without_nhs_numbers(self.entry.title)

    @property
    def hidden(self) -> bool:
        return self.entry.hidden

    def rows(self, layout: Layout) -> Iterator[GridRow]:
        """The rows that are not blank. Raises DamagedError where the sheet is broken."""
        layout.since_1904 = self.book.since_1904
        source = io.BytesIO(_Parts(self.book.package).read(self.entry.part, MAX_BYTES))
        with told_as_damage():
            yield from _Rows(source, self.book, layout).grid_rows()


class _Rows(WorkSheetParser):
    """openpyxl's parser of a sheet: it finds each cell's place and text, and figures are read
    as they stand, since openpyxl takes "1_0" for 10 and any but 0 for true."""

    def __init__(self, source: IO[bytes], book: Book, layout: Layout) -> None:
        super().__init__(source, book.texts, data_only=True)
        self._book = book
        self._layout = layout

    def grid_rows(self) -> Iterator[GridRow]:
        above, has_cells = 0, False
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                number, cells = self.parse_row(element)
                if not above < number <= LAST_ROW:
                    raise DamagedError("its rows are out of order")
                above = number
                if row := {cell["column"]: cell["typed"] for cell in cells if cell["typed"]}:
                    yield GridRow(number, row, element.get("hidden") in _TRUE)
                element.clear()
            elif element.tag == COL_TAG and element.get("hidden") in _TRUE:
                last = min(int(element.get("max")), LAST_COLUMN)
                self._layout.hidden_columns.update(range(int(element.get("min")), last + 1))
            elif element.tag == MERGE_TAG:
                self._layout.merges += [merge_of(cell.get("ref")) for cell in element]
                bounded(self._layout.merges)
            elif element.tag == DATA_TAG:
                has_cells = True
        if not has_cells:
            raise DamagedError("one of its sheets is not written as a sheet")

    def parse_cell(self, element: Element) -> dict[str, Any]:
        """openpyxl's cell with ``typed``: what it holds as a grid's cell, None for a blank."""
        kind, value = element.get("t", "n"), element.find(VALUE_TAG)
        held = (value.text or "") if value is not None else ""
        inline = element.find(INLINE_STRING)
        formula = element.find(FORMULA_TAG) is not None
        for read_here in (value if kind in FIGURES else None, inline):
            if read_here is not None:
                element.remove(read_here)
        if kind == "s" and held and not held.strip().isdecimal():
            raise DamagedError("a cell's text is missing")
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["row"] != self.row_counter or not 1 <= cell["column"] <= LAST_COLUMN:
            raise DamagedError("a cell's place is garbled")
        typed: Typed | None
        if formula and not (held or inline is not None or (kind == "str" and value is not None)):
            typed = Typed(None, unusable=NEVER_CALCULATED)
        elif kind in FIGURES:
            typed = self._book.figure(kind, held, formula, cell["style_id"]) if held else None
        elif inline is not None:
            typed = text_cell(joined(inline))
        elif kind == "s":
            typed = text_cell(cell["value"])
        else:
            typed = text_cell(plain(held))
        cell["typed"] = typed and guarded(typed)
        return cell


def text_cell(text: str | None) -> Typed | None:
    """A cell that holds text; None where it shows nothing."""
    return Typed(text) if text and not is_blank(text) else None


def _kind(relation: Any) -> str:
    """The last word of a relationship's type; nothing for one that leads out of the file."""
    return "" if relation.TargetMode == "External" else relation.Type.rpartition("/")[2]


def _entries(tree: Element, relations: list[Any], package: Package) -> Iterator[SheetEntry]:
    by_id = {relation.Id: relation for relation in relations}
    nodes: list[Any] = tree.findall(f"{{{SHEET_MAIN_NS}}}sheets/*")
    sheets: list[Any] = [ChildSheet.from_tree(node) for node in nodes]
    if len(sheets) > MAX_SHEETS:
        raise TooLargeError(f"{len(sheets):,} sheets")
    seen: set[str] = set()
    for sheet in sheets:
        relation = by_id.get(sheet.id)
        if relation is None or relation.target not in package:
            raise DamagedError("one of its sheets is missing")
        if _kind(relation) == "worksheet":
            if relation.target.casefold() in seen:
                raise DamagedError("two of its sheets are the same part")
            seen.add(relation.target.casefold())
            yield SheetEntry(
                sheet.name or "", sheet.state not in (None, "visible"), relation.target
            )


def _says(tree: Element, name: str, attribute: str) -> bool:
    node = tree.find(f"{{{SHEET_MAIN_NS}}}{name}")
    return node is not None and node.get(attribute) in _TRUE


def _formats(styles: Element) -> tuple[Shown, ...]:
    """What each cell style shows; the rest of the styles, fonts to colours, is passed over."""
    names = {"m": SHEET_MAIN_NS}
    codes = {
        int(node.attrib["numFmtId"]): node.get("formatCode", "")
        for node in styles.iterfind("m:numFmts/m:numFmt", names)
    }
    shown: dict[int, Shown] = {}
    formats: list[Shown] = []
    for node in styles.iterfind("m:cellXfs/m:xf", names):
        number = int(node.get("numFmtId", "0"))
        if number not in shown:
            shown[number] = shown_by(number, codes.get(number))
        formats.append(shown[number])
    return tuple(formats)
