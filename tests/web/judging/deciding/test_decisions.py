"""Decisions beside a finding: waivers, actions and comments, each step a new version."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from tests.web.judged_round import seen, wanting
from tests.web.people_of import Site, do_jobs
from web.access.roles import PersonRole
from web.clock import today
from web.judging.models import DecisionVersion, RoundAssessment
from web.judging.state import state_of
from web.rounds.models import Round


def test_a_finding_is_told_in_full_beside_what_may_be_decided(site: Site, held: Round) -> None:
    address = wanting(held)
    page = site.client(PersonRole.ASSESSOR).get(address).content.decode()
    for words in ("What was required", "What was found", "Why", "What would satisfy it"):
        assert words in page
    assert "Propose a waiver" in page
    read_only = site.client(PersonRole.AUDITOR).get(address).content.decode()
    assert "Propose a waiver" not in read_only
    assert "What was required" in read_only


def test_a_waiver_is_proposed_and_somebody_else_approves_it(site: Site, held: Round) -> None:
    address = wanting(held)
    assessor, commissioner = (
        site.client(PersonRole.ASSESSOR),
        site.client(PersonRole.COMMISSIONER),
    )
    said = {"reason": "A locum starts in March", "until": "2015-06-30"}
    assessor.post(f"{address}/waiver", {**said, "seen": seen(assessor, address)})
    page = commissioner.get(address).content.decode()
    assert '<a href="#h-decided">1 decision, 1 waiting for approval</a>' in page
    page = commissioner.get(f"/rounds/{held.pk}/sign-off").content.decode()
    assert "1 waiver waits for approval: see " in page
    step = {"decision": "1", "step": "approve", "seen": seen(commissioner, address)}
    assert assessor.post(f"{address}/waiver/approval", step).status_code == 403
    assert commissioner.post(f"{address}/waiver/approval", step).status_code == 302
    do_jobs()
    states = [version.state for version in DecisionVersion.objects.all()]
    assert states == ["proposed", "approved"]
    page = commissioner.get(address).content.decode()
    assert "Not met" in page
    assert "A locum starts in March" in page
    assert '<a href="#h-decided">1 decision</a>' in page
    assert RoundAssessment.objects.count() == 2


def test_nobody_approves_their_own_waiver(site: Site, held: Round) -> None:
    from web.people.models import Membership

    address = wanting(held)
    both = site.person(PersonRole.ASSESSOR)
    Membership.objects.create(person=both, role="commissioner")
    client = site.client(PersonRole.ASSESSOR)
    said = {"reason": "I say so", "until": "2015-06-30", "seen": seen(client, address)}
    client.post(f"{address}/waiver", said)
    step = {"decision": "1", "step": "approve", "seen": seen(client, address)}
    answer = client.post(f"{address}/waiver/approval", step)
    assert answer.status_code == 400
    assert "You proposed this waiver: somebody else has to decide on it." in answer.content.decode()
    assert [version.state for version in DecisionVersion.objects.all()] == ["proposed"]


def test_two_who_decide_at_once_both_see_what_happened(site: Site, held: Round) -> None:
    address = wanting(held)
    assessor, commissioner = (
        site.client(PersonRole.ASSESSOR),
        site.client(PersonRole.COMMISSIONER),
    )
    before = seen(assessor, address)
    said = {"action": "Appoint", "owner": "Jane Quill", "due": "2015-03-31"}
    assert assessor.post(f"{address}/action", {**said, "seen": before}).status_code == 302
    late = commissioner.post(f"{address}/action", {**said, "action": "Wait", "seen": before})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Something was decided on this finding after you opened the page." in page
    assert "Jane Quill" in page
    assert "Wait</textarea>" in page
    assert DecisionVersion.objects.count() == 1


def test_the_same_form_sent_twice_is_one_decision(site: Site, held: Round) -> None:
    address = wanting(held)
    assessor, commissioner = (
        site.client(PersonRole.ASSESSOR),
        site.client(PersonRole.COMMISSIONER),
    )
    said = {"reason": "A locum starts in March", "until": "2015-06-30"}
    form = {**said, "seen": seen(assessor, address)}
    assert [assessor.post(f"{address}/waiver", form).status_code for _ in range(2)] == [302, 302]
    step = {"decision": "1", "step": "decline", "seen": seen(commissioner, address)}
    commissioner.post(f"{address}/waiver/approval", step)
    again = {**said, "seen": seen(assessor, address)}
    assert assessor.post(f"{address}/waiver", again).status_code == 302
    found = DecisionVersion.objects.values_list("thread", "state")
    assert [*found] == [(1, "proposed"), (1, "declined"), (2, "proposed")]


def test_an_action_that_cannot_be_closed_yet_keeps_what_was_typed(site: Site, held: Round) -> None:
    address = wanting(held)
    client = site.client(PersonRole.ASSESSOR)
    said = {"action": "Appoint", "owner": "Jane Quill", "due": "2015-03-31"}
    client.post(f"{address}/action", {**said, "seen": seen(client, address)})
    form = {"decision": "1", "step": "close", "evidence": "Letter of 3 March", "closed_on": ""}
    answer = client.post(f"{address}/action/end", {**form, "seen": seen(client, address)})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "<details open><summary>It is done</summary>" in page
    assert 'href="#closing-1-closed_on">Done on</a>: Give the day.' in page
    assert page.count("Letter of 3 March</textarea>") == 1
    assert 'name="owner"' in page


def test_a_decision_is_never_changed_by_the_database(site: Site, held: Round) -> None:
    address = wanting(held)
    client = site.client(PersonRole.ASSESSOR)
    client.post(f"{address}/comment", {"text": "Look again", "seen": "0"})
    assert DecisionVersion.objects.count() == 1
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        DecisionVersion.objects.update(state="withdrawn")


def test_what_is_typed_holds_no_formula_and_no_nhs_number(site: Site, held: Round) -> None:
    address = wanting(held)
    client = site.client(PersonRole.ASSESSOR)
    for text in ("=HYPERLINK(1)", "The child 943 476 5919 was seen"):
        answer = client.post(f"{address}/comment", {"text": text, "seen": "0"})
        assert answer.status_code == 400
    assert DecisionVersion.objects.count() == 0


def test_an_action_is_closed_with_its_evidence(site: Site, held: Round) -> None:
    address = wanting(held)
    client = site.client(PersonRole.COMMISSIONER)
    said = {"action": "Appoint", "owner": "Jane Quill", "due": "2015-03-31"}
    client.post(f"{address}/action", {**said, "seen": "0"})
    step = {"decision": "1", "step": "close", "closed_on": "2015-01-05", "evidence": ""}
    bad = client.post(f"{address}/action/end", {**step, "seen": seen(client, address)})
    assert bad.status_code == 400
    step["evidence"] = "Minutes of 5 January"
    client.post(f"{address}/action/end", {**step, "seen": seen(client, address)})
    assert [version.state for version in DecisionVersion.objects.all()] == ["open", "done"]


def test_a_waiver_counts_once_the_round_is_judged_as_on_a_day_after_its_approval(
    site: Site, held: Round
) -> None:
    address = wanting(held)
    assessor = site.client(PersonRole.ASSESSOR)
    commissioner = site.client(PersonRole.COMMISSIONER)
    said = {"reason": "A locum starts in March", "until": "2099-06-30"}
    assessor.post(f"{address}/waiver", {**said, "seen": seen(assessor, address)})
    step = {"decision": "1", "step": "approve", "seen": seen(commissioner, address)}
    commissioner.post(f"{address}/waiver/approval", step)
    do_jobs()
    assert "It does not count yet:" in assessor.get(address).content.decode()
    assert "A waiver is not applied" in decisions_shown(held)
    for day, taken in (("2014-12-30", False), ("2999-01-01", False), (str(today()), True)):
        assessor.post(f"/rounds/{held.pk}/as-on", {"day": day})
        held.refresh_from_db()
        assert (held.as_of is not None) == taken
    do_jobs()
    assert "It does not count yet:" not in assessor.get(address).content.decode()
    assert "A locum starts in March" in decisions_shown(held)
    assert "is not applied" not in decisions_shown(held)


def decisions_shown(held: Round) -> str:
    """What the assessment says of the decisions that it was given."""
    from web.judging.site.read import page_parts

    assessment = RoundAssessment.objects.get(round=held, state=state_of(held).digest)
    return page_parts(assessment, "decisions").main


def test_the_day_of_an_action_reads_in_words(site: Site, held: Round) -> None:
    address = wanting(held)
    client = site.client(PersonRole.COMMISSIONER)
    said = {"action": "Appoint", "owner": "Jane Quill", "due": "2015-03-31"}
    client.post(f"{address}/action", {**said, "seen": "0"})
    do_jobs()
    page = client.get(address).content.decode()
    assert "<dt>Due</dt><dd><bdi>31 March 2015</bdi></dd>" in page
    assert "due 31 March 2015" in client.get(f"/rounds/{held.pk}/decisions").content.decode()
