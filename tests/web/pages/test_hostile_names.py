"""Signs that a reader, a spreadsheet or a terminal would obey, in the names of people,
organisations and files: shown on every page and in every download, obeyed in none."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.people_of import MARLHAVEN, OWN, Site, do_jobs
from web.access.roles import PersonRole
from web.people.models import Account, KnownOrganisation
from web.rounds.models import SentFile
from web.rounds.reminders import remind

OBEYED = "\x1b]0;gone\x07\x9b2J\u202e\u2066\u2028\x85\u200f"
"""A terminal's title and its screen, turns of the writing direction, ends of lines."""
NAME = f"=2+2 <plaintext>{OBEYED}"
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def sent_by_hostile_hands(site: Site) -> tuple[str, str]:
    """The addresses of a round and of a return in it; whoever and whatever is named, oddly."""
    held = site.round()
    sender = site.person(PersonRole.SUBMITTER, OWN)
    KnownOrganisation.objects.filter(code=OWN).update(name=f"{NAME}\nBcc: all@example.org")
    Account.objects.filter(pk=sender.pk).update(name=NAME)
    round_way = f"/rounds/{held.pk}"
    upload = SimpleUploadedFile("\x1b[2J\u202e<plaintext>name.xlsx", MARLHAVEN.read_bytes())
    answer = site.client(PersonRole.SUBMITTER, OWN).post(
        f"{round_way}/organisations/{OWN}/send", {"files": upload}
    )
    assert answer.status_code == 302, answer.content.decode()
    do_jobs()
    return f"{round_way}/", f"{round_way}/organisations/{OWN}/"


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    content = b"".join(answer) if answer.streaming else answer.content
    return content.decode("utf-8-sig")


def test_names_are_shown_on_pages_and_obeyed_on_none(site: Site) -> None:
    round_way, own = sent_by_hostile_hands(site)
    sender = site.client(PersonRole.SUBMITTER, OWN)
    assessor = site.client(PersonRole.ASSESSOR)
    keeper = site.client(PersonRole.ADMINISTRATOR)
    pages = {
        **{way: read(sender, way) for way in ("/", own, f"{own}returns/1/")},
        **{f"assessor {way}": read(assessor, way) for way in ("/", round_way, own)},
        **{way: read(keeper, way) for way in ("/people/", "/organisations/", "/record/")},
    }
    assert {way: RAW.findall(page) for way, page in pages.items() if RAW.search(page)} == {}
    assert [way for way, page in pages.items() if "<plaintext>" in page] == []
    assert "[U+202E]" in pages["/people/"]
    assert "[U+202E]" in pages["/organisations/"]


def test_a_download_keeps_to_the_line_of_its_name(site: Site) -> None:
    _, own = sent_by_hostile_hands(site)
    file = SentFile.objects.get()
    answer = site.client(PersonRole.ASSESSOR).get(f"{own}returns/1/files/{file.pk}")
    answer.close()
    named = answer["Content-Disposition"]
    assert named.startswith("attachment; filename")
    assert RAW.findall(named) == []
    assert "name.xlsx" in named


def test_the_record_and_the_mail_merge_hold_no_sign_that_is_obeyed(site: Site) -> None:
    round_way, _ = sent_by_hostile_hands(site)
    keeper = site.client(PersonRole.ADMINISTRATOR)
    record = read(site.client(PersonRole.AUDITOR), "/record/record.jsonl")
    merge = read(keeper, f"{round_way}mail-merge.csv").replace("\r\n", "\n")
    assert RAW.findall(record) == []
    assert RAW.findall(merge) == []
    assert "'=2+2 <plaintext>" in merge


def test_a_reminder_has_one_subject_one_reader_and_no_sign_that_is_obeyed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent_by_hostile_hands(site)
    outbox = list[mail.EmailMessage]()
    monkeypatch.setattr(mail.EmailMessage, "send", lambda message, *_, **__: outbox.append(message))
    remind.enqueue(1)
    do_jobs()
    assert [(message.to, message.bcc) for message in outbox] == [(["submitterza1@example.org"], [])]
    body = str(outbox[0].body)
    assert RAW.findall(body) == []
    assert "\nBcc:" not in body
    assert "\n" not in outbox[0].subject
