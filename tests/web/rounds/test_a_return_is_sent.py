"""A return is sent, checked, mended, sent again and certified."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from django.test import Client

from clausewise.places import EXAMPLES
from tests.web.people_of import MARLHAVEN, OTHER, OWN, Site, do_jobs, upload
from web.access.roles import PersonRole
from web.rounds.models import Expected, Round, SentFile, SentReturn
from web.rounds.opening import move
from web.rounds.states import RoundState
from web.rounds.store import path_of


@pytest.fixture
def held(site: Site) -> Round:
    return site.round()


def send(client: Client, held: Round, *files: object, code: str = OWN) -> int:
    """Send files, and have the jobs done; returns the status of the answer."""
    path = f"/rounds/{held.pk}/organisations/{code}/send"
    status = client.post(path, {"files": list(files)}).status_code
    do_jobs()
    return status


def states() -> list[str]:
    return [each.state for each in SentReturn.objects.order_by("number")]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The return with a word where a percentage is asked for."""
    book = openpyxl.load_workbook(MARLHAVEN)
    sheet = book["dashboard"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if str(cell.value) == "value")
    below = sheet.cell(cell.row + 1, cell.column)
    below.value = "quite a few"
    path = tmp_path / "broken.xlsx"
    book.save(path)
    return path


def test_a_broken_workbook_is_told_cell_by_cell_mended_and_certified(
    site: Site, held: Round, broken: Path
) -> None:
    sender, certifier = (
        site.client(PersonRole.SUBMITTER, OWN),
        site.client(PersonRole.CERTIFIER, OWN),
    )
    assert send(sender, held, upload(broken)) == 302
    sent = SentReturn.objects.get()
    assert sent.state == "checked"
    assert any(fault["found"] == "quite a few" for fault in sent.faults)
    page = sender.get(f"/rounds/{held.pk}/organisations/{OWN}/returns/1/").content.decode()
    assert "quite a few" in page
    assert "Without evidence because of it: Section 6, paragraph 10(b); Appendix 1, item 2" in page
    assert "Send a corrected return</a>" in page
    copy = sender.get(f"/rounds/{held.pk}/organisations/{OWN}/returns/1/marked.xlsx")
    assert b"".join(copy.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    copy.close()

    assert send(sender, held, upload(MARLHAVEN)) == 302
    assert states() == ["superseded", "checked"]
    certify = f"/rounds/{held.pk}/organisations/{OWN}/returns/{{}}/certify"
    assert certifier.post(certify.format(1)).status_code == 302
    assert states() == ["superseded", "checked"]
    assert certifier.post(certify.format(2)).status_code == 302
    assert states() == ["superseded", "certified"]
    round_page = site.client(PersonRole.ASSESSOR).get(f"/rounds/{held.pk}/").content.decode()
    assert "Certified" in round_page
    assert "1 of 2 is not certified yet." in round_page


def test_what_was_sent_is_kept_byte_by_byte(site: Site, held: Round) -> None:
    sender = site.client(PersonRole.SUBMITTER, OWN)
    send(sender, held, upload(MARLHAVEN))
    file = SentFile.objects.get()
    got = sender.get(f"/rounds/{held.pk}/organisations/{OWN}/returns/1/files/{file.pk}")
    assert b"".join(got.streaming_content) == MARLHAVEN.read_bytes()  # type: ignore[attr-defined]
    assert got["Content-Disposition"] == f'attachment; filename="{MARLHAVEN.name}"'
    got.close()


def test_the_return_of_another_organisation_cannot_be_used_and_is_not_kept(
    site: Site, held: Round
) -> None:
    other = EXAMPLES / "2014-15-Q3" / "tollwick-2014-15-Q3.xlsx"
    send(site.client(PersonRole.SUBMITTER, OWN), held, upload(other))
    sent = SentReturn.objects.get()
    assert sent.state == "could not be used"
    assert sent.verdict.startswith("It is the return of ")
    assert "this page is for ZA1" in sent.verdict
    assert not path_of(SentFile.objects.get().sha256).exists()


def test_the_return_of_another_quarter_cannot_be_used(site: Site, held: Round) -> None:
    earlier = EXAMPLES / "2014-15-Q2" / "marlhaven-2014-15-Q2.xlsx"
    send(site.client(PersonRole.SUBMITTER, OWN), held, upload(earlier))
    assert SentReturn.objects.get().verdict == (
        "It is for 2014-15 Q2, and 2014-15 Q3 is asked for. "
        "Correct the period on the sheet “organisation”, or send the right file."
    )


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((), "No file was chosen."),
        (("return.pdf",), "“return.pdf” cannot be read here."),
        (("a.xlsx", "b.csv"), "Send either one workbook or several CSV files, not both."),
        (("a.csv", "A.csv"), "each with a name of its own"),
    ],
)
def test_what_cannot_be_a_return_is_refused_before_it_is_taken_in(
    site: Site, held: Round, tmp_path: Path, names: tuple[str, ...], words: str
) -> None:
    path = tmp_path / "any"
    path.write_bytes(b"x")
    client = site.client(PersonRole.SUBMITTER, OWN)
    files = [upload(path, name) for name in names]
    answer = client.post(f"/rounds/{held.pk}/organisations/{OWN}/send", {"files": files})
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not SentReturn.objects.exists()


def test_who_sent_a_return_cannot_certify_it(site: Site, held: Round) -> None:
    from web.people.models import Membership

    send(site.client(PersonRole.SUBMITTER, OWN), held, upload(MARLHAVEN))
    sender = site.person(PersonRole.SUBMITTER, OWN)
    Membership.objects.create(person=sender, role="certifier", organisation=site.organisation(OWN))
    client = site.client(PersonRole.SUBMITTER, OWN)
    client.post(f"/rounds/{held.pk}/organisations/{OWN}/returns/1/certify")
    assert states() == ["checked"]
    page = client.get(f"/rounds/{held.pk}/organisations/{OWN}/returns/1/").content.decode()
    assert "You sent this return yourself, or confirmed the mapping" in page


def test_an_assessor_takes_in_what_came_by_e_mail_and_names_who_certified_it(
    site: Site, held: Round
) -> None:
    assessor = site.client(PersonRole.ASSESSOR)
    send(assessor, held, upload(MARLHAVEN))
    accept = f"/rounds/{held.pk}/organisations/{OWN}/returns/1/accept"
    assessor.post(accept, {"given_by": " "})
    assert states() == ["checked"]
    assessor.post(accept, {"given_by": "Dr A. Quill"})
    sent = SentReturn.objects.get()
    assert (sent.state, sent.certified_for) == ("certified", "Dr A. Quill")


def test_nothing_is_sent_to_a_round_that_is_closed(site: Site, held: Round) -> None:
    sender = site.client(PersonRole.SUBMITTER, OWN)
    from web.clock import now

    move(held, RoundState.CLOSED, site.person(PersonRole.ADMINISTRATOR), now())
    assert send(sender, held, upload(MARLHAVEN)) == 302
    assert not SentReturn.objects.exists()
    page = sender.get(f"/rounds/{held.pk}/organisations/{OWN}/").content.decode()
    assert "The round 2014-15 Q3 is closed: nothing can be sent." in page


def test_a_folder_of_csv_files_is_sent_together(site: Site, held: Round) -> None:
    folder = EXAMPLES / "2014-15-Q3" / "limewick-2014-15-Q3"
    send(site.client(PersonRole.SUBMITTER, OWN), held, *(upload(path) for path in folder.iterdir()))
    sent = SentReturn.objects.get()
    assert "It is the return of" in sent.verdict


def test_a_blank_return_is_made_for_each_and_carries_the_last_one_forward(site: Site) -> None:
    earlier = site.round("2014-15 Q2", (OWN,))
    quarter = EXAMPLES / "2014-15-Q2" / "marlhaven-2014-15-Q2.xlsx"
    send(site.client(PersonRole.SUBMITTER, OWN), earlier, upload(quarter))
    site.client(PersonRole.CERTIFIER, OWN).post(
        f"/rounds/{earlier.pk}/organisations/{OWN}/returns/1/certify"
    )
    held = site.round("2014-15 Q3")
    from web.rounds.jobs import make_blanks

    assert make_blanks.call(held.pk) == 2
    notes = {
        each.organisation.code: each.blank_note for each in Expected.objects.filter(round=held)
    }
    assert notes[OWN].startswith("Carried from the return for 2014-15 Q2: ")
    assert notes[OTHER] == "Nothing was carried forward: no earlier return is here."
    client = site.client(PersonRole.SUBMITTER, OWN)
    answer = client.get(f"/rounds/{held.pk}/organisations/{OWN}/blank.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="ZA1-2014-15-Q3.xlsx"'
    answer.close()


def test_the_mail_merge_names_the_people_of_those_who_owe(site: Site, held: Round) -> None:
    site.person(PersonRole.SUBMITTER, OWN)
    site.person(PersonRole.SUBMITTER, OTHER)
    send(site.client(PersonRole.SUBMITTER, OWN), held, upload(MARLHAVEN))
    site.client(PersonRole.CERTIFIER, OWN).post(
        f"/rounds/{held.pk}/organisations/{OWN}/returns/1/certify"
    )
    client = site.client(PersonRole.ADMINISTRATOR)
    rows = client.get(f"/rounds/{held.pk}/mail-merge.csv").content.decode("utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in rows] == ["email", "submitterza3@example.org"]
    calendar = client.get(f"/rounds/{held.pk}/due.ics").content.decode()
    assert "DTSTART;VALUE=DATE:20990131\r\n" in calendar


def test_the_day_for_calendars_is_theirs_whom_the_round_concerns(site: Site) -> None:
    held = site.round(codes=(OWN,))
    own = site.client(PersonRole.SUBMITTER, OWN)
    other = site.client(PersonRole.SUBMITTER, OTHER)
    path, of_own = f"/rounds/{held.pk}/due.ics", f"/rounds/{held.pk}/organisations/{OWN}/due.ics"
    calendar = own.get(of_own)
    assert calendar["Content-Type"] == "text/calendar; charset=utf-8"
    assert "SUMMARY:Safeguarding return 2014-15 Q3 is due\r\n" in calendar.content.decode()
    assert of_own in own.get(f"/rounds/{held.pk}/organisations/{OWN}/").content.decode()
    assert (own.get(path).status_code, other.get(of_own).status_code) == (403, 403)
    not_asked = f"/rounds/{held.pk}/organisations/{OTHER}/due.ics"
    assert other.get(not_asked).status_code == 404


def test_a_round_is_opened_once_more_with_a_reason_alone(site: Site, held: Round) -> None:
    client = site.client(PersonRole.ADMINISTRATOR)
    path = f"/rounds/{held.pk}/state"
    client.post(path, {"state": "closed"})
    client.post(path, {"state": "open"})
    assert Round.objects.get().state == "closed"
    client.post(path, {"state": "open", "reason": "One return was lost in the post"})
    assert Round.objects.get().state == "open"


def test_a_round_is_made_and_its_numbers_are_checked(site: Site) -> None:
    organisation = site.organisation(OWN)
    client = site.client(PersonRole.ADMINISTRATOR)
    said = {
        "quarter": "Q3 2014-15",
        "pack": "suffolk-safeguarding-children-2013",
        "due": "2015-01-31",
        "organisations": [organisation.pk],
        "parameters": "training_mett: {}",
    }
    answer = client.post("/rounds/new", said)
    assert answer.status_code == 400
    assert "parameters.yaml:1" in answer.content.decode()
    assert client.post("/rounds/new", {**said, "parameters": ""}).status_code == 302
    assert Round.objects.get().quarter == "2014-15 Q3"
    assert client.post("/rounds/new", {**said, "parameters": ""}).status_code == 400
