"""The sieve before durable_rules: only signals that some rule can use are passed on to it.

A fact that no rule mentions makes durable_rules raise and delay the whole batch; and every
fact costs it nine kilobytes, so those that cannot find their partner stay out as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from engine.chaining.chainers.compile import CompiledRules, Join, Pattern
from engine.chaining.chainers.signal_forms import FIELDS, Signal

Key = Callable[[Signal], object]
_Spec = tuple[tuple[int, int], ...]
"""The places of a key, each with the number taken from the value there."""


class SignalClasses:
    """Which lines of the rules a signal satisfies by itself, before it is compared with others.

    Lines that look for the same kind of signal and the same words are one class.
    """

    def __init__(self, rules: CompiledRules) -> None:
        self._numbers: dict[object, int] = {}
        self._by_kind: dict[object, list[tuple[int, Pattern]]] = {kind: [] for kind in FIELDS}
        for rule in rules:
            for pattern in rule.patterns:
                if pattern.alone not in self._numbers:
                    number = self._numbers[pattern.alone] = len(self._numbers)
                    self._by_kind[pattern.kind].append((number, pattern))
        self._tested: dict[object, Key] = {kind: self._key(kind) for kind in FIELDS}
        self._known: dict[object, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def number_of(self, pattern: Pattern) -> int:
        """The number of the class of a line, from 0."""
        return self._numbers[pattern.alone]

    def _key(self, kind: str) -> Key:
        """The signal's kind and tested fields: signals alike in these are of the same classes."""
        tested = {test.place for _, pattern in self._by_kind[kind] for test in pattern.tests}
        return itemgetter(0, *sorted(tested))

    def numbers_of(self, signal: Signal) -> tuple[int, ...]:
        """The numbers of the classes of a signal, rising; none where no line looks for it.

        Raises KeyError or IndexError where it is not of the agreed form.
        """
        key = self._tested[signal[0]](signal)
        numbers = self._known.get(key)
        if numbers is None:
            numbers = self._known[key] = tuple(
                number
                for number, pattern in self._by_kind[signal[0]]
                if all(signal[test.place] in test.words for test in pattern.tests)
            )
        return numbers

    def sort(self, signals: Iterable[Signal]) -> list[list[Signal]]:
        """Signals by the number of their class; one that is of several stands in each."""
        sorted_: list[list[Signal]] = [[] for _ in self._numbers]
        self.add(sorted_, signals)
        return sorted_

    def add(self, sorted_: list[list[Signal]], signals: Iterable[Signal]) -> None:
        """Add signals to some already sorted."""
        tested, known = self._tested, self._known
        for signal in signals:
            numbers = known.get(tested[signal[0]](signal))
            for number in self.numbers_of(signal) if numbers is None else numbers:
                sorted_[number].append(signal)


@dataclass(frozen=True, slots=True)
class _JoinedLines:
    """Two lines that must agree in some fields, and those fields of each."""

    left: int
    right: int
    left_key: _Spec
    right_key: _Spec


class Sieve:
    """Which signals can take part in a match, for one set of rules."""

    def __init__(self, rules: CompiledRules, classes: SignalClasses) -> None:
        self._rules = [
            ([classes.number_of(pattern) for pattern in rule.patterns], list(_pairs(rule.patterns)))
            for rule in rules
        ]

    def usable(self, by_class: Sequence[list[Signal]]) -> list[Signal]:
        """Of signals by class, those that can take part in a match, each once."""
        wanted: dict[Signal, None] = {}
        known: dict[tuple[int, _Spec], list[object]] = {}

        def keys(signals: list[Signal], number: int, spec: _Spec) -> list[object]:
            if signals is not by_class[number]:
                return _keys_of(signals, spec)
            if (number, spec) not in known:
                known[number, spec] = _keys_of(signals, spec)
            return known[number, spec]

        for numbers, pairs in self._rules:
            lists = [by_class[number] for number in numbers]
            if not all(lists):
                continue
            for pair in pairs:
                left, right = lists[pair.left], lists[pair.right]
                left_keys = keys(left, numbers[pair.left], pair.left_key)
                right_keys = keys(right, numbers[pair.right], pair.right_key)
                shared = set(left_keys).intersection(right_keys)
                if not shared:
                    break
                lists[pair.left] = _kept(left, left_keys, shared)
                lists[pair.right] = _kept(right, right_keys, shared)
            else:
                for signals in lists:
                    wanted.update(dict.fromkeys(signals))
        return list(wanted)


def _kept(signals: list[Signal], keys: list[object], shared: set[object]) -> list[Signal]:
    """The signals that have a partner on the other side."""
    return [signal for signal, key in zip(signals, keys, strict=True) if key in shared]


def _pairs(patterns: Sequence[Pattern]) -> Iterator[_JoinedLines]:
    """The pairs to reduce, the cheap agreements before those that count quarters."""
    for number, pattern in enumerate(patterns):
        for earlier in range(number):
            joins = [join for join in pattern.joins if join.pattern == earlier]
            plain = [join for join in joins if not join.plus]
            if plain:
                yield _pair(earlier, number, plain)
            if len(plain) < len(joins):
                yield _pair(earlier, number, joins)


def _pair(earlier: int, number: int, joins: Sequence[Join]) -> _JoinedLines:
    left = tuple((join.other, 0) for join in joins)
    return _JoinedLines(earlier, number, left, tuple((join.place, join.plus) for join in joins))


def _keys_of(signals: list[Signal], spec: _Spec) -> list[object]:
    """Of each signal the fields that must agree, as the other side must hold them."""
    columns = [
        # Only quarters are counted on.
        [int(signal[place]) - minus for signal in signals]
        if minus
        else list(map(itemgetter(place), signals))
        for place, minus in spec
    ]
    return list(columns[0]) if len(columns) == 1 else list(zip(*columns, strict=True))
