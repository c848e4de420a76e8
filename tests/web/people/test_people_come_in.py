"""People come in by a password, by an invitation or by the first link, and by nothing else."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from django.test import Client

from tests.web.people_of import OWN, PASSWORD, Site
from web.access.roles import PersonRole
from web.clock import now
from web.people.accounts import invite, make_link
from web.people.models import Account, EntryLink
from web.record.append import events


@pytest.fixture
def person(site: Site) -> Account:
    person = site.person(PersonRole.ASSESSOR)
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    return person


def test_a_password_lets_in_and_a_wrong_one_does_not(person: Account) -> None:
    client = Client()
    wrong = client.post("/sign-in", {"email": person.email, "password": "wrong"})
    assert wrong.status_code == 400
    right = client.post("/sign-in?next=/record/", {"email": person.email, "password": PASSWORD})
    assert (right.status_code, right["Location"]) == (302, "/record/")
    assert client.get("/").status_code == 200


def test_nobody_is_sent_to_another_site_after_signing_in(person: Account) -> None:
    said = {"email": person.email, "password": PASSWORD}
    for way in (
        *("https://example.org/", "//example.org", "javascript:alert(1)", "///example.org"),
        *("/\\example.org", "\\\\example.org", "http:///example.org", "https:example.org"),
        *(" //example.org", "%09//example.org", "//testserver@example.org"),
    ):
        assert Client().post(f"/sign-in?next={way}", said)["Location"] == "/"


def test_after_too_many_tries_even_the_right_password_waits(person: Account) -> None:
    client = Client()
    for _ in range(8):
        client.post("/sign-in", {"email": person.email, "password": "wrong"})
    said = {"email": person.email.upper(), "password": PASSWORD}
    assert client.post("/sign-in", said).status_code == 429


def test_an_invitation_sets_a_password_once(site: Site) -> None:
    invited = site.person(PersonRole.SUBMITTER, OWN)
    administrator = site.client(PersonRole.ADMINISTRATOR)
    administrator.post(f"/people/{invited.pk}/invitation")
    page = administrator.get(f"/people/{invited.pk}").content.decode()
    link = page.partition("http://testserver")[2].partition("<")[0]
    assert link.startswith("/join/")
    assert link not in administrator.get(f"/people/{invited.pk}").content.decode()
    weak = Client().post(link, {"password": "password", "again": "password"})
    assert weak.status_code == 400
    other = Client().post(link, {"password": PASSWORD, "again": PASSWORD + "!"})
    assert "The two are not the same." in other.content.decode()
    client = Client()
    assert client.post(link, {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    assert client.get("/").status_code == 200
    assert Client().get(link).status_code == 410


def test_the_record_says_who_made_an_invitation_and_a_new_one_ends_those_before(
    site: Site,
) -> None:
    invited = site.person(PersonRole.COMMISSIONER)
    earlier = invite(invited, "Clausewise", now())
    client = site.client(PersonRole.ADMINISTRATOR)
    client.post(f"/people/{invited.pk}/invitation")
    last = [*events()][-1]
    assert (last.who, last.what, last.about) == (
        site.person(PersonRole.ADMINISTRATOR).words,
        "invited a person",
        invited.words,
    )
    assert Client().get(f"/join/{earlier}").status_code == 410


def test_a_session_that_somebody_planted_is_not_the_one_that_is_signed_in(person: Account) -> None:
    planted = Client()
    session = planted.session
    session["planted"] = "yes"
    session.save()
    planted.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    before = session.session_key
    planted.post("/sign-in", {"email": person.email, "password": PASSWORD})
    assert planted.cookies[settings.SESSION_COOKIE_NAME].value not in ("", before)
    assert planted.get("/").status_code == 200
    other = Client()
    other.cookies[settings.SESSION_COOKIE_NAME] = before
    assert other.get("/").status_code == 302


def test_the_first_link_works_once_and_not_for_long(site: Site) -> None:
    person = site.person(PersonRole.ADMINISTRATOR)
    token = make_link(person, False, now())
    assert token not in str(EntryLink.objects.values_list())
    assert Client().get(f"/enter/{token}").status_code == 302
    assert Client().get(f"/enter/{token}").status_code == 410
    late = make_link(person, False, now() - dt.timedelta(minutes=16))
    assert Client().get(f"/enter/{late}").status_code == 410
    invitation = make_link(person, True, now())
    assert Client().get(f"/enter/{invitation}").status_code == 410


def test_a_form_of_another_site_changes_nothing(site: Site) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(site.person(PersonRole.ADMINISTRATOR))
    answer = client.post("/organisations/", {"code": "ZA9", "name": "X", "kind": "provider"})
    assert answer.status_code == 403
    assert "The form could not be taken" in answer.content.decode()


def test_an_administrator_adds_people_and_changes_what_they_may_do(site: Site) -> None:
    site.organisation(OWN)
    client = site.client(PersonRole.ADMINISTRATOR)
    said = {
        "name": "Jane Quill",
        "email": "Jane@Example.org",
        "roles": ["submitter:ZA1", "auditor:"],
        "is_active": "on",
    }
    assert client.post("/people/new", said).status_code == 302
    assert client.post("/people/new", said).status_code == 400
    jane = Account.objects.get(email="jane@example.org")
    assert client.post(f"/people/{jane.pk}", {"roles": ["auditor:"]}).status_code == 302
    last = [*events()][-1]
    assert last.what == "changed a person’s roles"
    assert last.before == {"roles": ["auditor", "submitter of ZA1"], "may sign in": True}
    assert last.after == {"roles": ["auditor"], "may sign in": False}
    page = client.get("/people/").content.decode()
    assert "Jane Quill" in page


def test_text_that_people_type_is_shown_and_never_obeyed(site: Site) -> None:
    client = site.client(PersonRole.ADMINISTRATOR)
    client.post(
        "/organisations/", {"code": "ZA9", "name": "<script>x</script>", "kind": "provider"}
    )
    page = client.get("/organisations/").content.decode()
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page
