"""Evidence in miniature: the ``given`` of a rule's example, as facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine.loading.files.shapes import ExampleShape
from engine.loading.files.yaml_lines import YamlDocument
from engine.nouns.evidence.fact import Catalogue, Claim, Fact, FactSpec, Kind, Range, Value
from engine.nouns.evidence.fault import PackFault
from engine.nouns.evidence.in_dispute import with_claims
from engine.nouns.policy.rule import Example
from engine.nouns.policy.verdict_fact import rule_read, verdict_fact
from engine.nouns.verdict import Verdict

_EVERY_RULE = "rules.*"
"""Stands for the verdict of every rule that is read."""
_YES_NO = {"yes": True, "no": False, True: True, False: False}


def examples_of(
    document: YamlDocument,
    shapes: Sequence[ExampleShape],
    read: Sequence[str],
    catalogue: Catalogue,
) -> tuple[tuple[Example, ...], list[PackFault]]:
    """The examples of a rule that reads these facts, and every fault in them.

    One that is given one part of a whole after another is as many examples.
    """
    examples: list[Example] = []
    faults: list[PackFault] = []
    verdicts = [name for name in read if rule_read(name) is not None]
    for place, shape in enumerate(shapes):
        at = ("examples", place)
        given, wrong = given_facts(document, (*at, "given"), shape.given, catalogue, verdicts)
        faults.extend(wrong)
        for name, more in _given_facts(shape):
            foreign = [part for part in more if part not in read]
            if foreign:
                found = f"the verdict “{foreign[0]}”, which the rule does not read"
                to_do = "Name rules that it rests on."
                where = (*at, "one_by_one")
                faults.append(document.fault(where, found, "a verdict that it reads", to_do))
            examples.append(
                Example(name, {**given, **more}, shape.expect, shape.as_of, document.line(at))
            )
    return tuple(examples), faults


def _given_facts(shape: ExampleShape) -> Iterator[tuple[str, Mapping[str, Fact]]]:
    if shape.one_by_one is None:
        yield shape.name, {}
        return
    for part in shape.one_by_one.of:
        name, word = verdict_fact(part), shape.one_by_one.verdict
        value = None if word == Verdict.NO_EVIDENCE.value else word
        yield f"{shape.name}: {part}", {name: Fact(name, value, returned=value is not None)}


def given_facts(
    document: YamlDocument,
    path: tuple[str | int, ...],
    data: Mapping[str, Any],
    catalogue: Catalogue,
    verdicts: Sequence[str] = (),
) -> tuple[dict[str, Fact], list[PackFault]]:
    """The facts of an example, and what is wrong with them; ``verdicts`` are those read."""
    given: dict[str, Fact] = {}
    faults: list[PackFault] = []
    every = dict.fromkeys(verdicts, data[_EVERY_RULE]) if _EVERY_RULE in data else {}
    plain = {name: value for name, value in data.items() if name != _EVERY_RULE}
    for name, value in {**every, **plain}.items():
        place = (*path, name)
        if name not in catalogue:
            faults.append(
                document.fault(place, f"the fact “{name}”", "a fact that is known", "Correct it.")
            )
            continue
        try:
            given[name] = given_fact(catalogue[name], value)
        except ValueError as error:
            faults.append(
                document.fault(place, f"“{value}” for “{name}”", str(error), "Correct the example.")
            )
    return given, faults


def given_fact(spec: FactSpec, data: Any) -> Fact:
    """The fact that an example states plainly, or with all that is claimed of it.

    Raises ValueError, saying what was expected, where the value does not fit the fact.
    """
    if isinstance(data, dict) and set(data) == {"claims"}:
        claims = data["claims"]
        if not isinstance(claims, list) or len(claims) < 2:
            raise ValueError("a list of two or more claims")
        first, *others = (_claim(spec, claim) for claim in claims)
        stated = Fact(spec.name, first.value, spec.basis, returned=first.returned)
        return with_claims(stated, others, "what was returned contradicts itself")
    if data == "withheld" and spec.kind is Kind.NUMBER:
        why = "suppressed at source"
        return Fact(spec.name, None, spec.basis, why_unknown=why, returned=True)
    return Fact(spec.name, value_of(spec, data), spec.basis, returned=True)


def _claim(spec: FactSpec, data: Any) -> Claim:
    return Claim(None, returned=False) if data == "any" else Claim(value_of(spec, data))


def value_of(spec: FactSpec, data: Any) -> Value:
    """The value that is written for a fact. Raises ValueError where it does not fit it."""
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
    return Range.of_day(_day(data))


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
    return Range.of_number(float(data))


def _is_number(data: Any) -> bool:
    return isinstance(data, int | float) and not isinstance(data, bool)
