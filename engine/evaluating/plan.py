"""The plan of settling some rules: what each compares, whose verdicts it reads, in which order.

It hangs on the rules alone, so that it is made once for those of a pack, and not for each quarter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from engine.evaluating.order import in_order
from engine.nouns.policy.condition import Comparison, comparisons
from engine.nouns.policy.rule import Rule
from engine.nouns.policy.verdict_fact import verdict_fact


@dataclass(frozen=True, slots=True)
class Plan:
    """How some rules are settled."""

    rules: tuple[Rule, ...]
    row_of: Mapping[str, int]
    """The place of each rule, by its id."""
    compared: tuple[tuple[tuple[Comparison, int | None], ...], ...]
    """By rule: what it compares, each once over all rules, first where it is settled first; with
    the place of the rule whose verdict it reads."""
    order: tuple[int, ...]
    """The places of the rules, each after those whose verdicts it reads."""


@dataclass(frozen=True, slots=True, eq=False)
class _SameRules:
    """Rules compared by identity: those of a pack are long to compare by what they say."""

    rules: tuple[Rule, ...]

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.rules)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _SameRules)
            and len(self.rules) == len(other.rules)
            and all(mine is theirs for mine, theirs in zip(self.rules, other.rules, strict=True))
        )


def plan_of(rules: Sequence[Rule]) -> Plan:
    """How some rules are settled. Raises ValueError where they read each other in a circle."""
    return _plan(_SameRules(tuple(rules)))


@lru_cache(maxsize=32)
def _plan(same: _SameRules) -> Plan:
    rules = same.rules
    row_of = {rule.id: row for row, rule in enumerate(rules)}
    row_of_fact = {verdict_fact(rule): row for rule, row in row_of.items()}
    every = [
        [comparison for condition in rule.conditions for comparison in comparisons(condition)]
        for rule in rules
    ]
    reads = [
        [row_of_fact[asked.fact] for asked in of_rule if asked.fact in row_of_fact]
        for of_rule in every
    ]
    order = tuple(in_order(reads))
    compared: list[tuple[tuple[Comparison, int | None], ...]] = [()] * len(rules)
    seen: set[Comparison] = set()
    for row in order:
        first = [asked for asked in dict.fromkeys(every[row]) if asked not in seen]
        seen.update(first)
        compared[row] = tuple((asked, row_of_fact.get(asked.fact)) for asked in first)
    return Plan(rules, row_of, tuple(compared), order)
