"""Every address is tried by every role, and by nobody, at one's own organisation and another."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from tests.web.people_of import OTHER, OWN, Site
from web.access.roles import OF_ORGANISATIONS, PersonRole
from web.access.routes import Route
from web.access.table import ROUTES
from web.clock import now
from web.people.tokens import make_token
from web.urls import view_of

OPEN = {
    *("style", "script", "htmx", "health", "sign-in", "enter", "join"),
    *("second-factor", "new-factor", "openid", "openid_connect_callback"),
}
NOT_THERE = {
    "person": 99_999,
    "which": 7,
    "file": 7,
    "document": 7,
    "token": "none",
    "page": "none",
    "duty": "none",
    "place": 1,
    "audience": "shared",
    "token_id": 99_999,
    "provider_id": "openid",
}
REFUSED = {401, 403, 405}


def named(route: Route, number: int, code: str) -> dict[str, object]:
    """What the path of a route names."""
    known = {"number": number, "code": code, **NOT_THERE}
    return {name: value for name, value in known.items() if f":{name}>" in route.path}


def answers(
    client: Client, route: Route, number: int, code: str, token: str = ""
) -> tuple[int, int]:
    """What a client is answered to GET and to POST; of the interface, by a token alone."""
    path = reverse(route.name, kwargs=named(route, number, code))
    sent = {"authorization": f"Bearer {token}"} if route.is_api and token else {}
    reads = client.get(path, headers=sent).status_code
    return reads, client.post(path, {}, headers=sent).status_code


@pytest.fixture
def number(site: Site) -> int:
    return site.round().pk


def test_the_table_has_every_address_once_and_every_view_is_there() -> None:
    patterns = get_resolver("web.urls").url_patterns
    assert [pattern.name for pattern in patterns] == [route.name for route in ROUTES]
    assert len({route.name for route in ROUTES}) == len({route.path for route in ROUTES})
    assert all(callable(view_of(route)) for route in ROUTES)
    assert {route.name for route in ROUTES if route.is_open} == OPEN


@pytest.mark.parametrize("role", list(PersonRole))
def test_a_role_does_what_the_table_says_and_nothing_else(
    site: Site, number: int, role: PersonRole
) -> None:
    wrong = []
    home = OWN if role in OF_ORGANISATIONS else ""
    token = make_token(site.person(role, home), "the walk", 1, now())
    for code in (OWN, OTHER):
        mine = code == OWN or role not in OF_ORGANISATIONS
        for route in ROUTES:
            reads, writes = answers(site.client(role, home), route, number, code, token)
            at_home = mine or "<str:code>" not in route.path
            if route.is_open:
                continue
            may_read, may_write = role in route.reads and at_home, role in route.writes and at_home
            if (reads not in REFUSED) != may_read or (writes not in REFUSED) != may_write:
                wrong.append((route.name, code, reads, writes))
    assert wrong == []


def test_nobody_signed_in_is_asked_to_sign_in_and_changes_nothing(site: Site, number: int) -> None:
    for route in ROUTES:
        reads, writes = answers(Client(), route, number, OWN)
        if route.is_api:
            assert (reads, writes) == (401, 405), route.name
        elif not route.is_open:
            assert reads in ({302} if route.reads else {405}), route.name
            assert writes in REFUSED, route.name


def test_a_session_reads_no_path_of_the_interface(site: Site, number: int) -> None:
    client = site.client(PersonRole.ASSESSOR)
    for route in ROUTES:
        if route.is_api:
            assert answers(client, route, number, OWN) == (401, 405), route.name


def test_an_address_that_is_not_in_the_table_is_not_there(site: Site) -> None:
    client = site.client(PersonRole.ADMINISTRATOR)
    for path in ("/admin/", "/static/x", "/rounds/1/../people", "/record/record.json"):
        assert client.get(path).status_code == 404


def test_who_is_no_longer_let_in_is_out_at_the_next_click(site: Site) -> None:
    client = site.client(PersonRole.AUDITOR)
    assert client.get("/record/").status_code == 200
    person = site.person(PersonRole.AUDITOR)
    person.is_active = False
    person.save(update_fields=["is_active"])
    assert client.get("/record/").status_code == 302


def test_every_answer_says_what_a_browser_may_load(site: Site) -> None:
    for path in ("/sign-in", "/nowhere", "/assets/style.css"):
        answer = Client().get(path)
        policy = answer["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'")
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
    assert Client().get("/sign-in")["Cache-Control"] == "no-store"
