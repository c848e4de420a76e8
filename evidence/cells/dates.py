"""Dates as people type them, and the arithmetic of months."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from engine.nouns.evidence.fact import Range
from evidence.text import MONTH_NUMBERS, lower

_YEARS = range(1990, 2100)

NO_DAY = "is often written where no day is known"
_NO_DAYS = frozenset({dt.date(2099, 1, 1), dt.date(2099, 12, 31)})
"""Days that people write for none; 01/01/1900 and 31/12/9999 are beyond the years that are read."""
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+")
_TIME = r"(?:[t ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
_NTH = r"(?:st|nd|rd|th)?"
_DAY_FORMS = (
    re.compile(rf"^(?P<y>[0-9]{{4}})([-/.])(?P<m>[0-9]{{1,2}})\2(?P<d>[0-9]{{1,2}}){_TIME}$"),
    re.compile(rf"^(?P<d>[0-9]{{1,2}})([-/.])(?P<m>[0-9]{{1,2}})\2(?P<y>[0-9]{{4}}){_TIME}$"),
    re.compile(r"^(?P<d>[0-9]{1,2})([/.])(?P<m>[0-9]{1,2})\2(?P<y>[0-9]{2})$"),
    re.compile(
        rf"^(?P<d>[0-9]{{1,2}}){_NTH}(?: of)?[ /-]+(?P<m>[a-z]+)\.?,?[ /-]+"
        r"(?P<y>[0-9]{4}|[0-9]{2})$"
    ),
    re.compile(rf"^(?P<m>[a-z]+)\.? (?P<d>[0-9]{{1,2}}){_NTH},? (?P<y>[0-9]{{4}})$"),
)
_IN_FIGURES = _DAY_FORMS[1:3]
_MONTH_FORMS = (
    re.compile(r"^(?P<m>[a-z]+)\.?,?[ /-]+(?P<y>[0-9]{4})$"),
    re.compile(r"^(?P<m>[0-9]{1,2})/(?P<y>[0-9]{4})$"),
)
_TWO_DIGIT_YEARS_TO = 60


class NoDate(ValueError):
    """A text that is no date, with the trouble in words: "is not a date"."""


def dates_named(text: str) -> Range:
    """The day that a text names, or the days of the month where it names only a month.

    Days come first, as in Britain: 03/04/2014 is 3 April. A year of two digits is taken only
    in the orders 31/03/14, 31.3.14 and 31 March 14, and only up to 60, as 2000 and so many. A
    plain number is never taken for a spreadsheet's count of days, since workbooks count them
    from two different years. Raises NoDate, in words, for anything else.
    """
    written = _WEEKDAY.sub("", lower(text))
    for form in _DAY_FORMS:
        if match := form.match(written):
            return Range.of_day(_day(match["y"], match["m"], match["d"]))
    for form in _MONTH_FORMS:
        if match := form.match(written):
            first = _day(match["y"], match["m"], "1")
            last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
            return Range(first.toordinal(), last.toordinal())
    raise NoDate("is not a date")


def is_month_first(text: str) -> bool:
    """Whether a text is a day in figures that can only be read month first: 04/13/2014."""
    parts = _in_figures(text)
    if parts is None:
        return False
    first, second, year = parts
    return first <= 12 < second <= calendar.monthrange(year, first)[1] if first else False


def is_day_first(text: str) -> bool:
    """Whether a text is a day in figures that can only be read day first: 13/04/2014."""
    parts = _in_figures(text)
    return parts is not None and 1 <= parts[1] <= 12 < parts[0] <= 31


def reads_either_way(raw: str | dt.date) -> bool:
    """Whether a day would be another one if its month came first: 03/04/2014, not 04/04/2014."""
    if isinstance(raw, dt.date):
        return raw.day <= 12 and raw.day != raw.month
    parts = _in_figures(raw)
    return parts is not None and 1 <= min(parts[:2]) < max(parts[:2]) <= 12


def _in_figures(text: str) -> tuple[int, int, int] | None:
    """The three figures of a day that is written in figures, its year last."""
    written = _WEEKDAY.sub("", lower(text))
    for form in _IN_FIGURES:
        if match := form.match(written):
            year = int(match["y"])
            return int(match["d"]), int(match["m"]), year if year > 99 else year + 2000
    return None


def is_plausible(day: dt.date) -> bool:
    """Whether a date can be one in a return: Excel shows a lone 0 or 1 as a day of 1900."""
    return day.year in _YEARS


def stands_for_none(day: dt.date) -> bool:
    """Whether a day is one that people write where none is known, or where there is no end."""
    return day in _NO_DAYS


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months later (or earlier, where negative).

    Where that month has no such day it is the month's last: 31 August and 6 months is 28 or 29
    February. Before year 1 and after year 9999 it is the first and the last day there is.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if year < dt.MINYEAR:
        return dt.date.min
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def earliest_still_good(as_of: dt.date, months: int) -> dt.date:
    """The earliest day which, so many months later, is not before the as-of date."""
    day = add_months(as_of, -months)
    while add_months(day, months) < as_of:
        day += dt.timedelta(days=1)
    return day


def _day(year: str, month: str, day: str) -> dt.date:
    number = MONTH_NUMBERS.get(month) if month.isalpha() else int(month)
    if number is None:
        raise NoDate("is not a date")
    whole_year = int(year)
    if len(year) == 2:
        if whole_year > _TWO_DIGIT_YEARS_TO:
            raise NoDate("has a year of two digits that could be in either century")
        whole_year += 2000
    if whole_year not in _YEARS:
        raise NoDate(f"is not a date from {_YEARS[0]} to {_YEARS[-1]}")
    if not 1 <= number <= 12:
        raise NoDate("has no such month: the day comes first, then the month")
    try:
        named = dt.date(whole_year, number, int(day))
    except ValueError:
        raise NoDate("is a day that the month does not have") from None
    if stands_for_none(named):
        raise NoDate(NO_DAY)
    return named
