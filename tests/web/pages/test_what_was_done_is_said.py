"""After each step the page says that it was done; what cannot be undone is asked about first."""

from __future__ import annotations

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.people_of import MARLHAVEN, OTHER, OWN, Site, do_jobs, upload
from web.access.roles import PersonRole
from web.people.models import KnownOrganisation
from web.rounds.models import Round, SentReturn

PDF = b"%PDF-1.7 the safeguarding policy"


@pytest.fixture
def held(site: Site) -> Round:
    return site.round()


def said_after(client: Client, path: str, form: dict[str, object]) -> list[str]:
    """What the page to which a form leads says was done."""
    page = html.unescape(client.post(path, form, follow=True).content.decode())
    done = re.search(r'<div class="done" role="status">(.*?)</div>', page, re.DOTALL)
    return re.findall(r"<p>(.*?)</p>", done[1]) if done else []


def own(held: Round) -> str:
    return f"/rounds/{held.pk}/organisations/{OWN}"


def test_an_administrator_is_told_what_was_saved(site: Site, held: Round) -> None:
    client = site.client(PersonRole.ADMINISTRATOR)
    whom = site.person(PersonRole.SUBMITTER, OWN)
    assessor = site.person(PersonRole.ASSESSOR)
    number = f"/rounds/{held.pk}"
    told = [
        said_after(client, path, form)
        for path, form in (
            ("/organisations/", {"code": "ZB1", "name": "Ashdene Trust", "kind": "provider"}),
            ("/people/new", {"name": "Jo Bell", "email": "jo@example.org", "roles": ["auditor:"]}),
            (f"/people/{whom.pk}", {"roles": [f"submitter:{OWN}"], "is_active": "on"}),
            (f"{number}/assessors", {"assessors": [assessor.pk]}),
            (f"{number}/state", {"state": "closed"}),
        )
    ]
    assert told == [
        ["Ashdene Trust is added."],
        ["Jo Bell is added. Next, make a link and send it to them."],
        ["The roles of Submitter ZA1 are saved."],
        ["Who assesses the round is saved."],
        ["The round is closed: no more returns can be sent, and it is being judged."],
    ]
    assert KnownOrganisation.objects.filter(code="ZB1").exists()
    assert said_after(client, f"{number}/state", {"state": "closed"}) == []


def test_a_provider_is_told_what_was_certified_attached_and_withdrawn(
    site: Site, held: Round
) -> None:
    sender, certifier = (
        site.client(PersonRole.SUBMITTER, OWN),
        site.client(PersonRole.CERTIFIER, OWN),
    )
    sender.post(f"{own(held)}/send", {"files": [upload(MARLHAVEN)]})
    do_jobs()
    certified = said_after(certifier, f"{own(held)}/returns/1/certify", {})
    assert certified == ["The return is certified. There is nothing more to do for it."]
    form = {"title": "Policy", "document": SimpleUploadedFile("policy.pdf", PDF)}
    assert said_after(sender, f"{own(held)}/documents/", form) == ["“Policy” is attached."]
    removal = f"{own(held)}/documents/1/removal"
    assert said_after(sender, removal, {}) == ["“Policy” is removed."]
    withdrawn = said_after(sender, f"{own(held)}/returns/1/withdraw", {})
    assert withdrawn == ["The return is withdrawn and no longer counts."]


def test_withdrawing_and_removing_are_asked_about_before_they_are_done(
    site: Site, held: Round
) -> None:
    sender = site.client(PersonRole.SUBMITTER, OWN)
    sender.post(f"{own(held)}/send", {"files": [upload(MARLHAVEN)]})
    do_jobs()
    form = {"title": "Policy", "document": SimpleUploadedFile("policy.pdf", PDF)}
    sender.post(f"{own(held)}/documents/", form)
    for page, path, words in (
        ("returns/1/", "returns/1/withdraw", "Yes, withdraw this return"),
        ("documents/", "documents/1/removal", "Yes, remove it"),
    ):
        text = sender.get(f"{own(held)}/{page}").content.decode()
        asked = re.findall(r'<details class="sure">(.*?)</details>', text, re.DOTALL)
        inside = [part for part in asked if f'action="{own(held)}/{path}"' in part]
        assert len(inside) == 1
        assert words in inside[0]
        assert text.count(f'action="{own(held)}/{path}"') == 1


def test_the_same_files_sent_twice_at_once_are_one_return(site: Site, held: Round) -> None:
    sender, assessor = site.client(PersonRole.SUBMITTER, OWN), site.client(PersonRole.ASSESSOR)
    path = f"{own(held)}/send"
    first, second = (sender.post(path, {"files": [upload(MARLHAVEN)]}) for _ in range(2))
    assert first["Location"] == second["Location"] == f"{own(held)}/returns/1/?wait=1"
    do_jobs()
    third = sender.post(path, {"files": [upload(MARLHAVEN)]})
    assert third["Location"] == first["Location"]
    renamed = {"files": [upload(MARLHAVEN, "again.xlsx")]}
    assert sender.post(path, renamed)["Location"] == f"{own(held)}/returns/2/?wait=1"
    assert assessor.post(path, {"files": [upload(MARLHAVEN, "again.xlsx")]}).status_code == 302
    do_jobs()
    states = SentReturn.objects.order_by("number").values_list("state", flat=True)
    assert [*states] == ["superseded", "superseded", "checked"]


def test_too_many_files_and_files_of_another_kind_are_refused_in_words(
    site: Site, held: Round
) -> None:
    sender, path = site.client(PersonRole.SUBMITTER, OWN), f"{own(held)}/send"
    many = sender.post(path, {"files": [upload(MARLHAVEN, f"{n}.csv") for n in range(21)]})
    assert many.status_code == 400
    assert "at most 20 files can be sent at a time" in many.content.decode()
    assert "Go to My work" in many.content.decode()
    page = html.unescape(
        sender.post(path, {"files": [upload(MARLHAVEN, "a.pdf")]}).content.decode()
    )
    assert "“a.pdf” cannot be read here. Send a file whose name ends in .xlsx, " in page
    assert SentReturn.objects.count() == 0


def test_who_attaches_the_wrong_file_keeps_the_title_and_the_finding(
    site: Site, held: Round
) -> None:
    assessor = site.client(PersonRole.ASSESSOR)
    beside = {"rule": "S6-safe-recruitment", "page": OWN, "duty": "S6-safe-recruitment"}
    form = {"title": "Board “minutes”", "document": SimpleUploadedFile("x.exe", b"MZ"), **beside}
    page = assessor.post(f"{own(held)}/documents/", form)
    text = page.content.decode()
    assert page.status_code == 400
    assert 'value="Board “minutes”"' in text
    kept = dict(re.findall(r'<input type="hidden" name="(rule|page|duty)" value="([^"]*)">', text))
    assert kept == beside


def test_a_round_that_is_over_shows_what_became_of_the_return_first(
    site: Site, held: Round
) -> None:
    sender = site.client(PersonRole.SUBMITTER, OWN)
    headings = re.compile(r"<h2[^>]*>(.*?)</h2>")
    page = sender.get(f"{own(held)}/").content.decode()
    steps = ["1. Fill in the return", "2. Send it", "3. What was sent", "4. Documents"]
    assert headings.findall(page) == steps
    site.client(PersonRole.ADMINISTRATOR).post(f"/rounds/{held.pk}/state", {"state": "closed"})
    page = sender.get(f"{own(held)}/").content.decode()
    assert headings.findall(page) == ["What was sent", "Documents"]
    assert "The round is closed: nothing more can be sent." in page
    assert "Was due on 31 January 2099." in page


def test_a_certifier_is_told_who_sends_what_could_not_be_used_again(
    site: Site, held: Round
) -> None:
    sender = site.client(PersonRole.SUBMITTER, OWN)
    sender.post(
        f"{own(held)}/send", {"files": [upload(MARLHAVEN.with_name("tollwick-2014-15-Q3.xlsx"))]}
    )
    do_jobs()
    page = site.client(PersonRole.CERTIFIER, OWN).get(f"{own(held)}/returns/1/").content.decode()
    name = "Marlhaven Hospitals NHS Trust"
    assert f"Somebody who sends returns for {name} has to send it again." in page
    assert "has to send it again" not in sender.get(f"{own(held)}/returns/1/").content.decode()


def test_a_link_that_was_used_says_how_to_come_in_all_the_same() -> None:
    page = html.unescape(Client().get("/join/used").content.decode())
    assert "sign in with that" in page
    assert '<a href="/sign-in">Sign in</a>' in page


def test_my_work_has_what_is_owed_first(site: Site) -> None:
    for quarter in ("2014-15 Q2", "2014-15 Q1", "2014-15 Q4"):
        site.round(quarter, (OWN, OTHER))
    Round.objects.filter(quarter="2014-15 Q4").update(state="closed")
    Round.objects.filter(quarter="2014-15 Q2").update(due="2014-10-31")
    page = site.client(PersonRole.SUBMITTER, OWN).get("/").content.decode()
    assert re.findall(r">(2014-15 Q\d)</a></th>", page) == [
        "2014-15 Q2",
        "2014-15 Q1",
        "2014-15 Q4",
    ]
    assert page.count("<b>Send the return</b>") == 2


def test_an_address_that_only_takes_a_form_says_so_to_who_looks_at_it(
    site: Site, held: Round
) -> None:
    answer = site.client(PersonRole.SUBMITTER, OWN).get(f"{own(held)}/send")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "a form is sent to this address. Nothing was changed." in answer.content.decode()
