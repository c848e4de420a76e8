"""Process limits: the individuals chart (XmR) with the rules that the NHS reads it by.

The sources are NHS England's "Making data count" and the package of the NHS-R community that
draws its charts (NHSRplotthedots, ptd_spc_standard and ptd_calculate_point_type): limits at the
mean and 2.66 average moving ranges about it, moving ranges of 3.267 times their average or more
left out of the average once, and four signs: a point outside, seven in a row on one side of the
mean, seven in a row rising or falling, and two of three in the outer third of one side. Limits
of fewer than twelve points are called trial limits there; here they are not drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.nouns.outcome.trend import Limits, Point, Sign
from engine.nouns.quarter import Quarter

FEWEST_POINTS = 12
RUN = 7
_WIDTH = Fraction("2.66")
_SCREEN = Fraction("3.267")
_ORDER = {sign: place for place, sign in enumerate(Sign)}
Seen = tuple[Sign, tuple[Quarter, ...]]


@dataclass(frozen=True, slots=True)
class _Chart:
    """The points in whole numbers, so that nothing is rounded."""

    quarters: Sequence[Quarter]
    values: Sequence[int]
    """In one small unit, of which ``unit`` make one."""
    unit: int
    ranges: int
    """The sum of the moving ranges that count."""
    counted: int
    """How many moving ranges count."""
    off: Sequence[int]
    """How far each point lies from the mean, in the scale of ``limit``."""
    limit: int
    """How far the process limits lie from the mean."""

    @classmethod
    def of(
        cls,
        quarters: Sequence[Quarter],
        values: Sequence[int],
        unit: int,
        ranges: int,
        counted: int,
    ) -> _Chart:
        points, total = len(values), sum(values)
        off = [(value * points - total) * counted * _WIDTH.denominator for value in values]
        return cls(quarters, values, unit, ranges, counted, off, ranges * _WIDTH.numerator * points)

    def outside(self, place: int) -> bool:
        return abs(self.off[place]) > self.limit

    def near(self, place: int) -> bool:
        """Whether a point is in the outer third, and still inside."""
        off = abs(self.off[place])
        return off <= self.limit and 3 * off > 2 * self.limit

    @property
    def mean(self) -> Fraction:
        return Fraction(sum(self.values), len(self.values) * self.unit)

    @property
    def width(self) -> Fraction:
        return _WIDTH * Fraction(self.ranges, self.counted * self.unit)


def limits_of(points: Sequence[Point], percent: bool) -> tuple[Limits | None, str]:
    """The process limits of some points and the signs seen; or none, and why.

    Only exact figures count. A gap is not bridged: moving ranges and runs are of quarters that
    follow one another.
    """
    known = [point for point in points if point.value is not None and point.value.is_exact]
    if len(known) < FEWEST_POINTS:
        return None, (
            f"{len(known)} of the {FEWEST_POINTS} exact figures that process limits need are known."
        )
    quarters = [point.quarter for point in known]
    stretches = _stretches(quarters)
    if all(len(stretch) < 2 for stretch in stretches):
        return None, "No two quarters that follow one another are known."
    chart = _chart(quarters, [point.value.low for point in known if point.value], stretches)
    signs = [sign for stretch in stretches for sign in _signs(chart, stretch)]
    ordered = tuple(sorted(signs, key=lambda sign: (_ORDER[sign[0]], sign[1][0].index)))
    return _limits(chart, ordered, percent), ""


def _chart(quarters: Sequence[Quarter], floats: Sequence[float], stretches: list[range]) -> _Chart:
    ratios = [figure.as_integer_ratio() for figure in floats]
    unit = max(of for _, of in ratios)
    values = [value * (unit // of) for value, of in ratios]
    ranges = [
        abs(values[place + 1] - values[place]) for stretch in stretches for place in stretch[:-1]
    ]
    # Left out of the average once are those out of all proportion to it.
    most = sum(ranges) * _SCREEN.numerator
    kept = [move for move in ranges if move * len(ranges) * _SCREEN.denominator < most] or ranges
    return _Chart.of(quarters, values, unit, sum(kept), len(kept))


def _limits(chart: _Chart, signs: tuple[Seen, ...], percent: bool) -> Limits:
    """The limits as drawn: no lower than 0 and no higher than 100 % where no figure is."""
    mean, width = chart.mean, chart.width
    low, high = mean - width, mean + width
    notes = []
    if low < 0 <= min(chart.values):
        notes.append(f"The lower limit comes to {float(low):.1f}; shown is 0.")
        low = Fraction()
    if percent and high > 100 and max(chart.values) <= 100 * chart.unit:
        notes.append(f"The upper limit comes to {float(high):.1f} %; shown is 100 %.")
        high = Fraction(100)
    return Limits(float(mean), float(low), float(high), signs, " ".join(notes))


def _stretches(quarters: Sequence[Quarter]) -> list[range]:
    """The places of the points, in stretches of quarters that follow one another."""
    found: list[range] = []
    start = 0
    for place in range(1, len(quarters) + 1):
        if place == len(quarters) or quarters[place].index != quarters[place - 1].index + 1:
            found.append(range(start, place))
            start = place
    return found


def _signs(chart: _Chart, stretch: range) -> Iterator[Seen]:
    for place in stretch:
        if chart.outside(place):
            yield Sign.OUTSIDE, (chart.quarters[place],)
    sides = [_sign(chart.off[place]) for place in stretch]
    for run in _runs(sides):
        if len(run) >= RUN:
            yield Sign.SHIFT, _quarters(chart, stretch, run)
    steps = [_sign(chart.values[place + 1] - chart.values[place]) for place in stretch[:-1]]
    for run in _runs(steps):
        if len(run) + 1 >= RUN:
            yield Sign.DRIFT, _quarters(chart, stretch, range(run.start, run.stop + 1))
    yield from _near(chart, stretch, sides)


def _near(chart: _Chart, stretch: range, sides: Sequence[int]) -> Iterator[Seen]:
    """Two of three on one side in the outer third, still inside; those that overlap as one."""
    near = [chart.near(place) for place in stretch]
    found: list[set[int]] = []
    for start in range(len(stretch) - 2):
        three = range(start, start + 3)
        places = {place for place in three if near[place]}
        if len(places) >= 2 and {sides[place] for place in three} in ({1}, {-1}):
            if found and found[-1] & places:
                found[-1] |= places
            else:
                found.append(places)
    for places in found:
        yield Sign.NEAR_LIMIT, tuple(chart.quarters[stretch[place]] for place in sorted(places))


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)


def _runs(signs: Sequence[int]) -> Iterator[range]:
    """The places of each unbroken run of one sign, other than nought."""
    start = 0
    for place in range(1, len(signs) + 1):
        if place == len(signs) or signs[place] != signs[start]:
            if signs[start] != 0:
                yield range(start, place)
            start = place


def _quarters(chart: _Chart, stretch: range, places: range) -> tuple[Quarter, ...]:
    return tuple(chart.quarters[stretch[place]] for place in places)
