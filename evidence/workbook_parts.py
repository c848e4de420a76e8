"""What a workbook's sheets share: their names and places, the texts, the number formats."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.number_formats import Shown, shown_by
from evidence.package import Package, part_beside
from evidence.xml_stream import DamagedError, attribute, parse

_ROOT_RELATIONSHIPS = "_rels/.rels"
_USUAL_WORKBOOK = "xl/workbook.xml"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE = ("1", "true")


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it."""

    title: str
    hidden: bool
    part: str
    """The name of the part that holds its cells; empty for a chart or macro sheet."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What cells refer to."""

    texts: list[str]
    formats: list[Shown]
    """What the number format of each cell style shows."""
    since_1904: bool
    to_be_calculated: bool
    """Whether the workbook asks to be calculated when opened, as one does that a program wrote
    without working out its formulas."""


def sheets_and_shared(package: Package) -> tuple[list[SheetEntry], Shared]:
    """The sheets of a workbook in order, and what their cells share.

    Raises DamagedError where parts are missing or broken.
    """
    root = _Relationships.read(package, "")
    workbook_part = root.target_of_type("/officeDocument") or _USUAL_WORKBOOK
    relationships = _Relationships.read(package, workbook_part)
    workbook = _Workbook()
    with package.stream(workbook_part) as stream:
        parse(stream, workbook)
    texts, styles = _Texts(), _Styles()
    if part := relationships.target_of_type("/sharedStrings"):
        with package.stream(part) as stream:
            parse(stream, texts)
    if part := relationships.target_of_type("/styles"):
        with package.stream(part) as stream:
            parse(stream, styles)
    entries = [
        SheetEntry(title, hidden, relationships.worksheet(relationship))
        for title, hidden, relationship in workbook.sheets
    ]
    shared = Shared(texts.texts, styles.formats, workbook.since_1904, workbook.to_be_calculated)
    return entries, shared


def unescaped(text: str) -> str:
    """A text with the signs that workbooks write as ``_x000D_`` put back."""
    return _ESCAPED.sub(_sign, text) if "_x" in text else text


def _sign(match: re.Match[str]) -> str:
    """The sign that an escape stands for; one that no text can hold is shown as unknown."""
    number = int(match[1], 16)
    is_text = number in (9, 10, 13) or 0x20 <= number < 0xD800 or 0xDFFF < number < 0xFFFE
    return chr(number) if is_text else "\ufffd"


class _Relationships:
    """Which part another part refers to."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._of: dict[str, tuple[str, str]] = {}

    @classmethod
    def read(cls, package: Package, base: str) -> _Relationships:
        found = cls(base)
        folder, _, name = base.rpartition("/")
        part = f"{folder}/_rels/{name}.rels" if base else _ROOT_RELATIONSHIPS
        if part in package:
            with package.stream(part) as stream:
                parse(stream, found)
        return found

    def target_of_type(self, ending: str) -> str:
        for kind, target in self._of.values():
            if kind.endswith(ending):
                return target
        return ""

    def worksheet(self, relationship: str) -> str:
        kind, target = self._of.get(relationship, ("", ""))
        if not kind:
            raise DamagedError("one of its sheets is missing")
        return target if kind.endswith("/worksheet") else ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = part_beside(self._base, attributes.get("Target", ""))
            self._of[attributes.get("Id", "")] = (attributes.get("Type", ""), target)

    def end(self, name: str) -> None:
        """Nothing ends that matters here."""

    def text(self, data: str) -> None:
        """Relationships hold no text."""


class _Workbook:
    def __init__(self) -> None:
        self.sheets: list[tuple[str, bool, str]] = []
        self.since_1904 = False
        self.to_be_calculated = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            title = attributes.get("name", "")
            self.sheets.append((title, hidden, attribute(attributes, "id")))
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904") in _TRUE
        elif name == "calcPr":
            self.to_be_calculated = attributes.get("fullCalcOnLoad") in _TRUE

    def end(self, name: str) -> None:
        """Nothing ends that matters here."""

    def text(self, data: str) -> None:
        """The list of sheets holds no text that matters here."""


class _Texts:
    """The shared texts; a text in several fonts is joined, readings (furigana) are left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._in_text = False
        self._in_reading = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "t":
            self._in_text = not self._in_reading
        elif name == "rPh":
            self._in_reading = True

    def end(self, name: str) -> None:
        if name == "t":
            self._in_text = False
        elif name == "rPh":
            self._in_reading = False
        elif name == "si":
            self.texts.append(unescaped("".join(self._parts)))
            self._parts.clear()

    def text(self, data: str) -> None:
        if self._in_text:
            self._parts.append(data)


class _Styles:
    """Each cell style's number format, by the style's place in the list of cell styles."""

    def __init__(self) -> None:
        self.formats: list[Shown] = []
        self._codes: dict[int, str] = {}
        self._in_cell_styles = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cell_styles = True
        elif name == "xf" and self._in_cell_styles:
            format_id = _number(attributes.get("numFmtId", "0"))
            self.formats.append(shown_by(format_id, self._codes.get(format_id)))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cell_styles = False

    def text(self, data: str) -> None:
        """Styles hold no text that matters here."""


def _number(text: str | None) -> int:
    if text is None or not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise DamagedError("its cell styles are garbled")
    return int(text)
