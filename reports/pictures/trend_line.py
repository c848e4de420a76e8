"""The picture of one trend: its points, the gaps between them, and the value asked for."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from engine.nouns import english
from engine.nouns.english import capitalised
from engine.nouns.evidence.fact import Range
from engine.nouns.outcome.trend import Better, Point, Trend
from reports.pictures.drawing import Drawn, coordinate, svg, wrapped_words

_WIDTH, _HEIGHT = 360, 172
_LEFT, _RIGHT, _TOP, _BOTTOM = 40.0, 300.0, 40.0, 136.0
_TITLE = 56
"""How many letters of its title go on a line of the picture."""
_PERCENT = "%"


@dataclass(frozen=True, slots=True)
class _Axis:
    high: float
    points: int

    def x(self, number: int) -> float:
        return _LEFT + 10 + (_RIGHT - _LEFT - 20) * (number / max(self.points - 1, 1))

    def y(self, value: float) -> float:
        return _BOTTOM - (_BOTTOM - _TOP) * min(max(value, 0.0), self.high) / self.high


def trend_line(trend: Trend) -> Drawn:  # house: all that one template is given
    """The trend as a small picture. Its scale begins at 0, and a percentage's ends at 100.

    A quarter without a figure breaks the line and is marked; a figure known only within bounds
    is a bar from one to the other.
    """
    scale = _Axis(_top_of(trend), len(trend.points))
    marks = [
        {
            "x": coordinate(scale.x(number)),
            "known": point.value is not None,
            "exact": point.value is not None and point.value.is_exact,
            "y": coordinate(scale.y(point.value.high)) if point.value else coordinate(_BOTTOM),
            "low": coordinate(scale.y(point.value.low)) if point.value else coordinate(_BOTTOM),
            "quarter": point.quarter.label[-2:],
            "year": point.quarter.label[:-3],
            "new_year": number == 0 or point.quarter.label[-1:] == "1",
        }
        for number, point in enumerate(trend.points)
    ]
    last = trend.points[-1]
    drawn = svg(
        "trend_line.svg",
        title=trend.label,
        heading=wrapped_words(capitalised(trend.label), _TITLE, 2),
        alternative=alternative(trend),
        width=_WIDTH,
        height=_HEIGHT,
        left=coordinate(_LEFT),
        right=coordinate(_RIGHT),
        top=coordinate(_TOP),
        bottom=coordinate(_BOTTOM),
        marks=marks,
        lines=_lines(trend.points, scale),
        high=english.number(scale.high, trend.unit),
        threshold=None
        if trend.threshold is None
        else (coordinate(scale.y(trend.threshold)), english.number(trend.threshold, trend.unit)),
        limits=None
        if trend.limits is None
        else tuple(
            coordinate(scale.y(value))
            for value in (trend.limits.upper, trend.limits.mean, trend.limits.lower)
        ),
        last=(
            coordinate(_BOTTOM - 8 if last.value is None else scale.y(last.value.high)),
            _figure(last.value, trend.unit),
        ),
    )
    return Drawn(drawn, trend.label, alternative(trend), ("Quarter", "Figure", "Of"), _rows(trend))


def worth_showing(trends: Iterable[Trend]) -> tuple[list[Trend], list[Trend]]:
    """Of trends with two known points or more: those with a value asked for, and the others."""
    moved = [
        trend for trend in trends if sum(point.value is not None for point in trend.points) >= 2
    ]
    judged = [trend for trend in moved if trend.threshold is not None]
    return judged, [trend for trend in moved if trend.threshold is None]


def alternative(trend: Trend) -> str:
    """The trend in words: every point, what is asked, and what its change means."""
    points = "; ".join(
        f"{point.quarter.label} {_figure(point.value, trend.unit)}" for point in trend.points
    )
    parts = [f"{trend.label}: {points}."]
    if trend.threshold is not None:
        most = "at most" if trend.better is Better.LOWER else "at least"
        parts.append(f"Required: {most} {english.number(trend.threshold, trend.unit)}.")
    if trend.change is not None:
        parts.append(f"{capitalised(trend.change.words.rstrip('.'))}.")
    return " ".join(parts)


def _top_of(trend: Trend) -> float:
    if trend.unit == _PERCENT:
        return 100.0
    values = [
        point.value.high
        for point in trend.points
        if point.value and math.isfinite(point.value.high)
    ]
    if trend.threshold is not None:
        values.append(trend.threshold)
    highest = max(values, default=1.0)
    if highest <= 0:
        return 1.0
    step: float = 10.0 ** math.floor(math.log10(highest))
    return next(step * times for times in (1, 2, 2.5, 5, 10) if step * times >= highest)


def _lines(points: Iterable[Point], scale: _Axis) -> list[tuple[str, str, str, str]]:
    """From each exact point to the next quarter's; none where either is unknown or a range."""
    return [
        (
            coordinate(scale.x(number)),
            coordinate(scale.y(point.value.low)),
            coordinate(scale.x(number + 1)),
            coordinate(scale.y(other.value.low)),
        )
        for number, (point, other) in enumerate(pairwise(points))
        if point.value and other.value and point.value.is_exact and other.value.is_exact
    ]


def _figure(value: Range | None, unit: str) -> str:
    if value is None:
        return "no figure"
    if value.is_exact:
        return english.number(value.low, unit)
    if math.isinf(value.high):
        return f"at least {english.number(value.low, unit)}"
    low = english.number(value.low, unit).removesuffix(unit).strip()
    return f"{low} to {english.number(value.high, unit)}"


def _rows(trend: Trend) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            point.quarter.label,
            _figure(point.value, trend.unit),
            _figure(point.of, "") if point.of else "",
        )
        for point in trend.points
    )
