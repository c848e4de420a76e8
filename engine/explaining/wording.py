"""Values and comparisons in a reader's words."""

from __future__ import annotations

import datetime as dt
import math

from engine.nouns.evidence.fact import Catalogue, Fact, FactSpec, Kind, Range, Value
from engine.nouns.number_words import number as number
from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.policy.condition import Comparison, FactRef, Literal, Op, ParameterRef, Words

_OP_WORDS = {
    Op.IS: "is",
    Op.IS_ONE_OF: "is one of",
    Op.INCLUDES: "include",
    Op.IS_OVER: "is over",
    Op.IS_AT_LEAST: "is at least",
    Op.IS_UNDER: "is under",
    Op.IS_AT_MOST: "is at most",
    Op.IS_BEFORE: "is before",
    Op.IS_AFTER: "is after",
}


def day(ordinal: float) -> str:
    date = dt.date.fromordinal(int(ordinal))
    return f"{date.day} {date:%B %Y}"


def words(value: str) -> str:
    return value.replace("_", " ")


def found(spec: FactSpec, fact: Fact) -> str:
    """What was found, in words: ``61 %``, or why nothing is known."""
    if fact.claims:
        return "in dispute: " + " or ".join(claims_words(spec, fact))
    value = fact.value
    if value is None:
        return fact.why_unknown or "nothing was returned"
    return value_words(spec, value)


def claims_words(spec: FactSpec, fact: Fact) -> tuple[str, ...]:
    """What is claimed of a fact in dispute, claim by claim."""
    return tuple(
        "not known" if one.value is None else value_words(spec, one.value) for one in fact.claims
    )


def value_words(spec: FactSpec, value: Value) -> str:
    """A value as a reader knows it: ``61 %``, ``yes``, ``partly met``."""
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
    if not math.isfinite(value.high):
        return f"{say(value.low)} or more"
    if not math.isfinite(value.low):
        return f"{say(value.high)} or less"
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
