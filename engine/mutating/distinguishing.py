"""Whether any evidence distinguishes two versions of a rule: a grid over all that they compare."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence

from engine.evaluating.numbers import months_before
from engine.judge import settle_facts
from engine.nouns.evidence.fact import Fact, FactSpec, Kind, Range, Value
from engine.nouns.policy.condition import (
    Comparison,
    FactRef,
    Literal,
    ParameterRef,
    comparisons,
)
from engine.nouns.policy.operators import RightForm
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rule import Rule
from engine.nouns.verdict import Verdict

MOST = 3_000
"""So many combinations of values are tried at most, beside those about the examples."""
_FEW = 5
"""Up to so many facts, any two are changed together about each example."""


def evidence_between(
    pack: Pack, rule: Rule, other: Rule, as_of: dt.date
) -> tuple[Mapping[str, Fact], Verdict, Verdict] | None:
    """Evidence on which two rules differ, with the verdict of each; None where none does.

    Each fact takes a value on either side of, and exactly at, every threshold that either rule
    compares it with, every word, bounds that straddle the thresholds, and unknown: comparisons
    distinguish no others.
    """
    every = [
        comparison
        for judged in (rule, other)
        for part in judged.conditions
        for comparison in comparisons(part)
    ]
    names = tuple(dict.fromkeys((*rule.facts, *other.facts)))
    values = {name: list(_values(pack, name, every, as_of)) for name in names}
    grid = [*_about_examples(pack, rule, values), *_all_over(pack, values)]
    settled = settle_facts(pack, [rule, other], grid, as_of)
    differing = (settled.verdicts[0] != settled.verdicts[1]).nonzero()[0]
    if not differing.size:
        return None
    place = min(
        (int(row) for row in differing),
        key=lambda row: (sum(not fact.returned for fact in grid[row].values()), row),
    )
    return grid[place], settled.verdict(0, place), settled.verdict(1, place)


Given = tuple[Value | None, bool]
"""A fact's value, and whether it was returned at all."""


Values = Mapping[str, Sequence[Given]]


def _fact(pack: Pack, name: str, given: Given) -> Fact:
    value, returned = given
    return Fact(name, value, pack.catalogue[name].basis, returned=returned)


def _about_examples(pack: Pack, rule: Rule, values: Values) -> Iterator[Mapping[str, Fact]]:
    """The rule's own examples, each with one fact and with two changed."""
    silent = {name: _fact(pack, name, (None, False)) for name in values}
    bases = [{**silent, **example.given} for example in rule.examples]
    pairs = [(name, name) for name in values]
    if len(values) <= _FEW:
        pairs = list(itertools.combinations_with_replacement(values, 2))
    for base, (left, right) in itertools.product(bases, pairs):
        for first in values[left]:
            for second in values[right] if left != right else (first,):
                yield {**base, left: _fact(pack, left, first), right: _fact(pack, right, second)}


def _all_over(pack: Pack, values: Values) -> Iterator[Mapping[str, Fact]]:
    """Every combination, or evenly many of them where there are too many."""
    total = math.prod(len(value) for value in values.values())
    step = -(-total // MOST)
    # A step that shares no factor with the sizes visits every value of every fact.
    while any(math.gcd(step, len(value)) > 1 for value in values.values()) and step > 1:
        step += 1
    for place in range(0, total, step):
        facts: dict[str, Fact] = {}
        for name, given in values.items():
            place, here = divmod(place, len(given))
            facts[name] = _fact(pack, name, given[here])
        yield facts


def _values(pack: Pack, name: str, every: Sequence[Comparison], as_of: dt.date) -> Iterator[Given]:
    spec = pack.catalogue[name]
    yield None, False
    match spec.kind:
        case Kind.NUMBER | Kind.DATE:
            if spec.kind is Kind.NUMBER:
                yield None, True
            yield from ((value, True) for value in _ranges(pack, spec, every, as_of))
        case Kind.YES_NO:
            yield from ((answer, True) for answer in (True, False))
        case Kind.WORD:
            yield from ((word, True) for word in spec.words or ("some words",))
        case Kind.WORDS:
            literals = [
                str(comparison.right.value)
                for comparison in every
                if comparison.fact == name
                and isinstance(comparison.right, Literal)
                and comparison.op.row.right is RightForm.WORD
            ]
            words = list(dict.fromkeys(literals))
            sets = [[], *([word] for word in words), words]
            yield from (
                (fromkey, True) for fromkey in dict.fromkeys(frozenset(chosen) for chosen in sets)
            )


def _ranges(
    pack: Pack, spec: FactSpec, every: Sequence[Comparison], as_of: dt.date
) -> Iterator[Range]:
    """Exact values on and about each threshold, and bounds that straddle one or all of them."""
    step = 0.1 if spec.unit == "WTE" else 1.0
    limits = {limit for comparison in every for limit in _limits(pack, spec, comparison, as_of)}
    points = sorted({round(limit + near, 6) for limit in limits for near in (-step, 0.0, step)})
    if spec.kind is Kind.NUMBER:
        highest = 100.0 if spec.unit == "%" else float("inf")
        points = [point for point in points if 0 <= point <= highest]
    yield from (Range.of_number(point) for point in points)
    for low, high in itertools.pairwise(points):
        yield Range(low, high)
    if len(points) > 2:
        yield Range(points[0], points[-1])


def _limits(pack: Pack, spec: FactSpec, comparison: Comparison, as_of: dt.date) -> Iterator[float]:
    mine = comparison.fact == spec.name
    match comparison.right:
        case FactRef(name) if mine or name == spec.name:
            start = float(as_of.toordinal()) if spec.kind is Kind.DATE else 0.0
            yield from (start, start + 2.0)
        case Literal(value) if mine and isinstance(value, float):
            yield value
        case ParameterRef(name) if mine:
            value_on = pack.parameters[name].value_on(as_of)
            if value_on is None:
                return
            if comparison.op.row.right is not RightForm.MONTHS:
                yield value_on.value
                return
            yield float(months_before(as_of, int(value_on.value)).toordinal())
            yield float(as_of.toordinal())
        case _ if mine and spec.kind is Kind.DATE:
            yield float(as_of.toordinal())
        case _ if mine and spec.kind is Kind.NUMBER:
            yield 1.0
