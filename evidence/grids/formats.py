"""What a file is by its contents, whatever its name, and how to turn it into a return."""

from __future__ import annotations

import codecs
import io
import zipfile
from dataclasses import dataclass
from enum import StrEnum

from evidence.files.archive import (
    MANIFEST,
    DamagedError,
    LockedError,
    Package,
    TooLargeError,
    open_package,
)
from evidence.grids.compound_file import streams_of
from evidence.grids.csv_text import is_table_as_text

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
SAVE_AS = "Open it in Excel and save it as “Excel Workbook (.xlsx)”."
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_LONGEST_KIND = 200
_IN_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_WEB_PAGES = (b"<html", b"<!doctype", b"<table", b"<?xml")


class Format(StrEnum):
    """The formats of workbooks that are read."""

    XLSX = "xlsx"
    """Also xlsm, whose macros are ignored."""
    XLS = "xls"
    ODS = "ods"


@dataclass(frozen=True, slots=True)
class NotAWorkbook:
    """Why a file cannot be read as a workbook."""

    found: str
    to_do: str


_WORD_DOCUMENT = NotAWorkbook(
    "a Word document", "Put its figures into the blank return and send that."
)
_OTHER_OPEN_DOCUMENT = NotAWorkbook(
    "an OpenDocument file that is not a spreadsheet",
    "Put its figures into the blank return and send that.",
)
_OTHER_PROGRAMS = (
    ("worddocument", _WORD_DOCUMENT.found, _WORD_DOCUMENT.to_do),
    (
        "powerpoint document",
        "a PowerPoint presentation",
        "Put its figures into the blank return and send that.",
    ),
    (
        "__properties_version1.0",
        "an e-mail saved from Outlook",
        "Open it and save the workbook that is attached to it.",
    ),
)
"""By a stream that only one program's files have: what was found, and what to do."""


def format_of(data: bytes) -> Format | NotAWorkbook:
    """The format of a workbook by its bytes, or why they can be none that is read."""
    if not data:
        return NotAWorkbook("an empty file", "Send the file again; nothing of it arrived.")
    if data.startswith(_OLE):
        return _office_before_2007(data)
    if data.startswith(_ZIP):
        return _in_zip(data)
    if data.startswith(b"PAR1"):
        return NotAWorkbook(
            "a Parquet file",
            "Only a training register is read in Parquet: call it training.parquet and put it into "
            "a folder with the other tables as CSV.",
        )
    if data.startswith(b"%PDF"):
        return NotAWorkbook("a PDF", "Send the workbook that the PDF was made from.")
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_WEB_PAGES):
        return NotAWorkbook("a web page or XML under another name", SAVE_AS)
    if is_table_as_text(data):
        return NotAWorkbook(
            "a table as text (CSV) under the name of a workbook",
            "Give it the table’s name and the ending .csv, and put it into a folder with the "
            f"other tables. Or: {SAVE_AS}",
        )
    return NotAWorkbook(
        "a file that is not a workbook",
        f"{SAVE_AS} If it is one table as text, put it as CSV into a folder with the others.",
    )


def damaged_workbook(error: DamagedError) -> NotAWorkbook:
    """A workbook that breaks off or is garbled inside."""
    return NotAWorkbook(
        f"a workbook that is damaged or cut short: {error}",
        "Open it in Excel, let Excel repair it, save a new copy and send that.",
    )


def too_large(error: TooLargeError) -> NotAWorkbook:
    """A workbook that would unpack beyond the bound."""
    return NotAWorkbook(
        f"a file too large to open safely: {error}",
        "Copy the tables into a new workbook, without pictures or blank formatted rows, and "
        "send that.",
    )


LOCKED = NotAWorkbook(
    "a workbook locked with a password",
    "Open it in Excel, take the password off (File, Info, Protect Workbook, Encrypt with "
    "Password), save it and send it again.",
)


def _office_before_2007(data: bytes) -> Format | NotAWorkbook:
    streams = streams_of(data)
    if "encryptedpackage" in streams:
        return LOCKED
    # Before what follows: where the directory is broken a sheet embedded in a text is found too.
    for stream, found, to_do in _OTHER_PROGRAMS:
        if stream in streams:
            return NotAWorkbook(found, to_do)
    if "workbook" in streams or "book" in streams:
        return Format.XLS
    return NotAWorkbook("a file of an older Office program that is not a workbook", SAVE_AS)


def _in_zip(data: bytes) -> Format | NotAWorkbook:
    try:
        with open_package(data) as package:
            return _format_of_package(package, data)
    except DamagedError as error:
        return damaged_workbook(error)
    except TooLargeError as error:
        return too_large(error)
    except LockedError:
        return LOCKED


def _format_of_package(package: Package, data: bytes) -> Format | NotAWorkbook:
    if "xl/workbook.bin" in package:
        return NotAWorkbook("a workbook in Excel’s binary format (xlsb)", SAVE_AS)
    if kind := _kind_of_open_document(package):
        return Format.ODS if kind.startswith(_ODS) else _OTHER_OPEN_DOCUMENT
    if "word/document.xml" in package:
        return _WORD_DOCUMENT
    if "[Content_Types].xml" in package and _names_workbook(data):
        return Format.XLSX
    return NotAWorkbook(
        "a zip archive that is not a workbook",
        "If returns are packed in it, unpack it into a folder and name that folder.",
    )


def _kind_of_open_document(package: Package) -> bytes:
    """The media type that an OpenDocument file gives itself; nothing where it is none.

    Its part "mimetype" says it; programs that pack the file anew may leave that out, and the
    manifest says it too. Without either, what has its contents where a spreadsheet has them is
    taken for one.
    """
    if "mimetype" in package:
        with package.stream("mimetype") as stream:
            kind = stream.read(_LONGEST_KIND).removeprefix(codecs.BOM_UTF8).strip()
        return kind if kind.startswith(_OPEN_DOCUMENT) else b""
    if "content.xml" not in package:
        return b""
    return _kind_in_manifest(package) or _ODS


def _kind_in_manifest(package: Package) -> bytes:
    """The media type that an OpenDocument file's manifest gives the whole file."""
    # Imported here since lxml takes long to import, and CSV needs none of it.
    from evidence.grids.xml_stream import stream_elements

    if MANIFEST not in package:
        return b""
    with package.stream(MANIFEST) as stream:
        for _, entry in stream_elements(stream, [f"{_IN_MANIFEST}file-entry"], []):
            if entry.get(f"{_IN_MANIFEST}full-path") == "/":
                return entry.get(f"{_IN_MANIFEST}media-type", "").encode()
    return b""


def _names_workbook(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(name.lower().endswith("workbook.xml") for name in archive.namelist())
