"""Whether the verdicts on one return would reveal a figure that is not published.

The rules are public: who knows a verdict knows which figures lead to it. So every way in which
the hidden figures could be is tried; a verdict is published only where every outcome leaves
enough values open for each of them, and for each difference, whichever the true ones are: two at
least, and where all of them are small, every small one.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from engine.evaluating.settle import Settled, settle
from engine.judge import setting_of
from engine.nouns.evidence.fact import Catalogue, Fact
from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.policy.condition import FactRef, comparisons
from engine.nouns.policy.operators import Op
from engine.nouns.policy.rule import Rule
from engine.publishing.figure_relations import PartOfTotal, Relations
from engine.publishing.possible_counts import Ints, PossibleCounts, columns_in, possible_counts
from engine.publishing.small_numbers import SMALL

_SIGNS = 12
"""How many signs of three bits are put side by side before they are numbered anew."""


class Disclosure(IntEnum):
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
    compared: dict[str, frozenset[str]] = field(default_factory=dict)
    """The facts that each rule compares, by its id, as far as was asked."""

    def rules_comparing(self, some: frozenset[str]) -> list[Rule]:
        """The rules that compare any of some facts; that one is returned reveals nothing of it."""
        for rule in self.rules:
            if rule.id not in self.compared:
                self.compared[rule.id] = frozenset(_compared(rule))
        return [rule for rule in self.rules if some & self.compared[rule.id]]


def disclosure_of(
    facts: Mapping[str, Fact],
    hidden: Mapping[str, str],
    relations: Relations,
    judging: Judging,
    known: dict[Hashable, Mapping[str, Disclosure]] | None = None,
) -> Mapping[str, Disclosure]:
    """How much is published of the rules that read a hidden figure, by rule; the rest is open.

    ``known`` holds what was found before, so that returns that are alike are not gone through
    again.
    """
    disclosures: dict[str, Disclosure] = {}
    counts = [name for name in sorted(relations.people) if name in hidden]
    for names in _linked(counts, relations.pairs):
        moving = _moving(names, relations)
        every = judging.rules_comparing(moving)
        # A dispute holds numbers that are not shown; which rules are shown may not hang on them.
        disputed = {rule.id for rule in every if _in_dispute(rule, facts)}
        disclosures.update(dict.fromkeys(disputed, Disclosure.WITHHELD))
        rules = [rule for rule in every if rule.id not in disputed]
        if not rules:
            continue
        small = all(hidden[name] == SMALL for name in names)
        worlds = possible_counts(names, small, facts, relations, judging.limit)
        if worlds is None:
            found: Mapping[str, Disclosure] = {rule.id: Disclosure.WITHHELD for rule in rules}
        else:
            own = replace(judging, rules=rules)
            found = _found(worlds, facts, relations, own, {} if known is None else known)
        for rule, how in found.items():
            disclosures[rule] = max(disclosures.get(rule, Disclosure.OPEN), how)
    return disclosures


def _in_dispute(rule: Rule, facts: Mapping[str, Fact]) -> bool:
    """Whether a rule reads what a return contradicts itself about."""
    read = (facts.get(name) for name in rule.facts)
    return any(fact is not None and fact.in_dispute for fact in read)


def _linked(names: Sequence[str], pairs: Sequence[PartOfTotal]) -> list[list[str]]:
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


def _compared(rule: Rule) -> Iterator[str]:
    for condition in rule.conditions:
        for comparison in comparisons(condition):
            if comparison.op is not Op.IS_RETURNED:
                yield comparison.fact
                if isinstance(comparison.right, FactRef):
                    yield comparison.right.name


def _found(
    worlds: PossibleCounts,
    facts: Mapping[str, Fact],
    relations: Relations,
    judging: Judging,
    known: dict[Hashable, Mapping[str, Disclosure]],
) -> Mapping[str, Disclosure]:
    """How much is shown of each rule, from the worlds alone: as much as leaves enough open."""
    read = tuple(dict.fromkeys(name for rule in judging.rules for name in rule.facts))
    columns = columns_in(worlds, read, facts, relations, judging.catalogue)
    like = (
        worlds.names,
        worlds.values.tobytes(),
        worlds.parts.tobytes(),
        worlds.totals.tobytes(),
        tuple(rule.id for rule in judging.rules),
        tuple((name, facts[name].value, facts[name].returned) for name in read if name in facts),
        id(judging.parameters),
        judging.as_of,
        judging.limit,
    )
    found = known.get(like)
    if found is None:
        settled = settle(judging.rules, columns, setting_of([judging.parameters], judging.as_of))
        found = known[like] = _as_much_as_may_be(worlds, settled, judging.limit)
    return found


def _as_much_as_may_be(
    worlds: PossibleCounts, settled: Settled, limit: int
) -> Mapping[str, Disclosure]:
    """Rule by rule, in their order, as much as may be shown beside what is shown already."""
    base = [above.astype(np.int8) for above in worlds.part_above_total]
    coarse = {rule.id: [settled.verdicts[row]] for row, rule in enumerate(settled.rules)}
    fine = {rule.id: [*coarse[rule.id], *_planes(rule, settled)] for rule in settled.rules}
    if keeps_secret(worlds, [*base, *itertools.chain(*fine.values())], limit):
        return dict.fromkeys(fine, Disclosure.OPEN)
    disclosures: dict[str, Disclosure] = {}
    for rule in fine:
        for outcome, seen in ((Disclosure.OPEN, fine[rule]), (Disclosure.CLOSED, coarse[rule])):
            if keeps_secret(worlds, [*base, *seen], limit):
                disclosures[rule], base = outcome, [*base, *seen]
                break
        else:
            disclosures[rule] = Disclosure.WITHHELD
    return disclosures


def _planes(rule: Rule, settled: Settled) -> list[NDArray[np.int8]]:
    """How each comparison of a rule came out in each world."""
    distinct = dict.fromkeys(
        comparison for condition in rule.conditions for comparison in comparisons(condition)
    )
    return [settled.planes[comparison].truth for comparison in distinct]


def keeps_secret(worlds: PossibleCounts, seen: Sequence[NDArray[np.int8]], limit: int) -> bool:
    """Whether whatever is seen leaves enough values of each figure and difference possible.

    ``seen`` are rows of one sign a world, each from 0 to 7. A difference, or a count that nobody
    returned, that is surely none reveals nobody, and may be known.
    """
    kinds = np.zeros(worlds.values.shape[1], dtype=np.int64)
    for place, row in enumerate(seen, start=1):
        kinds = kinds * 8 + row
        if place % _SIGNS == 0 or place == len(seen):
            _, kinds = np.unique(kinds, return_inverse=True)
    ends = [
        *zip(worlds.values, (name in worlds.implied for name in worlds.names), strict=True),
        *((between.astype(np.int64), True) for between in worlds.differences()),
    ]
    return all(_enough(kinds, values, limit, may_be_none) for values, may_be_none in ends)


def _enough(kinds: Ints, values: Ints, limit: int, may_be_none: bool) -> bool:
    """Whether each kind of world leaves two values open, and all small ones where no others."""
    least = int(values.min())
    there = np.zeros((int(kinds.max()) + 1, int(values.max()) - least + 1), dtype=bool)
    there[kinds, values - least] = True
    left = there.sum(axis=1)
    lowest = there.argmax(axis=1) + least
    highest = least + there.shape[1] - 1 - there[:, ::-1].argmax(axis=1)
    inside = (lowest >= 1) & (highest < limit) & (left < limit - 1)
    disclosures = (left < 2) | inside
    if may_be_none:
        disclosures &= highest > 0
    return not bool(disclosures.any())
