"""Judging that fails is told on the round's pages, and is asked for again."""

from __future__ import annotations

from typing import Any

import pytest
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.web.judged_round import wanting
from tests.web.people_of import OTHER, TOLLWICK, Site, do_jobs, upload
from web.access.roles import PersonRole
from web.jobs.lost import take_up_lost
from web.judging import jobs
from web.judging.models import RoundAssessment, SignOff
from web.judging.signing import signature_of
from web.judging.state import state_of
from web.record.append import record_verdict
from web.rounds.models import Round, SentReturn

EARLIER = TOLLWICK.parents[1] / "2014-15-Q2" / "tollwick-2014-15-Q2.xlsx"


@pytest.fixture
def closed(held: Round) -> Round:
    """The round as it was before it was judged."""
    RoundAssessment.objects.all().delete()
    Round.objects.update(state="closed")
    held.refresh_from_db()
    return held


def page(site: Site, held: Round, role: PersonRole = PersonRole.ASSESSOR) -> str:
    return site.client(role).get(f"/rounds/{held.pk}/").content.decode()


def judge(site: Site, held: Round) -> None:
    """Ask for it by the button on the page."""
    assert f'action="/rounds/{held.pk}/judge"' in page(site, held)
    site.client(PersonRole.ASSESSOR).post(f"/rounds/{held.pk}/judge")
    assert "It is being judged." in page(site, held)


def fail_by(error: Exception) -> Any:
    def failing(*given: object) -> None:
        raise error

    return failing


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (KeyError("x"), "Clausewise made a mistake of its own (KeyError)."),
        (OSError(28, "No space left on device"), "The server had no room left on its disk."),
    ],
)
def test_who_waits_is_told_why_and_has_it_judged_again(
    site: Site,
    closed: Round,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    words: str,
) -> None:
    with monkeypatch.context() as failing:
        failing.setattr(jobs, "write_pages", fail_by(error))
        judge_round(site, closed)
    for role in (PersonRole.ASSESSOR, PersonRole.COMMISSIONER, PersonRole.ADMINISTRATOR):
        told = page(site, closed, role)
        assert f"It could not be judged. {words}" in told
        assert "It is being judged" not in told
    assert "Judge it again" not in page(site, closed, PersonRole.AUDITOR)
    judge(site, closed)
    do_jobs(may_fail=True)
    assert "The assessment</a>" in page(site, closed)
    assert "could not be judged" not in page(site, closed)
    assert record_verdict().is_whole


def judge_round(site: Site, held: Round) -> None:
    jobs.judge_round.enqueue(held.pk)
    do_jobs(may_fail=True)


def test_a_pack_that_is_gone_is_told_and_judged_once_it_is_back(site: Site, closed: Round) -> None:
    was = closed.pack_digest
    Round.objects.update(pack_digest="0" * 64)
    judge_round(site, closed)
    assert "is no longer the one that the round was made under" in page(site, closed)
    Round.objects.update(pack_digest=was)
    judge(site, closed)
    do_jobs(may_fail=True)
    assert "The assessment</a>" in page(site, closed)


def test_a_job_whose_worker_was_killed_is_done_by_the_next(site: Site, closed: Round) -> None:
    jobs.judge_round.enqueue(closed.pk)
    DBTaskResult.objects.get(status=TaskResultStatus.READY).claim("killed")
    assert "It is being judged." in page(site, closed)
    assert take_up_lost() == 1
    do_jobs()
    assert RoundAssessment.objects.filter(round=closed).count() == 1
    closed.refresh_from_db()
    assert closed.state == "assessed"


def test_a_page_that_waits_is_told_when_to_go_on(site: Site, closed: Round) -> None:
    client, way = site.client(PersonRole.AUDITOR), f"/rounds/{closed.pk}/judging"
    jobs.judge_round.enqueue(closed.pk)
    waiting = page(site, closed)
    assert f'data-hx-get="{way}"' in waiting
    assert '<script defer src="/assets/htmx.js"></script>' in waiting
    answer = client.get(way)
    assert (answer.status_code, answer.content) == (204, b"")
    do_jobs()
    answer = client.get(way)
    assert (answer.status_code, "It has been judged." in answer.content.decode()) == (286, True)
    assert "htmx" not in page(site, closed)


def test_a_round_of_which_nothing_was_certified_says_so(site: Site, closed: Round) -> None:
    SentReturn.objects.update(state="withdrawn")
    judge_round(site, closed)
    told = page(site, closed)
    assert "No return was certified, so that there is nothing to judge." in told
    assert "Judge it again" not in told


def test_a_round_closed_again_as_it_was_is_still_what_was_signed(site: Site, held: Round) -> None:
    commissioner, administrator = (
        site.client(PersonRole.COMMISSIONER),
        site.client(PersonRole.ADMINISTRATOR),
    )
    commissioner.post(f"/rounds/{held.pk}/sign-off", {"state": state_of(held).digest})
    move = f"/rounds/{held.pk}/state"
    administrator.post(move, {"state": "open", "reason": "One was ill"})
    administrator.post(move, {"state": "closed"})
    do_jobs()
    held.refresh_from_db()
    assert held.state == "signed"
    assert signature_of(held) is not None


def test_what_changes_in_an_earlier_round_voids_the_signature_of_a_later_one(
    site: Site, held: Round
) -> None:
    commissioner, assessor = site.client(PersonRole.COMMISSIONER), site.client(PersonRole.ASSESSOR)
    sign = f"/rounds/{held.pk}/sign-off"
    commissioner.post(sign, {"state": state_of(held).digest})
    earlier = site.round("2014-15 Q2", codes=(OTHER,))
    own = f"/rounds/{earlier.pk}/organisations/{OTHER}"
    assessor.post(f"{own}/send", {"files": [upload(EARLIER)]})
    do_jobs()
    assessor.post(f"{own}/returns/1/accept", {"given_by": "Dr Quill"})
    assert signature_of(held) is not None
    administrator = site.client(PersonRole.ADMINISTRATOR)
    administrator.post(f"/rounds/{earlier.pk}/state", {"state": "closed"})
    do_jobs()
    assert signature_of(held) is None
    commissioner.post(sign, {"state": state_of(held).digest})
    said = {"action": "Appoint", "owner": "Jane Quill", "due": "2015-03-31", "seen": "0"}
    assert assessor.post(f"{wanting(earlier)}/action", said).status_code == 302
    assert signature_of(held) is not None
    do_jobs()
    assert signature_of(held) is None
    assert {signed.void_reason for signed in SignOff.objects.all()} == {
        "what it was given for has changed"
    }
    held.refresh_from_db()
    assert held.state == "assessed"
