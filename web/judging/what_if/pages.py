"""The page on which numbers are moved to see which findings would change."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist, TaskResultMismatch

from engine.loading.what_if_values import tries_of
from engine.nouns.english import number as number_words
from engine.nouns.policy.pack import Pack
from web.access.roles import PersonRole
from web.jobs.failures import failure_words
from web.jobs.moved import NOT_KNOWN, UNKNOWN
from web.judging.deciding.decisions import DECIDED_IN
from web.judging.models import RoundAssessment
from web.judging.site.pages import assessed_round, crumbs_of, finding_link, site_menu
from web.judging.site.read import findings_of
from web.judging.what_if.trials import TrialOutcome, outcome_from, try_numbers
from web.pages.guard import SignedIn
from web.pages.show import show
from web.rounds.laying_out import policy_of
from web.rounds.models import Round

_TRIES = {PersonRole.ASSESSOR, PersonRole.COMMISSIONER}
_PATIENCE = 40
"""Tenths of a second for which the page waits for what was asked."""


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A number of the pack, as it holds in a round, and what is tried in its place."""

    name: str
    meaning: str
    now: str
    unit: str
    tried: str


@dataclass(frozen=True, slots=True)
class TriedLine:
    """A finding that would change, and where it is told in full; empty where nowhere."""

    title: str
    organisation: str
    now: str
    then: str
    href: str


def try_out(request: SignedIn, number: int) -> HttpResponseBase:
    """Show the numbers of a round and what came of moving some, or move them."""
    held, assessment, _ = assessed_round(number)
    with tempfile.TemporaryDirectory() as folder:
        pack = policy_of(held, Path(folder)).pack
    if request.method != "POST":
        return _shown(request, held, assessment, pack)
    typed = {name: request.POST.get(f"number-{name}", "").strip()[:20] for name in pack.parameters}
    values, wrong = tries_of([f"{name}={text}" for name, text in typed.items() if text], pack)
    if not values and not wrong:
        wrong = ("Type another number for at least one of them.",)
    if wrong or held.standing not in DECIDED_IN:
        return _shown(request, held, assessment, pack, (typed, wrong))
    job = try_numbers.enqueue(held.pk, dict(values))
    way = reverse("what-if", kwargs={"number": number})
    return HttpResponseRedirect(f"{way}?tried={job.id}&wait=1")


def _shown(
    request: SignedIn,
    held: Round,
    assessment: RoundAssessment,
    pack: Pack,
    typed: tuple[dict[str, str], tuple[str, ...]] = ({}, ()),
) -> HttpResponse:
    """The page; ``typed`` is what was typed, with what is wrong with it."""
    texts, wrong = typed
    job = request.GET.get("tried", "")[:60]
    values, outcome, failed = _tried(held, job, "wait" in request.GET) if job else ({}, None, "")
    view = {
        "round": held,
        "lines": tuple(_lines(held, pack, {**values, **texts})),
        "wrong": wrong,
        "job": job,
        "outcome": outcome,
        "failed": failed,
        "found": tuple(_found(held, assessment, outcome)) if outcome is not None else (),
        "is_of_now": outcome is not None and outcome.state == assessment.state,
        "may_try": held.standing in DECIDED_IN and request.standing.has_any(_TRIES),
        "site_menu": site_menu(held, assessment, "what-if"),
        "crumbs": crumbs_of(held),
    }
    title = f"What if a number were different, {held.quarter}"
    return show(request, "what_if.html", title, view, 400 if wrong else 200)


def _tried(held: Round, job: str, waits: bool) -> tuple[dict[str, str], TrialOutcome | None, str]:
    """What was tried by a job, and what came of it once it is done, or why it failed. Raises
    Http404 where it is no such job of the round's."""
    try:
        result = try_numbers.get_result(job)
        for _ in range(_PATIENCE if waits else 0):
            if result.is_finished:
                break
            time.sleep(0.1)
            result.refresh()
    except (TaskResultDoesNotExist, TaskResultMismatch, ValueError):
        raise Http404("nothing was tried by it") from None
    except NOT_KNOWN:
        return {}, None, UNKNOWN
    round_id, values = result.args
    if round_id != held.pk:
        raise Http404("of another round")
    texts = {name: f"{value:g}" for name, value in values.items()}
    if result.status == TaskResultStatus.FAILED:
        error = result.errors[0]
        return texts, None, failure_words(error.exception_class_path, error.traceback)
    if not result.is_finished:
        return texts, None, ""
    try:
        return texts, outcome_from(result.return_value or {}), ""
    except (KeyError, TypeError):  # an earlier version wrote it in another form
        return texts, None, UNKNOWN


def _lines(held: Round, pack: Pack, texts: dict[str, str]) -> Iterator[NumberLine]:
    for name, parameter in pack.parameters.items():
        value = parameter.value_on(held.day_judged)
        if value is not None:
            now = number_words(value.value, parameter.unit)
            yield NumberLine(name, parameter.meaning, now, parameter.unit, texts.get(name, ""))


def _found(held: Round, assessment: RoundAssessment, outcome: TrialOutcome) -> Iterator[TriedLine]:
    pages = {(line.organisation, line.rule): line for line in findings_of(assessment)}
    for own in outcome.findings:
        line = pages.get((own.organisation, own.rule))
        yield TriedLine(own.title, own.name, own.now, own.then, finding_link(held, line))
