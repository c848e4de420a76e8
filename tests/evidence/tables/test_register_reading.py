"""The training table as a register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from engine.nouns.evidence.fault import Fault, Severity
from evidence.nouns.columns import columns_of
from evidence.nouns.register import Register
from evidence.nouns.returns import ReturnsRead
from tests.evidence.readings import Read, Returned

HEADS = columns_of("training")


def register(reading: ReturnsRead) -> Register:
    found = reading.returns[0].register
    assert found is not None
    return found


def fault(severity: Severity, found: str, cell: str) -> tuple[Severity, str, str, str]:
    return (severity, "training", found, cell)


def faults_found(reading: ReturnsRead) -> list[tuple[Severity, str, str, str]]:
    return [(each.severity, each.sheet, each.found, each.cell) for each in reading.faults]


def test_the_columns_as_typed(returned: Returned, read: Read) -> None:
    rows = [
        ("Training register",),
        HEADS,
        ("E1", "Nurses", "safeguarding", "Level 3", 3, dt.date(2014, 3, 11)),
        (),
        ("E2", "Nurses", "LAC", 2, None, "05/07/2014"),
    ]
    reading = read(returned(Training=rows))
    assert reading.faults == ()
    found = register(reading)
    assert found.sheet == "Training"
    assert found.letters == dict(zip(HEADS, "ABCDEF", strict=True))
    pd.testing.assert_frame_equal(
        found.frame,
        pd.DataFrame(
            {
                "staff_ref": ["E1", "E2"],
                "staff_group": ["Nurses", "Nurses"],
                "framework": ["safeguarding", "LAC"],
                "required_level": ["Level 3", 2],
                "achieved_level": [3, None],
                "completed_on": [dt.date(2014, 3, 11), "05/07/2014"],
            },
            dtype=object,
        ).assign(row=[3, 5]),
    )
    assert "training" not in reading.returns[0].tables


def test_columns_in_another_order_and_ones_left_out(returned: Returned, read: Read) -> None:
    rows = [
        ("Completed on", "Framework", "Achieved level", "Required level", "Ward"),
        ("05/07/2014", "safeguarding", 3, 3, "B"),
    ]
    reading = read(returned(training=rows))
    found = register(reading)
    assert found.letters == {
        "completed_on": "A",
        "framework": "B",
        "achieved_level": "C",
        "required_level": "D",
    }
    assert list(found.frame["staff_ref"]) == [None]
    assert list(found.frame["required_level"]) == [3]
    assert faults_found(reading) == [
        fault(Severity.CHECK, "a column headed “Ward”", "E1"),
        fault(Severity.CHECK, "a heading row without “staff_ref” and “staff_group”", "A1"),
    ]


@pytest.mark.parametrize("rows", [[HEADS], [HEADS, (), ("",)]])
def test_a_register_without_a_line_is_none(
    rows: list[tuple[str, ...]], returned: Returned, read: Read
) -> None:
    reading = read(returned(training=rows))
    assert reading.faults == ()
    assert reading.returns[0].register is None


def test_a_register_without_a_column_it_needs_is_not_read(returned: Returned, read: Read) -> None:
    reading = read(returned(training=[HEADS[:5], ("E1", "Nurses", "safeguarding", 3, 3)]))
    assert reading.returns[0].register is None
    assert faults_found(reading) == [
        fault(Severity.TABLE, "a heading row without “completed_on”", "A1"),
    ]


def test_refused_cells_are_told_once_for_a_column(returned: Returned, read: Read) -> None:
    line = ("E1", "Nurses", "safeguarding", 3, 3, "05/07/2014")
    path = returned(training=[HEADS, *[line] * 5])
    book = openpyxl.load_workbook(path)
    for cell in ("A2", "A3", "A6"):
        book["training"][cell] = "943 476 5919"
    book["training"]["A5"] = 9434765919
    book["training"]["E4"] = "=D4"
    book.save(path)
    reading = read(path)
    assert list(register(reading).frame["staff_ref"]) == [None, None, "E1", None, None]
    assert list(register(reading).frame["achieved_level"]) == [3, 3, None, 3, 3]
    nhs = "what looks like an NHS number (not repeated here)"
    assert faults_found(reading) == [
        fault(Severity.CELL, nhs, "A, rows 2 to 3, 5 to 6"),
        fault(Severity.CELL, "a formula that was never calculated", "E4"),
    ]
    assert reading.faults[0] == Fault(
        Severity.CELL,
        "orwell.xlsx",
        nhs,
        "no child-level data: counts and percentages only",
        "Take the number out of the file. Tell your information governance lead if the file "
        "has been sent to anybody.",
        "training",
        "A, rows 2 to 3, 5 to 6",
        "RZ1",
        "2014-15 Q2",
    )


def test_merged_cells_of_a_register(returned: Returned, read: Read) -> None:
    rows = [
        HEADS,
        ("E1", "Nurses", "safeguarding", 3, 3, "05/07/2014"),
        (None, None, "LAC", 1, 1, None),
    ]
    path = returned(training=rows)
    book = openpyxl.load_workbook(path)
    for merged in ("A2:A3", "B2:B3", "F2:F3"):
        book["training"].merge_cells(merged)
    book.save(path)
    reading = read(path)
    frame = register(reading).frame
    assert list(frame["staff_ref"]) == ["E1", "E1"]
    assert list(frame["staff_group"]) == ["Nurses", "Nurses"]
    assert list(frame["completed_on"]) == [None, None]
    assert faults_found(reading) == [
        fault(Severity.CELL, "05/07/2014, merged over several rows", "F2:F3"),
    ]


def test_a_register_in_csv(csv_folder: Callable[..., Path], read: Read) -> None:
    text = ",".join(HEADS) + "\nE1,Nurses,safeguarding,3,3,2014-07-05\nE2,a,b,c,3,3,x\n"
    reading = read(csv_folder(training=text))
    frame = register(reading).frame
    assert list(frame["staff_ref"]) == ["E1", None]
    assert list(frame["required_level"]) == ["3", None]
    assert list(frame["row"]) == [2, 3]
    assert register(reading).sheet == "training.csv"
