"""The workbook's sheet of trends: one row for each figure of each organisation."""

from __future__ import annotations

from collections.abc import Sequence

from engine.kept.packed import PartsInOrder
from engine.nouns.english import listed, number
from engine.nouns.outcome.trend import Better, Limits, Point, Trend, TrendChange
from engine.nouns.quarter import Quarter
from engine.trending.change import point_words
from reports.lazy import Lazy
from reports.lookup import Lookup
from reports.words import parameter_value
from reports.workbook.sheets import SheetHeading

QUARTERS_SHOWN = 12
"""The latest so many quarters have a column each; process limits rest on all of them."""
_WAYS = {
    Better.HIGHER: "higher is better",
    Better.LOWER: "lower is better",
    Better.NEITHER: "no rule says",
}


def trend_table(lookup: Lookup) -> tuple[tuple[SheetHeading, ...], Sequence[list[str]]]:
    """The headings and rows of the sheet, a column for each quarter; no rows without a trend."""
    every = PartsInOrder(lookup.trends_of.values())
    quarters = sorted({point.quarter for trend in every for point in trend.points})[
        -QUARTERS_SHOWN:
    ]
    headings = (
        SheetHeading("Organisation", 26),
        SheetHeading("Figure", 40),
        SheetHeading("Unit", 8),
        SheetHeading("Clauses", 22),
        SheetHeading("Which way", 14),
        SheetHeading("Required", 24),
        *(SheetHeading(quarter.label, 18) for quarter in quarters),
        SheetHeading("Last change", 20),
        SheetHeading("More than chance?", 18),
        SheetHeading("How that is known", 60),
        SheetHeading("Process limits", 40),
        SheetHeading("Signs", 40),
    )
    names = {
        organisation.code: organisation.name for organisation in lookup.assessment.organisations
    }

    def row(place: int) -> list[str]:
        trend = every[place]
        return _row(lookup, names[trend.organisation], trend, quarters)

    return headings, Lazy(range(len(every)), row)


def _row(lookup: Lookup, name: str, trend: Trend, quarters: Sequence[Quarter]) -> list[str]:
    points = {point.quarter: point for point in trend.points}
    return [
        name,
        trend.label,
        trend.unit,
        ", ".join(trend.clauses),
        _WAYS[trend.better],
        _asked(lookup, trend),
        *(_cell(points.get(quarter), trend.unit) for quarter in quarters),
        _moved(trend.change, trend.unit) if trend.change is not None else "",
        trend.change.chance.value if trend.change is not None else "",
        trend.change.words if trend.change is not None else "One quarter alone is known.",
        _limits(trend.limits, trend.unit) if trend.limits is not None else trend.without_limits,
        _signs(trend.limits) if trend.limits is not None else "",
    ]


def _asked(lookup: Lookup, trend: Trend) -> str:
    for used in lookup.assessment.run.parameters:
        if used.name == trend.threshold_name and used.value == trend.threshold:
            return f"{parameter_value(used)} ({used.name})"
    return ""


def _cell(point: Point | None, unit: str) -> str:
    if point is None:
        return ""
    if point.value is None:
        return point.why_unknown or "nothing was returned"
    remembered = " (remembered)" if point.remembered else ""
    return f"{point_words(point, unit)}{remembered}"


def _moved(change: TrendChange, unit: str) -> str:
    """In words, since a cell must not begin with a plus or minus sign."""
    if change.by is None:
        return "known only within bounds"
    if change.by == 0:
        return "none"
    size = number(abs(change.by), "percentage points" if unit == "%" else unit)
    return f"{'rose' if change.by > 0 else 'fell'} by {size}"


def _limits(limits: Limits, unit: str) -> str:
    edges = f"{number(limits.lower)} to {number(limits.upper, unit)}"
    note = f" {limits.note}" if limits.note else ""
    return f"{edges}, mean {number(limits.mean, unit)}.{note}"


def _signs(limits: Limits) -> str:
    if not limits.signs:
        return "none"
    return "\n".join(f"{sign.value}: {_named(quarters)}" for sign, quarters in limits.signs)


def _named(quarters: Sequence[Quarter]) -> str:
    """The quarters of a sign; a long run by its ends."""
    first, last = quarters[0], quarters[-1]
    if len(quarters) > 3 and last.index - first.index == len(quarters) - 1:
        return f"{first.label} to {last.label}"
    return listed(quarter.label for quarter in quarters)
