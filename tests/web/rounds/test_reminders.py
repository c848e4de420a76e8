"""Those who owe a return are reminded by e-mail where a server for it is set up."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.conf import settings
from django.core import mail
from django_tasks_db.models import DBTaskResult

from tests.web.people_of import MARLHAVEN, OTHER, OWN, Site, do_jobs, upload
from tests.web.rounds.mail_server import mail_server
from web.access.roles import PersonRole
from web.clock import now
from web.record.append import events
from web.rounds.models import Round
from web.rounds.reminders import plan_reminders, remind
from web.settings import settings_for


@pytest.fixture
def with_mail(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    backend = "django.core.mail.backends.locmem.EmailBackend"
    monkeypatch.setattr(settings, "EMAIL_BACKEND", backend)
    config = replace(settings.CLAUSEWISE, mail_host="localhost")
    monkeypatch.setattr(settings, "CLAUSEWISE", config)
    monkeypatch.setattr(mail, "outbox", [], raising=False)


def write_now(held: Round) -> object:
    """Do the job that writes to those who owe a return; to how many it says that it wrote."""
    job = remind.enqueue(held.pk)
    do_jobs()
    job.refresh()
    return job.return_value


def test_those_who_owe_a_return_are_written_to(site: Site, with_mail: None) -> None:
    held = site.round()
    sender = site.client(PersonRole.SUBMITTER, OWN)
    site.person(PersonRole.SUBMITTER, OTHER)
    sender.post(f"/rounds/{held.pk}/organisations/{OWN}/send", {"files": [upload(MARLHAVEN)]})
    do_jobs()
    site.client(PersonRole.CERTIFIER, OWN).post(
        f"/rounds/{held.pk}/organisations/{OWN}/returns/1/certify"
    )
    assert write_now(held) == 1
    [sent] = mail.outbox
    assert sent.to == ["submitterza3@example.org"]
    assert sent.subject == "Safeguarding return 2014-15 Q3: due on 31 January 2099"
    assert "Tollwick Mental Health NHS Foundation Trust (ZA3): Send the return." in sent.body
    assert [*events()][-1].after == {"written to": ["submitterza3@example.org"]}


def test_a_server_for_e_mail_takes_them_and_one_that_it_refuses_holds_up_nobody(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = site.round()
    for code in (OWN, OTHER):
        site.person(PersonRole.SUBMITTER, code)
    with mail_server(refused="submitterza1@example.org") as taken:
        own = replace(settings.CLAUSEWISE, mail_host="127.0.0.1", mail_port=taken.port)
        monkeypatch.setattr(settings, "CLAUSEWISE", own)
        for name, value in settings_for(own).items():
            if name.startswith("EMAIL") or name == "DEFAULT_FROM_EMAIL":
                monkeypatch.setattr(settings, name, value)
        monkeypatch.setattr(
            settings, "EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend"
        )
        assert write_now(held) == 1
    [message] = taken.messages
    assert (message["To"], message["From"]) == ("submitterza3@example.org", "clausewise@localhost")
    assert "The return for 2014-15 Q3 is due on 31 January 2099." in message.get_content()
    assert [*events()][-1].after == {
        "written to": ["submitterza3@example.org"],
        "not reached": ["submitterza1@example.org"],
    }


def test_reminders_are_planned_for_the_days_still_to_come(site: Site, with_mail: None) -> None:
    held = site.round()
    assert plan_reminders(held, now()) == 3
    held.due = (now() + dt.timedelta(days=5)).date()
    assert plan_reminders(held, now()) == 1
    do_jobs()
    assert DBTaskResult.objects.successful().count() == 0
    assert mail.outbox == []


def test_without_a_server_for_e_mail_nothing_is_planned(site: Site) -> None:
    assert plan_reminders(site.round(), now()) == 0


def test_of_a_closed_round_nobody_is_reminded(site: Site, with_mail: None) -> None:
    held = site.round()
    site.person(PersonRole.SUBMITTER, OWN)
    site.client(PersonRole.ADMINISTRATOR).post(f"/rounds/{held.pk}/state", {"state": "closed"})
    assert write_now(held) == 0
    assert mail.outbox == []
