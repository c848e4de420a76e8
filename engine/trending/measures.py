"""Measures: the figures worth following, and what the rules that judge them ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import FactSpec, Kind
from engine.nouns.outcome.trend import Better
from engine.nouns.policy.condition import (
    All,
    Any,
    Comparison,
    Condition,
    Literal,
    Not,
    ParameterRef,
    facts_named,
)
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rule import Rule


class Counted(StrEnum):
    """What a figure is, for the choice of a test."""

    SHARE = "share"
    """A percentage of which it is known how many of how many it is."""
    PERCENT = "percent"
    """A percentage alone."""
    EVENTS = "events"
    """A count of events, cases or people in a quarter."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rules on one figure ask of one kind of organisation."""

    clauses: tuple[str, ...]
    """Cited by the rules, and the item's own, in the policy's order."""
    better: Better
    parameters: tuple[str, ...]
    """Those that the figure is compared with to be met, as the rules name them."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A fact whose figures are compared over the quarters, and how it is counted."""

    spec: FactSpec
    counted: Counted
    of: str
    """Of a percentage: the fact that counts all of them; empty where none does."""


def measures(pack: Pack) -> tuple[Measure, ...]:
    """Every figure of a pack that is followed, in the order of its catalogue.

    The two counts under a share are told with it, and not by themselves unless they are items
    of their own or a rule reads them.
    """
    indicators = pack.vocabulary.indicators.values()
    items = {name for indicator in indicators for name in indicator.facts}
    events = {
        name for indicator in indicators if indicator.value == "count" for name in indicator.facts
    }
    of = {
        name: indicator.percent_of
        for indicator in indicators
        for name in indicator.facts
        if indicator.percent_of
    }
    read = {name for rule in pack.rules.values() for name in rule.facts}
    parts = {
        name
        for spec in pack.catalogue.values()
        if spec.share_of is not None
        for name in (spec.share_of.done, spec.share_of.total)
    }
    return tuple(
        _measure(spec, of.get(spec.name, ""), spec.name in events)
        for spec in pack.catalogue.values()
        if spec.kind is Kind.NUMBER
        and (spec.name not in parts or spec.name in items or spec.name in read)
    )


def _measure(spec: FactSpec, of: str, events: bool) -> Measure:
    if spec.share_of is not None:
        return Measure(spec, Counted.SHARE, spec.share_of.total)
    if spec.unit == "%":
        return Measure(spec, Counted.PERCENT, of)
    return Measure(spec, Counted.EVENTS if events else Counted.OTHER, "")


def asked_of(pack: Pack, kind: str) -> Mapping[str, Asked]:
    """What the rules that bind a kind of organisation ask of each figure, by fact."""
    own: dict[str, set[str]] = {
        name: {indicator.clause}
        for indicator in pack.vocabulary.indicators.values()
        for name in indicator.facts
    }
    ways: dict[str, set[Better]] = {}
    parameters: dict[str, dict[str, None]] = {}
    for rule in pack.rules.values():
        if kind not in rule.binds:
            continue
        for name in _judged(rule):
            own.setdefault(name, set()).update(rule.cites)
        for comparison, upright in _comparisons(rule.met_when, True):
            way = _way(comparison, upright)
            if way is None:
                continue
            ways.setdefault(comparison.fact, set()).add(way)
            if isinstance(comparison.right, ParameterRef):
                parameters.setdefault(comparison.fact, {})[comparison.right.name] = None
    for framework in pack.vocabulary.frameworks.values():
        name = fact_names.training(framework.key)
        lowest = fact_names.lowest_level(name)
        if ways.get(lowest) == {Better.HIGHER}:
            # What the lowest level must reach, every level must.
            for level in range(1, framework.levels + 1):
                percent = fact_names.percent(fact_names.training_level(framework.key, level))
                own.setdefault(percent, set()).update(own[lowest])
                ways.setdefault(percent, set()).add(Better.HIGHER)
                parameters.setdefault(percent, {}).update(parameters.get(lowest, {}))
    order = {clause: place for place, clause in enumerate(pack.clauses)}
    return {
        name: Asked(
            tuple(sorted(clauses, key=lambda clause: (order.get(clause, len(order)), clause))),
            _one_of(ways.get(name, set())),
            tuple(parameters.get(name, ())),
        )
        for name, clauses in own.items()
    }


def _judged(rule: Rule) -> Iterator[str]:
    for condition in (rule.met_when, rule.partly_met_when):
        yield from facts_named(condition)


def _comparisons(condition: Condition, upright: bool) -> Iterator[tuple[Comparison, bool]]:
    """Every comparison of a condition, and whether it must hold (or must not)."""
    match condition:
        case Comparison():
            yield condition, upright
        case Not(part):
            yield from _comparisons(part, not upright)
        case All(parts) | Any(parts):
            for part in parts:
                yield from _comparisons(part, upright)


def _way(comparison: Comparison, upright: bool) -> Better | None:
    """Which way is better by one comparison with a number; None where it tells none."""
    if not isinstance(comparison.right, ParameterRef | Literal):
        return None
    better = comparison.op.row.better
    if better == 0:
        return None
    return Better.HIGHER if (better > 0) == upright else Better.LOWER


def _one_of(ways: set[Better]) -> Better:
    return next(iter(ways)) if len(ways) == 1 else Better.NEITHER
