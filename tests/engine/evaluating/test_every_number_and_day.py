"""Comparisons of every small range and day: as those of all numbers and days in them."""

from __future__ import annotations

import datetime as dt
import itertools

import numpy as np

from engine.evaluating.ingest import columns_of
from engine.evaluating.planes import Setting, compare
from engine.nouns.evidence.fact import FactSpec, Kind, Range
from engine.nouns.policy.condition import Comparison, FactRef, Literal, ParameterRef
from engine.nouns.policy.operators import Op
from tests.engine.evaluating.every_way import every_truth, known
from tests.engine.evaluating.naive import AS_OF, CATALOGUE, SETTING, naive_comparison

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
    day = known("d", Range.of_day(dt.date(2013, 9, 30)))
    setting = Setting({"months": np.array([12.0, 11.0, 12.0])}, AS_OF)
    columns = columns_of([{"d": day}] * 3, ["d"], CATALOGUE)
    planes = compare(Comparison("d", Op.IS_WITHIN, ParameterRef("months")), columns, setting)
    assert planes.truth.tolist() == [2, 0, 2]
