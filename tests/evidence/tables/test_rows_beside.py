"""Rows under a heading that are none of the table's: headings again, totals in any words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from engine.nouns.evidence.fault import Severity
from evidence.text import heading_key, is_total
from tests.evidence.readings import Read, Returned, dashboard, texts

HEADS = ("item", "part", "value", "note")
LINES = (("2", None, 3, None), ("6.3", None, 12, None))
REGISTER = ("staff_ref", "staff_group", "framework", "required_level", "achieved_level")


@pytest.mark.parametrize(
    "again", [HEADS, ("ITEM", None, "Value", None), ("Item", "Part", "Value", "Comments")]
)
def test_the_same_headings_again_are_none_of_the_rows(
    again: Sequence[object], returned: Returned, read: Read
) -> None:
    reading = read(returned(dashboard=(HEADS, LINES[0], again, LINES[1])))
    assert [row["item"] for row in texts(dashboard(reading))] == ["2", "6.3"]
    assert reading.faults == ()


def test_what_stands_under_headings_of_something_else_is_not_read(
    returned: Returned, read: Read
) -> None:
    rows = (HEADS, LINES[0], ("Item", "Part", "Q1 value", "Note"), LINES[1])
    reading = read(returned(dashboard=rows))
    assert [row.cells["value"].raw for row in dashboard(reading).rows] == [3, None]
    [found] = reading.faults
    assert (found.severity, found.cell, found.found, found.tables) == (
        Severity.LOST,
        "C3",
        "a second row of headings, with “Q1 value”",
        ("dashboard",),
    )


def test_a_register_headed_otherwise_half_way_is_not_read_at_all(
    returned: Returned, read: Read
) -> None:
    line = ("E1", "Nurses", "safeguarding", 3, 3, "31/03/2014")
    again = ("staff", "group", "framework", "required", "achieved", "expires")
    reading = read(returned(training=((*REGISTER, "completed_on"), line, again, line)))
    assert reading.returns[0].register is None
    assert reading.returns[0].unread == {"training"}
    assert [(found.severity, found.found) for found in reading.faults] == [
        (Severity.TABLE, "a second row of headings, with “expires”")
    ]


@pytest.mark.parametrize("head", ["Value¹", "Value (1)", "value [a]", "VALUE *", "Value(note 2)²"])
def test_the_mark_of_a_footnote_is_no_part_of_a_heading(
    head: str, returned: Returned, read: Read
) -> None:
    reading = read(returned(dashboard=(("Item†", "Part", head, "Note"), *LINES)))
    assert [row["value"] for row in texts(dashboard(reading))] == ["3", "12"]
    assert reading.faults == ()


def test_other_words_behind_a_heading_are() -> None:
    others = ("Value Q1", "Value 2013", "Value (Q1)", "Value (previous)", "value1")
    assert not {heading_key(text) for text in others} & {"value"}


@pytest.mark.parametrize(
    "text",
    [
        *("Total", "Grand Total:", "Sub-total", "Total staff", "Trust total", "All staff"),
        *("TOTAL WTE", "Total Q2", "Total (all)", "Overall position", "Average", "Gesamt"),
        *("Insgesamt", "Somme", "Total général", "Moyenne", "Totale", "Trust-wide"),
    ],
)
def test_totals_in_the_words_of_spreadsheets(text: str) -> None:
    assert is_total(text)


@pytest.mark.parametrize(
    "text",
    ["total births", "Total children admitted", "All", "Trust", "Staff", "4.1", "", "Sumner"],
)
def test_words_that_are_no_total(text: str) -> None:
    assert not is_total(text)


def test_a_total_beside_a_post_is_not_counted_with_the_post(
    returned: Callable[..., Path], read: Read
) -> None:
    rows = (
        ("role", "title", "name", "wte"),
        ("Named Nurse", "Lead", None, 1),
        ("Named Nurse", "Total", None, 0.8),
    )
    reading = read(returned(named_professionals=rows))
    assert len(reading.returns[0].tables["named_professionals"].rows) == 1
    assert [found.found for found in reading.faults] == ["a row of totals, “Total”"]


def test_a_persons_note_on_a_cell_is_told_and_a_programs_own_is_not(
    returned: Callable[..., Path], read: Read
) -> None:
    path = returned(dashboard=(HEADS, *LINES))
    book = openpyxl.load_workbook(path)
    book["dashboard"]["C1"].comment = Comment("of Q2", "Ann")
    book["dashboard"]["C2"].comment = Comment("an estimate", "Ann")
    book["dashboard"]["C3"].comment = Comment("carried forward", "")
    book.save(path)
    reading = read(path)
    assert [(found.severity, found.cell, found.found) for found in reading.faults] == [
        (Severity.CHECK, "C2", "a note on the cell C2: “an estimate”")
    ]
    assert [(note.cell.ref, note.cell.text, note.row) for note in dashboard(reading).notes] == [
        ("C2", "an estimate", 2)
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Ann:\nnot so", "not so"),
        (
            "[Threaded comment]\n\nYour version of Excel allows you to read this.\n\n"
            "Comment:\n    Is it so?\nReply:\n    No",
            "Is it so? No",
        ),
        ("Jane, DOB 12/03/2009", ""),
    ],
)
def test_a_note_without_what_excel_says_itself_and_nothing_that_tells_of_a_person(
    typed: str, said: str, returned: Callable[..., Path], read: Read
) -> None:
    path = returned(dashboard=(HEADS, *LINES))
    book = openpyxl.load_workbook(path)
    book["dashboard"]["C2"].comment = Comment(typed, "Ann")
    book.save(path)
    assert [note.cell.text for note in dashboard(read(path)).notes] == [said]


def test_what_stands_above_and_below_a_table_is_kept_with_it_and_names_are_not(
    returned: Callable[..., Path], read: Read
) -> None:
    rows = (("Return of Q2", "Ann Lee"), (), HEADS, *LINES, (), ("All of these are estimates",))
    kept = dashboard(read(returned(dashboard=rows))).notes
    assert [(note.cell.ref, note.cell.text, note.row) for note in kept] == [
        ("A1", "Return of Q2", 0),
        ("A7", "All of these are estimates", 0),
    ]


def test_another_sheet_of_a_table_is_its_rival_where_it_says_more(
    returned: Callable[..., Path], read: Read
) -> None:
    same = read(returned(dashboard=(HEADS, *LINES), Sheet2=(HEADS, LINES[1])))
    more = read(returned("b.xlsx", dashboard=(HEADS, *LINES), Sheet2=(HEADS, ("2", None, 4, None))))
    assert same.returns[0].rivals == {}
    assert {table: (cell.sheet, cell.ref) for table, cell in more.returns[0].rivals.items()} == {
        "dashboard": ("Sheet2", "A1")
    }
