"""Sheets that are not called as a table and are headed as one: read where there is no doubt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from engine.nouns.evidence.fault import Severity
from tests.evidence.readings import Read, Returned, dashboard, fault, texts

Rows = Sequence[Sequence[object]]
DASHBOARD: Rows = (("Item", "Part", "Value", "Note"), ("2", None, 3, None))
HEADED = "the headings item, part, value and note"
TABLES = (
    *("organisation", "named_professionals", "dashboard", "vacancies", "section11", "documents"),
)


@pytest.mark.parametrize("title", ["KPIs", "Sheet1", "Quarter 2", "dashboard2"])
def test_a_sheet_under_another_name_is_read_by_its_headings(
    title: str, returned: Returned, read: Read
) -> None:
    reading = read(returned(dashboard=None, **{title: DASHBOARD}))
    assert texts(dashboard(reading)) == [{"item": "2", "part": "", "value": "3", "note": ""}]
    assert reading.faults == (
        fault(
            Severity.CHECK,
            "a sheet with the headings of the table “dashboard”",
            "a sheet called “dashboard”",
            "It is read as that table. If it is that, call the sheet “dashboard”; if it is not, "
            "take it out of the file.",
            title,
            "A1",
        ),
    )


def test_every_table_of_a_return_is_read_by_its_headings(
    returned: Returned, read: Read, whole_return: Mapping[str, Rows]
) -> None:
    whole = read(returned("whole.xlsx"))
    renamed = {f"The {number}": whole_return[table] for number, table in enumerate(TABLES)}
    reading = read(returned("renamed.xlsx", **dict.fromkeys(TABLES), **renamed))
    assert [texts(table) for table in reading.returns[0].tables.values()] == [
        texts(table) for table in whole.returns[0].tables.values()
    ]
    assert {fault.severity for fault in reading.faults} == {Severity.CHECK}
    assert len(reading.faults) == len(TABLES)


def test_a_second_sheet_headed_as_a_table_is_not_read_and_costs_it(
    returned: Returned, read: Read
) -> None:
    reading = read(returned(KPIs=DASHBOARD))
    assert reading.faults == (
        fault(
            Severity.TABLE,
            "another sheet with the headings of the table “dashboard”",
            "one sheet for each table",
            "It is not read. If its rows count, put all rows on one sheet; if they do not, take "
            "the sheet out of the file.",
            "KPIs",
            "A1",
        ),
    )
    assert [fault.tables for fault in reading.faults] == [("dashboard",)]
    assert dashboard(reading).sheet == "dashboard"


def test_neither_of_two_sheets_headed_as_a_table_is_read(returned: Returned, read: Read) -> None:
    reading = read(returned(dashboard=None, Q1=DASHBOARD, Q2=DASHBOARD))
    assert "dashboard" not in reading.returns[0].tables
    assert [(fault.severity, fault.sheet) for fault in reading.faults] == [
        (Severity.TABLE, "Q1"),
        (Severity.TABLE, "Q2"),
    ]


def test_a_sheet_that_lacks_a_heading_is_told_as_the_table_it_looks_like(
    returned: Returned, read: Read
) -> None:
    rows = (("item", "part", "figure", "note"), ("2", None, 3, None))
    [found] = read(returned(dashboard=None, KPIs=rows)).faults
    assert found == fault(
        Severity.TABLE,
        "a sheet with some headings of the table “dashboard”, without “value”",
        HEADED,
        "It is not read. If it is that table, add “value” and call the sheet “dashboard”.",
        "KPIs",
        "A1",
    )
    [beside] = read(returned(KPIs=rows)).faults
    assert beside.severity is Severity.CHECK


@pytest.mark.parametrize(
    "rows",
    [
        (("role", "telephone"), ("Named Nurse", "extension 4")),
        (("note",), ("item 3 follows",)),
        (("kind", "title"), ("a", "b")),
    ],
)
def test_a_sheet_of_something_else_is_no_table(rows: Rows, returned: Returned, read: Read) -> None:
    [found] = read(returned(Other=rows)).faults
    assert (found.severity, found.found) == (
        Severity.CHECK,
        "a sheet that is no table of a return",
    )


def test_a_file_of_a_folder_is_known_by_its_headings(
    csv_folder: Callable[..., Path], read: Read
) -> None:
    lines = "Item;Part;Value;Note\n2;;3;\n"
    reading = read(csv_folder(kpis=lines))
    assert texts(dashboard(reading)) == [{"item": "2", "part": "", "value": "3", "note": ""}]
    assert [fault.found for fault in reading.faults if fault.sheet == "kpis.csv"] == [
        "a file with the headings of the table “dashboard”"
    ]
