"""A check that fails is told to its sender, who has the return checked again."""

from __future__ import annotations

from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from tests.web.people_of import MARLHAVEN, OWN, Site, do_jobs, upload
from web.access.roles import PersonRole
from web.jobs.lost import take_up_lost
from web.record.append import record_verdict
from web.rounds import jobs
from web.rounds.models import Round, SentFile, SentReturn
from web.rounds.store import path_of


@pytest.fixture
def held(site: Site) -> Round:
    """A round in which a return was just sent."""
    made = site.round(codes=(OWN,))
    address = f"/rounds/{made.pk}/organisations/{OWN}/send"
    site.client(PersonRole.SUBMITTER, OWN).post(address, {"files": [upload(MARLHAVEN)]})
    return made


def fail_by(error: Exception) -> Any:
    def failing(*given: object) -> None:
        raise error

    return failing


def address(held: Round) -> str:
    return f"/rounds/{held.pk}/organisations/{OWN}/returns/1"


def pages(site: Site, held: Round) -> tuple[str, str, str, str]:
    """The return’s page, the organisation’s, what there is to do, and the round’s."""
    submitter = site.client(PersonRole.SUBMITTER, OWN)
    assessor = site.client(PersonRole.ASSESSOR)
    return (
        submitter.get(f"{address(held)}/").content.decode(),
        submitter.get(f"/rounds/{held.pk}/organisations/{OWN}/").content.decode(),
        submitter.get("/").content.decode(),
        assessor.get(f"/rounds/{held.pk}/").content.decode(),
    )


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (KeyError("x"), "Clausewise made a mistake of its own (KeyError)."),
        (OSError(28, "No space left on device"), "The server had no room left on its disk."),
    ],
)
def test_who_sent_a_return_is_told_why_and_has_it_checked_again(
    site: Site, held: Round, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    with monkeypatch.context() as failing:
        failing.setattr(jobs, "checked", fail_by(error))
        do_jobs(may_fail=True)
    own, organisation, work, of_round = pages(site, held)
    assert f"<b>It could not be checked.</b> {words}" in own
    assert "What you sent is kept." in own
    assert "It could not be checked." in organisation
    assert "It could not be checked: have it checked again" in work
    assert "could not be checked</td>" in of_round
    assert not [page for page in (own, organisation, work, of_round) if "eing checked" in page]
    assert path_of(SentFile.objects.get().sha256).read_bytes() == MARLHAVEN.read_bytes()
    auditor = site.client(PersonRole.AUDITOR)
    assert "Check it again" not in auditor.get(f"{address(held)}/").content.decode()
    assert "Check it again" in own
    site.client(PersonRole.SUBMITTER, OWN).post(f"{address(held)}/check")
    assert "It is being checked." in pages(site, held)[0]
    do_jobs(may_fail=True)
    assert SentReturn.objects.get().state == "checked"
    assert "could not be checked" not in "".join(pages(site, held))
    assert record_verdict().is_whole


def test_a_pack_that_is_gone_is_told_and_checked_once_it_is_back(site: Site, held: Round) -> None:
    was = held.pack_digest
    Round.objects.update(pack_digest="0" * 64)
    do_jobs(may_fail=True)
    assert "is no longer the one that the round was made under" in pages(site, held)[0]
    Round.objects.update(pack_digest=was)
    site.client(PersonRole.SUBMITTER, OWN).post(f"{address(held)}/check")
    do_jobs(may_fail=True)
    assert SentReturn.objects.get().state == "checked"


def test_a_check_whose_worker_was_killed_is_done_by_the_next(site: Site, held: Round) -> None:
    DBTaskResult.objects.get(task_path="web.rounds.jobs.check_return").claim("killed")
    assert "It is being checked." in pages(site, held)[0]
    assert take_up_lost() == 1
    do_jobs()
    assert SentReturn.objects.get().state == "checked"


def test_a_page_that_waits_is_told_when_to_go_on(site: Site, held: Round) -> None:
    client = site.client(PersonRole.SUBMITTER, OWN)
    waiting = client.get(f"{address(held)}/").content.decode()
    assert f'data-hx-get="{address(held)}/checking"' in waiting
    assert "Look again</a> in a few seconds." in waiting
    answer = client.get(f"{address(held)}/checking")
    assert (answer.status_code, answer.content) == (204, b"")
    do_jobs()
    answer = client.get(f"{address(held)}/checking")
    assert (answer.status_code, answer["HX-Refresh"]) == (286, "true")
    assert "htmx" not in client.get(f"{address(held)}/").content.decode()
    client.logout()
    ended = client.get(f"{address(held)}/checking", headers={"HX-Request": "true"})
    assert (ended.status_code, ended["HX-Refresh"]) == (286, "true")
