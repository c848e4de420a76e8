"""Whoever asks for what loads the machine, again and again, waits; others do not wait for them."""

from __future__ import annotations

import datetime as dt
import html

import pytest

from tests.web.people_of import OWN, Site
from web.access.roles import PersonRole
from web.access.table import ROUTES

LIMITED = {route.name: route for route in ROUTES if route.most}
LONG_JOBS = {"as-on", "what-if", "judge", "ask-preview", "publish", "move-round", "export"}
COMMENT = f"/rounds/{{number}}/pages/finding/{OWN}/S6-safe-recruitment/comment"
MOMENT = dt.datetime(2026, 12, 1, 9, 30, 15, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.pages.guard.now", lambda: MOMENT)


def test_what_loads_the_machine_has_a_limit() -> None:
    uploads = {"send", "documents", "check-again", "mapping"}
    programs = {"api-schema", "api-rounds", "api-round", "api-findings", "api-concerns"}
    others = {"openid", "account", "renew-codes"}
    assert LIMITED.keys() == LONG_JOBS | uploads | programs | others


@pytest.mark.parametrize("name", sorted(LONG_JOBS))
def test_the_eleventh_time_within_a_minute_is_refused_to_that_person_alone(
    site: Site, name: str
) -> None:
    route, number = LIMITED[name], site.round().pk
    role = next(role for role in PersonRole if role in (route.writes or route.reads))
    client, other = site.client(role), site.client(role, other=" too")
    path = "/" + route.path.replace("<int:number>", str(number))
    ask = client.post if route.writes else client.get
    statuses = [ask(path, {"state": "draft"}).status_code for _ in range(10)]
    assert set(statuses) <= {200, 302, 404}
    refused = ask(path, {"number-training_met": "85 %, as agreed", "state": "draft"})
    assert (refused.status_code, refused["Retry-After"]) == (429, "45")
    page = html.unescape(refused.content.decode())
    assert "Wait 45 seconds, then send it again." in page
    assert ("85 %, as agreed" in page) is bool(route.writes)
    assert (other.post if route.writes else other.get)(path).status_code in {200, 302, 404}


def test_reading_a_page_on_which_much_may_be_asked_is_not_counted(site: Site) -> None:
    client, path = site.client(PersonRole.ASSESSOR), f"/rounds/{site.round().pk}/what-if"
    assert {client.get(path).status_code for _ in range(12)} == {404}
    assert client.post(path, {}).status_code == 404


def test_who_sends_a_form_after_the_session_ended_is_given_back_what_they_typed(
    site: Site,
) -> None:
    number, client = site.round().pk, site.client(PersonRole.ASSESSOR)
    client.logout()
    comment = COMMENT.format(number=number)
    typed = {"comment": "Rang the <lead> nurse.", "seen": "123456", "password": "secret words"}
    before = f"http://testserver{comment.removesuffix('/comment')}?a=1"
    answer = client.post(comment, typed, headers={"Referer": before})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "You are signed out" in page
    assert "Rang the &lt;lead&gt; nurse." in page
    assert "123456" not in page
    assert "secret words" not in page
    assert 'href="/sign-in?next=/rounds/' in page
    elsewhere = client.post(comment, typed, headers={"Referer": "https://example.com/x"})
    assert 'href="/sign-in"' in elsewhere.content.decode()
