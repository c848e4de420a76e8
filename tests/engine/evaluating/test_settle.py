"""The columnar evaluation against a naive one-by-one evaluator, and its properties."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Mapping

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.evaluating.columns import columns_of
from engine.evaluating.planes import Setting, months_before
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
).map(Range.on)
month = Range(dt.date(2014, 9, 1).toordinal(), AS_OF.toordinal())
VALUES = {
    "n.a": st.one_of(ranges, whole.map(Range.exactly)),
    "n.b": st.one_of(ranges, whole.map(Range.exactly)),
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


@given(st.lists(rules, min_size=1, max_size=4), st.lists(evidence(), min_size=1, max_size=6))
def test_columnar_equals_naive(some_rules: list[Rule], facts: list[Facts]) -> None:
    expected = [[naive_verdict(rule, one) for one in facts] for rule in some_rules]
    assert verdicts(some_rules, facts) == expected


@given(rules, st.lists(evidence(), min_size=1, max_size=4))
def test_the_truth_read_back_from_the_planes_is_the_naive_truth(
    rule: Rule, facts: list[Facts]
) -> None:
    settled = settle([rule], columns_of(facts, CATALOGUE, CATALOGUE), SETTING)
    for place, one in enumerate(facts):
        for condition in rule.conditions:
            assert settled.truth(condition, place) is naive_truth(condition, one)


@given(rules, evidence(), evidence())
def test_adding_evidence_never_changes_a_definite_verdict(
    rule: Rule, before: Facts, more: Facts
) -> None:
    """no_evidence may turn into anything, partly_met with met unknown into met; nothing else."""
    after = dict(before)
    for name, fact in more.items():
        if name not in before:
            after[name] = fact
        elif not before[name].is_known:
            returned = fact.returned or before[name].returned
            after[name] = dataclasses.replace(fact, returned=returned)
    [[old, new]] = verdicts([rule], [before, after])
    if old is Verdict.NO_EVIDENCE or new is old:
        return
    assert (old, new) == (Verdict.PARTLY_MET, Verdict.MET)
    assert naive_truth(rule.met_when, before) is Truth.UNKNOWN


@given(rules, evidence(), st.data())
def test_narrowing_a_range_never_changes_a_definite_verdict(
    rule: Rule, before: Facts, data: st.DataObject
) -> None:
    after = dict(before)
    for name, fact in before.items():
        if isinstance(fact.value, Range):
            end = data.draw(st.sampled_from([fact.value.low, fact.value.high]))
            after[name] = dataclasses.replace(fact, value=Range.exactly(end))
    [[old, new]] = verdicts([rule], [before, after])
    assert new is old or old in (Verdict.NO_EVIDENCE, Verdict.PARTLY_MET)


@given(
    st.lists(rules, min_size=1, max_size=4),
    st.lists(evidence(), min_size=1, max_size=5),
    st.randoms(),
)
def test_order_of_rules_and_organisations_changes_nothing(
    some_rules: list[Rule], facts: list[Facts], chance: random.Random
) -> None:
    rule_order = list(range(len(some_rules)))
    place_order = list(range(len(facts)))
    chance.shuffle(rule_order)
    chance.shuffle(place_order)
    shuffled = verdicts([some_rules[n] for n in rule_order], [facts[n] for n in place_order])
    straight = verdicts(some_rules, facts)
    assert shuffled == [[straight[row][place] for place in place_order] for row in rule_order]


@given(rules)
def test_silence_alone_is_never_met(rule: Rule) -> None:
    [[verdict]] = verdicts([rule], [{}])
    assert verdict is Verdict.NO_EVIDENCE


def test_each_distinct_comparison_is_evaluated_once() -> None:
    same = Comparison("n.a", Op.IS_OVER, Literal(0.0))
    some_rules = [a_rule(same, None, None), a_rule(Not(same), same, None)]
    settled = settle(some_rules, columns_of([{}], CATALOGUE, CATALOGUE), SETTING)
    assert list(settled.planes) == [same]
    assert settled.verdicts.dtype == np.int8


def test_months_are_clipped_to_the_last_day() -> None:
    assert months_before(dt.date(2014, 3, 31), 1) == dt.date(2014, 2, 28)
    assert months_before(dt.date(2014, 9, 30), 36) == dt.date(2011, 9, 30)
    assert months_before(dt.date(2014, 1, 15), 1) == dt.date(2013, 12, 15)
