"""What second factors are made from is sealed: neither the database nor a backup makes codes."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import pyotp
import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from tests.web.people_of import PASSWORD, Site
from web.access.roles import PersonRole
from web.clock import now
from web.people.factors import factor_of, is_readable, seal_anew, set_factor
from web.people.models import Account
from web.people.sealing import CannotUnseal, is_of_now, is_sealed, sealed, unsealed
from web.record.append import events
from web.serving.start import ServeOptions, invite

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def person(site: Site, monkeypatch: pytest.MonkeyPatch) -> Account:
    """Somebody with a password and a second factor."""
    own = replace(settings.CLAUSEWISE, second_factor=True)
    monkeypatch.setattr(settings, "CLAUSEWISE", own)
    person = site.person(PersonRole.ADMINISTRATOR)
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    return person


def with_secret(monkeypatch: pytest.MonkeyPatch, secret: str, *earlier: str) -> None:
    """Let the site have another secret, and know some that it had before."""
    own = replace(settings.CLAUSEWISE, secret=secret, earlier_secrets=earlier)
    monkeypatch.setattr(settings, "CLAUSEWISE", own)


def tried(person: Account, code: str) -> tuple[int, str]:
    """The answer to a code after the password."""
    client = Client()
    client.post("/sign-in", {"email": person.email, "password": PASSWORD})
    answer = client.post("/sign-in/code", {"code": code})
    return answer.status_code, answer.content.decode()


def code() -> str:
    return str(pyotp.TOTP(SECRET).now())


def test_what_is_sealed_is_read_back_by_the_same_site_about_the_same_alone(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = sealed(SECRET, "account 1")
    assert unsealed(hidden, "account 1") == SECRET
    assert hidden != sealed(SECRET, "account 1")
    for text, about in (
        (hidden, "account 2"),
        (hidden[:-2] + "AA", "account 1"),
        (hidden[:20], "account 1"),
        ("sealed1.", "account 1"),
        ("sealed1.ü", "account 1"),
        (SECRET, "account 1"),
    ):
        with pytest.raises(CannotUnseal):
            unsealed(text, about)
    with_secret(monkeypatch, "another")
    with pytest.raises(CannotUnseal):
        unsealed(hidden, "account 1")


def test_the_database_holds_nothing_that_codes_can_be_made_from(person: Account) -> None:
    set_factor(person, SECRET, 1, now())
    kept = Account.objects.get(pk=person.pk).factor_secret
    assert is_sealed(kept)
    assert SECRET not in kept
    assert factor_of(person) == SECRET
    assert tried(person, code())[0] == 302


def test_what_is_shown_while_a_factor_is_set_up_lies_sealed_in_the_session(
    person: Account,
) -> None:
    client = Client()
    client.post("/sign-in", {"email": person.email, "password": PASSWORD})
    page = client.get("/sign-in/second-factor").content.decode()
    shown = page.partition("<code>")[2].partition("</code>")[0]
    assert client.get("/sign-in/second-factor").content.decode().count(shown) == 1
    held = Session.objects.get(pk=client.session.session_key).get_decoded()
    assert shown not in str(held)
    answer = client.post("/sign-in/second-factor", {"code": pyotp.TOTP(shown).now()})
    assert answer.status_code == 200
    person.refresh_from_db()
    assert factor_of(person) == shown


def test_a_new_secret_beside_the_old_one_reads_all_and_seals_it_anew(
    person: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_factor(person, SECRET, 1, now())
    old = settings.CLAUSEWISE.secret
    with_secret(monkeypatch, "new", old)
    assert factor_of(person) == SECRET
    assert (seal_anew(), seal_anew()) == (1, 0)
    person.refresh_from_db()
    assert is_of_now(person.factor_secret, f"account {person.pk}")
    with_secret(monkeypatch, "new")  # the old one is taken away
    assert tried(person, code())[0] == 302


def test_without_the_old_secret_a_recovery_code_lets_in_and_no_password_alone(
    person: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    recovery = set_factor(person, SECRET, 1, now())
    with_secret(monkeypatch, "lost")
    status, page = tried(person, code())
    assert (status, "This server cannot read your second factor" in page) == (400, True)
    assert seal_anew() == 0
    client = Client()
    answer = client.post("/sign-in", {"email": person.email, "password": PASSWORD})
    assert answer["Location"] == "/sign-in/code"
    assert client.get("/").status_code == 302
    assert tried(person, recovery[0])[0] == 302


def test_the_server_s_own_invitation_resets_a_factor_that_nobody_can_use(
    person: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_factor(person, SECRET, 1, now())
    options = ServeOptions(data=settings.CLAUSEWISE.data, administrator=person.email)
    invite(options)
    person.refresh_from_db()
    assert is_readable(person)
    with_secret(monkeypatch, "lost")
    invite(options)
    person.refresh_from_db()
    assert person.factor_secret == ""
    assert [event.who for event in events() if event.what == "reset a second factor"] == [
        "Clausewise"
    ]


def test_the_migration_seals_what_lay_there_as_it_was(person: Account) -> None:
    migration = import_module("web.people.migrations.0003_second_factors_are_sealed")
    Account.objects.filter(pk=person.pk).update(factor_secret=SECRET)
    for _ in range(2):
        migration.seal(apps, None)
        person.refresh_from_db()
        assert factor_of(person) == SECRET
    migration.unseal(apps, None)
    person.refresh_from_db()
    assert person.factor_secret == SECRET
