"""The pack's rules in the least that any engine needs: tests of columns, and trees of them.

Each engine is given it ready made, with words as small numbers, so that none pays for reading
YAML or for comparing texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from benchmarks.verdicts.evidence import AS_OF, Evidence, FactColumn, Numbers, words_of
from engine.evaluating.numbers import months_before
from engine.nouns.evidence.fact import Kind
from engine.nouns.policy.condition import (
    All,
    Any,
    Comparison,
    Condition,
    FactRef,
    Literal,
    Not,
    ParameterRef,
    WordList,
)
from engine.nouns.policy.operators import Op
from engine.nouns.policy.rule import Rule
from engine.nouns.policy.verdict_fact import rule_read

VERDICTS = ("not_applicable", "no_evidence", "met", "partly_met", "not_met")
NOT_APPLICABLE, NO_EVIDENCE, MET, PARTLY_MET, NOT_MET = range(5)
Verdicts = npt.NDArray[np.int8]
"""Places in ``VERDICTS``: a row a rule, a column an organisation."""


@dataclass(frozen=True, slots=True)
class Test:
    """One distinct comparison: a column held to numbers or to another column."""

    column: str
    sign: str
    """``in``, ``between``, ``>=``, ``>``, ``<=``, ``<``; ``flag`` for a column of 1, 0 and
    unknown; ``given`` for one that is true or unknown; ``verdict`` for a rule's own."""
    numbers: tuple[float, ...] = ()
    other: str = ""


Node = int | tuple[str, tuple["Node", ...]]
"""The place of a test, or "all", "any" or "not" with the parts."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One rule: its conditions as nodes; ``scope`` and ``partly`` may be missing."""

    scope: Node | None
    met: Node
    partly: Node | None
    level: int
    """0 where it reads no other's verdict, else one more than the highest that it reads."""


@dataclass(slots=True)
class Problem:
    """All rules over all organisations."""

    size: int
    columns: dict[str, Numbers] = field(default_factory=dict)
    """By name numbers with nan for unknown."""
    tests: list[Test] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)

    @property
    def levels(self) -> list[list[int]]:
        """The places of the duties, level by level."""
        highest = max(duty.level for duty in self.duties)
        return [
            [at for at, duty in enumerate(self.duties) if duty.level == level]
            for level in range(highest + 1)
        ]

    def tests_at(self, level: int) -> list[int]:
        """The tests of verdicts that are known once a level is judged; -1 for those of columns."""
        return [
            at
            for at, test in enumerate(self.tests)
            if (self.duties[int(test.column)].level if test.sign == "verdict" else -1) == level
        ]


def problem_of(evidence: Evidence) -> Problem:
    """The problem that some evidence sets."""
    return _Writer(evidence).problem


class _Writer:
    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._place = {rule.id: at for at, rule in enumerate(evidence.rules)}
        self._tests: dict[Test, int] = {}
        self._levels: dict[str, int] = {}
        self.problem = Problem(evidence.size)
        self.problem.duties = [self._duty(rule) for rule in evidence.rules]
        self.problem.tests = list(self._tests)

    def _duty(self, rule: Rule) -> Duty:
        scope, partly = rule.applies_when, rule.partly_met_when
        return Duty(
            None if scope is None else self._node(scope),
            self._node(rule.met_when),
            None if partly is None else self._node(partly),
            self._level(rule),
        )

    def _level(self, rule: Rule) -> int:
        if rule.id not in self._levels:
            read = [found for name in rule.facts if (found := rule_read(name)) is not None]
            rules = self._evidence.pack.rules
            self._levels[rule.id] = 1 + max((self._level(rules[name]) for name in read), default=-1)
        return self._levels[rule.id]

    def _node(self, condition: Condition) -> Node:
        match condition:
            case Comparison():
                return self._tests.setdefault(self._test(condition), len(self._tests))
            case Not(part):
                return "not", (self._node(part),)
            case All(parts):
                return "all", tuple(map(self._node, parts))
            case Any(parts):
                return "any", tuple(map(self._node, parts))

    def _test(self, comparison: Comparison) -> Test:
        rule = rule_read(comparison.fact)
        if rule is not None:
            words = _words(comparison)
            codes = tuple(float(VERDICTS.index(str(word))) for word in words)
            return Test(str(self._place[rule]), "verdict", codes)
        fact = self._evidence.facts[comparison.fact]
        column = self._column(comparison.fact)
        if comparison.op is Op.IS_RETURNED:
            given = np.where(fact.returned, 1.0, np.nan)
            return Test(self._add(f"{column}_given", given), "given")
        if fact.spec.kind is Kind.WORDS:
            [word] = _words(comparison)
            has = np.where(np.isnan(fact.values), np.nan, fact.having[str(word)].astype(float))
            return Test(self._add(f"{column}_{word}", has), "flag")
        self._add(column, fact.values)
        if fact.spec.kind in (Kind.NUMBER, Kind.DATE):
            return self._of_numbers(comparison, column)
        return Test(column, "in", tuple(_codes(comparison, fact)))

    def _of_numbers(self, comparison: Comparison, column: str) -> Test:
        today = float(AS_OF.toordinal())
        if comparison.op is Op.IS_NOT_PAST:
            return Test(column, ">=", (today,))
        other, number = "", 0.0
        match comparison.right:
            case FactRef(name):
                other = self._add(self._column(name), self._evidence.facts[name].values)
            case ParameterRef(name):
                number = self._evidence.parameters[name]
            case Literal(value):
                number = float(value)
        if comparison.op is Op.IS_WITHIN:
            since = months_before(AS_OF, int(number)).toordinal()
            return Test(column, "between", (float(since), today))
        return Test(column, _SIGNS[comparison.op], () if other else (number,), other)

    def _column(self, fact: str) -> str:
        return f"f{list(self._evidence.facts).index(fact)}"

    def _add(self, name: str, values: Numbers) -> str:
        self.problem.columns.setdefault(name, values)
        return name


_SIGNS = {
    Op.IS: "in",
    Op.IS_AT_LEAST: ">=",
    Op.IS_OVER: ">",
    Op.IS_AFTER: ">",
    Op.IS_AT_MOST: "<=",
    Op.IS_UNDER: "<",
    Op.IS_BEFORE: "<",
}


def _words(comparison: Comparison) -> tuple[bool | str | float, ...]:
    match comparison.right:
        case WordList(values):
            return values
        case Literal(value):
            return (value,)
    raise TypeError(f"no words: {comparison}")


def _codes(comparison: Comparison, fact: FactColumn) -> Iterator[float]:
    words = words_of(fact.spec)
    # A word that the fact cannot have is never met with.
    for word in _words(comparison):
        if word in words:
            yield float(words.index(word))  # type: ignore[arg-type]
