"""Numbers known to the point come out as the same numbers held by their bounds."""

from __future__ import annotations

import operator

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.evaluating.columns import NumberColumn, number_column
from engine.evaluating.numbers import compare_numbers, months_before
from engine.nouns.policy.operators import Op
from tests.engine.evaluating.naive import AS_OF

OPS = (Op.IS, Op.IS_AT_LEAST, Op.IS_OVER, Op.IS_AT_MOST, Op.IS_UNDER)
DAYS = (Op.IS_WITHIN, Op.IS_NOT_PAST)
# Some of four bytes, some that only eight can hold, some as near as two numbers can lie.
numbers = st.one_of(
    st.floats(-1e9, 1e9, width=32),
    st.floats(-1e9, 1e9),
    st.sampled_from([0.1, float(np.float32(0.1)), np.nextafter(0.1, 1), 95.0, 85.98, 1e300]),
)
columns = st.lists(st.none() | numbers, min_size=4, max_size=4)


def column(values: list[float | None]) -> NumberColumn:
    low = np.array([-np.inf if value is None else value for value in values])
    high = np.array([np.inf if value is None else value for value in values])
    return number_column(low, high, np.ones(len(values), dtype=bool))


def by_bounds(exact: NumberColumn) -> NumberColumn:
    return NumberColumn(exact.low, exact.high, exact.returned)


def truths(op: Op, left: NumberColumn, right: float | NumberColumn) -> list[int]:
    truth = np.empty(len(left.low), dtype=np.int8)
    compare_numbers(op, left, right, AS_OF, truth)
    return truth.tolist()


@given(st.sampled_from(OPS), columns, numbers | columns)
@example(Op.IS, [None, None, 2.0**24, 0.0], 2.0**24 + 1)
@example(Op.IS_AT_LEAST, [2.0**24, 0.0, None, 1.0], 2.0**24 + 1)
def test_a_comparison_is_the_same_by_bounds_and_to_the_point(
    op: Op, left: list[float | None], right: float | list[float | None]
) -> None:
    mine = column(left)
    other = column(right) if isinstance(right, list) else right
    wide = by_bounds(other) if isinstance(other, NumberColumn) else other
    assert truths(op, mine, other) == truths(op, by_bounds(mine), wide)


PLAIN = {
    Op.IS: operator.eq,
    Op.IS_AT_LEAST: operator.ge,
    Op.IS_OVER: operator.gt,
    Op.IS_AT_MOST: operator.le,
    Op.IS_UNDER: operator.lt,
}


@pytest.mark.parametrize("op", OPS)
@pytest.mark.parametrize("bar", [2.0, 2.0**24 + 1, 0.1])
def test_numbers_at_the_bar_below_and_above_it_come_out_as_they_are(op: Op, bar: float) -> None:
    values = [bar, bar - 1, bar + 1, 2.0**24, 2.0]
    expected = [2 * int(PLAIN[op](value, bar)) for value in values]
    for mine in (column([*values, None]), by_bounds(column([*values, None]))):
        assert truths(op, mine, bar) == [*expected, 1]
        assert truths(op, mine, column([bar] * 6)) == [*expected, 1]


def test_today_and_the_first_day_of_a_span_lie_within_it() -> None:
    today, since = AS_OF.toordinal(), months_before(AS_OF, 12).toordinal()
    days = [float(day) for day in (since - 1, since, since + 1, today - 1, today, today + 1)]
    for mine in (column([*days]), by_bounds(column([*days]))):
        assert truths(Op.IS_WITHIN, mine, 12.0) == [0, 2, 2, 2, 2, 0]
        assert truths(Op.IS_NOT_PAST, mine, 0.0) == [0, 0, 0, 0, 2, 2]


@given(st.sampled_from(DAYS), st.lists(st.none() | st.integers(-900, 900), min_size=1))
def test_days_are_the_same_by_bounds_and_to_the_point(op: Op, away: list[int | None]) -> None:
    today = AS_OF.toordinal()
    mine = column([None if days is None else float(today + days) for days in away])
    assert truths(op, mine, 12.0) == truths(op, by_bounds(mine), 12.0)


@pytest.mark.parametrize(
    ("values", "exact"),
    [
        ([1.0, None, 735000.0], np.float32),
        ([1.0, 85.98], np.float64),
        ([1e300], np.float64),
        ([None, None], np.float32),
    ],
)
def test_numbers_take_four_bytes_where_nothing_is_lost(
    values: list[float | None], exact: type[np.floating]
) -> None:
    made = column(values).exact
    assert made is not None
    assert made.values.dtype == exact
    known = [float(value) for value in made.values[made.unknown == 0]]
    assert known == [value for value in values if value is not None]


def test_one_number_with_true_bounds_leaves_all_to_be_held_by_their_bounds() -> None:
    low, high = np.array([1.0, 2.0]), np.array([1.0, 3.0])
    assert number_column(low, high, np.ones(2, dtype=bool)).exact is None
