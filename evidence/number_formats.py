"""What a cell's number format makes of its number: a percentage, a date, a time of day."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum

from evidence.grid import Typed

_BUILT_IN_DATES = frozenset({*range(14, 18), 22, *range(27, 32), 34, 35, 36, *range(50, 59)})
_BUILT_IN_TIMES = frozenset({18, 19, 20, 21, 32, 33, 45, 46, 47})
_BUILT_IN_PERCENTS = frozenset({9, 10})
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETED = re.compile(r"\[[^\]]*\]")
_GENERAL = re.compile("general", re.IGNORECASE)
_FIRST_DAY_1900 = dt.date(1899, 12, 30)
_FIRST_DAY_1904 = dt.date(1904, 1, 1)
_LAST_SERIAL = 2_958_465
_BEFORE_MARCH_1900 = 61
"""Serials up to 60 are off by one day, since Excel counts a 29 February 1900."""


class Shown(StrEnum):
    """What a number format shows a number as."""

    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    TIME = "time"


def shown_by(format_id: int, code: str | None) -> Shown:
    """What a number format shows: its id, and its code where the workbook defines one."""
    if code is None:
        if format_id in _BUILT_IN_DATES:
            return Shown.DATE
        if format_id in _BUILT_IN_TIMES:
            return Shown.TIME
        return Shown.PERCENT if format_id in _BUILT_IN_PERCENTS else Shown.NUMBER
    positive = _LITERAL.sub("", code).split(";")[0]
    if _ELAPSED.search(positive):
        return Shown.TIME
    bare = _GENERAL.sub("", _BRACKETED.sub("", positive)).casefold()
    if "d" in bare or "y" in bare or bare.strip().strip("m") == "" != bare.strip():
        return Shown.DATE
    if "h" in bare or "s" in bare:
        return Shown.TIME
    return Shown.PERCENT if "%" in bare else Shown.NUMBER


def as_shown(number: int | float, shown: Shown, since_1904: bool) -> Typed:
    """A cell's number as its format shows it; one that the format cannot show is unusable."""
    if shown is Shown.NUMBER:
        return Typed(number)
    if shown is Shown.PERCENT:
        return Typed(number, percent_format=True)
    if shown is Shown.TIME:
        return Typed(_time(number))
    return _date(number, since_1904)


def _date(serial: int | float, since_1904: bool) -> Typed:
    day = int(serial)
    first = 0 if since_1904 else 1
    if not first <= serial <= _LAST_SERIAL or (day == _BEFORE_MARCH_1900 - 1 and not since_1904):
        return Typed(None, unusable="a number shown as a date that is no date")
    if since_1904:
        base = _FIRST_DAY_1904
        if day > (dt.date.max - base).days:
            return Typed(None, unusable="a number shown as a date that is no date")
    else:
        base = _FIRST_DAY_1900
        if day < _BEFORE_MARCH_1900:
            day += 1
    return Typed(base + dt.timedelta(days=day))


def _time(days: int | float) -> str:
    """A time of day or a duration in words that nobody can take for a count: "36:30"."""
    minutes = round(abs(days) * 24 * 60)
    return f"{'-' if days < 0 else ''}{minutes // 60}:{minutes % 60:02d}"
