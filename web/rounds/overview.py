"""My work: the rounds, and what each asks of the person who looks."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from engine.nouns.english import counted
from web.access.roles import PersonRole
from web.clock import today
from web.jobs.standing import JobKind, failed_among
from web.pages.guard import SignedIn
from web.pages.show import show
from web.people.standing import PersonStanding, rounds_of_others
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
    is_owed: bool
    """Whether the round still waits for it."""
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
    words: str
    """What there is to do next."""
    is_late: bool
    """Whether returns are still owed after the day on which they were due."""
    way: str
    """Where that is done; empty where the person does not see it, or it is the round's page."""


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """An organisation of a round, and how its return stands."""

    code: str
    name: str
    words: str
    """What it has to do, or what became of it."""
    standing: str
    """How its return stands, to those who wait for it."""
    owes: bool
    is_late: bool
    sent: SentReturn | None


def my_work(request: SignedIn) -> HttpResponse:
    """What there is to do."""
    standing = request.standing
    sees_rounds = standing.sees_all or standing.has_any({PersonRole.ADMINISTRATOR})
    view = {
        "tasks": sorted(_tasks(standing, today()), key=_owed_first),
        "is_provider": bool(standing.within),
        "rounds": tuple(_rounds(today(), standing)) if sees_rounds else (),
        "sees_rounds": sees_rounds,
        "may_make": standing.has_any({PersonRole.ADMINISTRATOR}),
    }
    return show(request, "my_work.html", "My work", view)


def _owed_first(line: TaskLine) -> tuple[bool, dt.date]:
    """What is still owed before the rest, what is due first before what is due later."""
    return not line.is_owed, line.due if line.is_owed else dt.date.min


def _tasks(standing: PersonStanding, day: dt.date) -> Iterator[TaskLine]:
    every = (
        Expected.objects.filter(organisation__code__in=standing.codes)
        .exclude(round__state=RoundState.DRAFT.value)
        .select_related("round", "organisation")
        .order_by("-round__quarter", "organisation__code")
    )
    latest = latest_returns(expected.round.pk for expected in every)
    stuck = unchecked(latest.values())
    for expected in every:
        sent = latest.get((expected.round.pk, expected.organisation.pk))
        yield TaskLine(
            expected.round.quarter,
            expected.round.pk,
            expected.organisation.code,
            expected.organisation.name,
            expected.round.due,
            asked_words(expected.round, sent, stuck),
            owed := is_owed(expected.round, sent),
            owed and day > expected.round.due,
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


def unchecked(returns: Iterable[SentReturn]) -> frozenset[int]:
    """Those of some returns whose check failed, so that nobody knows yet what is wrong in them."""
    waiting = {sent.pk for sent in returns if sent.standing is ReturnState.RECEIVED}
    return failed_among(JobKind.CHECK, waiting)


def asked_words(held: Round, sent: SentReturn | None, stuck: frozenset[int] = frozenset()) -> str:
    """What an organisation has to do in a round, or what became of it; ``stuck`` are the returns
    whose check failed."""
    if held.standing is not RoundState.OPEN:
        return standing_words(held, sent, stuck)
    if sent is None:
        return "Send the return"
    if sent.pk in stuck:
        return "It could not be checked: have it checked again"
    return {
        ReturnState.RECEIVED: "Being checked",
        ReturnState.TO_MAP: "It has a layout of its own: match its cells to the questions",
        ReturnState.CHECKED: "Have it certified, or correct it and send it again",
        ReturnState.UNUSABLE: "It could not be used: correct it and send it again",
        ReturnState.CERTIFIED: "Certified: nothing to do",
    }[sent.standing]


def standing_words(
    held: Round, sent: SentReturn | None, stuck: frozenset[int] = frozenset()
) -> str:
    """How the return of an organisation stands, to those who wait for it; ``stuck`` as above."""
    is_open = held.standing is RoundState.OPEN
    if sent is None:
        if held.standing is RoundState.DRAFT:
            return "Not asked yet"
        return "Nothing sent yet" if is_open else "Nothing was sent"
    if is_open and sent.pk in stuck:
        return "Could not be checked"
    unsettled = {
        ReturnState.RECEIVED: "Being checked",
        ReturnState.TO_MAP: "In a layout of its own, its cells not matched yet",
        ReturnState.CHECKED: "Checked, not certified yet",
    }
    if sent.standing in unsettled:
        return unsettled[sent.standing] if is_open else "Never certified, so it does not count"
    return "Certified" if sent.standing is ReturnState.CERTIFIED else "Could not be used"


def _next_words(held: Round, owed: int, standing: PersonStanding) -> str:
    """What is next in a round: to do for those whose roles do it, else how it stands."""
    opens = standing.has_any({PersonRole.ADMINISTRATOR})
    judges = standing.has_any({PersonRole.ASSESSOR, PersonRole.COMMISSIONER})
    signs = standing.has_any({PersonRole.COMMISSIONER})
    decide = "Look at the assessment and decide"
    return {
        RoundState.DRAFT: "Open it when it is ready" if opens else "An administrator opens it",
        RoundState.OPEN: f"{counted(owed, 'return')} still owed",
        RoundState.CLOSED: "Being judged",
        RoundState.ASSESSED: (f"{decide}, then sign it" if signs else decide)
        if judges
        else "Assessed, not signed yet",
        RoundState.SIGNED: "Publish it" if signs else "Signed, not published yet",
        RoundState.PUBLISHED: "Published: nothing to do",
    }[held.standing]


def _next_way(held: Round, standing: PersonStanding) -> str:
    """Where what is next in a round is done by those who see its findings."""
    if standing.sees_all and held.standing is RoundState.ASSESSED:
        return reverse("judged", kwargs={"number": held.pk, "page": "index"})
    if standing.sees_all and held.standing in {RoundState.SIGNED, RoundState.PUBLISHED}:
        return reverse("sign-off", kwargs={"number": held.pk})
    return ""


def _rounds(day: dt.date, standing: PersonStanding) -> Iterator[RoundLine]:
    rounds = [*Round.objects.exclude(pk__in=rounds_of_others(standing))]
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
            _next_words(held, owed := expected[held.pk] - counts[held.pk], standing),
            held.standing is RoundState.OPEN and owed > 0 and day > held.due,
            _next_way(held, standing),
        )


def worst_first(lines: Iterable[ExpectedLine]) -> list[ExpectedLine]:
    """What is owed before what is certified; of that what was never sent or cannot be used before
    what only waits."""
    return sorted(lines, key=lambda line: (_gravity(line), line.code))


def _gravity(line: ExpectedLine) -> int:
    if line.sent is None:
        return 0
    order = (ReturnState.UNUSABLE, ReturnState.TO_MAP, ReturnState.CHECKED, ReturnState.RECEIVED)
    return order.index(line.sent.standing) + 1 if line.sent.standing in order else len(order) + 1


def expected_lines(held: Round, day: dt.date) -> Iterator[ExpectedLine]:
    """Each organisation that a round expects."""
    latest = latest_returns([held.pk])
    stuck = unchecked(latest.values())
    for expected in Expected.objects.filter(round=held).select_related("organisation"):
        sent = latest.get((held.pk, expected.organisation.pk))
        owes = is_owed(held, sent)
        late = sent.is_late if sent is not None and not owes else owes and day > held.due
        yield ExpectedLine(
            expected.organisation.code,
            expected.organisation.name,
            asked_words(held, sent, stuck),
            standing_words(held, sent, stuck),
            owes,
            late,
            sent,
        )
