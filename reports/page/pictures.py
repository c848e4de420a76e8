"""The site's pictures: heat maps for all, training levels and trends by organisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.trend import Trend
from reports.lookup import Lookup
from reports.pictures.drawing import Drawn
from reports.pictures.heat import heat_map, heat_table
from reports.pictures.levels import levels_chart, levels_of
from reports.pictures.trend_line import trend_line, worth_showing
from reports.pictures.trend_table import TrendTable, trend_table


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture, and the table that says the same."""

    svg: Markup
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class OwnPictures:
    """The pictures of one organisation."""

    levels: tuple[PictureView, ...]
    trends: tuple[Markup, ...]
    judged: TrendTable | None
    """The figures of the trends drawn; None where none is."""
    others: TrendTable | None
    """The figures that no rule sets a value for; None where there are none."""

    def __bool__(self) -> bool:
        return bool(self.levels or self.trends or self.others)


def heat_view(lookup: Lookup, kind: str) -> PictureView:
    """The heat map of a kind of organisation: its own SVG, whose texts are escaped already."""
    return _view(heat_map(heat_table(lookup, kind)))


def own_pictures(lookup: Lookup, organisation: Organisation, known: Sequence[Trend]) -> OwnPictures:
    """Training levels and trends of one organisation."""
    judged, others = worth_showing(known)
    return OwnPictures(
        tuple(_levels(lookup, organisation, "levels-")),
        tuple(Markup(trend_line(trend).svg) for trend in judged),
        trend_table(judged) if judged else None,
        trend_table(others) if others else None,
    )


def _levels(lookup: Lookup, organisation: Organisation, mark: str) -> Iterator[PictureView]:
    period = lookup.assessment.run.period
    submission = lookup.submissions.get((organisation.code, period))
    if submission is None:
        return
    for framework in lookup.assessment.pack.vocabulary.frameworks.values():
        levels = levels_of(lookup, submission, framework)
        if any(level.percent is not None for level in levels):
            yield _view(levels_chart(framework, period.label, levels, mark))


def _view(drawn: Drawn) -> PictureView:
    return PictureView(Markup(drawn.svg), drawn.title, drawn.header, drawn.rows)
