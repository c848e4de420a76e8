"""The heading of a table and its columns: found, missing, repeated, or beside the table."""

from __future__ import annotations

from engine.nouns.evidence.fault import Severity
from tests.evidence.readings import DASHBOARD, Read, Returned, dashboard, fault, texts


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
