"""Evidence in miniature: the ``given`` of a rule's example, as facts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from engine.nouns.evidence.fact import Fact, FactSpec, Kind, Range, Value

_YES_NO = {"yes": True, "no": False, True: True, False: False}


def given_fact(spec: FactSpec, data: Any) -> Fact:
    """The fact that an example states plainly.

    Raises ValueError, saying what was expected, where the value does not fit the fact.
    """
    if data == "withheld" and spec.kind is Kind.NUMBER:
        why = "suppressed at source"
        return Fact(spec.name, None, spec.basis, why_unknown=why, returned=True)
    return Fact(spec.name, _value(spec, data), spec.basis, returned=True)


def _value(spec: FactSpec, data: Any) -> Value:
    match spec.kind:
        case Kind.YES_NO if isinstance(data, bool | str) and data in _YES_NO:
            return _YES_NO[data]
        case Kind.YES_NO:
            raise ValueError("yes or no")
        case Kind.WORD:
            if not isinstance(data, str) or (spec.words and data not in spec.words):
                raise ValueError("one of " + ", ".join(spec.words or ("a word",)))
            return data
        case Kind.WORDS:
            words = data if isinstance(data, list) else []
            if not words and data != []:
                raise ValueError("a list of words")
            unknown = [word for word in words if spec.words and word not in spec.words]
            if unknown:
                raise ValueError("only words among " + ", ".join(spec.words or ()))
            return frozenset(words)
        case Kind.DATE:
            return _days(data)
        case Kind.NUMBER:
            return _number(data)


def _days(data: Any) -> Range:
    """A day, or the bounds of one known only within them."""
    if isinstance(data, dict) and set(data) == {"at_least", "at_most"}:
        first, last = _day(data["at_least"]), _day(data["at_most"])
        if first <= last:
            return Range(first.toordinal(), last.toordinal())
    return Range.on(_day(data))


def _day(data: Any) -> dt.date:
    try:
        return dt.date.fromisoformat(str(data))
    except ValueError:
        raise ValueError("a date written like 2014-09-30") from None


def _number(data: Any) -> Range:
    if isinstance(data, dict) and set(data) == {"at_least", "at_most"}:
        low, high = data["at_least"], data["at_most"]
        if all(_is_number(bound) for bound in (low, high)) and low <= high:
            return Range(float(low), float(high))
    if not _is_number(data):
        raise ValueError("a number, “withheld”, or {at_least: …, at_most: …}")
    return Range.exactly(float(data))


def _is_number(data: Any) -> bool:
    return isinstance(data, int | float) and not isinstance(data, bool)
