"""A round as those see it who hold it: making it, moving it on, who owes and who is late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from web.access.roles import PersonRole
from web.clock import now, today
from web.pages.guard import SignedIn
from web.pages.show import Crumb, show
from web.people.standing import PersonStanding
from web.rounds.forms import RoundForm
from web.rounds.jobs import make_blanks
from web.rounds.models import Expected, Round, SentReturn
from web.rounds.opening import RoundPlan, make_round, move
from web.rounds.overview import asked_words, is_owed, latest_returns
from web.rounds.sending import NotPossible
from web.rounds.states import FOLLOWS, RoundState

HOME = Crumb("My work", "/")
_STEPS = {
    RoundState.OPEN: "Open the round",
    RoundState.CLOSED: "Close the round",
}


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """An organisation of a round, and how its return stands."""

    code: str
    name: str
    words: str
    owes: bool
    is_late: bool
    sent: SentReturn | None


@dataclass(frozen=True, slots=True)
class RoundStep:
    """A state that a round may be taken to by hand."""

    state: str
    label: str
    asks_reason: bool


def new_round(request: SignedIn) -> HttpResponseBase:
    """Make a round."""
    form = RoundForm(*([request.POST] if request.method == "POST" else []))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        plan = RoundPlan(
            said["quarter"],
            said["pack"],
            said["due"],
            [*said["organisations"]],
            said["parameters"].replace("\r\n", "\n"),
        )
        made = make_round(plan, request.standing.person, now())
        return HttpResponseRedirect(reverse("round", kwargs={"number": made.pk}))
    shown = {"form": form, "crumbs": (HOME,)}
    return show(request, "new_round.html", "New round", shown, 400 if form.errors else 200)


def round_page(request: SignedIn, number: int) -> HttpResponse:
    """Who owes, who is late, what could not be used."""
    held = get_object_or_404(Round, pk=number)
    lines = tuple(expected_lines(held, today()))
    view = {
        "round": held,
        "lines": lines,
        "owing": [line for line in lines if line.owes],
        "steps": tuple(_steps(held, request.standing)),
        "sees_returns": request.standing.sees_all,
        "may_remind": request.standing.has_any({PersonRole.ADMINISTRATOR, PersonRole.ASSESSOR}),
        "crumbs": (HOME,),
    }
    return show(request, "round.html", f"Round {held.quarter}", view)


def expected_lines(held: Round, day: dt.date) -> Iterator[ExpectedLine]:
    """Each organisation that a round expects."""
    latest = latest_returns([held.pk])
    for expected in Expected.objects.filter(round=held).select_related("organisation"):
        sent = latest.get((held.pk, expected.organisation.pk))
        owes = is_owed(held, sent)
        late = sent.is_late if sent is not None and not owes else owes and day > held.due
        yield ExpectedLine(
            expected.organisation.code,
            expected.organisation.name,
            asked_words(held, sent),
            owes,
            late,
            sent,
        )


def _steps(held: Round, standing: PersonStanding) -> Iterator[RoundStep]:
    if not standing.has_any({PersonRole.ADMINISTRATOR}):
        return
    for state, label in _STEPS.items():
        if state in FOLLOWS[held.standing]:
            again = state is RoundState.OPEN and held.standing is not RoundState.DRAFT
            yield RoundStep(state.value, "Open the round once more" if again else label, again)


def move_round(request: SignedIn, number: int) -> HttpResponseBase:
    """Take a round to another state."""
    held = get_object_or_404(Round, pk=number)
    wanted = request.POST.get("state", "")
    states = {state.value: state for state in _STEPS}
    if wanted in states:
        reason = request.POST.get("reason", "")[:2000]
        try:
            move(held, states[wanted], request.standing.person, now(), reason)
        except NotPossible as error:
            messages.error(request, str(error))
        else:
            if held.standing is RoundState.OPEN:
                make_blanks.enqueue(held.pk)
    return HttpResponseRedirect(reverse("round", kwargs={"number": number}))
