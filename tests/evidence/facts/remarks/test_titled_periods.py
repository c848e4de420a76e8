"""Periods in the title of a document, held against the day of its approval."""

from __future__ import annotations

import datetime as dt

import pytest

from engine.nouns.evidence.fact import Range
from evidence.facts.remarks.titled_periods import ended_before, other_period


@pytest.mark.parametrize(
    ("title", "covers", "approved", "other"),
    [
        ("Annual Report 2013-14", "year", (2014, 6, 19), ""),
        ("Annual Report 2014-15", "year", (2014, 7, 8), "2014-15"),
        ("Annual Report 2013/14", "year", (2014, 3, 30), "2013/14"),
        ("Annual Report 2013/14", "year", (2014, 3, 31), ""),
        ("Annual Report 2014", "year", (2014, 7, 8), ""),
        ("Quarterly safeguarding report", "year", (2014, 7, 8), "Quarterly"),
        ("Annual report of our quarterly meetings", "year", (2014, 7, 8), ""),
        ("Quarterly figures, annual report", "year", (2014, 7, 8), ""),
        ("Q1 dashboard", "quarter", (2014, 9, 15), ""),
        ("Q4 dashboard", "quarter", (2014, 9, 15), ""),
        ("Q3 dashboard", "quarter", (2014, 9, 15), "Q3"),
        ("Q1 2014-15 dashboard", "quarter", (2014, 9, 15), ""),
        ("Q1 2013-14 dashboard", "quarter", (2014, 9, 15), "Q1"),
        ("Quarter 3 2014-15 dashboard", "quarter", (2014, 9, 15), "Quarter 3"),
        ("Dashboard report", "quarter", (2014, 9, 15), ""),
        ("September update", "month", (2014, 9, 15), ""),
        ("July update", "month", (2014, 9, 15), ""),
        ("June update", "month", (2014, 9, 15), "June"),
        ("December 2013", "month", (2014, 1, 15), ""),
        ("September 2013", "month", (2014, 9, 15), "September 2013"),
        ("October 2014", "month", (2014, 9, 15), "October 2014"),
        ("Annual Report 2014-15", "", (2014, 7, 8), ""),
    ],
)
def test_what_a_document_tells_of_is_over_and_not_long_ago(title, covers, approved, other) -> None:
    assert other_period(title, covers, Range.of_day(dt.date(*approved))) == other


def test_a_day_within_bounds_has_to_be_wrong_at_both() -> None:
    march = Range(dt.date(2014, 3, 1).toordinal(), dt.date(2014, 3, 31).toordinal())
    assert other_period("Annual Report 2013-14", "year", march) == ""


@pytest.mark.parametrize(
    ("title", "ended"),
    [
        ("Training Strategy 2008-10", "2008-10"),
        ("Supervision Policy 2009-2012", "2009-2012"),
        ("Training Strategy 2012-14", ""),
        ("Supervision Policy 2011", ""),
        ("Training Strategy", ""),
    ],
)
def test_years_of_force_that_are_over(title: str, ended: str) -> None:
    assert ended_before(title, dt.date(2014, 9, 30)) == ended
