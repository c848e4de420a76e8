"""Concern rules made ready for a chainer: fields by place, and durable_rules' own form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from engine.chaining.chainers.signal_forms import (
    FIELDS,
    QUARTER,
    THE_ORGANISATION,
    ChainingError,
    Signal,
    latest_quarter,
    place_of,
)
from engine.nouns.policy.concern_rule import ConcernRule, SameAs, SignalPattern

Word = str | int
Definition = dict[str, Any]
"""A durable_rules rule as its JSON: ``{"all": [{"p0": {"$and": [...]}}, ...]}``."""

OPENING_KIND = 0
"""The kind of the fact that opens every session: no signal has it."""
_KIND_CODES = {kind: code for code, kind in enumerate(FIELDS, start=1)}


@dataclass(frozen=True, slots=True)
class OneOf:
    """A field that must hold one of several words."""

    place: int
    words: frozenset[Word]


@dataclass(frozen=True, slots=True)
class Join:
    """A field that must hold what a field of an earlier signal holds, plus a number."""

    place: int
    pattern: int
    """The number of the earlier pattern, from 0."""
    other: int
    """The place of the field in that pattern's signal."""
    plus: int = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """A signal that a rule waits for: its kind, what it is held to, what it shares."""

    kind: str
    tests: tuple[OneOf, ...]
    joins: tuple[Join, ...]

    @property
    def alone(self) -> tuple[str, frozenset[OneOf]]:
        """What it asks of a signal by itself; equal for lines that look for the same signals."""
        return self.kind, frozenset(self.tests)


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A concern rule as the chainers match it."""

    id: str
    patterns: tuple[Pattern, ...]
    subject: tuple[int, int] | None
    """The pattern and the place that say what the concern is about; None for the organisation."""

    @property
    def sees_concerns(self) -> bool:
        """Whether it looks at concerns that other rules derive."""
        return any(pattern.kind == "concern" for pattern in self.patterns)

    def derived(self, signals: Sequence[Signal]) -> Signal:
        """The ``concern`` signal that follows from a match of this rule."""
        about = THE_ORGANISATION if self.subject is None else self._about(signals, self.subject)
        return ("concern", self.id, about, latest_quarter(signals))

    @staticmethod
    def _about(signals: Sequence[Signal], subject: tuple[int, int]) -> str:
        return str(signals[subject[0]][subject[1]])


@dataclass(frozen=True, eq=False)
class CompiledRules:
    """All concern rules of a pack; compared by identity, so that a chainer prepares them once."""

    rules: tuple[CompiledRule, ...]

    @property
    def concern_rules_read(self) -> frozenset[str]:
        """The concern rules whose concerns some rule looks at."""
        named: set[str] = set()
        for rule in self.rules:
            for pattern in rule.patterns:
                if pattern.kind == "concern":
                    place = place_of("concern", "rule")
                    tests = [test.words for test in pattern.tests if test.place == place]
                    named.update(map(str, tests[0] if tests else (rule.id for rule in self.rules)))
        return frozenset(named)

    @property
    def first(self) -> CompiledRules:
        """The rules that look at findings and facts only."""
        return CompiledRules(tuple(rule for rule in self.rules if not rule.sees_concerns))

    @property
    def later(self) -> CompiledRules:
        """The rules that look at concerns already derived."""
        return CompiledRules(tuple(rule for rule in self.rules if rule.sees_concerns))

    def compared(self, kind: str) -> frozenset[int]:
        """The places of the fields of a kind of signal that some rule compares with another's."""
        places: set[int] = set()
        for rule in self.rules:
            for pattern in rule.patterns:
                if pattern.kind == kind:
                    places.update(join.place for join in pattern.joins)
                for join in pattern.joins:
                    if rule.patterns[join.pattern].kind == kind:
                        places.add(join.other)
        return frozenset(places)

    def __iter__(self) -> Iterator[CompiledRule]:
        return iter(self.rules)


def compile_unchecked(rules: Sequence[ConcernRule]) -> CompiledRules:
    """Concern rules with their fields by place, not yet held against the chainers' limits.

    Raises ChainingError where a field is the same as one that it cannot be compared with.
    """
    return CompiledRules(tuple(_compiled(rule) for rule in rules))


def _compiled(rule: ConcernRule) -> CompiledRule:
    numbers = {pattern.name: number for number, pattern in enumerate(rule.patterns)}
    patterns = tuple(_pattern(rule, number, numbers) for number in range(len(rule.patterns)))
    subject = None
    if rule.subject != THE_ORGANISATION:
        name, _, field = rule.subject.partition(".")
        subject = (numbers[name], place_of(rule.patterns[numbers[name]].seen, field))
    return CompiledRule(rule.id, patterns, subject)


def _pattern(rule: ConcernRule, number: int, numbers: dict[str, int]) -> Pattern:
    pattern = rule.patterns[number]
    tests: list[OneOf] = []
    joins: list[Join] = []
    for field, wanted in pattern.where:
        place = place_of(pattern.seen, field)
        if isinstance(wanted, SameAs):
            earlier = rule.patterns[numbers[wanted.pattern]]
            _refuse_unlike(rule, pattern, field, wanted)
            other = place_of(earlier.seen, wanted.field)
            joins.append(Join(place, numbers[wanted.pattern], other, wanted.plus))
        else:
            tests.append(OneOf(place, frozenset(wanted)))
    return Pattern(pattern.seen, tuple(tests), tuple(joins))


def _refuse_unlike(rule: ConcernRule, pattern: SignalPattern, field: str, wanted: SameAs) -> None:
    quarters = (field == QUARTER) + (wanted.field == QUARTER)
    if quarters == 1 or (wanted.plus and quarters == 0):
        raise ChainingError(
            f"concern rule {rule.id}: {pattern.name}.{field} cannot be the same as "
            f"{wanted.pattern}.{wanted.field}{' plus a number' if wanted.plus else ''}; a "
            "quarter can only be compared with a quarter, and text with text"
        )


def durable_ruleset(
    rules: CompiledRules, class_of: Callable[[Pattern], int]
) -> tuple[dict[str, Definition], dict[str, CompiledRule]]:
    """durable's definitions without their actions, and the rule that each name stands for.

    ``class_of`` numbers what a line asks of a signal by itself; a fact has the property
    ``w3`` where it is of class 3 (see ``class_field``). So one durable rule stands for one
    concern rule however many words it names, since durable's own ``any`` fires 2^n - 1 times
    when n of its parts are true. The last definition is the catch-all that every session fires.
    """
    definitions: dict[str, Definition] = {}
    owners: dict[str, CompiledRule] = {}
    for rule in rules:
        name = f"r{len(definitions)}"
        owners[name] = rule
        definitions[name] = {
            "all": [
                {f"p{number}": {"$and": _tests(rule, number, class_of(pattern))}}
                for number, pattern in enumerate(rule.patterns)
            ]
        }
    definitions["opening"] = {"all": [{"p0": {"$and": [{"kind": OPENING_KIND}]}}]}
    return definitions, owners


def class_field(number: int) -> str:
    """The property of a fact that is of that class; its value is 1."""
    return f"w{number}"


def _tests(rule: CompiledRule, number: int, class_number: int) -> list[dict[str, Any]]:
    """One line's tests: its kind first, so that few tests hang from durable's root."""
    pattern = rule.patterns[number]
    names = FIELDS[pattern.kind]
    tests: list[dict[str, Any]] = [{"kind": kind_code(pattern.kind)}]
    tests.append({class_field(class_number): 1})
    for join in pattern.joins:
        earlier = FIELDS[rule.patterns[join.pattern].kind][join.other - 1]
        value: dict[str, Any] = {f"p{join.pattern}": earlier}
        if join.plus:
            sign = "$add" if join.plus > 0 else "$sub"
            value = {sign: {"$l": value, "$r": abs(join.plus)}}
        tests.append({names[join.place - 1]: value})
    return tests


def kind_code(kind: str) -> int:
    """The whole number that stands for a kind of signal."""
    return _KIND_CODES[kind]
