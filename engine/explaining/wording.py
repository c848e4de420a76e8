"""Values and comparisons in a reader's words."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping

from engine.nouns.english import day_words, exactly, number
from engine.nouns.evidence.fact import Catalogue, Fact, FactSpec, Kind, Range, Value
from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.policy.condition import Comparison, FactRef, Literal, ParameterRef, WordList


def day_in_words(ordinal: float) -> str:
    """A day given as its ordinal, in words."""
    return day_words(dt.date.fromordinal(int(ordinal)))


def readable_word(value: str) -> str:
    """A word of the pack as it is read: spaces for underscores."""
    return value.replace("_", " ")


def found_in_words(spec: FactSpec, fact: Fact, limit: float | None = None) -> str:
    """What was found, in words: ``61 %``, or why nothing is known.

    ``limit`` is the number that it was compared with, which it must not read as.
    """
    if fact.claims:
        return "in dispute: " + " or ".join(claims_words(spec, fact, limit))
    value = fact.value
    if value is None:
        return fact.why_unknown or "nothing was returned"
    return value_words(spec, value, limit)


def claims_words(spec: FactSpec, fact: Fact, limit: float | None = None) -> tuple[str, ...]:
    """What is claimed of a fact in dispute, claim by claim."""
    return tuple(
        "not known" if claim.value is None else value_words(spec, claim.value, limit)
        for claim in fact.claims
    )


def value_words(spec: FactSpec, value: Value, limit: float | None = None) -> str:
    """A value as a reader knows it: ``61 %``, ``yes``, ``partly met``."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return readable_word(value)
    if isinstance(value, frozenset):
        return ", ".join(sorted(readable_word(word) for word in value)) or "none"
    return _range(spec, value, limit)


def _range(spec: FactSpec, value: Range, limit: float | None) -> str:
    say = day_in_words if spec.kind is Kind.DATE else lambda bound: number(bound, spec.unit, limit)
    if value.is_exact:
        return say(value.low)
    if not math.isfinite(value.high):
        return f"{say(value.low)} or more"
    if not math.isfinite(value.low):
        return f"{say(value.high)} or less"
    return f"between {say(value.low)} and {say(value.high)}"


def threshold_in_words(parameter: ParameterUsed) -> str:
    """The value of a parameter with its unit."""
    return exactly(parameter.value, parameter.unit)


def limit_of(comparison: Comparison, parameters: Mapping[str, ParameterUsed]) -> float | None:
    """The number that a comparison holds a fact to; None where it is held to none."""
    match comparison.right:
        case ParameterRef(name) if name in parameters:
            return parameters[name].value
        case Literal(bool() | str()):
            return None
        case Literal(value):
            return float(value)
        case _:
            return None


def comparison_in_words(
    comparison: Comparison,
    catalogue: Catalogue,
    parameter: ParameterUsed | None,
    as_of: dt.date | None = None,
) -> str:
    """The comparison read aloud: ``Level 3 training, safeguarding children is at least 95 %``.

    Without an as-of date a comparison of days speaks of "the as-of date".
    """
    today = day_in_words(as_of.toordinal()) if as_of is not None else "the as-of date"
    return comparison.op.row.sentence.format(
        label=catalogue[comparison.fact].label,
        limit=_right(comparison, catalogue, parameter),
        as_of=today,
    )


def in_rule(written: Literal | WordList, unit: str) -> str:
    """A value that a rule itself holds, in words; a number is of the fact's unit."""
    match written:
        case Literal(bool(value)):
            return "yes" if value else "no"
        case Literal(str(value)):
            return readable_word(value)
        case Literal(value):
            return exactly(float(value), unit)
        case WordList(values):
            return " or ".join(readable_word(value) for value in values)


def _right(comparison: Comparison, catalogue: Catalogue, parameter: ParameterUsed | None) -> str:
    match comparison.right:
        case Literal() | WordList() as written:
            return in_rule(written, catalogue[comparison.fact].unit)
        case ParameterRef(name):
            return threshold_in_words(parameter) if parameter is not None else name
        case FactRef(name):
            return catalogue[name].label
