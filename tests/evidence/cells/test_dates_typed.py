"""Dates as people type them."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.nouns.evidence.fact import Range
from evidence.cells.dates import NoDate, add_months, dates_named, earliest_still_good


@pytest.mark.parametrize(
    "text",
    [
        "31/03/2014",
        "31.3.2014",
        "31-03-2014",
        "2014-03-31",
        "2014/03/31",
        "2014-03-31 00:00:00",
        "2014-03-31T00:00:00",
        "31/03/2014 00:00",
        "31 March 2014",
        "31st March 2014",
        "31 mar 2014",
        "31-Mar-14",
        "March 31, 2014",
        "Monday 31 March 2014",
        " 31/03/14 ",
        "31.3.14",
        "31\u00a0March\u00a02014",
    ],
)
def test_one_day_in_many_ways(text: str) -> None:
    assert dates_named(text) == Range.of_day(dt.date(2014, 3, 31))


def test_the_day_comes_first() -> None:
    assert dates_named("03/04/2014") == Range.of_day(dt.date(2014, 4, 3))


@pytest.mark.parametrize("text", ["March 2014", "mar 2014", "Mar-2014", "03/2014"])
def test_a_month_is_all_its_days(text: str) -> None:
    assert dates_named(text) == Range(
        dt.date(2014, 3, 1).toordinal(), dt.date(2014, 3, 31).toordinal()
    )


def test_september_in_short() -> None:
    assert dates_named("1 Sept 2014") == Range.of_day(dt.date(2014, 9, 1))


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("soon", "is not a date"),
        ("", "is not a date"),
        ("41729", "is not a date"),
        ("2014", "is not a date"),
        ("14-10-10", "is not a date"),
        ("Mar-14", "is not a date"),
        ("31 Brumaire 2014", "is not a date"),
        ("31/03", "is not a date"),
        ("03/31/2014", "has no such month: the day comes first, then the month"),
        ("31/02/2014", "is a day that the month does not have"),
        ("00/01/2014", "is a day that the month does not have"),
        ("10/10/99", "has a year of two digits that could be in either century"),
        ("10/10/61", "has a year of two digits that could be in either century"),
        ("31/03/1914", "is not a date from 1990 to 2099"),
        ("01/01/1900", "is not a date from 1990 to 2099"),
        ("31/12/9999", "is not a date from 1990 to 2099"),
        ("31/12/2099", "is often written where no day is known"),
        ("00/2014", "has no such month: the day comes first, then the month"),
    ],
)
def test_what_is_no_date(text: str, trouble: str) -> None:
    with pytest.raises(NoDate) as caught:
        dates_named(text)
    assert str(caught.value) == trouble


BETWEEN = st.sampled_from(("/", "-", ".", " "))
NEARLY_DATES = st.builds(
    "{}{}{}{}{}".format, st.integers(0, 32), BETWEEN, st.integers(0, 13), BETWEEN,
    st.integers(1985, 2105),
)  # fmt: skip


@example("31/03/2014")
@given(
    NEARLY_DATES | st.text() | st.from_regex(r"[0-9]{1,4}[-/. ][0-9A-Za-z]{1,9}[-/. ][0-9]{1,4}")
)
def test_no_text_breaks_it(text: str) -> None:
    with contextlib.suppress(NoDate):
        found = dates_named(text)
        assert dt.date(1990, 1, 1).toordinal() <= found.low <= found.high
        assert found.high <= dt.date(2099, 12, 31).toordinal()


@given(st.dates(dt.date(1990, 1, 1), dt.date(2098, 12, 31)))
def test_every_day_is_read_back(day: dt.date) -> None:
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"):
        assert dates_named(day.strftime(form)) == Range.of_day(day)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (dt.date(2014, 8, 31), 6, dt.date(2015, 2, 28)),
        (dt.date(2011, 8, 31), 6, dt.date(2012, 2, 29)),
        (dt.date(2014, 3, 31), -1, dt.date(2014, 2, 28)),
        (dt.date(2014, 12, 15), 1, dt.date(2015, 1, 15)),
        (dt.date(2014, 1, 1), 0, dt.date(2014, 1, 1)),
        (dt.date(2014, 1, 1), -30_000, dt.date.min),
        (dt.date(2014, 1, 1), 100_000, dt.date.max),
    ],
)
def test_months_clip_to_the_last_day(day: dt.date, months: int, later: dt.date) -> None:
    assert add_months(day, months) == later


@given(st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31)), st.integers(0, 120))
def test_the_earliest_day_still_good(as_of: dt.date, months: int) -> None:
    first = earliest_still_good(as_of, months)
    assert add_months(first, months) >= as_of
    assert add_months(first - dt.timedelta(days=1), months) < as_of
