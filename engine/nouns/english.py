"""English, once: numbers, days, lists and counts as every message and report writes them.

The same figure must never read as two, wherever it is shown.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def number(value: float, unit: str = "", limit: float | None = None) -> str:
    """``61 %``, ``0.2 WTE``, ``66.7 %``: at most one decimal more than one needs to tell.

    A share is shown as ``share`` has it, with the ``limit`` that it was compared with; any other
    number to two decimals, rounded toward zero.
    """
    if unit == "%":
        return f"{share(value, limit)} %"
    shown = math.trunc(round(value * 100, 6)) / 100
    text = f"{shown:.2f}".rstrip("0").rstrip(".") if shown or not value else _tiny(value)
    return _with_unit(text, unit)


def share(value: float, limit: float | None = None) -> str:
    """A share in per cent: ``66.7``, ``94.96``, ``100``.

    Rounded to one decimal, halves away from zero, as Excel shows it, where no verdict could turn
    on the rounding. Else with as many decimals as tell it from the number that it must not read
    as: whole and half per cents, and the ``limit`` that it was compared with. So 94.96 never
    reads as 95, and 66.66 compared with 66.7 not as that.
    """
    exact = Decimal(f"{value:.12g}")
    limits = {Decimal(f"{limit:.12g}")} if limit is not None else set()
    for digits in range(1, _MOST_DIGITS):
        shown = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
        if shown == exact or not (shown % _HALF == 0 or shown in limits):
            return _plain(shown)
    return _plain(exact)


def exactly(value: float, unit: str = "") -> str:
    """A number that others are held to, with every digit that it has: ``66.67 %``."""
    return _with_unit(_plain(Decimal(f"{value:.12g}")), unit)


def _with_unit(text: str, unit: str) -> str:
    """``3 sessions``, ``1 session``."""
    return f"{text} {unit.removesuffix('s') if text == '1' else unit}".strip()


_HALF = Decimal("0.5")
_MOST_DIGITS = 12


def _plain(shown: Decimal) -> str:
    """Without zeros at the end, and never with an exponent."""
    text = f"{shown:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


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
    return f"{MONTHS[day.month - 1]} {day.year}"


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
