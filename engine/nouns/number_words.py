"""How a number is written wherever it is shown, so that the same figure never reads as two."""

from __future__ import annotations

import math
from decimal import ROUND_DOWN, Decimal


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
