"""What a file is by its contents, whatever its name, and how to turn it into a return."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from enum import StrEnum

from evidence.files.archive import DamagedError, LockedError, Package, TooLargeError, open_package
from evidence.grids.csv_text import is_table_as_text

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
SAVE_AS = "Open it in Excel and save it as “Excel Workbook (.xlsx)”."
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
        "a file that is no workbook",
        f"{SAVE_AS} If it is one table as text, put it as CSV into a folder with the others.",
    )


def damaged(error: DamagedError) -> NotAWorkbook:
    """A workbook that breaks off or is garbled inside."""
    return NotAWorkbook(
        f"a workbook that is damaged or cut short: {error}",
        "Open it in Excel, let Excel mend it, save a new copy and send that.",
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
    if _stream_named("EncryptedPackage", data):
        return LOCKED
    # Before what follows, since a Word document may have a sheet embedded in it.
    if _stream_named("WordDocument", data):
        return NotAWorkbook(
            "a Word document", "Put its figures into the blank return and send that."
        )
    if _stream_named("Workbook", data) or _stream_named("Book", data):
        return Format.XLS
    return NotAWorkbook("a file of an older Office program that is no workbook", SAVE_AS)


def _stream_named(name: str, data: bytes) -> bool:
    """Whether a compound file has a stream of that name: it stands in its directory."""
    return (name + "\0").encode("utf-16-le") in data


def _in_zip(data: bytes) -> Format | NotAWorkbook:
    try:
        with open_package(data) as package:
            return _format_of_package(package, data)
    except DamagedError as error:
        return damaged(error)
    except TooLargeError as error:
        return too_large(error)
    except LockedError:
        return LOCKED


def _format_of_package(package: Package, data: bytes) -> Format | NotAWorkbook:
    if "xl/workbook.bin" in package:
        return NotAWorkbook("a workbook in Excel’s binary format (xlsb)", SAVE_AS)
    if _is_ods(package):
        return Format.ODS
    if "word/document.xml" in package:
        return NotAWorkbook(
            "a Word document", "Put its figures into the blank return and send that."
        )
    if "[Content_Types].xml" in package and _names_workbook(data):
        return Format.XLSX
    return NotAWorkbook(
        "a zip archive that is no workbook",
        "If returns are packed in it, unpack it into a folder and name that folder.",
    )


def _is_ods(package: Package) -> bool:
    if "mimetype" not in package:
        return False
    with package.stream("mimetype") as stream:
        return stream.read(len(_ODS) + 1).startswith(_ODS)


def _names_workbook(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(name.lower().endswith("workbook.xml") for name in archive.namelist())
