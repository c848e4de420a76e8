"""Every small case at once: all ranges, all days, all that claims can leave open."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections.abc import Sequence

import numpy as np
import pytest

from engine.evaluating.ingest import columns_of
from engine.evaluating.order import in_order, with_parts
from engine.evaluating.plan import plan_of
from engine.evaluating.planes import Planes, Setting, compare
from engine.evaluating.settle import Settled, settle
from engine.evaluating.trace import Trace
from engine.nouns.evidence.fact import Claim, Fact, FactSpec, Kind, Range
from engine.nouns.evidence.in_dispute import disputed
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
from engine.nouns.policy.verdict_fact import VERDICT_WORDS, verdict_fact
from engine.nouns.verdict import Truth, Verdict
from tests.engine.evaluating.naive import (
    AS_OF,
    CATALOGUE,
    PARAMETERS,
    SETTING,
    Facts,
    a_rule,
    naive_comparison,
)
from tests.engine.evaluating.test_disputes_and_wholes import (
    naive_by_claims,
    naive_in_dispute,
    naive_truths,
)

ENDS = (0, 1, 2, 3, 5, 6)
RANGES = [Range(float(low), float(high)) for low in ENDS for high in ENDS if low <= high]
NUMBER_OPS = (Op.IS, Op.IS_OVER, Op.IS_AT_LEAST, Op.IS_UNDER, Op.IS_AT_MOST)
NUMBERS = [
    Comparison("n.a", op, right)
    for op in NUMBER_OPS
    for right in (Literal(0.0), ParameterRef("low"), ParameterRef("high"), FactRef("n.b"))
]
DAYS = [dt.date(2013, 9, 29), dt.date(2013, 9, 30), dt.date(2014, 9, 29), AS_OF]
DAYS += [dt.date(2014, 10, 1)]
SPANS = [
    Range(float(first.toordinal()), float(last.toordinal()))
    for first in DAYS
    for last in DAYS
    if first <= last
]


def known(name: str, value: Range) -> Fact:
    return Fact(name, value, returned=True)


def every_truth(asked: Sequence[Comparison], facts: Sequence[Facts]) -> list[list[Truth]]:
    """How each comparison comes out, organisation by organisation."""
    settled = settle(
        [a_rule(each, None, None) for each in asked],
        columns_of(facts, CATALOGUE, CATALOGUE),
        SETTING,
    )
    return [[settled.truth(each, place) for place in range(len(facts))] for each in asked]


def test_every_comparison_of_small_ranges_is_that_of_all_numbers_in_them() -> None:
    facts = [
        {"n.a": known("n.a", left), "n.b": known("n.b", right)}
        for left, right in itertools.product(RANGES, RANGES)
    ]
    found = every_truth(NUMBERS, facts)
    assert found == [[naive_comparison(each, given) for given in facts] for each in NUMBERS]


def test_every_comparison_of_days_is_that_of_all_days_in_them() -> None:
    asked = [
        Comparison("d", Op.IS_WITHIN, ParameterRef("months")),
        Comparison("d", Op.IS_NOT_PAST, Literal(True)),
    ]
    facts = [{"d": known("d", span)} for span in SPANS]
    assert every_truth(asked, facts) == [
        [naive_comparison(each, given) for given in facts] for each in asked
    ]


def test_a_day_is_before_or_after_another_where_all_days_of_both_are() -> None:
    catalogue = {name: FactSpec(name, Kind.DATE, name) for name in ("d", "e")}
    pairs = list(itertools.product(SPANS, SPANS))
    columns = columns_of(
        [{"d": known("d", d), "e": known("e", e)} for d, e in pairs], catalogue, catalogue
    )
    for op, holds in (
        (Op.IS_BEFORE, lambda d, e: d < e),
        (Op.IS_AFTER, lambda d, e: d > e),
    ):
        truth = compare(Comparison("d", op, FactRef("e")), columns, SETTING).truth
        ends = [list(itertools.product((d.low, d.high), (e.low, e.high))) for d, e in pairs]
        outcomes = [{holds(one, other) for one, other in each} for each in ends]
        assert truth.tolist() == [
            2 if each == {True} else 0 if each == {False} else 1 for each in outcomes
        ]


def test_each_organisation_has_its_own_number_of_months() -> None:
    day = known("d", Range.on(dt.date(2013, 9, 30)))
    setting = Setting({"months": np.array([12.0, 11.0, 12.0])}, AS_OF)
    columns = columns_of([{"d": day}] * 3, ["d"], CATALOGUE)
    planes = compare(Comparison("d", Op.IS_WITHIN, ParameterRef("months")), columns, setting)
    assert planes.truth.tolist() == [2, 0, 2]


YES_NO = {name: FactSpec(name, Kind.YES_NO, name) for name in ("a", "b", "c")}
OPEN = [
    [True],
    [False],
    [None],
    [True, False],
    [True, None],
    [False, None],
    [True, False, None],
]
"""All that claims can say of a fact."""
A, B, C = (Comparison(name, Op.IS, Literal(True)) for name in YES_NO)


def claimed(name: str, values: Sequence[bool | None]) -> Fact:
    first, *others = values
    fact = Fact(name, first, returned=first is not None)
    return disputed(fact, [Claim(value, returned=value is not None) for value in others], "why")


EVERY_WAY: list[Facts] = [
    {name: claimed(name, values) for name, values in zip(YES_NO, way, strict=True)}
    for way in itertools.product(OPEN, repeat=3)
]
CONDITIONS: list[Condition] = [A, Not(A), All((A, B)), Any((A, B)), All((A, B, C)), Any((A, B, C))]
RULES = [
    a_rule(A, None, None),
    a_rule(A, B, None),
    a_rule(A, None, B),
    a_rule(A, B, C),
    a_rule(All((A, B)), C, None),
    *(a_rule(condition, None, None) for condition in CONDITIONS[1:]),
]


def settled(rules: Sequence[Rule], facts: Sequence[Facts] = EVERY_WAY) -> Settled:
    return settle(rules, columns_of(facts, YES_NO, YES_NO), SETTING)


def by_claims(found: Settled, row: int, facts: Sequence[Facts] = EVERY_WAY) -> list[set[Verdict]]:
    return [set(found.by_claims(row, place)) for place in range(len(facts))]


def test_whatever_claims_leave_open_the_verdict_is_that_of_each_claim_tried() -> None:
    found = settled(RULES)
    for row, rule in enumerate(RULES):
        expected = [naive_in_dispute(rule, facts) for facts in EVERY_WAY]
        assert [found.verdict(row, place) for place in range(len(EVERY_WAY))] == expected


def test_a_conflict_names_the_verdict_of_each_claim_and_no_other() -> None:
    found = settled(RULES)
    for row, rule in enumerate(RULES):
        expected = [
            set(naive_by_claims(rule, facts))
            if found.verdict(row, place) is Verdict.CONFLICTING
            else {found.verdict(row, place)}
            for place, facts in enumerate(EVERY_WAY)
        ]
        assert by_claims(found, row) == expected


def test_a_comparison_is_contested_where_claims_make_it_come_out_differently() -> None:
    found = settled([a_rule(A, B, C)])
    for place, facts in enumerate(EVERY_WAY):
        for asked in (A, B, C):
            several = len(naive_truths(asked, facts)) > 1
            assert found.is_contested(asked, place) is several


def test_what_nothing_is_in_dispute_about_is_not_contested() -> None:
    found = settled([a_rule(A, None, None)], [{"a": claimed("a", [True])}])
    assert found.is_contested(A, 0) is False


def test_of_a_fact_held_against_itself_each_claim_is_held_against_itself() -> None:
    same = Comparison("n.a", Op.IS, FactRef("n.a"))
    other = Comparison("n.a", Op.IS, FactRef("n.b"))
    number = disputed(known("n.a", Range.exactly(1.0)), [Claim(Range.exactly(2.0))], "why")
    facts = [{"n.a": number, "n.b": known("n.b", Range.exactly(1.0))}]
    assert every_truth([same, other], facts) == [[Truth.TRUE], [Truth.UNKNOWN]]


def test_beside_a_dispute_two_facts_that_are_not_in_it_are_held_as_ever() -> None:
    facts = [
        {
            "n.a": known("n.a", Range.exactly(1.0)),
            "n.b": known("n.b", Range.exactly(1.0)),
            "y": claimed("y", [True, False]),
        }
    ]
    columns = columns_of(facts, CATALOGUE, CATALOGUE)
    planes = compare(Comparison("n.a", Op.IS, FactRef("n.b")), columns, SETTING)
    assert (planes.truth.tolist(), planes.claimed) == ([2], None)


def test_a_rule_that_reads_a_verdict_in_conflict_reads_that_of_each_claim() -> None:
    """Every way in which a part can be, read by every word that a verdict can be."""
    part = dataclasses.replace(a_rule(A, B, C), id="part")
    read = verdict_fact("part")
    wholes = [
        dataclasses.replace(
            a_rule(
                Comparison(read, Op.IS, Literal(word)),
                Comparison(read, Op.IS_ONE_OF, WordList(("met", "partly_met"))),
                None,
            ),
            id=word,
        )
        for word in VERDICT_WORDS
    ]
    catalogue = {**YES_NO, read: FactSpec(read, Kind.WORD, read, words=VERDICT_WORDS)}
    found = settle([part, *wholes], columns_of(EVERY_WAY, catalogue, catalogue), SETTING)
    for place, parts in enumerate(by_claims(found, 0)):
        values = [part.value if part.value in VERDICT_WORDS else None for part in parts]
        facts = {read: _word(read, values)}
        for row, whole in enumerate(wholes, start=1):
            assert found.verdict(row, place) is naive_in_dispute(whole, facts)


def _word(name: str, values: Sequence[str | None]) -> Fact:
    first, *others = values
    fact = Fact(name, first, returned=True)
    return disputed(fact, [Claim(value, returned=True) for value in others], "why")


def test_rules_that_read_each_other_in_a_circle_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match=r"^rules that read each other's verdicts in a circle$"):
        in_order([[1], [0]])


def test_those_that_read_nothing_come_first_and_each_other_after_what_it_reads() -> None:
    assert list(in_order([[], []])) == [0, 1]
    assert list(in_order([[2], [], [3], []])) == [1, 3, 2, 0]


def test_a_rule_rests_on_all_that_its_parts_rest_on() -> None:
    def reading(name: str, *read: str) -> Rule:
        asked = tuple(Comparison(verdict_fact(each), Op.IS, Literal("met")) for each in read)
        return dataclasses.replace(a_rule(All((A, *asked)), None, None), id=name)

    among = {
        rule.id: rule
        for rule in (reading("1", "2", "none"), reading("2", "3"), reading("3"), reading("4"))
    }
    assert [rule.id for rule in with_parts([among["1"]], among)] == ["1", "2", "3"]
    assert [rule.id for rule in with_parts([among["3"], among["2"]], among)] == ["3", "2"]


def test_the_plan_of_the_very_same_rules_is_made_once() -> None:
    rules = [a_rule(A, B, None), a_rule(B, None, None)]
    like = [dataclasses.replace(rule) for rule in rules]
    assert plan_of(rules) is plan_of(tuple(rules))
    assert plan_of(rules) is not plan_of(like)
    assert plan_of(rules) is not plan_of(rules[:1])
    assert plan_of(like) == plan_of(rules)


def test_what_several_rules_ask_is_joined_once() -> None:
    both, either = All((A, B)), Any((A, Not(B)))
    plan = plan_of([a_rule(both, either, None), a_rule(either, Not(both), both)])
    joined = [join for steps in plan.steps for join in steps.joins]
    assert len(joined) == len(set(joined)) == 4
    assert plan.registers == len(plan.comparisons) + len(joined) == 6


def test_a_trace_gives_back_the_planes_that_it_is_made_of() -> None:
    plain = Planes(np.array([0, 1, 2], dtype=np.int8))
    contested = settled([a_rule(A, None, None)], EVERY_WAY[-3:]).planes[A]
    trace = Trace.of({B: plain, A: contested}, 3)
    assert list(trace) == [B, A]
    assert (trace.truths.dtype, trace[B].claimed, trace.claimed_of(B)) == (np.int8, None, None)
    assert trace[B].truth.tolist() == [0, 1, 2]
    assert trace[A].claimed is trace.claimed_of(A) is contested.claimed
    assert contested.claimed is not None
    assert trace.truths_of(2) == {B: Truth.TRUE, A: Truth.UNKNOWN}
    assert trace.truths_of(0) == {B: Truth.FALSE, A: Truth.UNKNOWN}


@pytest.mark.parametrize(
    ("comparison", "words"),
    [
        (Comparison("n.a", Op.IS_OVER, FactRef("w")), r"^FactRef\(name='w'\) is no number$"),
        (Comparison("n.a", Op.IS_OVER, WordList(("a", "b"))), r"^WordList\(.*\) is no number$"),
        (Comparison("n.a", Op.INCLUDES, Literal(0.0)), "^“includes” does not compare numbers$"),
        (
            Comparison("s", Op.IS_OVER, ParameterRef("low")),
            "^a comparison that loading should have refused: Comparison",
        ),
    ],
)
def test_what_loading_should_have_refused_is_named(comparison: Comparison, words: str) -> None:
    columns = columns_of([{}], CATALOGUE, CATALOGUE)
    with pytest.raises(TypeError, match=words):
        compare(comparison, columns, Setting(PARAMETERS, AS_OF))
