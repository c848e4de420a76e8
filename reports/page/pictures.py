"""The pictures of the page: heat maps for all, training levels and trends by organisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.trend import Trend
from engine.trending import trends
from reports.content.rows import kinds_with_rules
from reports.lookup import Lookup
from reports.page.links import Anchors
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
    """The pictures of one organisation, folded on the page until they are asked for."""

    number: int
    name: str
    levels: tuple[PictureView, ...]
    trends: tuple[Markup, ...]
    judged: TrendTable | None
    """The figures of the trends drawn; None where none is."""
    others: TrendTable | None
    """The figures that no rule sets a value for; None where there are none."""


@dataclass(frozen=True, slots=True)
class PicturesView:
    """All pictures of the page."""

    heats: tuple[PictureView, ...]
    organisations: tuple[OwnPictures, ...]


def pictures_view(lookup: Lookup, anchors: Anchors) -> PicturesView:
    """Every picture of the page. Each is its own SVG, whose texts are escaped already."""
    known: dict[str, list[Trend]] = {}
    for trend in trends(lookup.assessment):
        known.setdefault(trend.organisation, []).append(trend)
    heats = (heat_map(heat_table(lookup, kind)) for kind in kinds_with_rules(lookup))
    own = (
        _own(lookup, anchors, organisation, known.get(organisation.code, ()))
        for organisation in lookup.assessment.organisations
    )
    return PicturesView(
        tuple(_view(heat) for heat in heats),
        tuple(
            own_pictures
            for own_pictures in own
            if own_pictures.levels or own_pictures.trends or own_pictures.others
        ),
    )


def _own(
    lookup: Lookup, anchors: Anchors, organisation: Organisation, known: Sequence[Trend]
) -> OwnPictures:
    number = anchors.organisations.get(organisation.code, 0)
    judged, others = worth_showing(known)
    return OwnPictures(
        number,
        organisation.name,
        tuple(_levels(lookup, organisation, f"{number}-")),
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
