"""The columnar evaluation against a naive one-by-one evaluator, and its properties."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from engine.evaluating.ingest import columns_of
from engine.evaluating.numbers import months_before
from engine.evaluating.settle import settle
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.policy.condition import (
    Comparison,
    Literal,
    Not,
    ParameterRef,
)
from engine.nouns.policy.operators import Op
from engine.nouns.policy.rule import Rule
from engine.nouns.verdict import Truth, Verdict
from tests.engine.evaluating.naive import (
    CATALOGUE,
    SETTING,
    Facts,
    a_rule,
    evidence,
    naive_truth,
    naive_verdict,
    rules,
    verdicts,
)


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


A_IS_ENOUGH = Comparison("n.a", Op.IS_AT_LEAST, ParameterRef("low"))
B_IS_ENOUGH = Comparison("n.b", Op.IS_AT_LEAST, ParameterRef("low"))
FIVE = Range.of_number(5)


@example(
    a_rule(B_IS_ENOUGH, A_IS_ENOUGH, None),
    {"n.a": Fact("n.a", FIVE, returned=True)},
    {"n.b": Fact("n.b", FIVE, returned=True)},
)
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
            after[name] = dataclasses.replace(fact, value=Range.of_number(end))
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
