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
from itertools import pairwise

from engine.nouns.quarter import Quarter
from engine.nouns.trend import Limits, Point, Sign

FEWEST_POINTS = 12
RUN = 7
_WIDTH = Fraction("2.66")
_SCREEN = Fraction("3.267")


@dataclass(frozen=True, slots=True)
class _At:
    quarter: Quarter
    value: Fraction


def limits_of(points: Sequence[Point], percent: bool) -> tuple[Limits | None, str]:
    """The process limits of some points and the signs seen; or none, and why.

    Only exact figures count. A gap is not bridged: moving ranges and runs are of quarters that
    follow one another.
    """
    known = [
        _At(one.quarter, Fraction(one.value.low))
        for one in points
        if one.value is not None and one.value.is_exact
    ]
    if len(known) < FEWEST_POINTS:
        return None, (
            f"{len(known)} of the {FEWEST_POINTS} exact figures that process limits need are known."
        )
    stretches = _stretches(known)
    ranges = [
        abs(after.value - before.value)
        for stretch in stretches
        for before, after in pairwise(stretch)
    ]
    if not ranges:
        return None, "No two quarters that follow one another are known."
    mean = sum((one.value for one in known), Fraction()) / len(known)
    width = _WIDTH * _average(ranges)
    low, high = mean - width, mean + width
    signs = tuple(sign for stretch in stretches for sign in _signs(stretch, mean, width))
    most = max(one.value for one in known)
    bottom = Fraction() if min(one.value for one in known) >= 0 else low
    top = Fraction(100) if percent and most <= 100 else high
    note = "".join(
        words
        for cut, words in (
            (low < bottom, f"The lower limit comes to {float(low):.1f}; shown is 0. "),
            (high > top, f"The upper limit comes to {float(high):.1f} %; shown is 100 %. "),
        )
        if cut
    )
    ordered = tuple(sorted(signs, key=lambda one: (tuple(Sign).index(one[0]), one[1])))
    limits = Limits(
        float(mean), float(max(low, bottom)), float(min(high, top)), ordered, note.strip()
    )
    return limits, ""


def _stretches(known: Sequence[_At]) -> list[list[_At]]:
    """The points in stretches of quarters that follow one another."""
    found: list[list[_At]] = []
    for one in known:
        if found and found[-1][-1].quarter.next == one.quarter:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _average(ranges: Sequence[Fraction]) -> Fraction:
    """The average moving range, those left out that are out of all proportion to the others."""
    average = sum(ranges, Fraction()) / len(ranges)
    kept = [one for one in ranges if one < _SCREEN * average]
    return sum(kept, Fraction()) / len(kept) if kept else average


Seen = tuple[Sign, tuple[Quarter, ...]]


def _signs(stretch: Sequence[_At], mean: Fraction, width: Fraction) -> Iterator[Seen]:
    for one in stretch:
        if abs(one.value - mean) > width:
            yield Sign.OUTSIDE, (one.quarter,)
    for run in _runs([_sign(one.value - mean) for one in stretch]):
        if len(run) >= RUN:
            yield Sign.SHIFT, _quarters(stretch, run)
    steps = [_sign(after.value - before.value) for before, after in pairwise(stretch)]
    for run in _runs(steps):
        if len(run) + 1 >= RUN:
            yield Sign.DRIFT, _quarters(stretch, range(run.start, run.stop + 1))
    yield from _near(stretch, mean, width)


def _near(stretch: Sequence[_At], mean: Fraction, width: Fraction) -> Iterator[Seen]:
    """Two of three on one side in the outer third, still inside; those that overlap as one."""
    near = [width * 2 / 3 < abs(one.value - mean) <= width for one in stretch]
    found: list[set[int]] = []
    for start in range(len(stretch) - 2):
        three = range(start, start + 3)
        sides = {_sign(stretch[place].value - mean) for place in three}
        places = {place for place in three if near[place]}
        if len(places) >= 2 and sides in ({1}, {-1}):
            if found and found[-1] & places:
                found[-1] |= places
            else:
                found.append(places)
    for places in found:
        yield Sign.NEAR_LIMIT, tuple(stretch[place].quarter for place in sorted(places))


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _runs(signs: Sequence[int]) -> Iterator[range]:
    """The places of each unbroken run of one sign, other than nought."""
    start = 0
    for place in range(1, len(signs) + 1):
        if place == len(signs) or signs[place] != signs[start]:
            if signs[start] != 0:
                yield range(start, place)
            start = place


def _quarters(stretch: Sequence[_At], places: range) -> tuple[Quarter, ...]:
    return tuple(stretch[place].quarter for place in places)
