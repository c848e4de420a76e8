"""Cells on sheets: those that are refused, and merged ones."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from engine.nouns.evidence.fault import Severity
from evidence.nouns.cells import Cell
from tests.evidence.readings import Read, Returned, dashboard, fault


def test_cells_that_are_refused(returned: Returned, read: Read) -> None:
    path = returned(
        dashboard=[
            ("item", "part", "value", "note"),
            ("2", None, 3, "child 943 476 5919"),
            ("3", None, None, None),
            ("14", None, None, None),
        ]
    )
    book = openpyxl.load_workbook(path)
    book["dashboard"]["C3"] = "=1/0"
    book["dashboard"]["C4"] = "#REF!"
    book["dashboard"]["C4"].data_type = "e"
    book.save(path)
    reading = read(path)
    value = [row.cells["value"] for row in dashboard(reading).rows]
    assert value == [
        Cell(3, "3", "dashboard", "C2"),
        Cell(None, "", "dashboard", "C3", unusable="a formula that was never calculated"),
        Cell(None, "#REF!", "dashboard", "C4", unusable="an error, #REF!"),
    ]
    assert dashboard(reading).rows[0].cells["note"] == Cell(
        None,
        "",
        "dashboard",
        "D2",
        unusable="what looks like an NHS number (not repeated here)",
    )
    assert reading.faults == (
        fault(
            Severity.CELL,
            "what looks like an NHS number (not repeated here)",
            "no child-level data: counts and percentages only",
            "Take the number out of the file. Tell your information governance lead if the file "
            "has been sent to anybody.",
            cell="D2",
        ),
        fault(
            Severity.CELL,
            "a formula that was never calculated",
            "a value",
            "Open the file in Excel so that it calculates, save it and send it again.",
            cell="C3",
        ),
        fault(
            Severity.CELL,
            "an error, #REF!",
            "a value",
            "Mend the formula in Excel and save the file, or type the value.",
            cell="C4",
        ),
    )


@pytest.mark.parametrize("number", ["9434765919", "943 476 5919", "943-476-5919"])
def test_an_nhs_number_appears_nowhere(
    number: str, tmp_path: Path, returned: Returned, read: Read
) -> None:
    heads = ("staff_ref", "staff_group", "framework", "required_level", "achieved_level")
    path = returned(
        f"child {number}.xlsx",
        dashboard=[
            (f"about {number}",),
            ("item", "part", "value", "note", number),
            ("2", None, 3, None, number, number),
            (number,),
            (),
            (f"Note on {number}",),
        ],
        training=[
            (*heads, "completed_on"),
            (number, "Nurses", "safeguarding", 3, 3, "01/02/2014"),
            ("E2", number, "safeguarding", 3, 3, number),
        ],
        **{number.replace(" ", "__"): [("x",)]},
    )
    reading = read(path)
    assert number not in repr(reading)
    [found] = reading.returns
    assert found.register is not None
    assert number not in found.register.frame.to_csv()
    assert list(found.register.frame["staff_ref"]) == [None, "E2"]
    cells = [f.cell for f in reading.faults if f.severity is Severity.CELL]
    assert cells == ["A1", "E3", "F3", "A4", "A6", "A2", "B3", "F3"]


def test_merged_cells(tmp_path: Path, returned: Returned, read: Read) -> None:
    path = returned(
        dashboard=[
            ("item", "part", "value", "note"),
            ("4.1", "Level 1", "98%", "all staff"),
            (None, "Level 2", "90%", None),
            (None, "Level 3", None, None),
            ("14", None, "88%", None),
        ]
    )
    book = openpyxl.load_workbook(path)
    for merged in ("A2:A4", "C3:C4", "D2:D4", "A7:D8"):
        book["dashboard"].merge_cells(merged)
    book.save(path)
    reading = read(path)
    refused = Cell(None, "90%", "dashboard", "C3", unusable="a value merged over several rows")
    rows = dashboard(reading).rows
    assert [row.cells["item"] for row in rows] == [
        *[Cell("4.1", "4.1", "dashboard", "A2")] * 3,
        Cell("14", "14", "dashboard", "A5"),
    ]
    assert [row.cells["value"].text for row in rows] == ["98%", "90%", "90%", "88%"]
    assert rows[1].cells["value"] == refused
    assert rows[2].cells["value"].unusable == "a value merged over several rows"
    assert rows[2].cells["value"].ref == "C4"
    assert [row.cells["note"].text for row in rows] == ["all staff", "", "", ""]
    assert reading.faults == (
        fault(
            Severity.CELL,
            "90%, merged over several rows",
            "a value in each row",
            "Unmerge the cells and type the value into each row that it is true of.",
            cell="C3:C4",
        ),
    )


def test_a_column_of_formulas_never_calculated_is_told_once(
    tmp_path: Path, returned: Returned, read: Read
) -> None:
    path = returned(dashboard=[("item", "part", "value", "note"), ("2", None, 3), ("3", None, 4)])
    book = openpyxl.load_workbook(path)
    for row in range(2, 7):
        book["dashboard"][f"D{row}"] = f'=IF(C{row}="","",1)'
    book["dashboard"]["C4"] = "=C3"
    book.save(path)
    assert [(fault.cell, fault.found) for fault in read(path).faults] == [
        ("D2:D6", "5 formulas that were never calculated"),
        ("C4", "a formula that was never calculated"),
    ]


@pytest.mark.parametrize(
    ("merged", "covered", "left"),
    [
        ("B2:C2", "C2", [None, "4"]),
        ("C2:C3", "C3", [None, None]),
        ("A2:D3", "C2, A3, C3", [None, None]),
    ],
)
def test_a_value_that_a_merged_cell_covers_is_refused(
    merged: str, covered: str, left: list[str | None], returned: Returned, read: Read
) -> None:
    heads = ("item", "part", "value", "note")
    path = returned(dashboard=[heads, ("2", None, 88, None), ("3", None, "4", None)])
    book = openpyxl.load_workbook(path)
    # Merged so, the covered cells keep what they hold, as Excel's own files may.
    book["dashboard"].merged_cells.add(merged)
    book.save(path)
    reading = read(path)
    assert (
        fault(
            Severity.CELL,
            "a value under merged cells, where nobody sees it",
            "every value where it is seen",
            "Unmerge the cells, look at what stands there, and type each value where it belongs. "
            "Until then it is not read.",
            cell=covered,
        )
        in reading.faults
    )
    assert [row.cells["value"].raw for row in dashboard(reading).rows] == left
