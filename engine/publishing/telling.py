"""Whether the verdicts on one return would tell a figure that is not published.

The rules are public: who knows a verdict knows which figures lead to it. So every way in which
the hidden figures could be is tried; a verdict is published only where every outcome leaves at
least two values open for each of them, and for each difference, whichever the true ones are.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from engine.evaluating.columns import columns_of
from engine.evaluating.settle import settle
from engine.judging import setting_of
from engine.nouns.condition import FactRef, Op, comparisons
from engine.nouns.fact import Catalogue, Fact, Range
from engine.nouns.finding import ParameterUsed
from engine.nouns.rule import Rule
from engine.publishing.relations import Pair, Relations
from engine.publishing.small import SMALL

_MOST_WAYS = 1400
_LARGEST = 40


class Told(IntEnum):
    """How much of a finding is published."""

    OPEN = 0
    """All of it but the figures."""
    CLOSED = 1
    """The verdict, without how each comparison came out."""
    WITHHELD = 2
    """Not even the verdict."""


@dataclass(frozen=True, slots=True)
class Judging:
    """By what a return is judged."""

    rules: Sequence[Rule]
    catalogue: Catalogue
    parameters: Mapping[str, ParameterUsed]
    as_of: dt.date
    limit: int


def how_told(
    facts: Mapping[str, Fact], hidden: Mapping[str, str], relations: Relations, judging: Judging
) -> Mapping[str, Told]:
    """How much is published of the rules that read a hidden figure, by rule; the rest is open."""
    told: dict[str, Told] = {}
    counts = [name for name in sorted(relations.people) if name in hidden]
    for names in _linked(counts, relations.pairs):
        moving = _moving(names, relations)
        rules = [rule for rule in judging.rules if _compares(rule, moving)]
        if not rules:
            continue
        small = all(hidden[name] == SMALL for name in names)
        outcome = _outcome(names, small, facts, relations, replace(judging, rules=rules))
        for rule in rules:
            told[rule.id] = max(told.get(rule.id, Told.OPEN), outcome)
    return told


def _linked(names: Sequence[str], pairs: Sequence[Pair]) -> list[list[str]]:
    """Hidden counts in groups: those of one group are parts and totals of one another."""
    groups = [{name} for name in names]
    for pair in pairs:
        touched = [group for group in groups if group & {pair.part, pair.total}]
        if len(touched) > 1:
            groups = [group for group in groups if group not in touched]
            groups.append(set().union(*touched))
    return [sorted(group) for group in groups]


def _moving(names: Sequence[str], relations: Relations) -> frozenset[str]:
    """The facts that change with some counts."""
    moving = set(names)
    for pair in relations.pairs:
        if moving & {pair.part, pair.total}:
            moving.update(pair.percents)
    moving.update(percent for percent, total in relations.percents if total in names)
    moving.update(name for name, percents in relations.lowest if moving & set(percents))
    return frozenset(moving)


def _compares(rule: Rule, moving: frozenset[str]) -> bool:
    """Whether a rule compares any of some facts; that one is returned tells nothing of it."""
    return any(
        one.op is not Op.IS_RETURNED
        and (one.fact in moving or (isinstance(one.right, FactRef) and one.right.name in moving))
        for condition in rule.conditions
        for one in comparisons(condition)
    )


def _outcome(
    names: Sequence[str],
    small: bool,
    facts: Mapping[str, Fact],
    relations: Relations,
    judging: Judging,
) -> Told:
    true = tuple(_exact(facts, name) for name in names)
    if any(value is None for value in true):
        return Told.WITHHELD
    pairs = [pair for pair in relations.pairs if {pair.part, pair.total} & set(names)]
    if len(names) == 1 and not pairs:
        most = judging.limit if small else _LARGEST
        ways: list[tuple[int, ...]] = [(value,) for value in range(1, most)]
    else:
        ways = list(_ways(names, pairs, facts, judging.limit))
    exact = tuple(value for value in true if value is not None)
    if exact not in ways:
        ways.append(exact)
    worlds = [_world(names, way, pairs, facts, relations) for way in ways]
    read = dict.fromkeys(name for rule in judging.rules for name in rule.facts)
    columns = columns_of(worlds, read, judging.catalogue)
    settled = settle(judging.rules, columns, setting_of([judging.parameters], judging.as_of))
    above = [
        tuple(_in(world, pair.part) > _in(world, pair.total) for pair in pairs) for world in worlds
    ]
    coarse = [(tuple(settled.verdicts[:, n].tolist()), above[n]) for n in range(len(ways))]
    fine = [
        (*coarse[n], tuple((bool(p.true[n]), bool(p.false[n])) for p in settled.planes.values()))
        for n in range(len(ways))
    ]
    differences = [
        (names.index(pair.part), names.index(pair.total))
        for pair in pairs
        if pair.part in names and pair.total in names
    ]
    for outcome, seen in ((Told.OPEN, fine), (Told.CLOSED, coarse)):
        if _leaves_open(ways, seen, differences):
            return outcome
    return Told.WITHHELD


def _leaves_open(
    ways: Sequence[tuple[int, ...]],
    seen: Sequence[object],
    differences: Sequence[tuple[int, int]],
) -> bool:
    """Whether whatever is seen leaves two values of each figure and difference possible.

    A difference that is surely none tells of nobody, and may be known.
    """
    values: dict[object, list[set[int]]] = {}
    for way, one in zip(ways, seen, strict=True):
        ends = [*way, *(way[total] - way[part] for part, total in differences)]
        known = values.setdefault(one, [set() for _ in ends])
        for held, end in zip(known, ends, strict=True):
            held.add(end)
    figures = len(ways[0])
    return all(
        len(held) > 1 or (place >= figures and max(held) <= 0)
        for known in values.values()
        for place, held in enumerate(known)
    )


def _ways(
    names: Sequence[str], pairs: Sequence[Pair], facts: Mapping[str, Fact], limit: int
) -> Iterator[tuple[int, ...]]:
    """The values that hidden counts could have, none of them 0, one figure at least small.

    Of two counts every way up to forty; of more, as many as can be tried.
    """
    most = max(limit + 1, min(_LARGEST, int(_MOST_WAYS ** (1 / len(names)))))
    if len(names) <= 2:
        most = _LARGEST
    for way in itertools.product(range(1, most + 1), repeat=len(names)):
        at = dict(zip(names, way, strict=True))
        ends = [(_at(at, facts, one.part), _at(at, facts, one.total)) for one in pairs]
        if any(
            one.register and part > total for one, (part, total) in zip(pairs, ends, strict=True)
        ):
            continue
        small = any(value < limit for value in way)
        if small or any(1 <= total - part < limit for part, total in ends):
            yield way


def _world(
    names: Sequence[str],
    way: tuple[int, ...],
    pairs: Sequence[Pair],
    facts: Mapping[str, Fact],
    relations: Relations,
) -> dict[str, Fact]:
    """The facts of a return if its hidden counts were these."""
    world = dict(facts)
    for name, value in zip(names, way, strict=True):
        world[name] = replace(facts[name], value=Range.exactly(value))
    for pair in pairs:
        part, total = _in(world, pair.part), _in(world, pair.total)
        for name in pair.percents[:1]:
            if name in world:
                known = 0 <= part <= total and total > 0
                share = Range.exactly(100 * part / total) if known else None
                world[name] = replace(world[name], value=share)
    for name, percents in relations.lowest:
        of = [world[one].value for one in percents if one in world]
        ranges = [value for value in of if isinstance(value, Range)]
        fact = world.get(name)
        if fact is not None and isinstance(fact.value, Range) and ranges:
            high = min(value.high for value in ranges)
            world[name] = replace(fact, value=Range(min(fact.value.low, high), high))
            if fact.value.is_exact:
                world[name] = replace(fact, value=Range.exactly(high))
    return world


def _at(at: Mapping[str, int], facts: Mapping[str, Fact], name: str) -> float:
    return at[name] if name in at else _in(facts, name)


def _in(facts: Mapping[str, Fact], name: str) -> float:
    """A count, or one that is in no relation to any where it is not known."""
    value = facts[name].value if name in facts else None
    return value.low if isinstance(value, Range) else float("nan")


def _exact(facts: Mapping[str, Fact], name: str) -> int | None:
    value = facts[name].value
    return int(value.low) if isinstance(value, Range) and value.is_exact else None
