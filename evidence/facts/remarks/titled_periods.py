"""Quarters, months and years in the title of a document that tells of one, held against the day of
its approval: what is told of is over by then, and not long ago."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from engine.nouns.evidence.fact import Range
from engine.nouns.quarter import Quarter
from evidence.text import MONTH_NUMBERS, MONTHS

_YEARS = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)\s*[-/–]\s*(?:(?:19|20)\d\d|\d\d)(?![\d/.-])")
_QUARTER = re.compile(r"\b(?:q|qtr|quarter)\s*([1-4])\b", re.IGNORECASE)
_MONTH = re.compile(rf"\b({'|'.join(MONTHS)})\b(?:\s+((?:19|20)\d\d))?", re.IGNORECASE)
_SHORTER = re.compile(r"\b(?:quarterly|monthly|weekly|q[1-4])\b", re.IGNORECASE)
"""What is made more often than each year."""
_QUARTERS_LATE = 2
"""A report on a quarter is made in one of the two after it."""
_MONTHS_LATE = 2


def other_period(title: str, covers: str, approved: Range) -> str:
    """The period that a title names and of which a document approved that day cannot tell, or would
    hardly, as written; empty where it can, or none is named.

    ``covers`` is "year", "quarter" or "month": what such a document tells of.
    """
    days = [dt.date.fromordinal(int(edge)) for edge in (approved.low, approved.high)]
    named = [words for day in days for words in _not_of(title, covers, day)]
    return named[0] if len(named) == len(days) else ""


def _not_of(title: str, covers: str, day: dt.date) -> Iterator[str]:
    """The period that a title names, where it is none for a document approved on a day."""
    years = _YEARS.search(title)
    if covers == "year" and years and Quarter(int(years[1]), 4).last_day > day:
        yield years[0]
    shorter = _SHORTER.search(title)
    if covers == "year" and shorter and "annual" not in title.casefold():
        yield shorter[0]
    if covers == "quarter" and (found := _QUARTER.search(title)):
        now, told_of = Quarter.of_day(day), int(found[1])
        latest = next(q for q in _before(now) if q.number == told_of)
        quarter = Quarter(int(years[1]), told_of) if years else latest
        if not 1 <= now.index - quarter.index <= _QUARTERS_LATE:
            yield found[0]
    if covers == "month" and (found := _MONTH.search(title)):
        month = MONTH_NUMBERS[found[1].casefold()]
        behind = (day.month - month) % 12
        if found[2]:
            behind = (day.year - int(found[2])) * 12 + day.month - month
        if not 0 <= behind <= _MONTHS_LATE:
            yield found[0]


def _before(quarter: Quarter) -> Iterator[Quarter]:
    """The quarters before one, the latest first."""
    for step in range(1, 5):
        yield Quarter.of_index(quarter.index - step)


def ended_before(title: str, day: dt.date) -> str:
    """The years that a title gives for what it is in force in, as written, where they ended before
    the year of a day; empty where they did not, or none are given."""
    found = _YEARS.search(title)
    if found is None:
        return ""
    first, last = (int(year) for year in re.findall(r"\d+", found[0]))
    last = last if last > 99 else first // 100 * 100 + last
    return found[0] if last < day.year and last - first < 20 else ""
