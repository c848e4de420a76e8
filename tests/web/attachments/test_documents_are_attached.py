"""Documents are attached, seen by those whom they concern, downloaded and removed."""

from __future__ import annotations

import hashlib
import html
import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from clausewise.use_cases.backups.archive import back_up, restore
from tests.web.people_of import MARLHAVEN, OTHER, OWN, Site, upload
from tests.web.scanning.fake_clamd import clamd
from web.access.roles import PersonRole
from web.attachments.attaching import documents_list
from web.attachments.models import AttachedDocument
from web.judging.state import state_of
from web.record.models import EventRow
from web.rounds.models import Round, SentReturn
from web.rounds.store import path_of

PDF = b"%PDF-1.7 the safeguarding policy"
DIGEST = hashlib.sha256(PDF).hexdigest()


@pytest.fixture
def held(site: Site) -> Round:
    return site.round()


def way(held: Round, code: str = OWN) -> str:
    return f"/rounds/{held.pk}/organisations/{code}/documents/"


def attach(
    client: Client, held: Round, content: bytes = PDF, name: str = "policy.pdf", **more: str
) -> tuple[int, str]:
    """Attach a document; the answer's status and its page."""
    said = {"title": "Safeguarding policy", **more, "document": SimpleUploadedFile(name, content)}
    answer = client.post(way(held), said)
    return answer.status_code, html.unescape(answer.content.decode())


def status_of(client: Client, address: str) -> int:
    """The status of an answer, whose file is closed."""
    answer = client.get(address)
    answer.close()
    return answer.status_code


def test_a_provider_attaches_a_document_that_opens_as_a_download_and_stands_in_the_record(
    site: Site, held: Round
) -> None:
    sender = site.client(PersonRole.SUBMITTER, OWN)
    state = state_of(held).digest
    assert attach(sender, held)[0] == 302
    page = html.unescape(sender.get(way(held)).content.decode())
    assert "Safeguarding policy" in page
    assert "not scanned" in page
    assert "A document does not change a verdict: verdicts rest on what returns say." in page
    document = AttachedDocument.objects.get()
    answer = sender.get(f"{way(held)}{document.pk}")
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
    answer.close()
    assert answer["Content-Disposition"] == 'attachment; filename="policy.pdf"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    event = EventRow.objects.get(what="attached a document")
    assert event.after == {
        "document": "Safeguarding policy",
        "file": "policy.pdf",
        "sha256": DIGEST,
        "scan": "not scanned",
    }
    assert state_of(held).digest == state


def test_a_provider_sees_what_its_own_people_attached_and_overseers_see_all(
    site: Site, held: Round
) -> None:
    sender, assessor = site.client(PersonRole.SUBMITTER, OWN), site.client(PersonRole.ASSESSOR)
    attach(sender, held)
    attach(assessor, held, b"%PDF-1.7 notes of the visit", rule="S6-named-doctor")
    own, theirs = AttachedDocument.objects.order_by("pk")
    assert (own.is_theirs, theirs.is_theirs, theirs.rule) == (True, False, "S6-named-doctor")
    seen = {
        client: [status_of(client, f"{way(held)}{document.pk}") for document in (own, theirs)]
        for client in (
            sender,
            site.client(PersonRole.CERTIFIER, OWN),
            site.client(PersonRole.SUBMITTER, OTHER),
            site.client(PersonRole.AUDITOR),
            site.client(PersonRole.ADMINISTRATOR),
        )
    }
    assert [*seen.values()] == [[200, 404], [200, 404], [403, 403], [200, 200], [403, 403]]
    elsewhere = f"{way(held, OTHER)}{own.pk}"
    assert status_of(assessor, elsewhere) == 404


def test_a_provider_cannot_attach_beside_a_finding(site: Site, held: Round) -> None:
    attach(site.client(PersonRole.SUBMITTER, OWN), held, rule="S6-named-doctor")
    assert AttachedDocument.objects.get().rule == ""


@pytest.mark.parametrize(
    ("content", "name", "more", "words"),
    [
        (b"MZ", "policy.pdf", {}, "does not hold what its ending says"),
        (PDF, "policy.exe", {}, "may not be attached"),
        (PDF, "policy.pdf", {"title": " "}, "Type the document’s name"),
        (PDF, "policy.pdf", {"title": "About 943 476 5919"}, "It may hold an NHS number."),
    ],
)
def test_what_may_not_be_attached_is_told_and_not_kept(
    site: Site, held: Round, content: bytes, name: str, more: dict[str, str], words: str
) -> None:
    status, page = attach(site.client(PersonRole.SUBMITTER, OWN), held, content, name, **more)
    assert status == 400
    assert words in page
    assert not AttachedDocument.objects.exists()
    assert not path_of(hashlib.sha256(content).hexdigest()).exists()


def test_a_document_that_is_too_large_is_refused(
    site: Site, held: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.attachments.pages.MOST_BYTES", 10)
    status, page = attach(site.client(PersonRole.SUBMITTER, OWN), held)
    assert (status, "The file is larger than" in page) == (400, True)


def test_an_organisation_has_a_hundred_documents_in_a_round_and_no_more(
    site: Site, held: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.attachments.attaching.MOST_DOCUMENTS", 1)
    sender = site.client(PersonRole.SUBMITTER, OWN)
    attach(sender, held)
    status, page = attach(sender, held, b"%PDF-1.7 another")
    assert (status, "There are 1 documents already." in page) == (400, True)
    assert path_of(DIGEST).exists()


@pytest.mark.parametrize(
    ("answer", "status", "scan"),
    [
        (b"stream: OK\0", 302, "scanned"),
        (b"stream: Eicar FOUND\0", 400, ""),
        (b"", 400, ""),
    ],
)
def test_a_document_is_taken_in_only_where_the_scanner_says_that_it_is_clean(
    site: Site, held: Round, answer: bytes, status: int, scan: str
) -> None:
    sender = site.client(PersonRole.SUBMITTER, OWN)
    with clamd(answer) as daemon:
        settings.CLAUSEWISE = replace(settings.CLAUSEWISE, scanner=daemon.address)
        assert attach(sender, held)[0] == status
        assert daemon.heard == [PDF]
        sent = sender.post(
            f"/rounds/{held.pk}/organisations/{OWN}/send", {"files": [upload(MARLHAVEN)]}
        )
    assert sent.status_code == status
    assert SentReturn.objects.count() == (status == 302)
    assert [document.scan for document in AttachedDocument.objects.all()] == [scan] * bool(scan)
    assert path_of(DIGEST).exists() == bool(scan)


def test_who_attached_a_document_removes_it_and_that_stands_in_the_record(
    site: Site, held: Round
) -> None:
    sender = site.client(PersonRole.SUBMITTER, OWN)
    attach(sender, held)
    document = AttachedDocument.objects.get()
    site.client(PersonRole.ASSESSOR).post(f"{way(held)}{document.pk}/removal")
    assert status_of(sender, f"{way(held)}{document.pk}") == 200
    sender.post(f"{way(held)}{document.pk}/removal")
    assert status_of(sender, f"{way(held)}{document.pk}") == 404
    assert not path_of(DIGEST).exists()
    event = EventRow.objects.get(what="removed a document")
    assert (event.who.split(" <")[0], event.before["sha256"]) == ("Submitter ZA1", DIGEST)
    sender.post(f"{way(held)}{document.pk}/removal")
    assert EventRow.objects.filter(what="removed a document").count() == 1


def test_a_file_that_is_attached_twice_stays_while_one_of_the_two_does(
    site: Site, held: Round
) -> None:
    sender = site.client(PersonRole.SUBMITTER, OWN)
    attach(sender, held)
    attach(sender, held)
    first, second = AttachedDocument.objects.order_by("pk")
    sender.post(f"{way(held)}{first.pk}/removal")
    assert status_of(sender, f"{way(held)}{second.pk}") == 200


def test_an_auditor_is_told_what_was_attached_and_left_out(site: Site, held: Round) -> None:
    attach(site.client(PersonRole.SUBMITTER, OWN), held)
    [listed] = json.loads(documents_list(held))
    assert (listed["organisation"], listed["file"], listed["sha256"], listed["removed"]) == (
        OWN,
        "policy.pdf",
        DIGEST,
        False,
    )


@pytest.mark.parametrize("connection", ["sqlite"], indirect=True)
def test_a_backup_has_what_was_attached(site: Site, held: Round, tmp_path: Path) -> None:
    attach(site.client(PersonRole.SUBMITTER, OWN), held)
    back_up(settings.CLAUSEWISE.data, tmp_path / "backup.zip")
    restore(tmp_path / "backup.zip", tmp_path / "again")
    assert (tmp_path / "again" / "files" / DIGEST[:2] / DIGEST).read_bytes() == PDF
