"""Judging written out plainly, an organisation at a time; rules and evidence drawn to try it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from hypothesis import strategies as st

from engine.evaluating.ingest import columns_of
from engine.evaluating.numbers import months_before
from engine.evaluating.planes import Setting
from engine.evaluating.settle import settle
from engine.nouns.evidence.fact import Fact, FactSpec, Kind, Range
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
from engine.nouns.policy.rule import Rule, RuleWords
from engine.nouns.verdict import Truth, Verdict

AS_OF = dt.date(2014, 9, 30)
PARAMETERS = {"low": 2.0, "high": 5.0, "months": 12.0}
SETTING = Setting(PARAMETERS, AS_OF)
CATALOGUE = {
    spec.name: spec
    for spec in (
        FactSpec("n.a", Kind.NUMBER, "a"),
        FactSpec("n.b", Kind.NUMBER, "b"),
        FactSpec("d", Kind.DATE, "d"),
        FactSpec("y", Kind.YES_NO, "y"),
        FactSpec("w", Kind.WORD, "w", words=("not_met", "partly_met", "met")),
        FactSpec("s", Kind.WORDS, "s", words=("east", "west")),
    )
}

RULE_WORDS = RuleWords("m", "n", "e", "c", "q")
Facts = Mapping[str, Fact]


def naive_truth(condition: Condition, facts: Facts) -> Truth:
    """Kleene truth by trying every value that a fact could still have."""
    match condition:
        case All(parts):
            truths = [naive_truth(part, facts) for part in parts]
            if Truth.FALSE in truths:
                return Truth.FALSE
            return Truth.TRUE if set(truths) == {Truth.TRUE} else Truth.UNKNOWN
        case Any(parts):
            inner = All(tuple(Not(part) for part in parts))
            return naive_truth(Not(inner), facts)
        case Not(part):
            swap = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}
            truth = naive_truth(part, facts)
            return swap.get(truth, truth)
        case Comparison():
            return naive_comparison(condition, facts)


def naive_comparison(comparison: Comparison, facts: Facts) -> Truth:
    fact = facts.get(comparison.fact)
    if comparison.op is Op.IS_RETURNED:
        return Truth.TRUE if fact is not None and fact.returned else Truth.UNKNOWN
    if fact is None or fact.value is None:
        return Truth.UNKNOWN
    match fact.value, comparison.right:
        case bool() | str(), Literal(value):
            return Truth.TRUE if fact.value == value else Truth.FALSE
        case str(), WordList(values):
            return Truth.TRUE if fact.value in values else Truth.FALSE
        case frozenset(), Literal(value):
            return Truth.TRUE if value in fact.value else Truth.FALSE
        case Range(), FactRef(name):
            other = facts.get(name)
            if other is None or not isinstance(other.value, Range):
                return Truth.UNKNOWN
            return over_all(comparison.op, ends(fact.value), ends(other.value))
        case Range(), ParameterRef("months"):
            since = months_before(AS_OF, 12)
            days = [dt.date.fromordinal(int(end)) for end in ends(fact.value)]
            within = [since <= day <= AS_OF for day in days]
            outside = all(day < since for day in days) or all(day > AS_OF for day in days)
            return verdict_of(within, outside)
        case Range(), Literal(True):
            days = [dt.date.fromordinal(int(end)) for end in ends(fact.value)]
            return verdict_of([day >= AS_OF for day in days], all(day < AS_OF for day in days))
        case Range(), ParameterRef(name):
            return over_all(comparison.op, ends(fact.value), [PARAMETERS[name]])
        case Range(), Literal(value):
            return over_all(comparison.op, ends(fact.value), [float(value)])
    raise AssertionError(comparison)


def verdict_of(each: list[bool], none: bool) -> Truth:
    return Truth.TRUE if all(each) else Truth.FALSE if none else Truth.UNKNOWN


def ends(value: Range) -> list[float]:
    if value.is_exact:
        return [value.low]
    return [value.low, (value.low + value.high) / 2, value.high]


def over_all(op: Op, left: list[float], right: list[float]) -> Truth:
    holds = {
        Op.IS: lambda a, b: a == b,
        Op.IS_OVER: lambda a, b: a > b,
        Op.IS_AT_LEAST: lambda a, b: a >= b,
        Op.IS_UNDER: lambda a, b: a < b,
        Op.IS_AT_MOST: lambda a, b: a <= b,
    }[op]
    if op is Op.IS:
        exact = len(left) == len(right) == 1
        apart = max(left) < min(right) or min(left) > max(right)
        return verdict_of([exact and left == right], apart)
    every = [holds(a, b) for a in left for b in right]
    return verdict_of(every, not any(every))


def naive_verdict(rule: Rule, facts: Facts) -> Verdict:
    if rule.applies_when is not None:
        scope = naive_truth(rule.applies_when, facts)
        if scope is Truth.FALSE:
            return Verdict.NOT_APPLICABLE
        if scope is Truth.UNKNOWN:
            return Verdict.NO_EVIDENCE
    met = naive_truth(rule.met_when, facts)
    if met is Truth.TRUE:
        return Verdict.MET
    partly = Truth.FALSE
    if rule.partly_met_when is not None:
        partly = naive_truth(rule.partly_met_when, facts)
    if partly is Truth.TRUE:
        return Verdict.PARTLY_MET
    return Verdict.NOT_MET if met is partly is Truth.FALSE else Verdict.NO_EVIDENCE


whole = st.integers(0, 7).map(float)
number_right = st.sampled_from(
    [Literal(0.0), ParameterRef("low"), ParameterRef("high"), FactRef("n.a"), FactRef("n.b")]
)

number_ops = st.sampled_from([Op.IS, Op.IS_OVER, Op.IS_AT_LEAST, Op.IS_UNDER, Op.IS_AT_MOST])
leaves = st.one_of(
    st.builds(Comparison, st.sampled_from(["n.a", "n.b"]), number_ops, number_right),
    st.builds(
        Comparison,
        st.sampled_from(sorted(CATALOGUE)),
        st.just(Op.IS_RETURNED),
        st.just(Literal(True)),
    ),
    st.just(Comparison("d", Op.IS_WITHIN, ParameterRef("months"))),
    st.just(Comparison("d", Op.IS_NOT_PAST, Literal(True))),
    st.builds(Comparison, st.just("y"), st.just(Op.IS), st.builds(Literal, st.booleans())),
    st.builds(
        Comparison,
        st.just("w"),
        st.just(Op.IS),
        st.sampled_from([Literal("met"), Literal("not_met")]),
    ),
    st.just(Comparison("w", Op.IS_ONE_OF, WordList(("met", "partly_met")))),
    st.builds(
        Comparison,
        st.just("s"),
        st.just(Op.INCLUDES),
        st.sampled_from([Literal("east"), Literal("west")]),
    ),
)

conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Any, st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


def a_rule(met: Condition, partly: Condition | None, scope: Condition | None) -> Rule:
    return Rule("r", "t", ("home",), ("F1",), met, RULE_WORDS, (), scope, partly)


rules = st.builds(a_rule, conditions, st.none() | conditions, st.none() | conditions)
ranges = st.tuples(whole, whole).map(lambda pair: Range(min(pair), max(pair)))
days = st.sampled_from(
    [dt.date(2013, 9, 29), dt.date(2013, 9, 30), AS_OF, dt.date(2014, 10, 1)]
).map(Range.of_day)

month = Range(dt.date(2014, 9, 1).toordinal(), AS_OF.toordinal())
VALUES = {
    "n.a": st.one_of(ranges, whole.map(Range.of_number)),
    "n.b": st.one_of(ranges, whole.map(Range.of_number)),
    "d": days | st.just(month),
    "y": st.booleans(),
    "w": st.sampled_from(["not_met", "partly_met", "met"]),
    "s": st.frozensets(st.sampled_from(["east", "west"])),
}


@st.composite
def evidence(draw: st.DrawFn) -> Facts:
    """Facts of one organisation: each known, withheld, asked and unusable, or not returned."""
    facts: dict[str, Fact] = {}
    for name, values in VALUES.items():
        state = draw(st.sampled_from(["known", "withheld", "unusable", "absent"]))
        if state == "known":
            facts[name] = Fact(name, draw(values), returned=True)
        elif state != "absent":
            facts[name] = Fact(name, None, returned=state == "withheld")
    return facts


def verdicts(some_rules: list[Rule], facts: list[Facts]) -> list[list[Verdict]]:
    settled = settle(some_rules, columns_of(facts, CATALOGUE, CATALOGUE), SETTING)
    return [
        [settled.verdict(row, place) for place in range(len(facts))]
        for row in range(len(some_rules))
    ]
