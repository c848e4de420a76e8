"""A round as those see it who hold it: making it, moving it on, who owes and who is late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from engine.nouns.english import day_words
from web.access.roles import PersonRole
from web.clock import now, today
from web.pages.guard import SignedIn
from web.pages.show import Crumb, show
from web.people.standing import PersonStanding
from web.rounds.forms import ROUND_IS_THERE, AssessorsForm, RoundForm
from web.rounds.jobs import make_blanks
from web.rounds.models import Round
from web.rounds.opening import (
    RoundPlan,
    assessors_of,
    make_round,
    move,
    name_assessors,
    plan_from_before,
    set_day,
)
from web.rounds.overview import expected_lines, worst_first
from web.rounds.packs import known_numbers
from web.rounds.progress.judging import JudgingProgress, judging_progress
from web.rounds.reminders import plan_reminders
from web.rounds.reminding.writing import reminders_of
from web.rounds.sending import NotPossible
from web.rounds.states import FOLLOWS, RoundState

HOME = Crumb("My work", "/")
_DAY_SETTERS = {PersonRole.ASSESSOR, PersonRole.COMMISSIONER}
_JUDGE = {*_DAY_SETTERS, PersonRole.ADMINISTRATOR}
_REMINDERS = {PersonRole.ADMINISTRATOR, PersonRole.ASSESSOR}
_STEPS = {
    RoundState.OPEN: "Open the round",
    RoundState.CLOSED: "Close the round",
}
_MOVED = {
    RoundState.OPEN: "The round is open: returns can be sent.",
    RoundState.CLOSED: "The round is closed: no more returns can be sent, and it is being judged.",
}


@dataclass(frozen=True, slots=True)
class RoundStep:
    """A state that a round may be taken to by hand."""

    state: str
    label: str
    asks_reason: bool


def new_round(request: SignedIn) -> HttpResponseBase:
    """Make a round."""
    sent = request.POST if request.method == "POST" else None
    before = plan_from_before() if sent is None else None
    form = RoundForm(sent, initial=before[1] if before is not None else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        plan = RoundPlan(
            said["quarter"],
            said["pack"],
            said["due"],
            [*said["organisations"]],
            said["parameters"],
            [*said["assessors"]],
        )
        try:
            made = make_round(plan, request.standing.person, now())
        except IntegrityError:  # it was made in the same moment, as by a double click
            form.add_error("quarter", ROUND_IS_THERE)
        else:
            return HttpResponseRedirect(reverse("round", kwargs={"number": made.pk}))
    shown = {
        "form": form,
        "before": before[0] if before is not None else None,
        "numbers": known_numbers(today()),
        "crumbs": (HOME,),
    }
    return show(request, "new_round.html", "New round", shown, 400 if form.errors else 200)


def round_page(request: SignedIn, number: int) -> HttpResponse:
    """Who owes, who is late, what could not be used."""
    held = get_object_or_404(Round, pk=number)
    lines = worst_first(expected_lines(held, today()))
    steps = tuple(_steps(held, request.standing))
    judged = _judged(held)
    is_administrator = request.standing.has_any({PersonRole.ADMINISTRATOR})
    assessors = [named.person for named in assessors_of(held)]
    may_remind = held.standing is RoundState.OPEN and request.standing.has_any(_REMINDERS)
    view = {
        "round": held,
        "lines": lines,
        "owing": [line for line in lines if line.owes],
        "steps": [step for step in steps if not step.asks_reason],
        "back": [step for step in steps if step.asks_reason],
        "sees_returns": request.standing.sees_all,
        "may_set_day": request.standing.has_any(_DAY_SETTERS)
        and held.standing is not RoundState.DRAFT,
        "may_remind": may_remind,
        "reminders": reminders_of(held) if may_remind else (),
        "judged": judged,
        "polls": judged is not None and judged.is_pending,
        "assessors": assessors,
        "naming": AssessorsForm(initial={"assessors": assessors}) if is_administrator else None,
        "may_judge": request.standing.has_any(_JUDGE),
        "crumbs": (HOME,),
    }
    return show(request, "round.html", f"Round {held.quarter}", view)


def _judged(held: Round) -> JudgingProgress | None:
    """How far the judging of a round is; None where there is nothing to say of it here."""
    if held.standing in {RoundState.DRAFT, RoundState.OPEN}:
        return None
    progress = judging_progress(held)
    is_said = progress.is_pending or progress.has_failed or held.standing is RoundState.CLOSED
    return progress if is_said else None


def _steps(held: Round, standing: PersonStanding) -> Iterator[RoundStep]:
    if not standing.has_any({PersonRole.ADMINISTRATOR}):
        return
    for state, label in _STEPS.items():
        if state in FOLLOWS[held.standing]:
            again = state is RoundState.OPEN and held.standing is not RoundState.DRAFT
            yield RoundStep(state.value, "Reopen the round" if again else label, again)


def judged_as_on(request: SignedIn, number: int) -> HttpResponseBase:
    """Set the day as on which a round is judged."""
    held = get_object_or_404(Round, pk=number)
    try:
        day = dt.date.fromisoformat(request.POST.get("day", ""))
        set_day(held, day, request.standing.person, now())
        messages.success(request, f"The round is judged again, as on {day_words(day)}.")
    except ValueError:
        messages.error(request, "Give the day, like 2015-03-31.")
    except NotPossible as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(reverse("round", kwargs={"number": number}))


def assessed_by(request: SignedIn, number: int) -> HttpResponseBase:
    """Say who assesses a round."""
    held = get_object_or_404(Round, pk=number)
    form = AssessorsForm(request.POST)
    if form.is_valid():
        assessors = [*form.cleaned_data["assessors"]]
        name_assessors(held, assessors, request.standing.person, now())
        messages.success(request, "Who assesses the round is saved.")
    else:
        messages.error(request, "Choose among those who are assessors now.")
    return HttpResponseRedirect(reverse("round", kwargs={"number": number}))


def move_round(request: SignedIn, number: int) -> HttpResponseBase:
    """Take a round to another state."""
    held = get_object_or_404(Round, pk=number)
    wanted = request.POST.get("state", "")
    states = {state.value: state for state in _STEPS}
    if wanted in states:
        reason = request.POST.get("reason", "")[:2000]
        was = held.standing
        try:
            # Whatever ends meanwhile, a round that is open has its blank returns made.
            with transaction.atomic():
                move(held, states[wanted], request.standing.person, now(), reason)
                if held.standing is RoundState.OPEN:
                    make_blanks.enqueue(held.pk)
                    if was is RoundState.DRAFT:
                        plan_reminders(held, now())
            messages.success(request, _MOVED[held.standing])
        except NotPossible as error:
            messages.error(request, str(error))
    return HttpResponseRedirect(reverse("round", kwargs={"number": number}))
