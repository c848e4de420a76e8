import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.nouns.quarter import Quarter


@pytest.mark.parametrize(
    "text",
    [
        "2014-15 Q2",
        " 2014/15 q2 ",
        "Q2 2014-15",
        "2014–15, Q2",
        "2014-2015 Q2",
        "Quarter 2 2014/15",
        "Quarter 2 of 2014-15",
        "2014/15 - Quarter 2",
        "Qtr 2, 2014/15",
        "2014-15 Qtr.2",
    ],
)
def test_a_quarter_is_read_however_it_is_written(text: str) -> None:
    assert Quarter.parse(text) == Quarter(2014, 2)


@pytest.mark.parametrize(
    "text", ["", "Q2", "2014-15", "2014-16 Q1", "2014-15 Q5", "Q1 2014-15 Q1", "Quarter 2"]
)
def test_what_names_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"“"):
        Quarter.parse(text)


def test_the_quarters_of_a_year_begin_in_april() -> None:
    spans = [(Quarter(2014, n).first_day, Quarter(2014, n).last_day) for n in (1, 2, 3, 4)]
    assert spans == [
        (dt.date(2014, 4, 1), dt.date(2014, 6, 30)),
        (dt.date(2014, 7, 1), dt.date(2014, 9, 30)),
        (dt.date(2014, 10, 1), dt.date(2014, 12, 31)),
        (dt.date(2015, 1, 1), dt.date(2015, 3, 31)),
    ]


@given(st.integers(1990, 2090), st.integers(1, 4))
def test_a_label_reads_back_and_quarters_follow_without_a_gap(year: int, number: int) -> None:
    quarter = Quarter(year, number)
    assert Quarter.parse(quarter.label) == quarter
    assert quarter.next.previous == quarter
    assert quarter.last_day + dt.timedelta(days=1) == quarter.next.first_day
    assert quarter < quarter.next


@pytest.mark.parametrize("quarter", [Quarter(2014, number) for number in (1, 2, 3, 4)])
def test_a_day_lies_in_the_quarter_from_its_first_to_its_last(quarter: Quarter) -> None:
    assert Quarter.of_day(quarter.first_day) == Quarter.of_day(quarter.last_day) == quarter
