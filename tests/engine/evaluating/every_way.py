"""All that claims can leave open of three answers, and rules over them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from engine.evaluating.ingest import columns_of
from engine.evaluating.settle import Settled, settle
from engine.nouns.evidence.fact import Claim, Fact, FactSpec, Kind, Range
from engine.nouns.evidence.in_dispute import with_claims
from engine.nouns.policy.condition import All, Any, Comparison, Condition, Literal, Not
from engine.nouns.policy.operators import Op
from engine.nouns.policy.rule import Rule
from engine.nouns.verdict import Truth
from tests.engine.evaluating.naive import CATALOGUE, SETTING, Facts, a_rule


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
    return with_claims(fact, [Claim(value, returned=value is not None) for value in others], "why")


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
