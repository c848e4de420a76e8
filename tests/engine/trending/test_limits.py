"""The individuals chart: limits worked out by hand, each sign alone, gaps never bridged."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.nouns.evidence.fact import Range
from engine.nouns.outcome.trend import Limits, Point, Sign
from engine.nouns.quarter import Quarter
from engine.trending.limits import limits_of

FIRST = Quarter(2010, 1)
STEADY = (50, 52) * 6
"""Twelve points with a mean of 51 and moving ranges of 2: limits at 51 -+ 5.32."""


def quarter(number: int) -> Quarter:
    return Quarter.of_index(FIRST.index + number)


def points(values: Sequence[float | None]) -> list[Point]:
    return [
        Point(quarter(number), None if value is None else Range.of_number(value))
        for number, value in enumerate(values)
    ]


def seen(values: Sequence[float | None]) -> list[tuple[Sign, list[int]]]:
    limits, _ = limits_of(points(values), percent=False)
    assert limits is not None
    return [
        (sign, [one.index - FIRST.index for one in quarters]) for sign, quarters in limits.signs
    ]


def test_the_limits_by_hand() -> None:
    assert limits_of(points(STEADY), percent=False) == (Limits(51.0, 45.68, 56.32, ()), "")


def test_too_few_points_are_said() -> None:
    why = "11 of the 12 exact figures that process limits need are known."
    assert limits_of(points(STEADY[:11]), percent=False) == (None, why)
    within = [*points(STEADY[:11]), Point(quarter(11), Range(49, 53))]
    assert limits_of(within, percent=False) == (None, why)


def test_figures_of_which_no_two_follow_one_another_have_no_limits() -> None:
    values = [value for one in STEADY for value in (one, None)]
    why = "No two quarters that follow one another are known."
    assert limits_of(points(values), percent=False) == (None, why)


def test_a_freak_moving_range_does_not_widen_the_limits() -> None:
    """The ranges of 28 and 30 about the point of 80 are over 3.267 times the average of 5.83."""
    values = [50, 52] * 5 + [80, 52, 50]
    limits, _ = limits_of(points(values), percent=False)
    assert limits is not None
    mean = sum(values) / 13
    assert (limits.mean, limits.lower, limits.upper) == pytest.approx(
        (mean, mean - 5.32, mean + 5.32)
    )
    assert limits.signs[0] == (Sign.OUTSIDE, (quarter(10),))


def test_a_run_on_one_side_needs_seven() -> None:
    assert seen([40, 42, 40, 42, 40, 42, 44, 46, 44, 46, 44, 46, 44]) == [
        (Sign.SHIFT, [6, 7, 8, 9, 10, 11, 12])
    ]
    assert seen([40, 42, 40, 42, 40, 42, 44, 46, 44, 46, 44, 46]) == []


def test_a_drift_needs_seven_points() -> None:
    drift = [50, 52, 50, 52, 50, 48, 49, 50, 51, 52, 53, 54, 50]
    assert (Sign.DRIFT, [5, 6, 7, 8, 9, 10, 11]) in seen(drift)
    assert not any(sign is Sign.DRIFT for sign, _ in seen([*drift[:11], 50, 54]))


def test_two_of_three_near_one_limit() -> None:
    """The mean is 51.42 and the average range 2.26: the outer third goes from 55.43 to 57.43."""
    values = [50, 52] * 10 + [55.5, 53, 55.5, 50]
    assert seen(values) == [(Sign.NEAR_LIMIT, [20, 22])]
    assert seen([*values[:21], 50, 55.5, 50]) == []


def test_a_gap_is_not_bridged() -> None:
    """Seven on one side with a gap between the fourth and the fifth are no run of seven."""
    values: list[float | None] = [40, 42, 40, 42, 40, 42, 44, 46, 44, 46, None, 44, 46, 44]
    assert seen(values) == []
    assert seen([value for value in values if value is not None]) != []


def test_limits_stay_where_figures_can_be_and_say_so() -> None:
    values = [0, 2, 1, 3, 0, 2, 1, 3, 0, 2, 1, 3]
    limits, _ = limits_of(points(values), percent=False)
    assert limits is not None
    assert limits.lower == 0
    assert limits.note == "The lower limit comes to -3.6; shown is 0."
    high, _ = limits_of(points([100 - value for value in values]), percent=True)
    assert high is not None
    assert high.upper == 100
    assert high.note == "The upper limit comes to 103.6 %; shown is 100 %."


@given(st.lists(st.integers(0, 100), min_size=12, max_size=30), st.integers(1, 50))
def test_signs_do_not_depend_on_the_scale(values: list[int], by: int) -> None:
    assert seen(values) == seen([value * by for value in values])


RISING = [*[50, 48, None] * 5, *[90, 92] * 5]
"""Half of the quarters far above the others: a run on one side of the mean."""


@example(RISING)
@given(st.lists(st.one_of(st.none(), st.integers(0, 100)), max_size=30))
def test_signs_name_known_quarters_only(values: list[int | None]) -> None:
    limits, why = limits_of(points(values), percent=True)
    assert (limits is None) == bool(why)
    if limits is not None:
        known = {quarter(number) for number, one in enumerate(values) if one is not None}
        assert all(set(quarters) <= known for _, quarters in limits.signs)
        assert 0 <= limits.lower <= limits.mean <= limits.upper <= 100
    if values == RISING:
        assert limits is not None
        assert limits.signs != ()


def test_a_point_on_the_mean_ends_a_run_on_either_side() -> None:
    assert seen([*[49, 48] * 3, 50, *[52, 51] * 3]) == []
    assert seen([*[51, 52] * 3, 50, *[48, 49] * 3]) == []
