"""Decisions of a round together, its sign-off, and what is published of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from engine.nouns.outcome.audience import Audience
from web.access.roles import PersonRole
from web.clock import now
from web.judging.jobs import export_of, judge_round, make_bundle
from web.judging.models import DecisionVersion, Publication, RoundAssessment, SignOff
from web.judging.preview.written import AUDIENCES, preview_folder
from web.judging.signing import ask_bundle, current_assessment, sign, signature_of
from web.judging.site_pages import FoundLine, crumbs_of, findings_of, site_menu
from web.judging.state import latest_versions, state_of
from web.pages.guard import SignedIn
from web.pages.show import MenuEntry, show
from web.rounds.models import Expected, Round
from web.rounds.sending import NotPossible
from web.rounds.states import RoundState
from web.rounds.store import path_of

_WHO = {
    Audience.SHARED: "those at the same table: no names of people",
    Audience.PUBLIC: "the public: no text as typed, no small figures",
    Audience.INTERNAL: "auditors: everything, with the record",
}
_JUDGES = frozenset({PersonRole.ASSESSOR, PersonRole.COMMISSIONER})
_FOR_PROVIDERS = {Audience.SHARED.value, Audience.PUBLIC.value}


@dataclass(frozen=True, slots=True)
class DecisionLineView:
    """A decision in the list of a round's."""

    version: DecisionVersion
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class BundleLine:
    """What may be published for an audience, or was."""

    audience: str
    label: str
    hidden: int
    first: tuple[dict[str, str], ...]
    refused: str
    publication: Publication | None
    has_preview: bool
    """Whether somebody has had its pages made, to be looked at before it is published."""
    may_be_previewed: bool


def _menu(held: Round, assessment: RoundAssessment | None, name: str) -> tuple[MenuEntry, ...]:
    return site_menu(held, assessment, name) if assessment is not None else ()


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
        where = {"number": number, "page": line.page, "duty": line.anchor} if line else None
        href = reverse("finding", kwargs=where) if where else ""
        lines.append(DecisionLineView(version, line.title if line else version.rule, href))
    lines.sort(key=lambda line: (line.version.state != "proposed", line.version.thread))
    view = {
        "round": held,
        "lines": lines,
        "site_menu": _menu(held, assessment, "decisions"),
        "crumbs": crumbs_of(held),
    }
    return show(request, "decisions_page.html", f"Decisions, {held.quarter}", view)


def _lines(assessment: RoundAssessment | None) -> tuple[FoundLine, ...]:
    return findings_of(assessment) if assessment is not None else ()


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
        return HttpResponseRedirect(reverse("sign-off", kwargs={"number": number}))
    assessment, is_exact = current_assessment(held)
    signed = signature_of(held)
    signs = request.standing.has_any({PersonRole.COMMISSIONER})
    view = {
        "round": held,
        "assessment": assessment,
        "is_exact": is_exact,
        "signed": signed,
        "earlier": SignOff.objects.filter(assessment__round=held)
        .exclude(voided_at=None)
        .select_related("by", "assessment"),
        "may_sign": signs and is_exact and signed is None and held.standing is RoundState.ASSESSED,
        "may_preview": request.standing.has_any(_JUDGES) and is_exact,
        "may_publish": signs and is_exact and signed is not None,
        "bundles": _bundles(assessment, signed),
        "site_menu": _menu(held, assessment, "sign-off"),
        "crumbs": crumbs_of(held),
    }
    return show(request, "sign_off.html", f"Sign off and publish, {held.quarter}", view)


def _bundles(assessment: RoundAssessment | None, signed: SignOff | None) -> list[BundleLine]:
    if assessment is None:
        return []
    made = {asked.audience: asked for asked in Publication.objects.filter(sign_off=signed)}
    lines = []
    for audience, label in _WHO.items():
        left = assessment.left_out[audience.value]
        publication = made.get(audience.value) if signed is not None else None
        lines.append(
            BundleLine(
                audience.value,
                label,
                left["count"],
                tuple(left["first"]),
                left["refused"],
                publication,
                preview_folder(assessment.round.pk, assessment.state, audience).exists(),
                audience in AUDIENCES,
            )
        )
    return lines


def publish(request: SignedIn, number: int) -> HttpResponseBase:
    """Publish the bundle of an audience."""
    held = get_object_or_404(Round, pk=number)
    audience, signed = request.POST.get("audience", ""), signature_of(held)
    if audience not in {known.value for known in Audience} or signed is None:
        messages.error(request, "Nothing is published before the round is signed.")
    else:
        try:
            asked = ask_bundle(signed, audience, request.standing.person, now())
            make_bundle.enqueue(asked.pk)
        except NotPossible as error:
            messages.error(request, str(error))
    return HttpResponseRedirect(reverse("sign-off", kwargs={"number": number}))


def bundle(request: SignedIn, number: int, audience: str) -> HttpResponseBase:
    """A published bundle."""
    return _bundle(get_object_or_404(Round, pk=number), audience)


def published(request: SignedIn, number: int, code: str, audience: str) -> HttpResponseBase:
    """A published bundle, for a provider of the round."""
    expected = get_object_or_404(
        Expected.objects.select_related("round"), round=number, organisation__code=code
    )
    if audience not in _FOR_PROVIDERS:
        raise Http404("not for providers")
    return _bundle(expected.round, audience)


def _bundle(held: Round, audience: str) -> HttpResponseBase:
    signed = signature_of(held)
    made = Publication.objects.filter(sign_off=signed, audience=audience).first()
    if signed is None or made is None or not made.sha256:
        raise Http404("not published")
    name = f"{held.quarter.replace(' ', '-')}-{audience}.zip"
    return FileResponse(
        path_of(made.sha256).open("rb"),
        as_attachment=True,
        filename=name,
        content_type="application/zip",
    )


def export(request: SignedIn, number: int) -> HttpResponse:
    """A round as files that the command line judges to the same bytes."""
    held = get_object_or_404(Round, pk=number)
    answer = HttpResponse(export_of(state_of(held)), content_type="application/zip")
    name = f"round-{held.quarter.replace(' ', '-')}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
