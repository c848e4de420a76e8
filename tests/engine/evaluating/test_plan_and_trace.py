"""What is settled in which order, what is asked once, and the trace that is left."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from engine.evaluating.ingest import columns_of
from engine.evaluating.plan import plan_of
from engine.evaluating.planes import Planes, Setting, compare
from engine.evaluating.rule_order import in_order, with_parts
from engine.evaluating.trace import Trace
from engine.nouns.policy.condition import (
    All,
    Any,
    Comparison,
    FactRef,
    Literal,
    Not,
    ParameterRef,
    WordList,
)
from engine.nouns.policy.operators import Op
from engine.nouns.policy.rule import Rule
from engine.nouns.policy.verdict_fact import verdict_fact
from engine.nouns.verdict import Truth
from tests.engine.evaluating.every_way import EVERY_WAY, A, B, settled
from tests.engine.evaluating.naive import AS_OF, CATALOGUE, PARAMETERS, a_rule


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
    trace = Trace.from_planes({B: plain, A: contested}, 3)
    assert list(trace) == [B, A]
    assert (trace.truths.dtype, trace[B].claimed, trace.claimed_of(B)) == (np.int8, None, None)
    assert trace[B].truth.tolist() == [0, 1, 2]
    assert trace[A].claimed is trace.claimed_of(A) is contested.claimed
    assert contested.claimed is not None
    assert [trace.truth(B, 2), trace.truth(A, 2)] == [Truth.TRUE, Truth.UNKNOWN]
    assert [trace.truth(B, 0), trace.truth(A, 0)] == [Truth.FALSE, Truth.UNKNOWN]


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
