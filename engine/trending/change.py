"""Changes: the last known figure beside the one before it, and whether chance would bring it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from engine.nouns.english import number
from engine.nouns.evidence.fact import Range
from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.outcome.trend import Chance, Point, TrendChange
from engine.trending.exact import fisher, two_counts
from engine.trending.measures import Counted, Measure

MOST_COUNTED = 1_000_000
"""Counts above this are not tested: with so many, chance hardly moves a share."""

_FISHER = "Fisher’s exact test, two-sided"
_COUNTS = "The exact conditional test of two Poisson counts, two-sided"


def change_of(
    points: Sequence[Point], measure: Measure, level: ParameterUsed | None
) -> TrendChange | None:
    """The change between the last two known points; None where fewer are known.

    ``level`` is the parameter, in %, that says how seldom chance alone may bring a change that is
    called more than chance; without it none is.
    """
    known = [point for point in points if point.value is not None]
    if len(known) < 2:
        return None
    before, now = known[-2], known[-1]
    assert before.value is not None
    assert now.value is not None
    exact = before.value.is_exact and now.value.is_exact
    by = now.value.low - before.value.low if exact else None
    moved = f"{_words(before, measure)}; {_words(now, measure)}."
    if by == 0 and (before.done, before.of) == (now.done, now.of):
        words = f"{moved} The figure stands as it stood."
        return TrendChange(before.quarter, now.quarter, by, Chance.PERHAPS, words)
    why = _untold(before, now, measure)
    if why:
        return TrendChange(before.quarter, now.quarter, by, Chance.UNTOLD, f"{moved} {why}")
    probability, method = _tested(before, now, measure)
    found = (
        f"{method}: if nothing had changed, chance alone would bring a difference as large in "
        f"{_percent(probability)} of cases"
    )
    if level is None:
        why = "the pack’s parameters do not say how seldom that must be"
        return TrendChange(
            before.quarter, now.quarter, by, Chance.UNTOLD, f"{moved} {found}; but {why}."
        )
    more = probability <= Fraction(repr(level.value)) / 100
    limit = f"{'not above' if more else 'above'} the {level.value:g} % taken as the limit of chance"
    chance = Chance.MORE if more else Chance.PERHAPS
    assumed = _ASSUMED[measure.counted]
    return TrendChange(
        before.quarter, now.quarter, by, chance, f"{moved} {found}, {limit}. {assumed}"
    )


_ASSUMED = {
    Counted.SHARE: "The two quarters are taken as two separate groups.",
    Counted.EVENTS: "It is taken as a count of separate events in each quarter.",
}


def _untold(before: Point, now: Point, measure: Measure) -> str:
    """Why no test can be made; empty where one can."""
    cannot = "Whether that is more than chance cannot be told: "
    values = [
        value for point in (before, now) for value in (point.value, point.done, point.of) if value
    ]
    if not all(value.is_exact for value in values):
        return f"{cannot}a figure is known only within bounds."
    match measure.counted:
        case Counted.SHARE | Counted.PERCENT:
            counts = [before.done, before.of, now.done, now.of]
            if None in counts:
                return f"{cannot}how many of how many people or cases it is, is not known for both."
        case Counted.EVENTS:
            counts = [before.value, now.value]
        case Counted.OTHER:
            unit = f" in {measure.spec.unit}" if measure.spec.unit else ""
            return f"{cannot}no standard test fits a figure{unit}, which counts no events."
    if not all(count is not None and _whole(count) for count in counts):
        return f"{cannot}a figure is not a whole number of people or cases from 0 to {_MOST}."
    if any(point.done.low > point.of.low for point in (before, now) if point.done and point.of):
        return f"{cannot}a part is larger than its total."
    return ""


_MOST = f"{MOST_COUNTED:,}"


def _whole(value: Range) -> bool:
    return 0 <= value.low <= MOST_COUNTED and value.low == int(value.low)


def _tested(before: Point, now: Point, measure: Measure) -> tuple[Fraction, str]:
    """The probability that chance alone brings the difference, and by which test."""
    if measure.counted is Counted.EVENTS:
        return two_counts(_int(now.value), _int(before.value)), _COUNTS
    counts = (_int(now.done), _int(now.of), _int(before.done), _int(before.of))
    return fisher(*counts), _FISHER


def _int(value: Range | None) -> int:
    assert value is not None
    return int(value.low)


def _words(point: Point, measure: Measure) -> str:
    return f"{point.quarter.label}: {point_words(point, measure.spec.unit)}"


def point_words(point: Point, unit: str) -> str:
    """A known point with what it is of: "61.8 % (68 of 110)"."""
    assert point.value is not None
    figure = range_words(point.value, unit)
    if point.done is not None and point.of is not None:
        return f"{figure} ({range_words(point.done)} of {range_words(point.of)})"
    return f"{figure} (of {range_words(point.of)})" if point.of is not None else figure


def range_words(value: Range, unit: str = "") -> str:
    """A figure in words: "61.8 %", "12 to 15", "at least 3"."""
    if value.is_exact and not math.isinf(value.low):
        return number(value.low, unit)
    if math.isinf(value.low):
        return "not bounded" if math.isinf(value.high) else f"at most {number(value.high, unit)}"
    if math.isinf(value.high):
        return f"at least {number(value.low, unit)}"
    return f"{number(value.low)} to {number(value.high, unit)}"


def _percent(probability: Fraction) -> str:
    """A probability in %: to one decimal, or under the least that this can show."""
    if probability >= 1:
        return "100 %"
    if probability < Fraction(1, 1000):
        return "less than 0.1 %"
    # Never rounded onto a whole it does not reach, nor across a threshold of whole percents.
    tenths = int(probability * 1000)
    return f"{tenths // 10}.{tenths % 10} %"
