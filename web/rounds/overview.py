"""My work: the rounds, and what each asks of the person who looks."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpResponse

from web.access.roles import PersonRole
from web.clock import today
from web.pages.guard import SignedIn
from web.pages.show import show
from web.people.standing import PersonStanding
from web.rounds.models import Expected, Round, SentReturn
from web.rounds.states import ReturnState, RoundState


@dataclass(frozen=True, slots=True)
class TaskLine:
    """What a round asks of an organisation that the person acts for."""

    quarter: str
    number: int
    code: str
    name: str
    due: dt.date
    words: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in the list of those who see it whole."""

    number: int
    quarter: str
    state: str
    due: dt.date
    expected: int
    certified: int


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """An organisation of a round, and how its return stands."""

    code: str
    name: str
    words: str
    owes: bool
    is_late: bool
    sent: SentReturn | None


def my_work(request: SignedIn) -> HttpResponse:
    """What there is to do."""
    standing = request.standing
    sees_rounds = standing.sees_all or standing.has_any({PersonRole.ADMINISTRATOR})
    view = {
        "tasks": tuple(_tasks(standing, today())),
        "is_provider": bool(standing.within),
        "rounds": tuple(_rounds()) if sees_rounds else (),
        "sees_rounds": sees_rounds,
        "may_make": standing.has_any({PersonRole.ADMINISTRATOR}),
    }
    return show(request, "my_work.html", "My work", view)


def _tasks(standing: PersonStanding, day: dt.date) -> Iterator[TaskLine]:
    every = (
        Expected.objects.filter(organisation__code__in=standing.codes)
        .exclude(round__state=RoundState.DRAFT.value)
        .select_related("round", "organisation")
        .order_by("-round__quarter", "organisation__code")
    )
    latest = latest_returns(expected.round.pk for expected in every)
    for expected in every:
        sent = latest.get((expected.round.pk, expected.organisation.pk))
        yield TaskLine(
            expected.round.quarter,
            expected.round.pk,
            expected.organisation.code,
            expected.organisation.name,
            expected.round.due,
            asked_words(expected.round, sent),
            is_owed(expected.round, sent) and day > expected.round.due,
        )


def latest_returns(rounds: Iterable[int]) -> dict[tuple[int, int], SentReturn]:
    """The return that counts of each organisation, by round and organisation: the certified one,
    else the latest that was not withdrawn."""
    found: dict[tuple[int, int], SentReturn] = {}
    sent = (
        SentReturn.objects.filter(round__in={*rounds})
        .exclude(state__in=[ReturnState.WITHDRAWN.value, ReturnState.SUPERSEDED.value])
        .defer("faults")
        .select_related("round", "organisation", "sent_by", "certified_by")
        .order_by("number")
    )
    for submitted in sent:
        key = submitted.round.pk, submitted.organisation.pk
        before = found.get(key)
        if before is None or before.standing is not ReturnState.CERTIFIED:
            found[key] = submitted
    return found


def is_owed(held: Round, sent: SentReturn | None) -> bool:
    """Whether an open round still waits for a certified return."""
    done = sent is not None and sent.standing is ReturnState.CERTIFIED
    return held.standing is RoundState.OPEN and not done


def asked_words(held: Round, sent: SentReturn | None) -> str:
    """What an organisation has to do in a round, or what became of it."""
    if sent is None:
        return "Send the return" if held.standing is RoundState.OPEN else "Nothing was sent"
    return {
        ReturnState.RECEIVED: "Being checked",
        ReturnState.TO_MAP: "It is in a layout of its own: say what answers what",
        ReturnState.CHECKED: "Have it certified, or mend it and send it again",
        ReturnState.UNUSABLE: "It could not be used: mend it and send it again",
        ReturnState.CERTIFIED: "Certified",
    }[sent.standing]


def _rounds() -> Iterator[RoundLine]:
    rounds = [*Round.objects.all()]
    certified = SentReturn.objects.filter(state=ReturnState.CERTIFIED.value)
    counts = Counter(certified.values_list("round", flat=True))
    expected = Counter(Expected.objects.values_list("round", flat=True))
    for held in rounds:
        yield RoundLine(
            held.pk,
            held.quarter,
            held.state,
            held.due,
            expected[held.pk],
            counts[held.pk],
        )


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
