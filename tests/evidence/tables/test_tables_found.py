"""Tables on sheets: headings, notes, what is hidden, several sheets for one table."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from engine.nouns.evidence.fault import Severity
from engine.nouns.policy.vocabulary import AuditTerm
from evidence.nouns.cells import Cell, Row, Table
from evidence.nouns.columns import columns_of, table_named
from tests.evidence.readings import A_NOTE, NO_MORE, Read, Returned, dashboard, fault


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("Section 11 ", "section11"),
        ("SECTION_11", "section11"),
        ("Named Professionals", "named_professionals"),
        ("named-professionals", "named_professionals"),
        ("Dashboard.", "dashboard"),
        ("Section 11 Audit", "section11"),
        ("dashboard - Table 1", "dashboard"),
        ("Dashboard-Table 1", "dashboard"),
        ("dashboard - Table 2", None),
        ("Sheet1", None),
        ("", None),
        ("dashboard2", None),
    ],
)
def test_sheets_are_known_by_name_without_case_and_punctuation(
    name: str, table: str | None
) -> None:
    assert table_named(name, AuditTerm("section11", "Section 11 audit")) == table


def test_a_whole_small_return(returned: Returned, read: Read) -> None:
    reading = read(returned())
    assert reading.faults == ()
    [found] = reading.returns
    assert found.tables["vacancies"] == Table(
        "vacancies",
        "vacancies",
        (
            Row(
                {
                    "role": Cell("Midwives", "Midwives", "vacancies", "A2"),
                    "vacant_wte": Cell(1.5, "1.5", "vacancies", "B2"),
                    "establishment_wte": Cell(20, "20", "vacancies", "C2"),
                },
                2,
            ),
        ),
    )
    assert found.services == Cell("maternity", "maternity", "organisation", "B5")
    assert found.submitted_on == dt.date(2014, 10, 14)
    assert found.submitted_by == "Named Nurse"
    assert found.register is None
    origin = found.origin(found.tables["vacancies"].rows[0].cells["vacant_wte"])
    assert (origin.file, origin.sheet, origin.cell, origin.text) == (
        "orwell.xlsx",
        "vacancies",
        "B2",
        "1.5",
    )
    assert origin.sha256 == reading.inputs[0].sha256


def test_a_table_lower_and_further_right_under_a_title(returned: Returned, read: Read) -> None:
    rows = [
        ("Dashboard return for the item values",),
        (),
        (None, None, "NOTE", "Value ", "Item", "part"),
        (None, None, "all causes", 3, "2"),
    ]
    reading = read(returned(dashboard=rows))
    assert reading.faults == ()
    assert dashboard(reading).rows == (
        Row(
            {
                "note": Cell("all causes", "all causes", "dashboard", "C4"),
                "value": Cell(3, "3", "dashboard", "D4"),
                "item": Cell("2", "2", "dashboard", "E4"),
                "part": Cell(None, "", "dashboard", "F4"),
            },
            4,
        ),
    )


@pytest.mark.parametrize("table", ["dashboard", "vacancies"])
def test_headings_over_two_rows_are_read_together(
    table: str, returned: Returned, read: Read
) -> None:
    heads = {
        "dashboard": [("item", "part", "Quarter 2", None), (None, None, "value", "note")],
        "vacancies": [("Role", "Staff in post", None), (None, "vacant WTE", "establishment WTE")],
    }[table]
    line = {"dashboard": ("2", None, 3, "so"), "vacancies": ("Midwives", 1, 20)}[table]
    reading = read(returned(**{table: [("A title of the table",), *heads, line]}))
    [row] = reading.returns[0].tables[table].rows
    assert [cell.raw for cell in row.cells.values()] == list(line)
    assert reading.faults == (
        fault(
            Severity.CHECK,
            "headings over two rows",
            "one row of headings",
            "They are read together. Put them into one row.",
            table,
            "A3",
        ),
    )


def test_notes_are_told_and_are_no_rows(returned: Returned, read: Read) -> None:
    rows = [
        ("item", "part", "value", "note"),
        ("2", None, 3),
        ("14",),
        ("Figures checked by the team",),
        ("99.9",),
        (),
        (),
        ("Provisional",),
        (None, None, None, "see the annual report"),
    ]
    reading = read(returned(dashboard=rows))
    assert [(row.number, row.cells["item"].text) for row in dashboard(reading).rows] == [
        (2, "2"),
        (3, "14"),
        (5, "99.9"),
        (9, ""),
    ]
    assert reading.faults == (
        fault(Severity.CHECK, "Figures checked by the team", NO_MORE, A_NOTE, cell="A4"),
        fault(Severity.CHECK, "Provisional", NO_MORE, A_NOTE, cell="A8"),
    )


def test_a_line_of_the_register_with_only_a_staff_ref_is_no_note(
    returned: Returned, read: Read
) -> None:
    rows = [
        columns_of("training"),
        ("E1", "Nurses", "safeguarding", 3, 3, "01/02/2014"),
        (),
        ("E2",),
        (),
    ]
    reading = read(returned(training=[*rows, ("Taken from the staff record",)]))
    register = reading.returns[0].register
    assert register is not None
    assert list(register.frame["row"]) == [2, 4]
    assert reading.faults == (
        fault(
            Severity.CHECK,
            "Taken from the staff record",
            NO_MORE,
            A_NOTE,
            sheet="training",
            cell="A6",
        ),
    )


def test_headings_repeated_further_down_are_no_row(returned: Returned, read: Read) -> None:
    heads = ("item", "part", "value", "note")
    reading = read(returned(dashboard=[heads, ("2", None, 3), (), heads, ("14", None, "88%")]))
    assert reading.faults == ()
    assert [row.number for row in dashboard(reading).rows] == [2, 5]


def test_hidden_sheets_rows_and_columns_are_read_and_told(
    tmp_path: Path, returned: Returned, read: Read
) -> None:
    path = returned(dashboard=[("item", "part", "value", "note"), ("2", None, 3), ("14", None, 88)])
    book = openpyxl.load_workbook(path)
    book["dashboard"].sheet_state = "veryHidden"
    book["dashboard"].row_dimensions[2].hidden = True
    book["dashboard"].column_dimensions["C"].hidden = True
    book.create_sheet("Names of children")["A1"] = "x"
    book["Names of children"].sheet_state = "hidden"
    book.create_sheet("Sheet2")
    book.save(path)
    reading = read(path)
    assert [row.number for row in dashboard(reading).rows] == [2, 3]
    nothing = "nothing hidden in a return"
    check = "It was read like the rest. Check that it says what you mean to send, and unhide it."
    assert reading.faults == (
        fault(Severity.CHECK, "a hidden sheet", nothing, check),
        fault(Severity.CHECK, "hidden: column C", nothing, check, cell="C1"),
        fault(Severity.CHECK, "hidden: row 2", nothing, check),
        fault(
            Severity.CHECK,
            "a hidden sheet that is no table of a return",
            "sheets called organisation, named_professionals, dashboard, vacancies, section11, "
            "training, training_summary, documents, contracts or checks",
            "It is not read. If it holds something asked for, give it that name and that table’s "
            "headings. Look at what it holds before sending the file.",
            sheet="Names of children",
        ),
    )


def test_two_sheets_for_one_table(returned: Returned, read: Read) -> None:
    rows = [("item", "part", "value", "note"), ("2", None, 3)]
    reading = read(returned(Dashboard_=rows))
    assert "dashboard" not in reading.returns[0].tables
    to_do = "Keep the sheet that counts and rename or delete the other; until then neither is read."
    assert reading.faults == (
        fault(
            Severity.TABLE,
            "a second sheet for the table “dashboard”, beside “Dashboard_”",
            "one sheet for each table",
            to_do,
        ),
        fault(
            Severity.TABLE,
            "a second sheet for the table “dashboard”, beside “dashboard”",
            "one sheet for each table",
            to_do,
            sheet="Dashboard_",
        ),
    )


def test_tables_that_the_kind_should_return_and_did_not(returned: Returned, read: Read) -> None:
    reading = read(returned(dashboard=None, documents=None))
    assert sorted(reading.returns[0].tables) == [
        "named_professionals",
        "organisation",
        "section11",
        "vacancies",
    ]
    assert reading.faults == (
        fault(
            Severity.LOST,
            "no table “dashboard” and “documents”",
            "the tables organisation, named_professionals, dashboard, vacancies, section11, "
            "training and documents",
            "Add what is missing, or check what its sheet is called; until then it stays unknown.",
            sheet="",
        ),
    )


def test_charts_and_macros_are_passed_over(
    tmp_path: Path, read: Read, whole_return: object
) -> None:
    path = tmp_path / "chart.xlsm"
    assert isinstance(whole_return, dict)
    with xlsxwriter.Workbook(tmp_path / "chart.xlsx") as book:
        for title, rows in whole_return.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=dashboard!$C$2:$C$2"})
        book.add_chartsheet("chart").set_chart(chart)
    (tmp_path / "chart.xlsx").rename(path)
    reading = read(path)
    assert reading.faults == ()
    assert len(reading.returns[0].tables) == 6
