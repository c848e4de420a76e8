"""The page on which a round is signed off, and what may be published of it for whom."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from engine.nouns.outcome.audience import Audience
from engine.nouns.verdict import Verdict
from web.access.roles import PersonRole
from web.clock import now
from web.jobs.standing import JobKind, standing_of
from web.judging.jobs import judge_round
from web.judging.kinds import DecisionState
from web.judging.models import DecisionVersion, Publication, RoundAssessment, SignOff
from web.judging.preview.written import AUDIENCES, READERS, preview_folder
from web.judging.signing import current_assessment, sign, signature_of
from web.judging.site.pages import crumbs_of, how_exact, site_menu
from web.judging.state import latest_versions
from web.pages.guard import SignedIn
from web.pages.show import show
from web.rounds.models import Round
from web.rounds.sending import NotPossible
from web.rounds.states import RoundState

_SHOWN = {
    Audience.SHARED: "without names of people",
    Audience.PUBLIC: "without typed text and small figures",
    Audience.INTERNAL: "everything, with the record",
}
_JUDGES = frozenset({PersonRole.ASSESSOR, PersonRole.COMMISSIONER})


@dataclass(frozen=True, slots=True)
class BundleLine:
    """What may be published for an audience, or was."""

    audience: str
    readers: str
    shown: str
    """What they are shown, in short."""
    hidden: int
    first: tuple[dict[str, str], ...]
    refused: str
    publication: Publication | None
    has_preview: bool
    """Whether somebody has had its pages made, to be looked at before it is published."""
    may_be_previewed: bool
    failed: str
    """Why it could not be made; empty where it could, or was not asked for."""


def judge_again(request: SignedIn, number: int) -> HttpResponseBase:
    """Have a round judged as it is now."""
    judge_round.enqueue(get_object_or_404(Round, pk=number).pk)
    return HttpResponseRedirect(reverse("round", kwargs={"number": number}))


def sign_off(request: SignedIn, number: int) -> HttpResponseBase:
    """Sign the assessment that is shown, or see who did."""
    held = get_object_or_404(Round, pk=number)
    if request.method == "POST":
        try:
            sign(held, request.POST.get("state", ""), request.standing.person, now())
        except NotPossible as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "The assessment is signed. It can be published now.")
        return HttpResponseRedirect(reverse("sign-off", kwargs={"number": number}))
    assessment, is_exact = current_assessment(held)
    signed = signature_of(held)
    signs = request.standing.has_any({PersonRole.COMMISSIONER})
    view = {
        "round": held,
        "assessment": assessment,
        **how_exact(request, held, is_exact),
        "counts": _counts(assessment),
        "waits": _waiting(held) if signed is None else 0,
        "signed": signed,
        "earlier": SignOff.objects.filter(assessment__round=held)
        .exclude(voided_at=None)
        .select_related("by", "assessment"),
        "may_sign": signs and is_exact and signed is None and held.standing is RoundState.ASSESSED,
        "may_preview": request.standing.has_any(_JUDGES) and is_exact,
        "may_publish": signs and is_exact and signed is not None,
        "bundles": _bundles(assessment, signed),
        "site_menu": site_menu(held, assessment, "sign-off"),
        "crumbs": crumbs_of(held),
    }
    return show(request, "sign_off.html", f"Sign off and publish, {held.quarter}", view)


def _waiting(held: Round) -> int:
    """How many waivers of a round wait to be approved or declined."""
    every = latest_versions(DecisionVersion.objects.filter(round=held).select_related("round"))
    return sum(version.standing is DecisionState.PROPOSED for version in every)


def _counts(assessment: RoundAssessment | None) -> list[tuple[int, str]]:
    """How many findings have each verdict, in the order in which verdicts stand everywhere."""
    counts = assessment.counts if assessment is not None else {}
    return [
        (counts[verdict.value], verdict.words.lower())
        for verdict in Verdict
        if verdict.value in counts
    ]


def _failed(publication: Publication | None) -> str:
    if publication is None or publication.sha256:
        return ""
    return standing_of(JobKind.BUNDLE, publication.pk).why


def _bundles(assessment: RoundAssessment | None, signed: SignOff | None) -> list[BundleLine]:
    if assessment is None:
        return []
    made = {asked.audience: asked for asked in Publication.objects.filter(sign_off=signed)}
    lines = []
    for audience, shown in _SHOWN.items():
        left = assessment.left_out[audience.value]
        publication = made.get(audience.value) if signed is not None else None
        lines.append(
            BundleLine(
                audience.value,
                READERS[audience],
                shown,
                left["count"],
                tuple(left["first"]),
                left["refused"],
                publication,
                preview_folder(assessment.round.pk, assessment.state, audience).exists(),
                audience in AUDIENCES,
                _failed(publication),
            )
        )
    return lines
