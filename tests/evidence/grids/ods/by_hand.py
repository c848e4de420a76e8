"""OpenDocument spreadsheets put together by hand, and their rows as they are read."""

from __future__ import annotations

import io
import zipfile

from evidence.grids.ods import open_ods
from evidence.nouns.grid import GridRow, Layout

URN = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    f'xmlns:{name}="{URN}:{name}:1.0"' for name in ("office", "table", "text", "style", "manifest")
)
SPACES += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def packed(content: str, **parts: str) -> bytes:
    """A spreadsheet as a file; two underscores in a part's name stand for a slash."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return target.getvalue()


def content(sheets: str, before: str = "", styles: str = "") -> str:
    return (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{before}{sheets}"
        "</office:spreadsheet></office:body></office:document-content>"
    )


def table_of(inside: str) -> str:
    return f'<table:table table:name="one">{inside}</table:table>'


def rows_of(inside: str) -> tuple[list[GridRow], Layout]:
    """The rows of a spreadsheet of one sheet, and what is known of it once they were read."""
    layout = Layout()
    with open_ods(packed(content(table_of(inside)))) as sheets:
        return list(sheets[0].rows(layout)), layout


def cell(attributes: str = "", inside: str = "") -> str:
    return f"<table:table-cell {attributes}>{inside}</table:table-cell>"


def text(words: str) -> str:
    return cell('office:value-type="string"', f"<text:p>{words}</text:p>")


def row(*cells: str, **attributes: str) -> str:
    written = " ".join(f'table:{name.replace("_", "-")}="{v}"' for name, v in attributes.items())
    return f"<table:table-row {written}>{''.join(cells)}</table:table-row>"
