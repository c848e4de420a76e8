"""What could not be used is not kept, however often it was sent; what is wanted elsewhere is."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.mapping.scorecards import scorecard
from tests.web.people_of import MARLHAVEN, OTHER, OWN, TOLLWICK, Site, do_jobs
from web.access.roles import PersonRole
from web.attachments.models import AttachedDocument
from web.clock import now
from web.rounds.models import Expected, Round, SentFile, SentReturn
from web.rounds.sending import NotPossible, Upload, receive
from web.rounds.store import forget, keep, path_of


@pytest.fixture
def held(site: Site) -> Round:
    return site.round()


def send(client: Client, held: Round, content: bytes, code: str = OWN) -> SentReturn:
    """Send a workbook, whose check is still to come."""
    file = SimpleUploadedFile("return.xlsx", content)
    way = f"/rounds/{held.pk}/organisations/{code}/send"
    assert client.post(way, {"files": [file]}).status_code == 302
    return SentReturn.objects.order_by("pk").last() or SentReturn()


def file_of(sent: SentReturn) -> Path:
    return path_of(SentFile.objects.get(sent=sent).sha256)


def test_a_file_that_could_not_be_used_is_not_kept_though_it_was_sent_twice(
    site: Site, held: Round
) -> None:
    client = site.client(PersonRole.SUBMITTER, OWN)
    first = send(client, held, TOLLWICK.read_bytes())  # another organisation's
    second = send(client, held, TOLLWICK.read_bytes())
    do_jobs()
    assert not file_of(first).exists()
    assert not file_of(second).exists()


def test_what_another_organisation_sent_stays_when_the_same_file_could_not_be_used(
    site: Site, held: Round
) -> None:
    theirs = send(site.client(PersonRole.SUBMITTER, OTHER), held, TOLLWICK.read_bytes(), OTHER)
    client = site.client(PersonRole.SUBMITTER, OWN)
    ours = send(client, held, TOLLWICK.read_bytes())
    do_jobs()
    assert file_of(theirs).read_bytes() == TOLLWICK.read_bytes()
    file = SentFile.objects.get(sent=ours)
    own = f"/rounds/{held.pk}/organisations/{OWN}/returns/{ours.number}/files/{file.pk}"
    assert client.get(own).status_code == 404


def attach(client: Client, held: Round, content: bytes) -> AttachedDocument:
    file = SimpleUploadedFile("policy.xlsx", content)
    way = f"/rounds/{held.pk}/organisations/{OWN}/documents/"
    assert client.post(way, {"title": "The policy", "document": file}).status_code == 302
    return AttachedDocument.objects.get(removed_at=None)


def test_a_document_stays_when_the_same_file_could_not_be_used_as_a_return(
    site: Site, held: Round
) -> None:
    client = site.client(PersonRole.SUBMITTER, OWN)
    document = attach(client, held, TOLLWICK.read_bytes())
    sent = send(client, held, TOLLWICK.read_bytes())
    do_jobs()
    sent.refresh_from_db()
    assert sent.state == "could not be used"
    assert path_of(document.sha256).read_bytes() == TOLLWICK.read_bytes()


@pytest.mark.parametrize("name", ["blank.xlsx", "returns/1/marked.xlsx", "returns/1/files/1"])
def test_what_is_attached_and_removed_takes_nothing_of_the_round_along(
    site: Site, name: str
) -> None:
    held = site.round(is_open=False)
    site.client(PersonRole.ADMINISTRATOR).post(f"/rounds/{held.pk}/state", {"state": "open"})
    client = site.client(PersonRole.SUBMITTER, OWN)
    send(client, held, MARLHAVEN.read_bytes())
    do_jobs()
    own = f"/rounds/{held.pk}/organisations/{OWN}"
    way = f"{own}/{name}".replace("files/1", f"files/{SentFile.objects.get().pk}")

    def there() -> bytes:
        answer = client.get(way)
        assert answer.status_code == 200
        return b"".join(answer.streaming_content)  # type: ignore[attr-defined]

    content = there()
    document = attach(client, held, content)
    client.post(f"{own}/documents/{document.pk}/removal")
    assert there() == content


def test_what_is_forgotten_in_the_same_moment_is_not_acknowledged(site: Site, held: Round) -> None:
    expected = Expected.objects.get(round=held, organisation__code=OWN)
    kept = keep([MARLHAVEN.read_bytes()])
    forget(kept.sha256)
    with pytest.raises(NotPossible, match="Send it again"):
        receive(expected, [Upload("a.xlsx", kept)], site.person(PersonRole.SUBMITTER, OWN), now())
    assert not SentReturn.objects.exists()


def test_of_a_layout_that_was_superseded_before_it_was_read_nothing_is_kept(
    site: Site, held: Round, tmp_path: Path
) -> None:
    client = site.client(PersonRole.SUBMITTER, OWN)
    send(client, held, scorecard(tmp_path).read_bytes())
    last = send(client, held, MARLHAVEN.read_bytes())
    do_jobs()
    last.refresh_from_db()
    kept = {path.name for path in (site.config.data / "files").rglob("*") if path.is_file()}
    assert last.state == "checked"
    assert kept == {SentFile.objects.get(sent=last).sha256, last.marked_sha256}
