"""The sieve before durable_rules: only signals that some rule can use are asserted.

A fact that no rule mentions makes durable_rules raise and delay the whole batch; and every
fact costs it nine kilobytes, so those that cannot find their partner stay out as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from engine.chaining.compile import CompiledRules, Join, Pattern
from engine.chaining.signal import FIELDS, Signal

Key = Callable[[Signal], object]


class Sieve:
    """Which signals can take part in a match, for one set of rules."""

    def __init__(self, rules: CompiledRules) -> None:
        self._patterns = [pattern for rule in rules for pattern in rule.patterns]
        self._kinds = {pattern.kind for pattern in self._patterns}
        self._tested: dict[object, Key] = {kind: self._key(kind) for kind in FIELDS}
        self._passes: dict[object, tuple[int, ...]] = {}
        self._rules: list[tuple[range, list[_Pair]]] = []
        first = 0
        for rule in rules:
            numbers = range(first, first + len(rule.patterns))
            self._rules.append((numbers, list(_pairs(rule.patterns, first))))
            first = numbers.stop

    def _key(self, kind: str) -> Key:
        """The signal's kind and tested fields: signals alike in these pass the same patterns."""
        tested = {
            test.place
            for pattern in self._patterns
            if pattern.kind == kind
            for test in pattern.tests
        }
        return itemgetter(0, *sorted(tested))

    def passes(self, signal: Signal) -> tuple[int, ...]:
        """The numbers of the patterns whose kind and words the signal satisfies."""
        key = self._tested[signal[0]](signal)
        numbers = self._passes.get(key)
        if numbers is None:
            numbers = tuple(
                number
                for number, pattern in enumerate(self._patterns)
                if pattern.kind == signal[0]
                and all(signal[test.place] in test.words for test in pattern.tests)
            )
            self._passes[key] = numbers
        return numbers

    def usable(self, signals: Iterable[Signal]) -> list[Signal]:
        """The signals of a kind that any pattern looks at."""
        return [signal for signal in signals if signal[0] in self._kinds]

    def sift(self, signals: Iterable[Signal]) -> list[Signal]:
        """The signals that can take part in a match, each once, in an order of their own."""
        candidates: list[list[Signal]] = [[] for _ in self._patterns]
        tested, passes = self._tested, self._passes
        for signal in signals:
            numbers = passes.get(tested[signal[0]](signal))
            for number in self.passes(signal) if numbers is None else numbers:
                candidates[number].append(signal)
        wanted: dict[Signal, None] = {}
        for rule, pairs in self._rules:
            for pair in pairs:
                _reduce(candidates, pair)
            if all(candidates[number] for number in rule):
                for number in rule:
                    wanted.update(dict.fromkeys(candidates[number]))
        return list(wanted)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two patterns that must agree in some fields, and those fields of each."""

    left: int
    right: int
    left_key: Key
    right_key: Key


def _pairs(patterns: Sequence[Pattern], first: int) -> Iterator[_Pair]:
    """The pairs to reduce, the cheap agreements before those that count quarters."""
    for number, pattern in enumerate(patterns):
        for earlier in range(number):
            joins = [join for join in pattern.joins if join.pattern == earlier]
            plain = [join for join in joins if not join.plus]
            if plain:
                left = itemgetter(*(join.other for join in plain))
                right = itemgetter(*(join.place for join in plain))
                yield _Pair(first + earlier, first + number, left, right)
            if len(plain) < len(joins):
                left = itemgetter(*(join.other for join in joins))
                yield _Pair(first + earlier, first + number, left, _earlier(joins))


def _earlier(joins: Sequence[Join]) -> Key:
    """A later signal's fields as the earlier one must hold them."""
    places = [(join.place, join.plus) for join in joins]
    if len(places) == 1:
        place, plus = places[0]
        return lambda signal: _less(signal[place], plus)
    return lambda signal: tuple([_less(signal[place], plus) for place, plus in places])


def _less(value: str | int, number: int) -> str | int:
    return value - number if isinstance(value, int) else value


def _reduce(candidates: list[list[Signal]], pair: _Pair) -> None:
    """Keep on either side only what has a partner on the other."""
    left, right = candidates[pair.left], candidates[pair.right]
    left_keys, right_keys = list(map(pair.left_key, left)), list(map(pair.right_key, right))
    shared = set(left_keys).intersection(right_keys)
    candidates[pair.left] = [
        signal for signal, key in zip(left, left_keys, strict=True) if key in shared
    ]
    candidates[pair.right] = [
        signal for signal, key in zip(right, right_keys, strict=True) if key in shared
    ]
