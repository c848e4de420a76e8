"""A table in which a day can only be month first leaves its other days in doubt."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.nouns.evidence.fault import Severity
from evidence.cells.dates import is_month_first, reads_either_way
from evidence.cells.values import DAYS_FIRST, CellAnswer, read_date
from evidence.nouns.cells import Cell, EitherDay
from tests.evidence.readings import Read, Returned, fault

HEADS = ("kind", "title", "approved_on", "review_due", "published_at")
REGISTER = ("staff_ref", "staff_group", "framework", "required_level", "achieved_level")


@given(st.dates(dt.date(1990, 1, 1), dt.date(2098, 12, 31)))
def test_a_day_month_first_is_known_where_it_can_be_told(day: dt.date) -> None:
    text = f"{day:%m/%d/%Y}"
    assert is_month_first(text) is (day.day > 12)
    either = day.day <= 12 and day.day != day.month
    assert (reads_either_way(text), reads_either_way(day)) == (either, either)


@pytest.mark.parametrize("text", ["04/13/2014", "4.13.14", "04-13-2014"])
def test_days_that_are_month_first(text: str) -> None:
    assert is_month_first(text)


@pytest.mark.parametrize(
    "text", ["13/04/2014", "2014-04-13", "13 April 2014", "04/31/2014", "31/31/2014", "00/13/2014"]
)
def test_days_that_are_not(text: str) -> None:
    assert not is_month_first(text)


def test_the_days_beside_one_that_is_month_first_are_refused_and_told_once_a_column(
    returned: Returned, read: Read
) -> None:
    rows = [
        HEADS,
        ("Training strategy", "One", "04/13/2014", "05/06/2017", None),
        ("Supervision policy", "Two", "03/04/2014", dt.date(2016, 4, 3), "01/02/2014"),
        ("annual report", "Three", "4 March 2014", "2016-04-03", "07/07/2014"),
    ]
    reading = read(returned(documents=rows))
    documents = reading.returns[0].tables["documents"]
    days = [
        [row.cells[name].raw for name in ("approved_on", "review_due", "published_at")]
        for row in documents.rows
    ]
    assert days == [
        ["04/13/2014", None, None],
        [None, None, None],
        ["4 March 2014", "2016-04-03", "07/07/2014"],
    ]
    beside = ", beside one that is month first"
    either = "that may be read day first or month first"
    assert reading.faults == tuple(
        fault(
            Severity.CELL,
            f"{found}{beside}",
            "days written day first, such as 31/03/2014",
            DAYS_FIRST,
            "documents",
            cell,
        )
        for found, cell in (
            (f"1 day {either} (“03/04/2014”)", "C3"),
            (f"2 days {either} (“05/06/2017”, “03/04/2016”)", "D2, D3"),
            (f"1 day {either} (“01/02/2014”)", "E3"),
        )
    )


def test_the_days_of_a_table_in_which_none_is_month_first_are_read(
    returned: Returned, read: Read
) -> None:
    rows = [HEADS, ("Training strategy", "One", "13/04/2014", "05/06/2017", None)]
    assert read(returned(documents=rows)).faults == ()


def test_so_are_days_of_the_audit(returned: Returned, read: Read) -> None:
    heads = ("question", "score", "not_applicable_reason", "action", "owner", "due")
    rows = [
        heads,
        ("S6.p08.a", 2, None, "Recruit", "Lead", "04/13/2015"),
        ("S6.p11.c", 2, None, "Train", "Lead", "05/06/2015"),
    ]
    [found] = read(returned(section11=rows, documents=None)).faults[:1]
    assert (found.sheet, found.cell, found.severity) == ("section11", "F3", Severity.CELL)


def test_days_of_another_table_are_in_doubt_too_where_it_shows_no_other_order(
    returned: Returned, read: Read
) -> None:
    register = [
        (*REGISTER, "completed_on"),
        ("E1", "Nurses", "safeguarding", 3, 3, "04/13/2014"),
    ]
    rows = [
        HEADS,
        ("Training strategy", "One", "03/04/2014", dt.date(2016, 4, 3), None),
        ("Supervision policy", "Two", "05/06/2014", None, "website"),
    ]
    reading = read(returned(documents=rows, training=register))
    days = [row.cells["approved_on"] for row in reading.returns[0].tables["documents"].rows]
    assert [cell.raw for cell in days] == [None, None]
    assert reading.returns[0].tables["documents"].rows[0].cells["review_due"].raw is not None
    assert reading.faults == (
        fault(
            Severity.CELL,
            "2 days that may be read day first or month first (“03/04/2014”, “05/06/2014”); "
            "another table of the return has one that is month first",
            "days written day first, such as 31/03/2014",
            DAYS_FIRST,
            "documents",
            "C2, C3",
        ),
    )
    day_first = [*rows, ("annual report", "Three", "14/08/2014", None, None)]
    assert read(returned(documents=day_first, training=register)).faults == ()


def test_a_register_beside_a_table_that_is_month_first_is_in_doubt(
    returned: Returned, read: Read
) -> None:
    rows = [HEADS, ("Training strategy", "One", "04/13/2014", None, None)]
    line = ("E1", "Nurses", "safeguarding", 3, 3, "07/10/2011")
    reading = read(returned(documents=rows, training=[(*REGISTER, "completed_on"), line]))
    register = reading.returns[0].register
    assert register is not None
    assert isinstance(register.columns["completed_on"].value_at(0), EitherDay)


def test_the_days_of_a_register_in_doubt_are_read_as_neither(
    returned: Returned, read: Read
) -> None:
    rows = [
        (*REGISTER, "completed_on"),
        ("E1", "Nurses", "safeguarding", 3, 3, "04/13/2014"),
        ("E2", "Nurses", "safeguarding", 3, 3, "07/10/2011"),
        ("E3", "Nurses", "safeguarding", 3, 3, dt.date(2013, 5, 20)),
    ]
    register = read(returned(training=rows)).returns[0].register
    assert register is not None
    values = register.columns["completed_on"].values_by_line()
    assert values == ["04/13/2014", "07/10/2011", dt.date(2013, 5, 20)]
    assert [isinstance(value, EitherDay) for value in values] == [False, True, False]


def test_a_day_in_doubt_is_none() -> None:
    read = read_date(Cell(EitherDay("07/10/2011"), "07/10/2011", "training", "F3"))
    assert (read.answer, read.to_do) == (CellAnswer.UNREADABLE, DAYS_FIRST)
