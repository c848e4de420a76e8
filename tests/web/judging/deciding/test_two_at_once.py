"""Two people act on one finding in the same instant: each sees what happened, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db.models import Max
from django.test import Client

from tests.web.at_once import FormSent, at_once
from tests.web.judged_round import seen, wanting
from tests.web.people_of import OTHER, OWN, Site, do_jobs
from web.access.roles import PersonRole
from web.judging.models import DecisionVersion, SignOff
from web.judging.signing import signature_of
from web.judging.state import state_of
from web.record.append import events, record_verdict
from web.rounds.models import Round

TIMES = 8
"""How often each pair acts at once, each time on another version of the finding's decisions."""
ACTION = {"action": "Appoint", "owner": "Jane Quill", "due": "2015-03-31"}
WAIVER = {"reason": "A locum starts in March", "until": "2015-06-30"}


def versions() -> list[tuple[int, int, str]]:
    return [*DecisionVersion.objects.values_list("thread", "version", "state")]


@dataclass(frozen=True)
class Two:
    """Two people before one finding, and what each has open."""

    site: Site
    address: str
    first: Client
    second: Client

    def propose(self) -> str:
        """A waiver proposed by a third person; returns its number."""
        third = self.site.client(PersonRole.ASSESSOR, OWN)
        third.post(f"{self.address}/waiver", {**WAIVER, "seen": seen(third, self.address)})
        return self.latest()

    def agree(self) -> str:
        """An action that is open; returns its number."""
        third = self.site.client(PersonRole.ASSESSOR, OWN)
        third.post(f"{self.address}/action", {**ACTION, "seen": seen(third, self.address)})
        return self.latest()

    def latest(self) -> str:
        return str(DecisionVersion.objects.aggregate(last=Max("thread"))["last"])


def both_act(two: Two) -> tuple[FormSent, FormSent]:
    """Two agree an action each."""
    now = seen(two.first, two.address)
    return (
        FormSent(two.first, f"{two.address}/action", {**ACTION, "seen": now}),
        FormSent(two.second, f"{two.address}/action", {**ACTION, "action": "Wait", "seen": now}),
    )


def approve_and_decline(two: Two) -> tuple[FormSent, FormSent]:
    """Two commissioners settle one waiver, each the other way."""
    step = {"decision": two.propose(), "seen": seen(two.first, two.address)}
    address = f"{two.address}/waiver/approval"
    return (
        FormSent(two.first, address, {**step, "step": "approve"}),
        FormSent(two.second, address, {**step, "step": "decline"}),
    )


def approve_and_withdraw(two: Two) -> tuple[FormSent, FormSent]:
    """One approves what the other withdraws."""
    step = {"decision": two.propose(), "seen": seen(two.first, two.address)}
    return (
        FormSent(two.first, f"{two.address}/waiver/approval", {**step, "step": "approve"}),
        FormSent(two.second, f"{two.address}/waiver/end", {**step, "step": "withdraw"}),
    )


def close_and_withdraw(two: Two) -> tuple[FormSent, FormSent]:
    """One closes an action that the other withdraws."""
    step = {"decision": two.agree(), "seen": seen(two.first, two.address)}
    done = {"step": "close", "closed_on": "2015-03-02", "evidence": "The letter of 2 March"}
    address = f"{two.address}/action/end"
    return (
        FormSent(two.first, address, {**step, **done}),
        FormSent(two.second, address, {**step, "step": "withdraw"}),
    )


@pytest.mark.parametrize(
    "pair",
    [both_act, approve_and_decline, approve_and_withdraw, close_and_withdraw],
    ids=lambda pair: pair.__name__,
)
def test_of_two_at_the_same_instant_each_sees_what_happened(
    site: Site, held: Round, pair: Callable[[Two], tuple[FormSent, FormSent]]
) -> None:
    two = Two(
        site,
        wanting(held),
        site.client(PersonRole.COMMISSIONER),
        site.client(PersonRole.COMMISSIONER, OTHER),
    )
    for _ in range(TIMES):
        sent = pair(two)
        before, recorded = versions(), len([*events()])
        answers = at_once(*sent)
        assert sorted(status for status, _ in answers) == [302, 409]
        refused = next(page for status, page in answers if status == 409)
        assert "Nothing was saved" in refused
        assert "Something was decided on this finding after you opened the page." in refused
        made = [version for version in versions() if version not in before]
        assert len(made) == 1
        assert [version for version in versions() if version in before] == before
        won = DecisionVersion.objects.latest("pk")
        accepted = sent[[status for status, _ in answers].index(302)]
        assert won.by.pk == int(accepted.client.session["_auth_user_id"])
        # The page of whoever was told shows the version that was made meanwhile.
        assert f"{won.state}, {won.by.name}" in refused
        assert len([*events()]) == recorded + 1
    assert record_verdict().is_whole


def test_a_double_click_is_one_decision_and_no_error(site: Site, held: Round) -> None:
    client, address = site.client(PersonRole.COMMISSIONER), wanting(held)
    for times in range(1, TIMES + 1):
        fields = {"text": "Ask at the meeting", "seen": seen(client, address)}
        sent = FormSent(client, f"{address}/comment", fields)
        assert [status for status, _ in at_once(sent, sent)] == [302, 302]
        assert versions() == [(thread, 1, "given") for thread in range(1, times + 1)]
    assert record_verdict().is_whole


def test_who_signs_while_another_decides_leaves_no_signature_under_another_state(
    site: Site, held: Round
) -> None:
    address = wanting(held)
    signer = site.client(PersonRole.COMMISSIONER)
    decider = site.client(PersonRole.COMMISSIONER, OTHER)
    for _ in range(3):
        state = state_of(held).digest
        action = {**ACTION, "seen": seen(decider, address)}
        answers = at_once(
            FormSent(signer, f"/rounds/{held.pk}/sign-off", {"state": state}),
            FormSent(decider, f"{address}/action", action),
        )
        assert [status for status, _ in answers] == [302, 302]
        assert signature_of(held) is None
        page = signer.get(f"/rounds/{held.pk}/sign-off").content.decode()
        signed = SignOff.objects.filter(assessment__state=state).first()
        told = "decided on" if signed is not None else "What you saw is not how the round stands"
        assert told in page
        do_jobs()
        held.refresh_from_db()
        assert held.state == "assessed"
    assert record_verdict().is_whole
