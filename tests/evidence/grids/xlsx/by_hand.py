"""Workbooks put together by hand from their XML, and their rows as they are read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import xlsxwriter

from evidence.grids.xlsx.workbook import open_workbook
from evidence.nouns.grid import GridRow, Layout

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


def relations(**targets: str) -> str:
    """Where a part's others lie, by their kind."""
    relationships = "".join(
        f'<Relationship Id="{kind}" Type="{DOCUMENT}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}">{relationships}</Relationships>'


def by_hand(
    rows: str = ONE,
    *,
    texts: str = "",
    formats: str = "",
    beside: str = "",
    sheets: str = '<sheet name="one" sheetId="1" r:id="worksheet"/>',
    before: str = "",
    rels: str = "",
    **parts: str,
) -> bytes:
    """A workbook of one sheet. ``before`` stands before the sheet's root, ``beside`` in it."""
    held = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": rels
        or relations(worksheet="one.xml", styles="styles.xml", sharedStrings="texts.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>{sheets}'
        "</sheets></workbook>",
        "xl/one.xml": f'{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{beside}'
        "</worksheet>",
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs>{formats}</cellXfs></styleSheet>',
        "xl/texts.xml": f'<sst xmlns="{MAIN}" uniqueCount="99999999999999">{texts}</sst>',
        **parts,
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in held.items():
            archive.writestr(name, text)
    return target.getvalue()


def written(build: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """A workbook as a library writes it."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        build(book)
    return target.getvalue()


def rows_of(data: bytes) -> list[GridRow]:
    """The rows of all sheets, in their order."""
    with open_workbook(data) as sheets:
        return [row for sheet in sheets for row in sheet.rows(Layout())]


def rows_and_layout(data: bytes) -> tuple[list[GridRow], Layout]:
    """The rows of the first sheet, and what is known of it once they were read."""
    layout = Layout()
    with open_workbook(data) as sheets:
        return list(sheets[0].rows(layout)), layout
