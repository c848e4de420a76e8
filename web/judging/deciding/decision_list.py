"""Every decision of a round, those that wait for approval first."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from web.judging.models import DecisionVersion, RoundAssessment
from web.judging.signing import current_assessment
from web.judging.site.pages import crumbs_of, finding_link, site_menu
from web.judging.site.read import FoundLine, findings_of
from web.judging.state import latest_versions
from web.pages.guard import SignedIn
from web.pages.show import show
from web.rounds.models import Round


@dataclass(frozen=True, slots=True)
class DecisionLineView:
    """A decision in the list of a round's."""

    version: DecisionVersion
    title: str
    href: str


def decisions(request: SignedIn, number: int) -> HttpResponse:
    """Every decision of a round as it stands, those that wait for approval first."""
    held = get_object_or_404(Round, pk=number)
    assessment, _ = current_assessment(held)
    found = {(line.organisation, line.rule): line for line in _lines(assessment)}
    versions = DecisionVersion.objects.filter(round=held).select_related(
        "by", "organisation", "round"
    )
    lines = []
    for version in latest_versions(versions):
        line = found.get((version.organisation.code, version.rule))
        title = line.title if line else version.rule
        lines.append(DecisionLineView(version, title, finding_link(held, line)))
    lines.sort(key=lambda line: (line.version.state != "proposed", line.version.thread))
    view = {
        "round": held,
        "lines": lines,
        "site_menu": site_menu(held, assessment, "decisions"),
        "crumbs": crumbs_of(held),
    }
    return show(request, "decisions_page.html", f"Decisions, {held.quarter}", view)


def _lines(assessment: RoundAssessment | None) -> tuple[FoundLine, ...]:
    return findings_of(assessment) if assessment is not None else ()
