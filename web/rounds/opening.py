"""Making a round, and taking it from state to state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.dispatch import Signal

from engine.nouns.english import day_words
from web.people.models import Account, KnownOrganisation, RoundAssessor
from web.record.append import Deed, append
from web.rounds.models import Expected, Round
from web.rounds.packs import check_parameters, keep_pack
from web.rounds.sending import NotPossible, give_up_unmapped
from web.rounds.states import RoundState, may_follow

round_moved = Signal()
"""Sent within the transaction that takes a round to another state: its id, and the state."""


day_set = Signal()
"""Sent within the transaction that sets the day as on which a round is judged: its id."""


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """A round that is to be made."""

    quarter: str
    pack: str
    due: dt.date
    organisations: Sequence[KnownOrganisation]
    parameters: str = ""
    assessors: Sequence[Account] = ()
    """Who assesses it; nobody for every assessor."""


def make_round(plan: RoundPlan, person: Account, now: dt.datetime) -> Round:
    """Make a round as a draft. Raises PackUnusable where its numbers cannot be used."""
    check_parameters(plan.pack, plan.parameters)
    with transaction.atomic():
        made = Round.objects.create(
            quarter=plan.quarter,
            pack=plan.pack,
            pack_digest=keep_pack(plan.pack),
            parameters=plan.parameters,
            due=plan.due,
        )
        for organisation in plan.organisations:
            Expected.objects.create(round=made, organisation=organisation)
        for assessor in plan.assessors:
            RoundAssessor.objects.create(round=made, person=assessor)
        after = {
            "pack": plan.pack,
            "digest of the pack": made.pack_digest,
            "due": plan.due.isoformat(),
            "expected": [organisation.code for organisation in plan.organisations],
            "numbers agreed": plan.parameters,
        }
        if plan.assessors:
            after["assessors"] = [assessor.words for assessor in plan.assessors]
        append(Deed(person.words, "made a round", made.words, after), now)
    return made


def plan_from_before() -> tuple[Round, dict[str, object]] | None:
    """The latest round, with what its form would hold for the quarter after it: the same pack,
    organisations, assessors and numbers, and no day; None where there was no round yet."""
    latest = Round.objects.first()
    if latest is None:
        return None
    expected = Expected.objects.filter(round=latest)
    return latest, {
        "quarter": latest.quarter_of.next.label,
        "pack": latest.pack,
        "organisations": [*expected.values_list("organisation", flat=True)],
        "assessors": [named.person.pk for named in assessors_of(latest)],
        "parameters": latest.parameters,
    }


def name_assessors(
    held: Round, assessors: Sequence[Account], person: Account, now: dt.datetime
) -> None:
    """Say who assesses a round from now on; nobody for every assessor."""
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=held.pk)
        were = [found.person for found in assessors_of(held)]
        RoundAssessor.objects.filter(round=held).delete()
        for assessor in assessors:
            RoundAssessor.objects.create(round=held, person=assessor)
        after = {"assessors": [assessor.words for assessor in assessors]}
        was = {"assessors": [assessor.words for assessor in were]}
        append(Deed(person.words, "named who assesses a round", held.words, after, was), now)


def assessors_of(held: Round) -> list[RoundAssessor]:
    """Who was named to assess a round, by name."""
    named = RoundAssessor.objects.filter(round=held).select_related("person")
    return [*named.order_by("person__name", "person__email")]


def set_day(held: Round, day: dt.date, person: Account, now: dt.datetime) -> None:
    """Set the day as on which a round is judged; it is judged anew.

    Raises NotPossible where the day is before the quarter's end or still to come.
    """
    last = held.quarter_of.last_day
    if not last <= day <= now.date():
        raise NotPossible(f"Give a day from {day_words(last)} until today.")
    with transaction.atomic():
        current = Round.objects.select_for_update().get(pk=held.pk)
        Round.objects.filter(pk=held.pk).update(as_of=day)
        after = {"judged as on": day.isoformat()}
        was = {"judged as on": current.day_judged.isoformat()}
        append(Deed(person.words, "set the day of a round", held.words, after, was), now)
        day_set.send(Round, round_id=held.pk)


def move(
    held: Round, following: RoundState, person: Account, now: dt.datetime, reason: str = ""
) -> None:
    """Take a round to another state.

    Raises NotPossible where that does not follow on the state that it is in by now, or where it
    is opened once more without a reason.
    """
    with transaction.atomic():
        current = Round.objects.select_for_update().get(pk=held.pk)
        if not may_follow(current.standing, following):
            raise NotPossible(
                f"The round {held.quarter} is {current.state}: it cannot become {following.value}."
            )
        again = following is RoundState.OPEN and current.standing is not RoundState.DRAFT
        if again and not reason.strip():
            raise NotPossible("Give the reason why the round is opened once more.")
        Round.objects.filter(pk=held.pk).update(state=following.value)
        after = {"state": following.value} | ({"reason": reason.strip()} if reason.strip() else {})
        was = {"state": current.state}
        append(Deed(person.words, "moved a round on", held.words, after, was), now)
        if following is RoundState.CLOSED:
            give_up_unmapped(held)
        round_moved.send(Round, round_id=held.pk, following=following)
    held.state = following.value
