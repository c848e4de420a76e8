"""What pages are told that wait, and having a return checked again."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse

from web.jobs.standing import JobKind, standing_of
from web.pages.guard import SignedIn
from web.rounds.jobs import check_return
from web.rounds.models import Round
from web.rounds.sent_pages import return_of
from web.rounds.states import ReturnState

_GO_ON, _ENOUGH = 204, 286
"""What the script is answered: leave all as it is and ask again, or show this and ask no more."""


def judging(request: SignedIn, number: int) -> HttpResponse:
    """Whether a round is still being judged, for a page that waits."""
    held = get_object_or_404(Round, pk=number)
    job = standing_of(JobKind.JUDGE, held.pk)
    if job.is_pending:
        return HttpResponse(status=_GO_ON)
    view = {"number": number, "has_failed": job.has_failed}
    return HttpResponse(render_to_string("judging_done.html", view, request), status=_ENOUGH)


def checking(request: SignedIn, number: int, code: str, which: int) -> HttpResponse:
    """Whether a return is still being checked; once it is, the page that waits is loaded anew."""
    sent = return_of(number, code, which)
    if sent.standing is ReturnState.RECEIVED and standing_of(JobKind.CHECK, sent.pk).is_pending:
        return HttpResponse(status=_GO_ON)
    answer = HttpResponse(status=_ENOUGH)
    answer["HX-Refresh"] = "true"
    return answer


def check_again(request: SignedIn, number: int, code: str, which: int) -> HttpResponseBase:
    """Have a return checked whose check failed."""
    sent = return_of(number, code, which)
    if not standing_of(JobKind.CHECK, sent.pk).is_pending:
        check_return.enqueue(sent.pk)
    way = reverse("sent", kwargs={"number": number, "code": code, "which": which})
    return HttpResponseRedirect(f"{way}?wait=1")
