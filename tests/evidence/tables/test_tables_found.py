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
from evidence.nouns.columns import table_named
from tests.evidence.told import A_NOTE, DASHBOARD, NO_MORE, Read, Returned, dashboard, fault, texts


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


def test_a_row_of_totals_is_told_and_is_none_of_the_table(returned: Returned, read: Read) -> None:
    rows = [
        ("role", "vacant_wte", "establishment_wte"),
        ("Midwives", 1.5, 20),
        ("Total:", 1.5, 20),
        (None, "Average", 2),
    ]
    reading = read(returned(vacancies=rows))
    assert [row.number for row in reading.returns[0].tables["vacancies"].rows] == [2]
    to_do = "It is not read, since the rows themselves are. Check that they are all there."
    assert reading.faults == (
        fault(Severity.CHECK, "a row of totals, “Total:”", NO_MORE, to_do, "vacancies", "A3"),
        fault(Severity.CHECK, "a row of totals, “Average”", NO_MORE, to_do, "vacancies", "B4"),
    )


def test_a_row_of_totals_is_no_line_of_the_register(returned: Returned, read: Read) -> None:
    heads = ("staff_ref", "staff_group", "framework", "required_level", "achieved_level")
    rows = [
        (*heads, "completed_on"),
        ("E1", "Nurses", "safeguarding", 3, 3, "01/02/2014"),
        ("TOTAL", None, None, 1, 1, None),
    ]
    register = read(returned(training=rows)).returns[0].register
    assert register is not None
    assert register.rows.tolist() == [2]


def test_the_line_of_all_staff_of_a_training_summary_is_read(
    returned: Returned, read: Read
) -> None:
    rows = [
        ("staff_group", "framework", "level", "required", "compliant", "percent"),
        ("Midwives", "safeguarding", 3, 10, 9, None),
        ("Total", "safeguarding", 3, 10, 9, None),
    ]
    reading = read(returned(training_summary=rows))
    assert [row.number for row in reading.returns[0].tables["training_summary"].rows] == [2, 3]
    assert reading.faults == ()


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
    heads = (
        "staff_ref",
        "staff_group",
        "framework",
        "required_level",
        "achieved_level",
        "completed_on",
    )
    rows = [heads, ("E1", "Nurses", "safeguarding", 3, 3, "01/02/2014"), (), ("E2",), ()]
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


def test_no_heading_row(returned: Returned, read: Read) -> None:
    told = "Put these headings above the table; until then it is not read."
    expected = "a row with the headings item, part, value and note"
    reading = read(returned(dashboard=[("4.1", "Level 1", "98%")]))
    assert "dashboard" not in reading.returns[0].tables
    assert reading.faults == (
        fault(Severity.TABLE, "no heading row in the first 30 rows", expected, told),
    )
    assert read(returned(dashboard=[])).faults == (
        fault(Severity.TABLE, "nothing", expected, told),
    )
    low = [*[("x",)] * 30, ("item", "part", "value", "note"), ("2", None, 3)]
    assert read(returned(dashboard=low)).faults == (
        fault(Severity.TABLE, "no heading row in the first 30 rows", expected, told),
    )
    assert read(returned(dashboard=low[1:])).faults == ()


def test_a_column_that_the_table_needs_is_missing(returned: Returned, read: Read) -> None:
    reading = read(returned(dashboard=[("item", "part", "figure"), ("2", None, 3)]))
    assert "dashboard" not in reading.returns[0].tables
    assert reading.faults == (
        fault(
            Severity.CHECK,
            "a column headed “figure”",
            DASHBOARD,
            "This column is not read. If it holds something asked for, give it that heading.",
            cell="C1",
        ),
        fault(
            Severity.TABLE,
            "a heading row without “value”",
            DASHBOARD,
            "Add “value”, spelt as expected here; until then the table is not read.",
            cell="A1",
        ),
    )


def test_a_column_without_which_something_stays_unknown(returned: Returned, read: Read) -> None:
    reading = read(returned(dashboard=[("item", "value"), ("2", 3)]))
    assert texts(dashboard(reading)) == [{"item": "2", "value": "3"}]
    assert reading.faults == (
        fault(
            Severity.CHECK,
            "a heading row without “part”",
            DASHBOARD,
            "Add “part” if you can; what it would say stays unknown.",
            cell="A1",
        ),
    )


def test_a_heading_that_stands_twice(returned: Returned, read: Read) -> None:
    rows = [("item", "part", "value", "Value"), ("2", None, 3, 9)]
    reading = read(returned(dashboard=rows))
    assert "dashboard" not in reading.returns[0].tables
    assert reading.faults == (
        fault(
            Severity.TABLE,
            "the heading “value” 2 times, in C1 and D1",
            "each heading once",
            "Keep the one column that counts and rename or clear the others; until then the "
            "table is not read.",
            cell="C1",
        ),
    )
    rows = [("item", "part", "value", "note", "note"), ("2", None, 3, "a", "b")]
    reading = read(returned(dashboard=rows))
    assert texts(dashboard(reading)) == [{"item": "2", "part": "", "value": "3"}]
    assert reading.faults == (
        fault(
            Severity.CHECK,
            "the heading “note” 2 times, in D1 and E1",
            "each heading once",
            "Keep the one column that counts and rename or clear the others; until then none of "
            "them is read.",
            cell="D1",
        ),
    )


def test_text_beside_the_table(returned: Returned, read: Read) -> None:
    rows = [("item", "part", "value", "note"), ("2", None, 3, None, "why?"), (), ("",) * 6 + ("x",)]
    reading = read(returned(dashboard=rows))
    assert texts(dashboard(reading)) == [{"item": "2", "part": "", "value": "3", "note": ""}]
    assert reading.faults == (
        fault(
            Severity.CHECK,
            "text beside the table, in E2, G4",
            "every cell under a heading",
            "It is not read. If it holds something asked for, put it under its heading.",
            cell="E2",
        ),
    )


def test_columns_that_guide_are_passed_over(returned: Returned, read: Read) -> None:
    rows = [("item", "part", "value", "note", "Help", "Policy wording"), ("2", None, 3, None, "h")]
    assert read(returned(dashboard=rows, Read__me=[("How to fill this in",)])).faults == ()


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
            "Add what is missing, or check how its sheet is called; until then it stays unknown.",
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
