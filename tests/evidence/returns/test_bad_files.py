"""Files that cannot be used: each kind gives its own fault, and never a traceback."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.outcome.assessment import InputFile
from evidence.nouns.returns import ReturnsRead
from tests.evidence.readings import Read, Returned
from tests.evidence.returns.refused_files import EXPECTED, MEND, zipped

SAVE_AS = "Open it in Excel and save it as “Excel Workbook (.xlsx)”."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1016
BROKEN = "a workbook that is damaged or cut short: its contents break off or are garbled"
INTO_RETURN = "Put its figures into the blank return and send that."


def stream(name: str) -> bytes:
    """A directory entry of a compound file."""
    return f"{name}\0".encode("utf-16-le").ljust(128, b"\0")


KINDS: dict[str, tuple[bytes, str, str]] = {
    "empty": (b"", "an empty file", "Send the file again; nothing of it arrived."),
    "text": (
        b"Dear colleague, please find our return below.",
        "a file that is not a workbook",
        f"{SAVE_AS} If it is one table as text, put it as CSV into a folder with the others.",
    ),
    "pdf": (b"%PDF-1.4", "a PDF", "Send the workbook that the PDF was made from."),
    "web page": (
        b"\xef\xbb\xbf <HTML><table>",
        "a web page or XML under another name",
        SAVE_AS,
    ),
    "xls": (OLE + stream("Workbook"), BROKEN, MEND),
    "old xls": (OLE + stream("Book"), BROKEN, MEND),
    "locked": (
        OLE + stream("EncryptedPackage"),
        "a workbook locked with a password",
        "Open it in Excel, take the password off (File, Info, Protect Workbook, Encrypt with "
        "Password), save it and send it again.",
    ),
    "doc": (OLE + stream("WordDocument"), "a Word document", INTO_RETURN),
    "doc with a sheet in it": (
        OLE + stream("Workbook") + stream("WordDocument"),
        "a Word document",
        INTO_RETURN,
    ),
    "doc with its names in capitals": (
        OLE + stream("WORDDOCUMENT") + stream("Workbook"),
        "a Word document",
        INTO_RETURN,
    ),
    "text document": (
        zipped(mimetype=b"application/vnd.oasis.opendocument.text"),
        "an OpenDocument file that is not a spreadsheet",
        INTO_RETURN,
    ),
    "other old": (OLE, "a file of an older Office program that is not a workbook", SAVE_AS),
    "ods": (
        zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
        "a workbook that is damaged or cut short: its part content.xml is missing",
        MEND,
    ),
    "csv under another name": (
        b"item,part,value\r\n2,,3\r\n",
        "a table as text (CSV) under the name of a workbook",
        "Give it the table’s name and the ending .csv, and put it into a folder with the other "
        f"tables. Or: {SAVE_AS}",
    ),
    "xlsb": (
        zipped(xl__workbook_bin=b"").replace(b"workbook_bin", b"workbook.bin"),
        "a workbook in Excel’s binary format (xlsb)",
        SAVE_AS,
    ),
    "docx": (
        zipped(word__document_xml=b"").replace(b"document_xml", b"document.xml"),
        "a Word document",
        INTO_RETURN,
    ),
    "zip": (
        zipped(returns=b"x"),
        "a zip archive that is not a workbook",
        "If returns are packed in it, unpack it into a folder and name that folder.",
    ),
    "cut short": (
        zipped(returns=b"x")[:40],
        BROKEN,
        MEND,
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_workbook(kind: str, tmp_path: Path, read: Read) -> None:
    data, found, to_do = KINDS[kind]
    path = tmp_path / "return.xlsx"
    path.write_bytes(data)
    sha256 = hashlib.sha256(data).hexdigest()
    assert read(path) == ReturnsRead(
        (),
        (Fault(Severity.FILE, "return.xlsx", found, EXPECTED, to_do),),
        (InputFile("return.xlsx", sha256, "", "", False),),
    )


def test_a_workbook_that_is_no_return(
    tmp_path: Path, write_workbook: Callable[..., Path], read: Read
) -> None:
    path = write_workbook(tmp_path / "rota.xlsx", {"Sheet1": [("x",)], "Rota": []})
    assert read(path).faults == (
        Fault(
            Severity.FILE,
            "rota.xlsx",
            "a workbook with the sheets “Sheet1” and “Rota”",
            "sheets called organisation, named_professionals, dashboard, vacancies, section11, "
            "training, training_summary, documents, contracts and checks",
            "Check that this is the return. If it is, call its sheets as expected here, head each "
            "as the blank return does, and say on the sheet “organisation” whose it is and for "
            "which quarter. A sender’s own layout can be read through a mapping (clausewise map).",
        ),
    )


def test_a_return_that_does_not_say_whose_it_is(returned: Returned, read: Read) -> None:
    reading = read(returned(organisation=None))
    assert reading.returns == ()
    assert reading.faults == (
        Fault(
            Severity.FILE,
            "orwell.xlsx",
            "no table “organisation”",
            "a table “organisation” that says which organisation the return is from, and for which "
            "quarter",
            "Add it, as in the blank return; without it the return cannot be used, unless the "
            "reader gives code, kind and period.",
        ),
    )


def test_a_path_that_leads_nowhere(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "gone.xlsx"
    assert read(path) == ReturnsRead(
        (),
        (
            Fault(
                Severity.FILE,
                path.as_posix(),
                "no such file or folder",
                EXPECTED,
                "Check the name and the folder it is in.",
            ),
        ),
    )


@pytest.mark.parametrize("inside", [(), (".hidden.xlsx", "~$orwell.xlsx", "Thumbs.db")])
def test_a_folder_with_nothing_to_read(inside: tuple[str, ...], tmp_path: Path, read: Read) -> None:
    for name in inside:
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "deeper" / "still").mkdir(parents=True)
    assert read(tmp_path) == ReturnsRead(
        (),
        (
            Fault(
                Severity.FILE,
                tmp_path.as_posix(),
                "a folder with no returns in it",
                EXPECTED,
                "Put the returns into the folder, or name the folder that holds them.",
            ),
        ),
    )


def test_one_csv_file_by_itself(csv_folder: Callable[..., Path], read: Read) -> None:
    [fault] = read(csv_folder() / "organisation.csv").faults
    assert fault == Fault(
        Severity.FILE,
        "organisation.csv",
        "one CSV file by itself",
        EXPECTED,
        "Name the folder that holds it and the other tables, or give its mapping if it is in a "
        "sender’s own layout.",
    )


def test_a_file_that_may_not_be_opened(
    returned: Returned, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = returned()

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert read(path).faults == (
        Fault(
            Severity.FILE,
            "orwell.xlsx",
            "a file that cannot be opened: Permission denied",
            EXPECTED,
            "Close it in other programs, and check that you may open it.",
        ),
    )


def test_all_faults_of_all_files_come_at_once(
    tmp_path: Path, returned: Returned, read: Read
) -> None:
    returned("good.xlsx")
    (tmp_path / "bad.xlsx").write_bytes(b"%PDF")
    reading = read(tmp_path, tmp_path / "gone.xlsx")
    assert [fault.found for fault in reading.faults] == ["no such file or folder", "a PDF"]
    assert [file.name for file in reading.inputs] == ["bad.xlsx", "good.xlsx"]
    assert [file.used for file in reading.inputs] == [False, True]
