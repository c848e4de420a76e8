"""Meeting mode: the questions to an organisation one after the other, with room for what comes."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from web.access.roles import PersonRole
from web.clock import now, today
from web.judging.deciding.decisions import (
    DECIDED_IN,
    Hand,
    RoundFinding,
    decide,
)
from web.judging.deciding.forms import MeetingForm
from web.judging.kinds import DecisionKind
from web.judging.models import DecisionVersion, RoundAssessment
from web.judging.site.pages import assessed_round, crumbs_of, site_menu
from web.judging.site.read import FoundLine, MeetingItem, MeetingLine, findings_of, meetings_of
from web.pages.guard import SignedIn
from web.pages.show import Crumb, show
from web.people.models import KnownOrganisation
from web.rounds.models import Round
from web.rounds.sending import NotPossible

_TAKES = frozenset({PersonRole.ASSESSOR, PersonRole.COMMISSIONER})


@dataclass(frozen=True, slots=True)
class MeetingPlace:
    """Where a meeting is: the question that is put."""

    round: Round
    assessment: RoundAssessment
    line: MeetingLine
    place: int
    """From 1."""
    item: MeetingItem
    found: tuple[FoundLine, ...]
    """The findings that the question is about."""

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(line.rule, line.title) for line in self.found]


def meetings(request: SignedIn, number: int) -> HttpResponse:
    """With whom there is something to discuss."""
    held, assessment, _ = assessed_round(number)
    view = {
        "round": held,
        "lines": meetings_of(assessment),
        "site_menu": site_menu(held, assessment, "meetings"),
        "crumbs": crumbs_of(held),
    }
    return show(request, "meetings.html", f"Meetings, {held.quarter}", view)


def _place(number: int, page: str, place: int) -> MeetingPlace:
    """The question at an address. Raises Http404 where there is none."""
    held, assessment, _ = assessed_round(number)
    for line in meetings_of(assessment):
        if line.page == page and 1 <= place <= len(line.items):
            item = line.items[place - 1]
            found = {
                known.rule: known
                for known in findings_of(assessment)
                if known.organisation == line.organisation
            }
            about = tuple(found[rule] for rule in item.rules if rule in found)
            return MeetingPlace(held, assessment, line, place, item, about)
    raise Http404("no such question")


def meeting(request: SignedIn, number: int, page: str, place: int) -> HttpResponseBase:
    """A question, and what comes of it; once it is saved, the next."""
    at = _place(number, page, place)
    may_take = at.round.standing in DECIDED_IN and request.standing.has_any(_TAKES)
    form = MeetingForm(at.choices, *([request.POST] if request.method == "POST" else []))
    notice = ""
    if request.method == "POST" and form.is_valid():
        try:
            _take(request, at, form)
        except NotPossible as error:
            notice = str(error)
        else:
            return HttpResponseRedirect(_after(request, at))
    view = {
        "at": at,
        "form": form if may_take and at.found else None,
        "notice": notice,
        "before": _way(at, place - 1) if place > 1 else "",
        "after": _way(at, place + 1) if place < len(at.line.items) else "",
        "count": len(at.line.items),
        "latest": _decided(at),
        "site_menu": site_menu(at.round, at.assessment, ""),
        "crumbs": (*crumbs_of(at.round), Crumb("Meetings", _meetings(at.round))),
    }
    title = f"{at.line.name}: {at.item.title}"
    return show(request, "meeting.html", title, view, 400 if form.errors or notice else 200)


def _meetings(held: Round) -> str:
    return reverse("meetings", kwargs={"number": held.pk})


def _way(at: MeetingPlace, place: int) -> str:
    named = {"number": at.round.pk, "page": at.line.page, "place": place}
    return reverse("meeting", kwargs=named)


def _after(request: SignedIn, at: MeetingPlace) -> str:
    """Where to go on once a question is answered: the next, or after the last all meetings."""
    if at.place < len(at.line.items):
        messages.success(request, f"Question {at.place} is saved.")
        return _way(at, at.place + 1)
    messages.success(request, f"Saved. That was the last question to {at.line.name}.")
    return _meetings(at.round)


def _keys(at: MeetingPlace) -> list[RoundFinding]:
    organisation = get_object_or_404(KnownOrganisation, code=at.line.organisation)
    return [RoundFinding(at.round, organisation, line.rule) for line in at.found]


def _decided(at: MeetingPlace) -> list[DecisionVersion]:
    """What was decided on the findings that the question is about."""
    rules = [line.rule for line in at.found]
    found = DecisionVersion.objects.filter(
        round=at.round, organisation__code=at.line.organisation, rule__in=rules
    ).select_related("by")
    return sorted(found, key=lambda version: rules.index(version.rule))


def _take(request: SignedIn, at: MeetingPlace, form: MeetingForm) -> None:
    """Take the answer and the action in, as a comment and an action on the finding."""
    said, person = form.content, request.standing.person
    key = next(key for key in _keys(at) if key.rule == said["finding"])
    cites = next(line.cites for line in at.found if line.rule == key.rule)
    hand = Hand(person, None, now())
    with transaction.atomic():
        if said["answer"]:
            text = f"Asked: {at.item.question} Answered: {said['answer']}"
            decide(key, DecisionKind.COMMENT, {"text": text}, hand)
        if said["action"]:
            content = {name: said[name] for name in ("action", "owner", "due")}
            content |= {"clause": cites[0], "agreed_on": today().isoformat()}
            decide(key, DecisionKind.ACTION, content, hand)
