"""English, once: numbers, days, lists and counts as every message and report writes them.

The same figure must never read as two, wherever it is shown.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def number(value: float, unit: str = "") -> str:
    """``61 %``, ``0.2 WTE``, ``66.7 %``: at most one decimal more than one needs to tell.

    A share is shown to one decimal, rounded toward zero, so that 94.96 % never reads as 95 %.
    """
    digits = 1 if unit == "%" else 2
    shown = math.trunc(round(value * 10**digits, 6)) / 10**digits
    text = f"{shown:.{digits}f}".rstrip("0").rstrip(".") if shown or not value else _tiny(value)
    return f"{text} {unit}".strip()


def _tiny(value: float) -> str:
    """A number too small for the digits shown otherwise: two that tell, toward zero."""
    exact = Decimal(value)
    two = exact.quantize(Decimal(1).scaleb(exact.adjusted() - 1), rounding=ROUND_DOWN)
    return f"{float(two):g}"


def day_words(day: dt.date) -> str:
    """``30 September 2014``, in any locale."""
    return f"{day.day} {month_words(day)}"


def month_words(day: dt.date) -> str:
    """``September 2014``, in any locale."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def counted(number: int, noun: str, plural: str = "", zero: str = "no") -> str:
    """``3 faults``, ``1 fault``, ``no faults``."""
    return f"{number or zero} {noun if number == 1 else plural or f'{noun}s'}"


def listed(items: Iterable[str], last: str = "and") -> str:
    """``a, b and c``."""
    *most, end = list(items) or [""]
    return f"{', '.join(most)} {last} {end}" if most else end


def either(items: Iterable[str]) -> str:
    """``a, b or c``."""
    return listed(items, "or")


def capitalised(text: str) -> str:
    """The text with its first letter large, the others as they are."""
    return text[:1].upper() + text[1:]
