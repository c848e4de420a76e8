"""A blank return that is filled in with what stands, read again and carried again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from engine.nouns.quarter import Quarter
from evidence.blank_return.carry_forward import carried_from
from evidence.reading import read_returns
from tests.evidence.blank_return.previous_return import DAY, PROVIDER, answer, document
from tests.evidence.blank_return.written import write_template


@pytest.fixture
def carried_book(carry, pack, tmp_path) -> Path:
    found = carry(
        [document(), document(approved_on="March 2013")],
        [answer(3, evidence="-1+1"), {"question": "S6.p18.c", "score": "0", "document": "Plan"}],
    )
    path = tmp_path / "next.xlsx"
    request = replace(PROVIDER, quarter=Quarter(2014, 2), carried=found)
    write_template(pack, request, path)
    return path


def test_the_next_return_is_filled_in(carried_book) -> None:
    book, since = openpyxl.load_workbook(carried_book), dt.datetime(2014, 7, 14)
    assert [row[:6] for row in book["documents"].iter_rows(values_only=True)] == [
        ("Kind", "Title", "Approved on", "Review due", "Published at", "First given"),
        ("Training strategy", "Strategy", dt.datetime(2014, 2, 1), None, None, since),
        ("Training strategy", "Strategy", "March 2013", None, None, since),
        ("Supervision policy", None, None, None, None, None),
        ("Safeguarding children annual report", None, None, None, None, None),
    ]
    answers = {row[0]: row for row in book["section11"].iter_rows(values_only=True)}
    blank = (None,) * 4
    assert answers["S6.p11.c"][2:9] == ("3", "-1+1", None, *blank)
    assert answers["S6.p11.c"][9:13] == (since, None, None, None)
    assert answers["S6.p08.a"][2:13] == (None,) * 11
    assert [cell.value for cell in book["organisation"]["B"][1:]] == [
        "RZ1",
        "Orwell Hospital",
        "provider",
        "Maternity and A&E",
        "2014-15 Q2",
        None,
        None,
    ]
    assert book["section11"]["D4"].data_type == "s"
    assert "Quill" not in "".join(
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row
    )


def test_carried_cells_are_marked_for_as_long_as_they_say_so(carried_book) -> None:
    book = openpyxl.load_workbook(carried_book)
    said = (
        "Carried forward from your return for 2014-15 Q1. If it still holds, leave the line as it "
        "is. If you change anything on the line, clear First given."
    )
    comments = {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }
    before = "As in your return for 2014-15 Q1. Change it if it is no longer so."
    assert comments == {
        ("documents", "B2"): said,
        ("documents", "B3"): said,
        ("section11", "C4"): said,
        ("section11", "C5"): said,
        **{("organisation", cell): before for cell in ("B2", "B3", "B5")},
    }
    marks = {
        str(area.sqref): rule.formula
        for area in book["section11"].conditional_formatting
        for rule in area.rules
    }
    assert {area for area, formula in marks.items() if formula == ["LEN(TRIM($J2))>0"]} == {
        "C2:C5",
        "D2:D5",
        "E2:E5",
        "F2:F5",
        "J2:J5",
    }


def test_it_is_read_as_carried_and_once_changed_and_cleared_as_new(
    carried_book, pack, judged
) -> None:
    from evidence.submissions import submissions

    def facts_and_faults():
        reading = read_returns([carried_book], pack)
        found, faults = submissions(reading, pack, judged)
        assert reading.faults == ()
        return found[0].facts, [fault.found for fault in faults]

    facts, faults = facts_and_faults()
    since = "carried forward, first given 14 July 2014"
    assert [facts[f"section11.{each}"].note for each in ("S6.p11.c", "S6.p18.c")] == [since, since]
    assert faults == [
        "2 answers carried forward, the oldest first given 14 July 2014",
        "2 answers carried forward, the oldest first given 14 July 2014",
    ]
    book = openpyxl.load_workbook(carried_book)
    book["section11"]["C5"] = "3"
    book["section11"]["J5"] = None
    book.save(carried_book)
    facts, faults = facts_and_faults()
    assert [facts[f"section11.{each}"].note for each in ("S6.p11.c", "S6.p18.c")] == [since, ""]
    assert facts["section11.S6.p18.c"].value == "met"
    assert faults[0] == "1 answer carried forward, first given 14 July 2014"


def test_carried_again_it_keeps_its_day(carried_book, pack) -> None:
    book = openpyxl.load_workbook(carried_book)
    book["organisation"]["B7"] = dt.datetime(2014, 10, 14)
    book["section11"]["C2"] = "met"
    book.save(carried_book)
    found = carried_from(read_returns([carried_book], pack), pack, PROVIDER)
    assert {question: each.cells["first_given"] for question, each in found.audit.items()} == {
        "S6.p08.a": dt.date(2014, 10, 14),
        "S6.p11.c": DAY,
        "S6.p18.c": DAY,
    }
