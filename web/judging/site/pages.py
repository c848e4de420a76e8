"""The pages of an assessment, within the frame of the application."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from markupsafe import Markup

from web.access.roles import PersonRole
from web.judging.models import RoundAssessment
from web.judging.signing import current_assessment
from web.judging.site.read import FoundLine, page_parts
from web.pages.guard import SignedIn
from web.pages.show import Crumb, MenuEntry, show
from web.rounds.models import Round
from web.rounds.progress.judging import judging_progress

_JUDGES = {PersonRole.ASSESSOR, PersonRole.COMMISSIONER, PersonRole.ADMINISTRATOR}
_BESIDE = (
    ("meetings", "Meetings"),
    ("decisions", "Decisions"),
    ("what-if", "What if"),
    ("sign-off", "Sign off and publish"),
)


def judged(request: SignedIn, number: int, page: str) -> HttpResponse:
    """A page of the latest assessment of a round."""
    held, assessment, is_exact = assessed_round(number)
    parts = page_parts(assessment, page)
    view = {
        "parts": parts,
        "heading": Markup(parts.heading),
        "page_lead": Markup(parts.lead),
        "page_main": Markup(parts.main),
        "round": held,
        **how_exact(request, held, is_exact),
        "site_menu": site_menu(held, assessment, page),
        "crumbs": crumbs_of(held),
    }
    return show(request, "judged.html", f"{parts.title}, {held.quarter}", view)


def how_exact(request: SignedIn, held: Round, is_exact: bool) -> dict[str, object]:
    """What a page says of its assessment: whether it is of the state that the round has now and,
    where not, how far the judging is."""
    judged = None if is_exact else judging_progress(held)
    return {
        "is_exact": is_exact,
        "judged": judged,
        "polls": judged is not None and judged.is_pending,
        "may_judge": request.standing.has_any(_JUDGES),
    }


def assessed_round(number: int) -> tuple[Round, RoundAssessment, bool]:
    """A round, its latest assessment, and whether that is of the state that the round has now.

    Raises Http404 where there is no such round, or it is not judged yet.
    """
    held = get_object_or_404(Round, pk=number)
    assessment, is_exact = current_assessment(held)
    if assessment is None:
        raise Http404("not judged yet")
    return held, assessment, is_exact


def finding_link(held: Round, line: FoundLine | None) -> str:
    """Where a finding of a round is told in full; empty where it is told nowhere."""
    if line is None:
        return ""
    where = {"number": held.pk, "page": line.page, "duty": line.anchor}
    return reverse("finding", kwargs=where)


def crumbs_of(held: Round) -> tuple[Crumb, ...]:
    """The pages above those of an assessment."""
    above = Crumb(f"Round {held.quarter}", reverse("round", kwargs={"number": held.pk}))
    return (Crumb("My work", reverse("home")), above)


def site_menu(held: Round, assessment: RoundAssessment | None, page: str) -> tuple[MenuEntry, ...]:
    """The menu of an assessment's own pages, and those about it; empty where nothing is judged."""
    if assessment is None:
        return ()
    own = [
        MenuEntry(label, reverse("judged", kwargs={"number": held.pk, "page": path}), path == page)
        for label, path in assessment.menu
    ]
    beside = [
        MenuEntry(label, reverse(name, kwargs={"number": held.pk}), name == page)
        for name, label in _BESIDE
    ]
    return (*own, *beside)
