"""Nobody is written to twice, whatever ends meanwhile; who may not have been is named."""

from __future__ import annotations

import html

import pytest
from django.core import mail
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.web.people_of import OTHER, OWN, Site, do_jobs
from web.access.roles import PersonRole
from web.clock import today
from web.record.append import events
from web.rounds.models import Reminder, Round
from web.rounds.overview import expected_lines
from web.rounds.reminders import remind
from web.rounds.reminding import writing

ENDED = (
    "Was being sent when the worker ended: it may not have come. It is not sent again; ask them, "
    "or write to them yourself."
)


class Killed(BaseException):
    """The worker is gone: nothing after it is done."""


@pytest.fixture
def outbox(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whom e-mail was sent to."""
    sent = list[str]()
    monkeypatch.setattr(mail.EmailMessage, "send", lambda own, *_, **__: sent.extend(own.to))
    return sent


@pytest.fixture
def held(site: Site) -> Round:
    """A round whose two senders owe a return."""
    site.person(PersonRole.SUBMITTER, OWN)
    site.person(PersonRole.SUBMITTER, OTHER)
    return site.round()


def once_more() -> None:
    """The job is put back as that of a worker that is gone, and done by the next."""
    DBTaskResult.objects.update(status=TaskResultStatus.READY, started_at=None)
    do_jobs()


def recorded() -> list[object]:
    """What the record says of reminders."""
    return [event.after for event in events() if event.what == "reminded of a round"]


def page_of(site: Site, held: Round) -> str:
    answer = site.client(PersonRole.ADMINISTRATOR).get(f"/rounds/{held.pk}/")
    return html.unescape(answer.content.decode())


@pytest.mark.parametrize("is_sent", [False, True])
def test_who_was_being_written_to_when_the_worker_ended_is_not_written_to_again_and_named(
    site: Site,
    held: Round,
    outbox: list[str],
    monkeypatch: pytest.MonkeyPatch,
    is_sent: bool,
) -> None:
    write = writing._write_to

    def killed(held: Round, own: writing.Owing) -> None:
        if is_sent:
            write(held, own)
        raise Killed

    monkeypatch.setattr(writing, "_write_to", killed)
    remind.enqueue(held.pk)
    do_jobs(may_fail=True)
    monkeypatch.setattr(writing, "_write_to", write)
    assert ENDED in page_of(site, held)
    once_more()
    assert outbox == ["submitterza1@example.org"] * is_sent + ["submitterza3@example.org"]
    assert recorded() == [
        {
            "written to": ["submitterza3@example.org"],
            "perhaps not written to, since the worker ended": ["submitterza1@example.org"],
        }
    ]
    page = page_of(site, held)
    assert (page.count(ENDED), page.count("Taken by the mail server.")) == (1, 1)


def test_a_job_that_is_done_twice_writes_and_records_once(
    site: Site, held: Round, outbox: list[str]
) -> None:
    remind.enqueue(held.pk)
    do_jobs()
    once_more()
    assert outbox == ["submitterza1@example.org", "submitterza3@example.org"]
    assert recorded() == [{"written to": outbox}]


def test_a_worker_that_ends_before_the_record_leaves_it_to_the_next(
    site: Site, held: Round, outbox: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    record = writing._record

    def killed(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(writing, "_record", killed)
    remind.enqueue(held.pk)
    do_jobs(may_fail=True)
    assert recorded() == []
    monkeypatch.setattr(writing, "_record", record)
    once_more()
    assert recorded() == [{"written to": outbox}]
    assert len(outbox) == 2


def test_the_reminders_of_another_day_are_written_too(
    site: Site, held: Round, outbox: list[str]
) -> None:
    for _ in range(2):
        remind.enqueue(held.pk)
        do_jobs()
    assert len(outbox) == 4
    assert Reminder.objects.count() == 4


def test_what_is_being_sent_now_is_not_said_to_have_failed(site: Site, held: Round) -> None:
    remind.enqueue(held.pk)
    job = DBTaskResult.objects.get()
    job.claim("a worker that lives")
    [own, *_] = [
        writing.Owing(line, site.person(PersonRole.SUBMITTER, line.code))
        for line in expected_lines(held, today())
    ]
    assert writing._note(held, own, str(job.pk)) is not None
    page = page_of(site, held)
    assert ("Being sent." in page, ENDED in page) == (True, False)
