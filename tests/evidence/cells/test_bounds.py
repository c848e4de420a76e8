"""What is just within and just beyond: months, days, centuries, levels, and words with a sign."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest

from engine.nouns.evidence.fact import Range
from evidence.cells.dates import (
    NoDate,
    add_months,
    dates_named,
    earliest_still_good,
    is_day_first,
    is_month_first,
    reads_either_way,
)
from evidence.cells.figures import read_count
from evidence.cells.values import (
    CellAnswer,
    CellReading,
    not_applicable,
    read_date,
    read_level,
    read_score,
    read_yes_no,
)
from tests.evidence.cells.typed import cell, number

FIGURES = range(34)


@pytest.mark.parametrize("year", ["2014", "14", "2016", "16", "0100", "00"])
def test_which_way_round_a_day_in_figures_is_written_follows_from_the_calendar(year: str) -> None:
    whole = int(year) if len(year) == 4 else 2000 + int(year)
    for first in FIGURES:
        for second in FIGURES:
            text = f"{first}/{second}/{year}"
            in_second = calendar.monthrange(whole, first)[1] if 1 <= first <= 12 else 0
            assert is_month_first(text) is (1 <= first <= 12 < second <= in_second), text
            assert is_day_first(text) is (1 <= second <= 12 < first <= 31), text
            both = 1 <= first <= 12 and 1 <= second <= 12
            assert reads_either_way(text) is (both and first != second), text


def test_a_day_of_the_week_before_a_day_in_figures_changes_nothing() -> None:
    assert is_month_first("Mon 04/14/2014")
    assert is_day_first("Monday, 14/04/2014")


def test_a_day_reads_either_way_up_to_the_twelfth() -> None:
    assert reads_either_way(dt.date(2014, 11, 12))
    assert not reads_either_way(dt.date(2014, 12, 12))
    assert not reads_either_way(dt.date(2014, 11, 13))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1/13/2014", "has no such month: the day comes first, then the month"),
        ("1/14/2014", "has no such month: the day comes first, then the month"),
        ("1/0/2014", "has no such month: the day comes first, then the month"),
        ("1/1/61", "has a year of two digits that could be in either century"),
    ],
)
def test_months_and_centuries_end_where_they_do(text: str, said: str) -> None:
    with pytest.raises(NoDate, match=said):
        dates_named(text)


def test_a_year_of_two_digits_is_of_this_century_up_to_sixty() -> None:
    assert dates_named("1/2/60") == Range.of_day(dt.date(2060, 2, 1))


def test_months_are_added_up_to_the_first_and_the_last_year() -> None:
    assert add_months(dt.date(2, 1, 15), -12) == dt.date(1, 1, 15)
    assert add_months(dt.date(1, 1, 15), -1) == dt.date.min
    assert add_months(dt.date(9998, 1, 15), 12) == dt.date(9999, 1, 15)
    assert add_months(dt.date(9999, 12, 15), 1) == dt.date.max


def test_the_earliest_day_still_good_is_good_and_the_day_before_it_is_not() -> None:
    for months in (1, 6, 12, 13, 36):
        for offset in range(0, 800, 7):
            as_of = dt.date(2014, 1, 25) + dt.timedelta(days=offset)
            day = earliest_still_good(as_of, months)
            assert add_months(day, months) >= as_of
            assert add_months(day - dt.timedelta(days=1), months) < as_of
    for as_of in (dt.date(2014, 2, 28), dt.date(2014, 3, 31), dt.date(2012, 2, 29)):
        day = earliest_still_good(as_of, 1)
        assert add_months(day, 1) >= as_of > add_months(day - dt.timedelta(days=1), 1)
    assert earliest_still_good(dt.date(1, 3, 1), 36) == dt.date.min


def test_a_day_that_is_month_first_says_how_to_write_days() -> None:
    first, later = read_date(cell("04/14/2014")), read_date(cell("32/04/2014"))
    assert (first.answer, later.answer) == (CellAnswer.UNREADABLE, CellAnswer.UNREADABLE)
    assert first.to_do
    assert later.to_do == ""


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("N/A", ""),
        ("N/A (no ward)", "no ward"),
        ("N/A - closed in May - see the note", "closed in May - see the note"),
        ("N/A ()", ""),
        ("N/A:", ""),
    ],
)
def test_the_reason_for_not_applicable_is_all_that_follows(typed: str, reason: str) -> None:
    assert not_applicable(typed) == CellReading(CellAnswer.NOT_APPLICABLE, reason=reason)


def test_the_highest_level_is_a_level_and_the_next_is_none() -> None:
    assert read_level(cell("Level 5"), 5) == number(5)
    assert read_level(cell("Level 6"), 5).trouble == "is over Level 5, the highest there is"


def test_the_ways_of_answering_may_be_written_with_underscores_or_spaces() -> None:
    answers = {"not_met": "not_met", "Fully met": "met"}
    for typed, answer in (("Not met", "not_met"), ("not_met", "not_met"), ("fully_met", "met")):
        assert read_score(cell(typed), answers) == CellReading(CellAnswer.VALUE, answer)


def test_yes_with_a_stop_is_yes_and_with_a_letter_is_neither() -> None:
    assert read_yes_no(cell("Yes.")).value is True
    assert read_yes_no(cell("yesX")).trouble == "is neither yes nor no"


@pytest.mark.parametrize("typed", ["0,125", "-0,125", "+0,125"])
def test_a_count_that_begins_with_nought_and_has_a_comma_is_not_guessed(typed: str) -> None:
    assert read_count(cell(typed)).answer is CellAnswer.UNREADABLE


@pytest.mark.parametrize("typed", ["1,250", "X0,125"])
def test_a_comma_in_a_count_that_begins_otherwise_is_not_asked_about(typed: str) -> None:
    assert "either" not in read_count(cell(typed)).trouble


@pytest.mark.parametrize(
    ("typed", "is_withheld"),
    [("<1", False), ("<2", True), ("<3", True), ("<10", True), ("<11", False)],
)
def test_under_two_to_under_ten_is_a_figure_withheld(typed: str, is_withheld: bool) -> None:
    assert (read_count(cell(typed)).answer is CellAnswer.WITHHELD) is is_withheld
