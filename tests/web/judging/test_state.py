"""The state of a round as pages are told it is the state that is judged and signed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.people_of import MARLHAVEN, OTHER, OWN, Site, do_jobs, upload
from web.access.roles import PersonRole
from web.clock import now, today
from web.judging.deciding.decisions import (
    Hand,
    RoundFinding,
    decide,
    seen_until,
    settle,
    versions_on,
)
from web.judging.kinds import DecisionKind, DecisionState
from web.judging.state import digest_of, state_of
from web.rounds.models import Round, SentReturn
from web.rounds.opening import move, set_day
from web.rounds.sending import Certification, certify, withdraw
from web.rounds.states import RoundState

SCORE = {
    "question": "S6.p1",
    "score": "2",
    "reason": "Seen on a visit",
    "moderated_by": "Jane Quill",
    "moderated_on": "2015-01-05",
}


def _sent(site: Site, held: Round, number: int) -> SentReturn:
    own = f"/rounds/{held.pk}/organisations/{OWN}"
    files = {"files": [upload(MARLHAVEN, f"return-{number}.xlsx")]}
    site.client(PersonRole.SUBMITTER, OWN).post(f"{own}/send", files)
    do_jobs()
    return SentReturn.objects.get(organisation__code=OWN, number=number)


def _decided(site: Site, held: Round) -> Iterator[str]:
    """Each step of decisions that a round may see."""
    key = RoundFinding(held, site.organisation(OTHER), "S6-named-nurse")
    assessor, commissioner = (
        site.person(PersonRole.ASSESSOR),
        site.person(PersonRole.COMMISSIONER),
    )
    waiver = {"reason": "A locum starts", "until": "2015-06-30"}
    for kind, content in ((DecisionKind.MODERATION, SCORE), (DecisionKind.WAIVER, waiver)):
        decide(key, kind, content, Hand(assessor, seen_until(versions_on(key)), now()))
        yield f"began a {kind.value}"
    for state in (DecisionState.APPROVED, DecisionState.WITHDRAWN):
        hand = Hand(commissioner, seen_until(versions_on(key)), now())
        latest = next(
            known for known in reversed(versions_on(key)) if known.sort is DecisionKind.WAIVER
        )
        settle(latest, state, {"approved_on": "2014-12-30"}, hand)
        yield f"a waiver was {state.value}"


def _everything(site: Site, held: Round) -> Iterator[str]:
    """Each deed that changes what a round is judged from, one after the other."""
    administrator = site.person(PersonRole.ADMINISTRATOR)
    certifier = Certification(site.person(PersonRole.CERTIFIER, OWN), False)
    for number in (1, 2):
        sent = _sent(site, held, number)
        yield f"return {number} was sent"
        certify(sent, certifier, now())
        yield f"return {number} was certified"
    withdraw(sent, certifier.person, now())
    yield "a return was withdrawn"
    certify(_sent(site, held, 3), certifier, now())
    for state in (RoundState.CLOSED, RoundState.ASSESSED):
        move(held, state, administrator, now())
        yield state.value
    set_day(held, today(), administrator, now())
    yield "the day was set"
    yield from _decided(site, held)


@pytest.mark.parametrize("connection", ["sqlite"], indirect=True)
def test_after_every_deed_pages_are_told_the_state_that_is_signed(site: Site) -> None:
    held = site.round()
    told = {}
    for deed in _everything(site, held):
        held.refresh_from_db()
        told[deed] = digest_of(held)
        assert told[deed] == state_of(held).digest, deed
    assert len({*told.values()}) == 7
    assert told["a return was withdrawn"] == told["return 1 was sent"]
    assert told["a waiver was withdrawn"] == told["began a moderation"]
    assert told["a waiver was approved"] != told["began a waiver"]
