"""Looking at a bundle before it is published."""

from __future__ import annotations

import json
from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from markupsafe import Markup

from engine.nouns.outcome.audience import Audience
from web.jobs.standing import JobKind, standing_of
from web.judging.preview.written import AUDIENCES, MENU, READERS, make_preview, preview_folder
from web.judging.signing import current_assessment
from web.judging.site.pages import assessed_round, crumbs_of
from web.judging.site.read import parts_in
from web.pages.guard import SignedIn
from web.pages.show import Crumb, MenuEntry, show
from web.rounds.models import Round


def ask_preview(request: SignedIn, number: int) -> HttpResponseBase:
    """Have the pages of a bundle made, to be looked at before it is published."""
    held = get_object_or_404(Round, pk=number)
    audience = _audience(request.POST.get("audience", ""))
    assessment, is_exact = current_assessment(held)
    if assessment is None or not is_exact:
        messages.error(request, "The round is being judged anew. Look at the bundle then.")
        return HttpResponseRedirect(reverse("sign-off", kwargs={"number": number}))
    make_preview.enqueue(held.pk, audience.value)
    where = {"number": number, "audience": audience.value, "page": "index"}
    return HttpResponseRedirect(reverse("preview", kwargs=where))


def preview(request: SignedIn, number: int, audience: str, page: str) -> HttpResponse:
    """A page of a bundle as its readers would see it."""
    readers = _audience(audience)
    held, assessment, is_exact = assessed_round(number)
    folder = preview_folder(held.pk, assessment.state, readers)
    above = Crumb("Sign off and publish", reverse("sign-off", kwargs={"number": number}))
    view: dict[str, object] = {
        "round": held,
        "audience": readers.value,
        "readers": READERS[readers],
        "left_out": assessment.left_out[readers.value]["count"],
        "is_exact": is_exact,
        "crumbs": (*crumbs_of(held), above),
    }
    if not folder.exists():
        view["job"] = standing_of(JobKind.PREVIEW, held.pk, readers.value)
        return show(request, "preview_pending.html", "The bundle as its readers see it", view)
    parts = parts_in(folder, page)
    view |= {
        "parts": parts,
        "heading": Markup(parts.heading),
        "page_lead": Markup(parts.lead),
        "page_main": Markup(parts.main),
        "site_menu": _menu(folder, number, readers, page),
    }
    return show(request, "preview.html", f"{parts.title}, for {READERS[readers]}", view)


def _audience(said: str) -> Audience:
    """The audience of a name. Raises Http404 where its bundle leaves nothing out, or none is."""
    for audience in AUDIENCES:
        if audience.value == said:
            return audience
    raise Http404("no such preview")


def _menu(folder: Path, number: int, readers: Audience, page: str) -> tuple[MenuEntry, ...]:
    where = {"number": number, "audience": readers.value}
    return tuple(
        MenuEntry(label, reverse("preview", kwargs={**where, "page": path}), path == page)
        for label, path in json.loads((folder / MENU).read_text("utf-8"))
    )
