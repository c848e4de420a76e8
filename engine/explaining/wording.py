"""Values and comparisons in a reader's words."""

from __future__ import annotations

import datetime as dt
import math
from decimal import ROUND_DOWN, Decimal

from engine.nouns.condition import Comparison, FactRef, Literal, Op, ParameterRef, Words
from engine.nouns.fact import Catalogue, Fact, FactSpec, Kind, Range
from engine.nouns.finding import ParameterUsed

_OP_WORDS = {
    Op.IS: "is",
    Op.IS_ONE_OF: "is one of",
    Op.INCLUDES: "include",
    Op.IS_OVER: "is over",
    Op.IS_AT_LEAST: "is at least",
    Op.IS_UNDER: "is under",
    Op.IS_AT_MOST: "is at most",
}


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


def day(ordinal: float) -> str:
    date = dt.date.fromordinal(int(ordinal))
    return f"{date.day} {date:%B %Y}"


def words(value: str) -> str:
    return value.replace("_", " ")


def found(spec: FactSpec, fact: Fact) -> str:
    """What was found, in words: ``61 %``, or why nothing is known."""
    value = fact.value
    if value is None:
        return fact.why_unknown or "nothing was returned"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return words(value)
    if isinstance(value, frozenset):
        return ", ".join(sorted(words(word) for word in value)) or "none"
    return _range(spec, value)


def _range(spec: FactSpec, value: Range) -> str:
    say = day if spec.kind is Kind.DATE else lambda bound: number(bound, spec.unit)
    if value.is_exact:
        return say(value.low)
    return f"between {say(value.low)} and {say(value.high)}"


def threshold(parameter: ParameterUsed) -> str:
    return number(parameter.value, parameter.unit)


def asked(
    comparison: Comparison,
    catalogue: Catalogue,
    parameter: ParameterUsed | None,
    as_of: dt.date | None = None,
) -> str:
    """The comparison read aloud: ``Level 3 training, safeguarding children is at least 95 %``.

    Without an as-of date a comparison of days speaks of "the as-of date".
    """
    today = day(as_of.toordinal()) if as_of is not None else "the as-of date"
    label = catalogue[comparison.fact].label
    if comparison.op is Op.IS_RETURNED:
        return f"{label} is returned"
    if comparison.op is Op.IS_NOT_PAST:
        return f"{label}, is not before {today}"
    if comparison.op is Op.IS_WITHIN and parameter is not None:
        return f"{label}, is within {threshold(parameter)} before {today}"
    return f"{label} {_OP_WORDS[comparison.op]} {_right(comparison, catalogue, parameter)}"


def _right(comparison: Comparison, catalogue: Catalogue, parameter: ParameterUsed | None) -> str:
    match comparison.right:
        case Literal(value) if isinstance(value, bool):
            return "yes" if value else "no"
        case Literal(value) if isinstance(value, str):
            return words(value)
        case Literal(value):
            return number(float(value), catalogue[comparison.fact].unit)
        case Words(values):
            return " or ".join(words(value) for value in values)
        case ParameterRef(name):
            return threshold(parameter) if parameter is not None else name
        case FactRef(name):
            return catalogue[name].label
