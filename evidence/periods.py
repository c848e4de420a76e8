"""Quarters and financial years that people name in titles, headings and names of sheets."""

from __future__ import annotations

import datetime as dt
import re

from engine.nouns.quarter import Quarter
from evidence.text import MONTHS, folded

_YEARS = r"(?:20)?\d\d\s?[-/–]\s?(?:20)?\d\d"
QUARTER = re.compile(r"\b(?:q|qtr|quarter)[\s.]?([1-4])\b")
FINANCIAL_YEARS = re.compile(rf"(?<!\d){_YEARS}(?!\d)")


def years_named(text: str) -> frozenset[int]:
    """The financial years that a text names, by the year each begins in."""
    found = set()
    for match in FINANCIAL_YEARS.findall(folded(text)):
        first, second = (int(part) % 100 for part in re.split(r"\s?[-/–]\s?", match))
        if second == (first + 1) % 100:
            found.add(2000 + first)
    return frozenset(found)


def quarter_number(text: str) -> int | None:
    """The number of the quarter that a heading names: "Q2", "Quarter 2 2014/15", "Jul-Sep"."""
    plain = folded(text)
    numbers = set(QUARTER.findall(plain))
    if len(numbers) == 1:
        return int(numbers.pop())
    months = re.findall(r"[a-z]{3,}", plain)
    named = [n for word in months for n, m in enumerate(MONTHS, start=1) if m.startswith(word)]
    if len(named) == 2 and len(months) <= 4 and (named[1] - named[0]) == 2 and not named[1] % 3:
        return (4, 1, 2, 3)[named[0] // 3]
    return None


def quarter_named(text: str) -> Quarter | None:
    """The one quarter that a text names: "Quarter 2 2014/15", "Q2 14-15", "at 30 September 2014";
    None where it names none, or more than one."""
    years, number = years_named(text), quarter_number(text)
    if len(years) == 1 and number is not None:
        return Quarter(next(iter(years)), number)
    day = _last_day(text)
    return None if day is None or years else Quarter.of_day(day)


def _last_day(text: str) -> dt.date | None:
    """The one last day of a quarter that a text gives; None where it gives another or none."""
    found = re.findall(r"\b(\d{1,2})(?:st|nd|rd|th)?\s([a-z]{3,9})\s(20\d\d)\b", folded(text))
    found += [
        (day, MONTHS[int(month) - 1], year)
        for day, month, year in re.findall(r"\b(\d\d)[/.](0[1-9]|1[0-2])[/.](20\d\d)\b", text)
    ]
    if len(found) != 1:
        return None
    [(day, word, year)] = found
    months = [n for n, month in enumerate(MONTHS, start=1) if month.startswith(word)]
    if len(months) != 1:
        return None
    try:
        named = dt.date(int(year), months[0], int(day))
    except ValueError:
        return None
    return named if named == Quarter.of_day(named).last_day else None
