"""What is published of a round, and the round as files for the command line."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from engine.nouns.outcome.audience import Audience
from web.clock import now
from web.judging.jobs import export_of, make_bundle
from web.judging.models import Publication
from web.judging.preview.written import READERS
from web.judging.signing import ask_bundle, signature_of
from web.judging.state import state_of
from web.pages.guard import SignedIn
from web.pages.show import show
from web.rounds.models import Round
from web.rounds.own_pages import crumbs_of as own_crumbs
from web.rounds.own_pages import expected_of
from web.rounds.sending import NotPossible
from web.rounds.store import path_of

_FOR_PROVIDERS = (Audience.SHARED, Audience.PUBLIC)


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


def publications(request: SignedIn, number: int, code: str) -> HttpResponse:
    """What was published of a round, for a provider of it."""
    expected = expected_of(number, code)
    held = expected.round
    made = Publication.objects.filter(sign_off=signature_of(held)).exclude(sha256="")
    there = {publication.audience: publication for publication in made}
    view = {
        "round": held,
        "organisation": expected.organisation,
        "lines": [
            (audience.value, READERS[audience], there[audience.value])
            for audience in _FOR_PROVIDERS
            if audience.value in there
        ],
        "crumbs": own_crumbs(request, expected),
    }
    return show(request, "published.html", f"What was published of {held.quarter}", view)


def published(request: SignedIn, number: int, code: str, audience: str) -> HttpResponseBase:
    """A published bundle, for a provider of the round."""
    expected = expected_of(number, code)
    if audience not in {known.value for known in _FOR_PROVIDERS}:
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
