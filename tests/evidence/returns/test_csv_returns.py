"""Folders of CSV files as returns."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.outcome.assessment import InputFile
from evidence.cells.figures import read_percent
from evidence.cells.values import CellAnswer, CellReading
from evidence.nouns.cells import Cell
from evidence.nouns.returns import ReturnsRead

Folder = Callable[..., Path]
Reader = Callable[..., ReturnsRead]

AS_TEXT = "a table as text, its cells separated by commas, semicolons or tabs"
AS_CSV = (
    "Open the table in Excel and save it as “CSV UTF-8 (comma delimited)”. Until then the table "
    "is not read."
)


def faults(reading: ReturnsRead) -> tuple[Fault, ...]:
    """The faults but the one that tells of the tables that these small folders lack."""
    return tuple(fault for fault in reading.faults if not fault.found.startswith("no table"))


def dashboard_fault(
    severity: Severity, found: str, expected: str, to_do: str, cell: str = ""
) -> Fault:
    return Fault(
        severity,
        "orwell/dashboard.csv",
        found,
        expected,
        to_do,
        "dashboard.csv",
        cell,
        "RZ1",
        "2014-15 Q2",
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_separator_and_encoding(
    separator: str, encoding: str, csv_folder: Folder, read: Reader
) -> None:
    lines = (("Item", "Part", "Value", "Note"), ("4.1", "Level 1", "98%", "£5 – café, all; staff"))
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines)
    reading = read(csv_folder(dashboard=text.encode(encoding)))
    assert faults(reading) == ()
    [found] = reading.returns
    assert found.file == "orwell"
    [row] = found.tables["dashboard"].rows
    assert row.cells == {
        "item": Cell("4.1", "4.1", "dashboard.csv", "A2"),
        "part": Cell("Level 1", "Level 1", "dashboard.csv", "B2"),
        "value": Cell("98%", "98%", "dashboard.csv", "C2"),
        "note": Cell(lines[1][3], lines[1][3], "dashboard.csv", "D2"),
    }
    origin = found.origin(row.cells["value"])
    assert (origin.file, origin.cell) == ("orwell/dashboard.csv", "C2")
    assert origin.sha256 == hashlib.sha256(text.encode(encoding)).hexdigest()


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("said", [False, True])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_a_whole_folder_however_it_was_saved(
    encoding: str,
    said: bool,
    separator: str,
    ending: str,
    csv_folder: Folder,
    read: Reader,
    whole_return: Mapping[str, Sequence[Sequence[object]]],
) -> None:
    tables = {name: [list(row) for row in rows] for name, rows in whole_return.items()}
    tables["organisation"][2][1] = "Orwell\u00a0Hôpital"
    tables["dashboard"] += [["14", "", "97,5", "two\nlines; one, cell"]]

    def saved(rows: list[list[object]]) -> bytes:
        target = io.StringIO(newline="")
        writer = csv.writer(
            target, delimiter=separator, lineterminator=ending, quoting=csv.QUOTE_ALL
        )
        writer.writerows(rows)
        first = f"sep={separator}{ending}" if said else ""
        return (first + target.getvalue()).encode(encoding)

    reading = read(csv_folder(**{name: saved(rows) for name, rows in tables.items()}))
    assert reading.faults == ()
    [found] = reading.returns
    assert found.organisation.name == "Orwell Hôpital"
    assert list(found.tables) == list(whole_return)
    last = found.tables["dashboard"].rows[-1].cells
    assert [last[name].raw for name in ("value", "note")] == ["97,5", "two\nlines; one, cell"]
    assert read_percent(last["value"]) == CellReading(
        CellAnswer.UNREADABLE, trouble="is not a number"
    )


def test_a_comma_that_may_be_either_is_told(csv_folder: Folder, read: Reader) -> None:
    reading = read(csv_folder(dashboard="item;part;value\n2;;1,204\n"))
    [cell] = [row.cells["value"] for row in reading.returns[0].tables["dashboard"].rows]
    assert (cell.raw, cell.text) == (None, "1,204")
    assert [(fault.cell, fault.found) for fault in faults(reading)] == [
        ("C2", "a number with a comma that may separate thousands or decimals")
    ]


def test_the_files_of_a_folder_are_its_inputs(csv_folder: Folder, read: Reader) -> None:
    folder = csv_folder(dashboard="item,part,value\n2,,3\n", other="x,y\n", training=b"\x00")
    reading = read(folder)
    assert reading.inputs == tuple(
        InputFile(
            f"orwell/{name}.csv",
            hashlib.sha256((folder / f"{name}.csv").read_bytes()).hexdigest(),
            "RZ1",
            "2014-15 Q2",
            used,
        )
        for name, used in [
            ("dashboard", True),
            ("organisation", True),
            ("other", False),
            ("training", False),
        ]
    )
    assert [(fault.severity, fault.file, fault.found) for fault in faults(reading)] == [
        (Severity.CHECK, "orwell/other.csv", "a file that is no table of a return"),
        (Severity.TABLE, "orwell/training.csv", "bytes that are not text"),
    ]


def test_a_row_whose_cells_have_shifted_is_refused(csv_folder: Folder, read: Reader) -> None:
    text = "item,part,value,note\n4.1,Level 1, all staff,98%,x\n14,,88%,,\n"
    reading = read(csv_folder(dashboard=text))
    rows = reading.returns[0].tables["dashboard"].rows
    assert [[cell.text for cell in row.cells.values()] for row in rows] == [
        ["", "", "", ""],
        ["14", "", "88%", ""],
    ]
    assert {cell.unusable for cell in rows[0].cells.values()} == {
        "a cell of a row whose cells have shifted"
    }
    assert faults(reading) == (
        dashboard_fault(
            Severity.CELL,
            "5 cells in the row, under 4 headings",
            "no more cells than headings",
            "A separator inside a text has moved the cells after it: put that text in quotation "
            "marks. Until then the row is not read.",
            "A2",
        ),
    )


def test_quotation_marks_that_do_not_pair(csv_folder: Folder, read: Reader) -> None:
    reading = read(csv_folder(dashboard='item,part,value\n2,,"3\n14,,88%\n'))
    assert "dashboard" not in reading.returns[0].tables
    assert faults(reading) == (
        dashboard_fault(
            Severity.TABLE,
            "a quotation mark that is never closed, or that closes in mid-cell, at or below row 2",
            AS_TEXT,
            AS_CSV,
        ),
    )


def test_rows_that_a_quotation_mark_swallowed_are_told(csv_folder: Folder, read: Reader) -> None:
    text = 'item,part,value,note\n2,,3,"\n3,,8%,\n14,,88%,"\n6.1,,Yes,\n'
    reading = read(csv_folder(dashboard=text))
    assert [row.number for row in reading.returns[0].tables["dashboard"].rows] == [2, 3]
    assert faults(reading) == (
        dashboard_fault(
            Severity.CHECK,
            "a cell with several lines that look like rows of the table",
            "one row a line",
            "Check the quotation marks: one opened by mistake hides the rows down to the next.",
            "D2",
        ),
    )


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"\xef\xbb\xbf\xff\xfe", b"caf\x81"])
def test_a_file_that_is_no_text(data: bytes, csv_folder: Folder, read: Reader) -> None:
    assert faults(read(csv_folder(dashboard=data))) == (
        dashboard_fault(Severity.TABLE, "bytes that are not text", AS_TEXT, AS_CSV),
    )


@pytest.mark.parametrize("data", ["", "\n\n", "item;figure\n2;3\n"])
def test_a_file_without_headings(data: str, csv_folder: Folder, read: Reader) -> None:
    assert faults(read(csv_folder(dashboard=data))) == (
        dashboard_fault(
            Severity.TABLE,
            "no heading row in the first 30 rows" if data.strip() else "nothing",
            "a row with the headings item, part, value and note",
            "Put these headings above the table; until then it is not read.",
        ),
    )


def test_two_files_for_one_table(csv_folder: Folder, read: Reader) -> None:
    table = "item,part,value\n2,,3\n"
    reading = read(csv_folder(dashboard=table, Dashboard_=table))
    assert "dashboard" not in reading.returns[0].tables
    assert [(fault.severity, fault.file, fault.found) for fault in faults(reading)] == [
        (
            Severity.TABLE,
            "orwell/Dashboard_.csv",
            "a second file for the table “dashboard”, beside “dashboard.csv”",
        ),
        (
            Severity.TABLE,
            "orwell/dashboard.csv",
            "a second file for the table “dashboard”, beside “Dashboard_.csv”",
        ),
    ]


def test_a_folder_that_does_not_say_whose_it_is(csv_folder: Folder, read: Reader) -> None:
    reading = read(csv_folder(organisation=None, dashboard="item,part,value\n2,,3\n"))
    assert reading.returns == ()
    assert [(fault.severity, fault.file, fault.found) for fault in reading.faults] == [
        (Severity.FILE, "orwell", "no table “organisation”")
    ]
    assert [file.used for file in reading.inputs] == [False]
