"""Whole numbers under date columns of a workbook are days; in CSV they are not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from engine.nouns.evidence.fault import Fault, Severity
from evidence.fault_log import FaultLog
from evidence.nouns.cells import Cell
from evidence.nouns.columns import HeadingRow
from evidence.nouns.grid import GridCell, GridRow, Layout
from evidence.nouns.returns import ReturnsRead
from evidence.tables.serial_dates import SerialDates

DOCUMENTS = HeadingRow("documents", 1, {"kind": 1, "approved_on": 2, "review_due": 3}, 3)
EXPECTED = "a date, such as 31/03/2014"
TO_DO = "Check that this is the day you mean, and format the column as dates."


@pytest.mark.parametrize(
    ("raw", "since_1904", "day"),
    [
        (41820, False, dt.date(2014, 6, 30)),
        (41820.0, False, dt.date(2014, 6, 30)),
        (40358, True, dt.date(2014, 6, 30)),
        (32874, False, dt.date(1990, 1, 1)),
        (32873, False, None),
        (73050, False, dt.date(2099, 12, 31)),
        (73051, False, None),
        (41820.5, False, None),
        (1e300, False, None),
        (True, False, None),
        ("41820", False, None),
        (41820, None, None),
    ],
)
def test_which_numbers_are_days(
    raw: int | float | str, since_1904: bool | None, day: dt.date | None
) -> None:
    row = GridRow(2, {1: GridCell(41820), 2: GridCell(raw)}, hidden=True)
    found = SerialDates(DOCUMENTS, Layout(since_1904=since_1904)).in_row(row)
    expected = GridCell(raw) if day is None else GridCell(day, shown=GridCell(raw).text)
    assert found == GridRow(2, {1: GridCell(41820), 2: expected}, hidden=True)


def test_the_day_a_standing_answer_was_first_given_is_a_day() -> None:
    heading = HeadingRow("section11", 1, {"question": 1, "score": 2, "first_given": 12}, 12)
    row = GridRow(2, {2: GridCell(41820), 12: GridCell(41820)})
    found = SerialDates(heading, Layout(since_1904=False)).in_row(row)
    day = GridCell(dt.date(2014, 6, 30), shown="41820")
    assert found == GridRow(2, {2: GridCell(41820), 12: day})


def test_a_percentage_is_no_day() -> None:
    row = GridRow(2, {2: GridCell(41820, percent_format=True)})
    assert SerialDates(DOCUMENTS, Layout(since_1904=False)).in_row(row) == row


def test_one_fault_for_each_column() -> None:
    serials = SerialDates(DOCUMENTS, Layout(since_1904=False))
    for number in (2, 3, 4):
        serials.in_row(GridRow(number, {2: GridCell(41818 + number), 3: GridCell(42000)}))
    log = FaultLog("a.xlsx")
    serials.report(log.on_sheet("documents"))
    more = ", and 2 more in this column likewise"
    assert log.faults == [
        Fault(Severity.CHECK, "a.xlsx", found + more, EXPECTED, TO_DO, "documents", cell)
        for found, cell in (
            ("41820 is read as 30/06/2014", "B2"),
            ("42000 is read as 27/12/2014", "C2"),
        )
    ]


def test_a_workbook_with_days_as_numbers(
    returned: Callable[..., Path],
    read: Callable[..., ReturnsRead],
    organisation_rows: Sequence[Sequence[str]],
) -> None:
    rows = [(name, 41926 if name == "submitted_on" else value) for name, value in organisation_rows]
    documents = (("kind", "approved_on", "title"), ("Training strategy", 41820, 41820))
    reading = read(returned(organisation=rows, documents=documents))
    [found] = reading.returns
    assert found.submitted_on == dt.date(2014, 10, 14)
    cells = found.tables["documents"].rows[0].cells
    assert cells["approved_on"] == Cell(dt.date(2014, 6, 30), "41820", "documents", "B2")
    assert cells["title"] == Cell(41820, "41820", "documents", "C2")
    assert [fault for fault in reading.faults if "is read as" in fault.found] == [
        Fault(
            Severity.CHECK,
            "orwell.xlsx",
            f"{number} is read as {day}",
            EXPECTED,
            TO_DO,
            sheet,
            "B" + row,
            "RZ1",
            "2014-15 Q2",
        )
        for number, day, sheet, row in (
            (41926, "14/10/2014", "organisation", "7"),
            (41820, "30/06/2014", "documents", "2"),
        )
    ]


def test_the_register_counts_as_its_workbook_does(
    tmp_path: Path, read: Callable[..., ReturnsRead], organisation_rows: Sequence[Sequence[str]]
) -> None:
    heads = ("staff_ref", "staff_group", "framework", "required_level", "achieved_level")
    with xlsxwriter.Workbook(tmp_path / "r.xlsx", {"date_1904": True}) as book:
        sheet = book.add_worksheet("organisation")
        for number, row in enumerate(organisation_rows):
            sheet.write_row(number, 0, row)
        sheet = book.add_worksheet("training")
        sheet.write_row(0, 0, (*heads, "completed_on"))
        sheet.write_row(1, 0, ("E1", "Nurses", "safeguarding", 3, 3, 40358))
    [found] = read(tmp_path / "r.xlsx").returns
    assert found.register is not None
    assert found.register.frame["completed_on"].tolist() == [dt.date(2014, 6, 30)]


def test_csv_says_not_from_which_year_it_counts(
    csv_folder: Callable[..., Path], read: Callable[..., ReturnsRead]
) -> None:
    reading = read(csv_folder(documents="kind,approved_on\nTraining strategy,41820"))
    [found] = reading.returns
    assert found.tables["documents"].rows[0].cells["approved_on"].raw == "41820"
    assert not [fault for fault in reading.faults if "is read as" in fault.found]
