"""A password alone lets nobody into a team's server: a code of an app follows it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pyotp
import pytest
from django.conf import settings
from django.test import Client

from tests.web.people_of import PASSWORD, Site
from web.access.roles import PersonRole
from web.clock import now
from web.people.accounts import make_link
from web.people.factors import factor_of, set_factor, step_of, take_code
from web.people.models import Account, RecoveryCode
from web.record.append import events

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def person(site: Site, monkeypatch: pytest.MonkeyPatch) -> Account:
    """Somebody with a password, at a site where that is not enough."""
    monkeypatch.setattr(settings, "CLAUSEWISE", replace(settings.CLAUSEWISE, second_factor=True))
    person = site.person(PersonRole.ASSESSOR)
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    return person


def after_password(person: Account, way: str = "") -> tuple[Client, str]:
    """A browser whose password was right, and where it was sent."""
    client = Client()
    said = {"email": person.email, "password": PASSWORD}
    answer = client.post(f"/sign-in?next={way}", said)
    return client, answer["Location"]


def code_of(secret: str, moment: dt.datetime | None = None) -> str:
    return str(pyotp.TOTP(secret).at(moment or now()))


def with_factor(person: Account) -> list[str]:
    """Give the person a factor whose latest code was taken long ago; their recovery codes."""
    return set_factor(person, SECRET, 1, now())


def test_the_first_sign_in_sets_a_second_factor_up(person: Account) -> None:
    client, way = after_password(person, "/record/")
    assert way == "/sign-in/second-factor"
    assert client.get("/").status_code == 302
    page = client.get(way).content.decode()
    secret = re.findall(r"<code>([A-Z2-7]{32})</code>", page)[0]
    assert 'src="data:image/svg+xml' in page
    assert client.post(way, {"code": "000000"}).status_code == 400
    assert client.get("/").status_code == 302
    shown = client.post(way, {"code": code_of(secret)})
    codes = re.findall(r"<code>(\w{5}-\w{5}-\w{5})</code>", shown.content.decode())
    assert (shown.status_code, len(set(codes))) == (200, 10)
    assert 'href="/record/"' in shown.content.decode()
    assert client.get("/").status_code == 200
    assert not any(code in str(RecoveryCode.objects.values_list()) for code in codes)
    assert [event.what for event in events()][-2:] == ["set up a second factor", "signed in"]


def test_a_code_lets_in_once_and_a_wrong_one_never(person: Account) -> None:
    with_factor(person)
    client, way = after_password(person, "/account/")
    assert way == "/sign-in/code"
    assert client.post(way, {"code": "123"}).status_code == 400
    code = code_of(SECRET)
    right = client.post(way, {"code": f"{code[:3]} {code[3:]}"})
    assert (right.status_code, right["Location"]) == (302, "/account/")
    assert client.get("/account/").status_code == 200
    again, way = after_password(person)
    assert again.post(way, {"code": code}).status_code == 400
    assert again.get("/account/").status_code == 302


def test_a_recovery_code_lets_in_once(person: Account) -> None:
    codes = with_factor(person)
    client, way = after_password(person)
    assert client.post(way, {"code": codes[3].upper()}).status_code == 302
    assert client.get("/").status_code == 200
    again, way = after_password(person)
    assert again.post(way, {"code": codes[3]}).status_code == 400
    used = [event for event in events() if event.what == "used a recovery code"]
    assert [event.after for event in used] == [{"left": 9}]


def test_without_the_password_no_code_is_asked_for(person: Account) -> None:
    with_factor(person)
    for way in ("/sign-in/code", "/sign-in/second-factor"):
        answer = Client().post(way, {"code": code_of(SECRET)})
        assert (answer.status_code, answer["Location"]) == (302, "/sign-in")


def test_who_has_a_second_factor_cannot_set_up_another_with_the_password_alone(
    person: Account,
) -> None:
    with_factor(person)
    client, _ = after_password(person)
    answer = client.post("/sign-in/second-factor", {"code": code_of(SECRET)})
    assert answer["Location"] == "/sign-in/code"
    person.refresh_from_db()
    assert factor_of(person) == SECRET


def test_an_invitation_does_not_go_past_the_second_factor(person: Account) -> None:
    with_factor(person)
    client, token = Client(), make_link(person, True, now())
    answer = client.post(f"/join/{token}", {"password": PASSWORD, "again": PASSWORD})
    assert answer["Location"] == "/sign-in/code"
    assert client.get("/").status_code == 302


def test_after_too_many_wrong_codes_even_the_right_one_waits(person: Account) -> None:
    with_factor(person)
    client, way = after_password(person)
    for _ in range(8):
        client.post(way, {"code": "000000"})
    assert client.post(way, {"code": code_of(SECRET)}).status_code == 429


def test_the_code_has_to_follow_the_password_soon(
    person: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_factor(person)
    client, way = after_password(person)
    late = now() + dt.timedelta(minutes=11)
    monkeypatch.setattr("web.administration.letting_in.now", lambda: late)
    assert client.post(way, {"code": code_of(SECRET)})["Location"] == "/sign-in"


def test_an_administrator_resets_a_second_factor_and_its_sessions_end(
    site: Site, person: Account
) -> None:
    with_factor(person)
    client, way = after_password(person)
    client.post(way, {"code": code_of(SECRET)})
    assert client.get("/").status_code == 200
    administrator = site.client(PersonRole.ADMINISTRATOR)
    page = administrator.get(f"/people/{person.pk}").content.decode()
    assert "Reset the second factor" in page
    assert administrator.post(f"/people/{person.pk}/second-factor").status_code == 302
    assert client.get("/").status_code == 302
    assert after_password(person)[1] == "/sign-in/second-factor"
    assert not RecoveryCode.objects.exists()
    reset = [event for event in events() if event.what == "reset a second factor"]
    by = site.person(PersonRole.ADMINISTRATOR).words
    assert [(event.who, event.about) for event in reset] == [(by, person.words)]


def test_nobody_resets_their_own(site: Site, person: Account) -> None:
    own = site.person(PersonRole.ADMINISTRATOR)
    answer = site.client(PersonRole.ADMINISTRATOR).post(f"/people/{own.pk}/second-factor")
    assert answer.status_code == 403


def test_new_recovery_codes_want_a_code_and_end_the_old_ones(site: Site, person: Account) -> None:
    old = with_factor(person)
    client = Client()
    client.force_login(person)
    assert client.post("/account/recovery-codes", {"renew-code": "000000"}).status_code == 400
    shown = client.post("/account/recovery-codes", {"renew-code": code_of(SECRET)})
    new = re.findall(r"<code>(\w{5}-\w{5}-\w{5})</code>", shown.content.decode())
    assert len(new) == 10
    assert not take_code(person, old[0], now())
    assert take_code(person, new[0], now())
    assert "You have 9 recovery codes left." in client.get("/account/").content.decode()


def test_codes_of_a_clock_that_is_half_a_minute_out_count_and_older_ones_do_not() -> None:
    moment = dt.datetime(2014, 11, 30, 12, 0, 10, tzinfo=dt.UTC)
    step = int(moment.timestamp()) // 30
    found = [
        step_of(SECRET, code_of(SECRET, moment + dt.timedelta(seconds=30 * out)), moment) - step
        for out in (-1, 0, 1)
    ]
    assert found == [-1, 0, 1]
    for out in (-2, 2):
        other = code_of(SECRET, moment + dt.timedelta(seconds=30 * out))
        assert step_of(SECRET, other, moment) == 0
    assert step_of(SECRET, "", moment) == 0
    assert step_of(SECRET, "１２３４５６", moment) == 0


def test_one_person_s_own_server_asks_for_none(site: Site) -> None:
    person = site.person(PersonRole.ASSESSOR)
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    assert after_password(person)[1] == "/"
