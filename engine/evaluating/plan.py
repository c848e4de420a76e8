"""The plan for settling rules: what each compares, whose verdicts it reads, and in which order.

It hangs on the rules alone, so that it is made once for those of a pack, and not for each quarter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from engine.evaluating.program import NOTHING, Program, TruthJoin
from engine.evaluating.rule_order import in_order
from engine.nouns.policy.condition import Comparison, comparisons
from engine.nouns.policy.rule import Rule
from engine.nouns.policy.verdict_fact import verdict_fact


@dataclass(frozen=True, slots=True)
class RuleSteps:
    """How one rule is settled once the facts are compared."""

    row: int
    """Its place among the rules."""
    reading: tuple[tuple[int, int], ...]
    """The comparisons first made for it of another rule's verdict, each with that rule's place."""
    joins: tuple[TruthJoin, ...]
    """What is joined first for it."""
    roots: tuple[int, int, int]
    """Where its three questions stand: met, partly met, in scope; ``NOTHING`` where not asked."""
    compared: tuple[int, ...]
    """The places of all its comparisons."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How some rules are settled."""

    rules: tuple[Rule, ...]
    row_of: Mapping[str, int]
    """The place of each rule, by its id."""
    comparisons: tuple[Comparison, ...]
    """What they compare, each once."""
    place_of: Mapping[Comparison, int]
    """The place of each comparison among them."""
    by_fact: tuple[tuple[int, ...], ...]
    """The places of the comparisons of facts that stand before all rules, by fact: a column is
    read once for all that is asked of it."""
    steps: tuple[RuleSteps, ...]
    """Of each rule, those after whose verdicts it reads."""
    registers: int
    """How many truths there are at once: the comparisons, then what is joined of them."""


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
    distinct = tuple(dict.fromkeys(asked for row in order for asked in every[row]))
    program = Program(distinct)
    reader = _StepReader(program, distinct, row_of_fact)
    by_fact: dict[str, list[int]] = {}
    for place, asked in enumerate(distinct):
        if asked.fact not in row_of_fact:
            by_fact.setdefault(asked.fact, []).append(place)
    steps = tuple(reader.steps(row, rules[row], every[row]) for row in order)
    return Plan(
        rules,
        row_of,
        distinct,
        program.place_of,
        tuple(tuple(places) for places in by_fact.values()),
        steps,
        len(distinct) + len(program.joined),
    )


class _StepReader:
    """Reads the steps of rules, one after the other in the order in which they are settled."""

    def __init__(
        self, program: Program, distinct: Sequence[Comparison], row_of_fact: Mapping[str, int]
    ) -> None:
        self._program, self._distinct, self._row_of_fact = program, distinct, row_of_fact
        self._seen: set[int] = set()

    def steps(self, row: int, rule: Rule, asked: Sequence[Comparison]) -> RuleSteps:
        """What is left to do for a rule after those before it."""
        program = self._program
        places = tuple(dict.fromkeys(program.place_of[comparison] for comparison in asked))
        reading = tuple(
            (place, self._row_of_fact[self._distinct[place].fact])
            for place in places
            if place not in self._seen and self._distinct[place].fact in self._row_of_fact
        )
        self._seen.update(places)
        made = len(program.joined)
        met, partly, scope = (
            NOTHING if condition is None else program.register(condition)
            for condition in (rule.met_when, rule.partly_met_when, rule.applies_when)
        )
        joins = tuple(program.joined[made:])
        return RuleSteps(row, reading, joins, (met, partly, scope), places)
