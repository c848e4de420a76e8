"""The table beside the pictures of trends: each figure by quarter, and what its change means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.nouns.english import capitalised, listed
from engine.nouns.outcome.trend import Chance, Trend
from reports.pictures.trend_line import trend_line


@dataclass(frozen=True, slots=True)
class TrendTable:
    """The table beside the picture of a trend: the same figures as text."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def trend_table(trends: Sequence[Trend]) -> TrendTable:
    """One row a trend, one column a quarter that any of them has, and the last change."""
    quarters = sorted({point.quarter for trend in trends for point in trend.points})
    rows = []
    for trend in trends:
        cells = {row[0]: row for row in trend_line(trend).rows}
        shown = []
        for quarter in quarters:
            _, figure, of = cells.get(quarter.label, ("", "", ""))
            shown.append(f"{figure}\nof {of}" if of else figure)
        rows.append((capitalised(trend.label), *shown, change_words(trend)))
    return TrendTable(
        ("Figure", *(quarter.label for quarter in quarters), "The last change"), tuple(rows)
    )


def change_words(trend: Trend) -> str:
    """Whether the last change is more than chance; in full where it is, or where signs show."""
    parts = []
    if trend.change is not None:
        more = trend.change.chance is Chance.MORE
        short = "none" if trend.change.by == 0 else trend.change.chance.value
        parts.append(capitalised(trend.change.words if more else short))
    if trend.limits is not None:
        parts += [
            f"{capitalised(sign.value)}: {listed(quarter.label for quarter in when)}"
            for sign, when in trend.limits.signs
        ]
    return ". ".join(part.rstrip(".") for part in parts)
