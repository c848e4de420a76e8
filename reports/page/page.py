"""An assessment as the page shows it: no template computes anything."""

from __future__ import annotations

from dataclasses import dataclass

from engine.nouns.english import day_words
from reports.content.figures import run_figures
from reports.content.not_shown import NotShown, not_shown_in
from reports.content.rows import kind_label, kinds_with_rules
from reports.lookup import Lookup, not_inside
from reports.page.clauses import ClausesOfSection, clauses_view
from reports.page.concerns import OrganisationConcerns, concerns_view
from reports.page.decisions import DecidedView, decided_view
from reports.page.findings import DutyView, duty_view
from reports.page.grid import ColumnView, MatrixView, matrix_view
from reports.page.links import Anchors
from reports.page.pictures import PicturesView, pictures_view
from reports.page.sources import SourcesView, sources_view
from reports.page.what_ifs import WhatIfsView, what_ifs_view


@dataclass(frozen=True, slots=True)
class UnruledView:
    """An organisation whose kind no rule binds."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class PageView:
    """The whole page, a part for each of its templates."""

    title: str
    policy: str
    period: str
    as_of: str
    software: str
    before: str
    """The quarter assessed before, empty where there is none."""
    columns: tuple[ColumnView, ...]
    """Every organisation that a matrix shows, matrix by matrix."""
    unruled: tuple[UnruledView, ...]
    concerns: tuple[OrganisationConcerns, ...]
    concern_count: int
    pictures: PicturesView
    matrices: tuple[MatrixView, ...]
    decided: tuple[DecidedView, ...]
    """Every decision of the run, applied or not."""
    what_ifs: WhatIfsView | None
    """None where the pack lists no values worth trying."""
    not_shown: tuple[NotShown, ...]
    sources: SourcesView
    clauses: tuple[ClausesOfSection, ...]
    """Every clause with a rule, and what rests on it."""
    duties: tuple[DutyView, ...]


def page_view(lookup: Lookup) -> PageView:
    """The page of an assessment."""
    assessment, run = lookup.assessment, lookup.assessment.run
    pack, kinds = assessment.pack, kinds_with_rules(lookup)
    anchors = Anchors.of(lookup)
    duties = {
        rule.id: duty_view(lookup, anchors, rule)
        for rule in pack.rules.values()
        if any(kind in rule.binds for kind in kinds)
    }
    matrices = tuple(matrix_view(lookup, anchors, duties, kind) for kind in kinds)
    figures = run_figures(run.parameters)
    return PageView(
        title=pack.title,
        policy=pack.policy,
        period=run.period.label,
        as_of=day_words(run.as_of),
        software=run.software,
        before=assessment.quarters[-2].label if len(assessment.quarters) > 1 else "",
        columns=tuple(column for matrix in matrices for column in matrix.columns),
        unruled=tuple(
            UnruledView(organisation.name, kind_label(lookup, organisation.kind))
            for organisation in lookup.kinds_without_rules()
        ),
        concerns=concerns_view(lookup, anchors),
        concern_count=len(not_inside(assessment.concerns)),
        pictures=pictures_view(lookup, anchors),
        matrices=matrices,
        decided=decided_view(lookup, anchors),
        what_ifs=what_ifs_view(lookup, anchors),
        not_shown=not_shown_in(assessment),
        sources=sources_view(lookup, figures),
        clauses=clauses_view(lookup, anchors, figures),
        duties=tuple(duties.values()),
    )
