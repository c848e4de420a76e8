"""Signing an assessment for the exact state that it had, and voiding the signature."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from web.judging.models import Publication, RoundAssessment, SignOff
from web.judging.state import digest_of, state_of
from web.people.models import Account
from web.record.append import Deed, append
from web.rounds.models import Round
from web.rounds.sending import NotPossible
from web.rounds.states import RoundState, may_follow


def current_assessment(held: Round) -> tuple[RoundAssessment | None, bool]:
    """The latest assessment of a round, and whether it is of the state that the round has now."""
    # What bundles leave out is long, and wanted by one page alone.
    found = RoundAssessment.objects.filter(round=held).select_related("round").defer("left_out")
    exact = found.filter(state=digest_of(held)).first()
    return (exact, True) if exact is not None else (found.first(), False)


def signature_of(held: Round) -> SignOff | None:
    """The signature that stands under a round; None where there is none, or it is void."""
    standing = SignOff.objects.filter(assessment__round=held, voided_at=None)
    return standing.select_related("assessment", "by").first()


def sign(held: Round, state: str, person: Account, now: dt.datetime) -> SignOff:
    """Sign the assessment of a state.

    Raises NotPossible where the round is not assessed, or has another state by now.
    """
    with transaction.atomic():
        current = Round.objects.select_for_update().get(pk=held.pk)
        assessment = RoundAssessment.objects.filter(round=current, state=state).first()
        if assessment is None or state_of(current).digest != state:
            raise NotPossible(
                "What you saw is not how the round stands now. Look at it again before you sign."
            )
        if current.standing is not RoundState.ASSESSED:
            raise NotPossible(f"The round {held.quarter} is {current.state}: it cannot be signed.")
        signed = SignOff.objects.create(assessment=assessment, by=person, at=now)
        Round.objects.filter(pk=held.pk).update(state=RoundState.SIGNED.value)
        after = {"state": state, "assessment": assessment.pk}
        append(Deed(person.words, "signed a round", held.words, after), now)
    return signed


def void_signatures(held: Round, reason: str, who: str, now: dt.datetime) -> int:
    """Void every signature under a round, since something under it changed; returns how many."""
    with transaction.atomic():
        standing = SignOff.objects.filter(assessment__round=held, voided_at=None)
        count = standing.update(voided_at=now, void_reason=reason)
        if count:
            append(Deed(who, "voided a signature", held.words, {"reason": reason}), now)
        current = Round.objects.get(pk=held.pk)
        signed = current.standing in {RoundState.SIGNED, RoundState.PUBLISHED}
        if signed and may_follow(current.standing, RoundState.ASSESSED):
            Round.objects.filter(pk=held.pk).update(state=RoundState.ASSESSED.value)
    return count


def ask_bundle(signed: SignOff, audience: str, person: Account, now: dt.datetime) -> Publication:
    """Ask for the bundle of an audience. Raises NotPossible where the signature is void."""
    with transaction.atomic():
        held = Round.objects.select_for_update().get(pk=signed.assessment.round.pk)
        if signature_of(held) != signed:
            raise NotPossible("The signature is void: nothing is published before a new one.")
        made, is_new = Publication.objects.get_or_create(
            sign_off=signed, audience=audience, defaults={"by": person, "asked_at": now}
        )
        if is_new:
            append(Deed(person.words, "published a round", held.words, {"for": audience}), now)
    return made
