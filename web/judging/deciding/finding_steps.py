"""The steps that may be taken on a finding: a decision begun, or taken on to another state."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from web.clock import now, today
from web.judging.deciding.decisions import Hand, SeenTooEarly, decide, settle, versions_on
from web.judging.deciding.finding_page import (
    FindingAsked,
    address_of,
    asked_finding,
    finding_shown,
    forms_on,
)
from web.judging.deciding.forms import ClosingForm
from web.judging.kinds import DecisionKind, DecisionState
from web.judging.models import DecisionVersion
from web.judging.state import latest_versions
from web.pages.guard import SignedIn
from web.rounds.sending import NotPossible

_WITHDRAW = {"withdraw": DecisionState.WITHDRAWN}


def _hand(request: SignedIn) -> Hand:
    """Who sent a form, and what the page that it stood on had shown."""
    text = request.POST.get("seen", "")[:18]
    return Hand(request.standing.person, int(text) if text.isdecimal() else -1, now())


def _begin(
    request: SignedIn, kind: DecisionKind, number: int, page: str, duty: str
) -> HttpResponseBase:
    """Begin a decision of a kind, or show what is wrong with it."""
    asked = asked_finding(number, page, duty)
    make = forms_on(asked).get(kind)
    if make is None:
        return finding_shown(
            request, asked, None, f"No {kind.value} can be laid over this finding.", 400
        )
    form = make(request.POST)
    if not form.is_valid():
        return finding_shown(request, asked, (kind, form), "", 400)
    content, person = form.content, request.standing.person
    if kind is DecisionKind.MODERATION:
        content |= {"moderated_by": person.name, "moderated_on": today().isoformat()}
    if kind is DecisionKind.ACTION:
        content |= {"clause": asked.found.cites[0], "agreed_on": today().isoformat()}
    try:
        decide(asked.key, kind, content, _hand(request))
    except NotPossible as error:
        return finding_shown(request, asked, (kind, form), str(error), _status(error))
    messages.success(request, f"The {kind.value} is saved.")
    return _back(asked)


def _status(error: NotPossible) -> int:
    return 409 if isinstance(error, SeenTooEarly) else 400


def _back(asked: FindingAsked) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("finding", kwargs=address_of(asked)))


def propose_waiver(request: SignedIn, number: int, page: str, duty: str) -> HttpResponseBase:
    """Propose a waiver; somebody else approves it."""
    return _begin(request, DecisionKind.WAIVER, number, page, duty)


def moderate(request: SignedIn, number: int, page: str, duty: str) -> HttpResponseBase:
    """Set an assessor's own score beside an answer of the audit."""
    return _begin(request, DecisionKind.MODERATION, number, page, duty)


def agree_action(request: SignedIn, number: int, page: str, duty: str) -> HttpResponseBase:
    """Agree an action after a finding."""
    return _begin(request, DecisionKind.ACTION, number, page, duty)


def comment(request: SignedIn, number: int, page: str, duty: str) -> HttpResponseBase:
    """Comment on a finding."""
    return _begin(request, DecisionKind.COMMENT, number, page, duty)


def _settle(
    request: SignedIn,
    where: tuple[int, str, str],
    kind: DecisionKind,
    steps: Mapping[str, DecisionState],
) -> HttpResponseBase:
    """Take a decision of a kind on to what the button says."""
    asked = asked_finding(*where)
    following = steps.get(request.POST.get("step", ""))
    latest = _latest(asked, request.POST.get("decision", ""))
    if following is None or latest is None or latest.sort is not kind:
        raise Http404("no such step or decision")
    more: dict[str, str] = {}
    sent: tuple[DecisionKind, ClosingForm] | None = None
    if following is DecisionState.DONE:
        form = ClosingForm(request.POST, auto_id=f"closing-{latest.thread}-%s")
        sent = DecisionKind.ACTION, form
        if not form.is_valid():
            return finding_shown(request, asked, sent, "", 400)
        more = form.content
    person = request.standing.person
    if following is DecisionState.APPROVED:
        more = {"approved_by": person.name, "approved_on": today().isoformat()}
    try:
        settle(latest, following, more, _hand(request))
    except NotPossible as error:
        return finding_shown(request, asked, sent, str(error), _status(error))
    messages.success(request, f"The {kind.value} is now {following.value}.")
    return _back(asked)


def _latest(asked: FindingAsked, thread: str) -> DecisionVersion | None:
    for version in latest_versions(versions_on(asked.key)):
        if str(version.thread) == thread:
            return version
    return None


def settle_waiver(request: SignedIn, number: int, page: str, duty: str) -> HttpResponseBase:
    """Approve a waiver, or decline it."""
    steps = {"approve": DecisionState.APPROVED, "decline": DecisionState.DECLINED}
    return _settle(request, (number, page, duty), DecisionKind.WAIVER, steps)


def withdraw_waiver(request: SignedIn, number: int, page: str, duty: str) -> HttpResponseBase:
    """Withdraw a waiver that was proposed or approved."""
    return _settle(request, (number, page, duty), DecisionKind.WAIVER, _WITHDRAW)


def settle_action(request: SignedIn, number: int, page: str, duty: str) -> HttpResponseBase:
    """Close an action with its evidence, or withdraw it."""
    steps = {"close": DecisionState.DONE, **_WITHDRAW}
    return _settle(request, (number, page, duty), DecisionKind.ACTION, steps)


def withdraw_moderation(request: SignedIn, number: int, page: str, duty: str) -> HttpResponseBase:
    """Withdraw a moderated score."""
    return _settle(request, (number, page, duty), DecisionKind.MODERATION, _WITHDRAW)
