"""The parts of a workbook other than its sheets: sheet list, styles, shared texts."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from evidence.files.archive import DamagedError, LockedError, Package, TooLargeError
from evidence.files.limits import MAX_SHEETS
from evidence.grids.cell_values import cell_of_value
from evidence.grids.number_formats import NUMBER_ALONE, NumberFormat, number_format
from evidence.grids.xlsx.shared_strings import shared_texts, strikes_through
from evidence.grids.xml_stream import Element, tree_of
from evidence.nouns.grid import GridCell

MAIN = (
    "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}",
    "{http://purl.oclc.org/ooxml/spreadsheetml/main}",
)
"""The namespace of a workbook's parts, and the one in Excel's “Strict Open XML”."""
_ID = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
TRUE = ("1", "true")
_USUAL_WORKBOOK = "xl/workbook.xml"


@contextmanager
def library_errors_as_damage() -> Iterator[None]:
    """Whatever is raised on a garbled file, as a DamagedError.

    A number that is none, an attribute that is missing, a text that is not in the list: any of it
    means that the file is not what a spreadsheet program writes. Nothing is swallowed: the fault
    tells it.
    """
    try:
        yield
    except (DamagedError, TooLargeError, LockedError):
        raise
    except Exception as error:
        raise DamagedError("its contents break off or are garbled") from error


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
    formats: tuple[NumberFormat, ...]
    """What the number format of each cell style shows."""
    since_1904: bool
    to_be_calculated: bool
    """Whether the workbook asks to be calculated when opened, as one does that a program wrote
    without working out its formulas."""
    texts_part: str = ""
    struck: frozenset[str] = frozenset()
    """The cell styles that strike through what is in them, as cells name them."""

    @cached_property
    def texts(self) -> list[str]:
        """The texts that cells share; read when first asked for."""
        if not self.texts_part:
            return []
        with library_errors_as_damage(), self.package.stream(self.texts_part) as stream:
            return shared_texts(stream, MAIN)

    def figure(self, kind: str, held: str, formula: bool, style: int) -> GridCell:
        """A cell that is no text, from the text of its value."""
        shown = self.shown(style)
        return cell_of_value(kind, held, shown, self.since_1904, formula and self.to_be_calculated)

    def shown(self, style: int) -> NumberFormat:
        """What a cell style shows a number as. Raises DamagedError where there is none such."""
        if style == 0 and not self.formats:
            return NUMBER_ALONE
        if not 0 <= style < len(self.formats):
            raise DamagedError("a cell's style is missing")
        return self.formats[style]


def read_book(package: Package) -> Book:
    """The workbook of a package, without its cells.

    Raises DamagedError where parts are missing or broken, TooLargeError where they are larger
    than any that a spreadsheet program writes.
    """
    with library_errors_as_damage():
        roots = {relation.kind: relation.target for relation in relations_of(package, "")}
        part = roots.get("officeDocument", _USUAL_WORKBOOK)
        tree = tree_of(package, part)
        relations = relations_of(package, part)
        others = {relation.kind: relation.target for relation in relations}
        target = others.get("styles", "")
        styles = tree_of(package, target) if target in package else None
        return Book(
            package,
            tuple(_entries(tree, {relation.id: relation for relation in relations}, package)),
            () if styles is None else _formats(styles),
            _says(tree, "workbookPr", "date1904"),
            _says(tree, "calcPr", "fullCalcOnLoad"),
            others.get("sharedStrings", ""),
            frozenset() if styles is None else frozenset(_struck(styles)),
        )


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part refers to another."""

    id: str
    kind: str
    """The last word of its type, "worksheet"."""
    target: str


def relations_of(package: Package, part: str) -> list[Relation]:
    """The parts that a part refers to, those outside the file left out; of the package itself
    where no part is given."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in package:
        return []
    return [
        Relation(
            str(node.attrib["Id"]),
            str(node.attrib["Type"]).rpartition("/")[2],
            posixpath.normpath(posixpath.join(folder, str(node.attrib["Target"]))).lstrip("/"),
        )
        for node in tree_of(package, listed)
        if node.get("TargetMode") != "External"
    ]


def namespace_of(element: Element) -> str:
    """The namespace of an element of a workbook, in braces. Raises DamagedError for any other."""
    namespace = str(element.tag).rpartition("}")[0] + "}"
    if namespace not in MAIN:
        raise DamagedError("one of its parts is not written as a workbook's")
    return namespace


def _entries(
    tree: Element, relations: Mapping[str, Relation], package: Package
) -> Iterator[SheetEntry]:
    name = namespace_of(tree)
    sheets = tree.findall(f"{name}sheets/{name}sheet")
    if len(sheets) > MAX_SHEETS:
        raise TooLargeError(f"{len(sheets):,} sheets")
    seen: set[str] = set()
    for sheet in sheets:
        id = next((sheet.get(name, "") for name in _ID if name in sheet.attrib), None)
        if id == "":
            # So Excel keeps a module of macros of before 1997, which has no cells.
            continue
        relation = relations.get(id or "")
        if relation is None or relation.target not in package:
            raise DamagedError("one of its sheets is missing")
        if relation.kind == "worksheet":
            if relation.target.casefold() in seen:
                raise DamagedError("two of its sheets are the same part")
            seen.add(relation.target.casefold())
            hidden = sheet.get("state", "visible") != "visible"
            yield SheetEntry(sheet.get("name", ""), hidden, relation.target)


def _says(tree: Element, name: str, attribute: str) -> bool:
    node = tree.find(namespace_of(tree) + name)
    return node is not None and node.get(attribute) in TRUE


def _formats(styles: Element) -> tuple[NumberFormat, ...]:
    """What each cell style shows; the rest of the styles, fonts to colours, is passed over."""
    name = namespace_of(styles)
    codes = {
        int(node.attrib["numFmtId"]): node.get("formatCode", "")
        for node in styles.iterfind(f"{name}numFmts/{name}numFmt")
    }
    shown: dict[int, NumberFormat] = {}
    formats: list[NumberFormat] = []
    for node in styles.iterfind(f"{name}cellXfs/{name}xf"):
        number = int(node.get("numFmtId", "0"))
        if number not in shown:
            shown[number] = number_format(number, codes.get(number))
        formats.append(shown[number])
    return tuple(formats)


def _struck(styles: Element) -> Iterator[str]:
    """The cell styles whose font strikes through what is in them."""
    name = namespace_of(styles)
    fonts = [strikes_through(font) for font in styles.iterfind(f"{name}fonts/{name}font")]
    for number, node in enumerate(styles.iterfind(f"{name}cellXfs/{name}xf")):
        font = int(node.get("fontId", "0"))
        if font < len(fonts) and fonts[font]:
            yield str(number)
