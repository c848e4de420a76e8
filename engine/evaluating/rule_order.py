"""The order in which rules are settled: each after those whose verdicts it reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from engine.nouns.policy.rule import Rule
from engine.nouns.policy.verdict_fact import rule_read


def rules_read(rule: Rule) -> tuple[str, ...]:
    """The ids of the rules whose verdicts a rule reads, in the order read."""
    return tuple(read for name in rule.facts if (read := rule_read(name)) is not None)


def in_order(reads: Sequence[Sequence[int]]) -> Iterable[int]:
    """The places of rules, each after those whose verdicts it reads, given the places it reads.

    Raises ValueError where rules read each other's in a circle, which loading refuses.
    """
    reading = {place: read for place, read in enumerate(reads) if read}
    if not reading:
        return range(len(reads))
    try:
        last = tuple(TopologicalSorter(reading).static_order())
    except CycleError as error:
        raise ValueError("rules that read each other's verdicts in a circle") from error
    ordered = set(last)
    return (*(place for place in range(len(reads)) if place not in ordered), *last)


def with_parts(rules: Iterable[Rule], among: Mapping[str, Rule]) -> tuple[Rule, ...]:
    """Some rules and all those whose verdicts they rest on, through any number of steps."""
    found: dict[str, Rule] = {}
    left = list(rules)
    while left:
        rule = left.pop(0)
        if rule.id not in found:
            found[rule.id] = rule
            left.extend(among[read] for read in rules_read(rule) if read in among)
    return tuple(found.values())
