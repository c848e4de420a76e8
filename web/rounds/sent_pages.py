"""A return that was sent: what is wrong with it, certifying it, withdrawing it."""

from __future__ import annotations

import time
from itertools import groupby

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from web.access.roles import PersonRole
from web.clock import now
from web.jobs.standing import JobKind, JobStage, JobStanding, standing_of
from web.pages.guard import SignedIn
from web.pages.show import show
from web.rounds.models import SentFile, SentReturn
from web.rounds.own_pages import XLSX, crumbs_of, expected_of
from web.rounds.packs import citations_in
from web.rounds.sending import Certification, NotPossible, files_of, is_own
from web.rounds.sending import certify as certify_return
from web.rounds.sending import withdraw as withdraw_return
from web.rounds.states import PENDING, ReturnState, RoundState
from web.rounds.store import path_of

_SEND = {PersonRole.SUBMITTER, PersonRole.ASSESSOR}
_PATIENCE = 40
"""Tenths of a second for which the page after an upload waits for the check."""


def return_of(number: int, code: str, which: int) -> SentReturn:
    """A return of an organisation. Raises Http404 where there is none."""
    every = SentReturn.objects.select_related(
        *("round", "organisation", "sent_by", "certified_by"),
        *("mapping__organisation", "mapping__confirmed_by"),
    )
    return get_object_or_404(every, round=number, organisation__code=code, number=which)


def sent_page(request: SignedIn, number: int, code: str, which: int) -> HttpResponse:
    """What became of a return, and every fault by its cell."""
    expected, sent = expected_of(number, code), return_of(number, code, which)
    if "wait" in request.GET:
        sent = _waited(sent)
    standing, is_open = request.standing, sent.round.standing is RoundState.OPEN
    pending = is_open and sent.standing is ReturnState.CHECKED
    own = is_own(sent, standing.person) and not settings.CLAUSEWISE.certifier_may_send
    may_certify = pending and standing.has_any({PersonRole.CERTIFIER}, code)
    live = sent.standing in {*PENDING, ReturnState.CERTIFIED}
    check = _check_of(sent)
    view = {
        "sent": sent,
        "files": files_of(sent) if sent.standing is not ReturnState.UNUSABLE else (),
        "stages": [
            (stage, [*faults])
            for stage, faults in groupby(sent.faults, lambda fault: fault["stage"])
        ],
        "is_open": is_open,
        "is_pending": sent.standing is ReturnState.RECEIVED,
        "polls": check.is_pending,
        "check": check,
        "may_check": not check.is_pending and standing.has_any(_SEND, code),
        "may_certify": may_certify and not own,
        "own": may_certify and own,
        "may_accept": pending and standing.has_any({PersonRole.ASSESSOR}),
        "may_withdraw": is_open
        and live
        and standing.has_any(
            {PersonRole.SUBMITTER, PersonRole.CERTIFIER, PersonRole.ASSESSOR}, code
        ),
        "citations": citations_in(sent.round.pack) if sent.faults else {},
        "may_send": is_open and standing.has_any({PersonRole.SUBMITTER, PersonRole.ASSESSOR}, code),
        "where": {"number": number, "code": code, "which": which},
        "crumbs": crumbs_of(request, expected),
    }
    title = f"{sent.organisation.name}: return {sent.number} for {sent.round.quarter}"
    return show(request, "sent.html", title, view)


def _check_of(sent: SentReturn) -> JobStanding:
    """How the check of a return stands that is not checked yet; done of any other."""
    if sent.standing is ReturnState.RECEIVED:
        return standing_of(JobKind.CHECK, sent.pk)
    return JobStanding(JobStage.DONE)


def _waited(sent: SentReturn) -> SentReturn:
    """The return once it is checked, or as it is after some seconds."""
    for _ in range(_PATIENCE):
        if sent.standing is not ReturnState.RECEIVED:
            break
        time.sleep(0.1)
        sent.refresh_from_db()
    return sent


def marked(request: SignedIn, number: int, code: str, which: int) -> HttpResponseBase:
    """The copy of a return in which every fault is marked."""
    sent = return_of(number, code, which)
    if not sent.marked_sha256:
        raise Http404("no marked copy")
    name = f"{code}-{sent.round.quarter.replace(' ', '-')}-faults.xlsx"
    return FileResponse(
        path_of(sent.marked_sha256).open("rb"), as_attachment=True, filename=name, content_type=XLSX
    )


def sent_file(request: SignedIn, number: int, code: str, which: int, file: int) -> HttpResponseBase:
    """A file as it was sent, always as a download."""
    sent = return_of(number, code, which)
    kept = get_object_or_404(SentFile, sent=sent, pk=file)
    path = path_of(kept.sha256)
    if not kept.is_kept or not path.is_file():
        raise Http404("not kept, since it could not be used")
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=kept.name,
        content_type="application/octet-stream",
    )


def certify(request: SignedIn, number: int, code: str, which: int) -> HttpResponseBase:
    """Certify a return for one's organisation."""
    may_send = settings.CLAUSEWISE.certifier_may_send
    given = Certification(request.standing.person, may_send)
    return _certified(request, return_of(number, code, which), given)


def accept(request: SignedIn, number: int, code: str, which: int) -> HttpResponseBase:
    """Take a return in as certified by somebody who has no account here."""
    given_by = request.POST.get("given_by", "").strip()[:200]
    sent = return_of(number, code, which)
    if not given_by:
        messages.error(request, "Name the person who certified it.")
        return _back(sent)
    return _certified(request, sent, Certification(request.standing.person, True, given_by))


def _certified(request: SignedIn, sent: SentReturn, given: Certification) -> HttpResponseBase:
    try:
        certify_return(sent, given, now())
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "The return is certified. There is nothing more to do for it.")
    return _back(sent)


def withdraw(request: SignedIn, number: int, code: str, which: int) -> HttpResponseBase:
    """Withdraw a return."""
    sent = return_of(number, code, which)
    try:
        withdraw_return(sent, request.standing.person, now())
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "The return is withdrawn and no longer counts.")
    return _back(sent)


def _back(sent: SentReturn) -> HttpResponseRedirect:
    named = {"number": sent.round.pk, "code": sent.organisation.code, "which": sent.number}
    return HttpResponseRedirect(reverse("sent", kwargs=named))
