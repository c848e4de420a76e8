"""The plain-Python chainer: the oracle of the tests, and the stand-in without durable_rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.chaining.chainers.compile import CompiledRule, CompiledRules
from engine.chaining.chainers.signal_forms import FIELDS, Match, Signal, check

NAME = "the plain-Python stand-in"


class Fixpoint:
    """Apply every concern rule until nothing new follows."""

    @property
    def name(self) -> str:
        """ "the plain-Python stand-in"."""
        return NAME

    def chain(self, rules: CompiledRules, signals: Sequence[Signal]) -> frozenset[Match]:
        """All matches of the rules over one organisation's signals and what follows from them."""
        known: dict[str, dict[Signal, None]] = {kind: {} for kind in FIELDS}
        for signal in signals:
            check(signal)
            known[str(signal[0])][signal] = None
        found: set[Match] = set()
        turn = list(rules)
        while turn:
            fresh = {
                Match(rule.id, chosen): rule.derived(chosen)
                for rule in turn
                for chosen in _chosen(rule, known)
            }
            new = fresh.keys() - found
            found |= new
            known["concern"].update(dict.fromkeys(fresh[match] for match in new))
            turn = list(rules.later) if new else []
        return frozenset(found)


def _chosen(
    rule: CompiledRule, known: Mapping[str, Mapping[Signal, None]]
) -> Iterator[tuple[Signal, ...]]:
    """Every choice of one signal for each pattern, no signal twice, that satisfies a rule."""
    partial: list[tuple[Signal, ...]] = [()]
    for pattern in rule.patterns:
        by_key: dict[tuple[str | int, ...], list[Signal]] = {}
        for signal in known[pattern.kind]:
            if all(signal[test.place] in test.words for test in pattern.tests):
                key = tuple(signal[join.place] for join in pattern.joins)
                by_key.setdefault(key, []).append(signal)
        grown: list[tuple[Signal, ...]] = []
        for chosen in partial:
            wanted = tuple(
                _plus(chosen[join.pattern][join.other], join.plus) for join in pattern.joins
            )
            grown += [
                (*chosen, signal) for signal in by_key.get(wanted, ()) if signal not in chosen
            ]
        partial = grown
    yield from partial


def _plus(value: str | int, number: int) -> str | int:
    return value + number if isinstance(value, int) else value
