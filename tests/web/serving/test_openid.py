"""People come in by their organisation's own sign-in, where an administrator let them in."""

from __future__ import annotations

import html
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar

import pytest

from tests.web.conftest import Connection
from tests.web.people_of import Site
from tests.web.serving.mock_provider import CLIENT, SECRET, Provider, new_key, provider_answering
from tests.web.serving.team_server import served
from web.access.roles import PersonRole
from web.clock import now
from web.people.accounts import make_link
from web.people.models import Account, ProviderIdentity
from web.record.append import events

SETTINGS = """
passwords = false
[openid]
name = "Staff sign-in"
issuer = "{issuer}"
client_id = "{client}"
secret_variable = "OWN_SECRET"
"""


@dataclass
class Team:
    """A server whose people come in by a provider."""

    base: str
    provider: Provider

    def browser(self) -> Browser:
        return Browser(self.base)


class Browser:
    """As far as signing in wants one: it follows where it is sent, and keeps cookies."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar())
        ).open

    def get(self, path: str) -> tuple[int, str, str]:
        """Status, heading and text of the page at which one ends."""
        try:
            with self._open(f"{self.base}{path}", timeout=30) as answer:
                status, text = answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                status, text = error.code, error.read().decode()
        heading = re.search("<h1>(.*?)</h1>", text)
        return status, heading[1] if heading else "", html.unescape(text)

    def sign_in(self, way: str = "/") -> tuple[int, str, str]:
        """Ask for a page, and take the link to the provider that comes in its place."""
        _, _, text = self.get(way)
        link = re.search(r'href="(/sign-in/openid[^"]*)"', text)
        assert link is not None, text
        return self.get(link[1])


@pytest.fixture
def team(site: Site, connection: Connection) -> Iterator[Team]:
    site.person(PersonRole.AUDITOR)
    with provider_answering() as provider:
        more = SETTINGS.format(issuer=provider.issuer, client=CLIENT)
        with served(connection, more, {"OWN_SECRET": SECRET}) as server:
            yield Team(server.base, provider)


def test_who_was_invited_comes_in_and_is_bound_to_their_subject(team: Team, site: Site) -> None:
    person = site.person(PersonRole.AUDITOR)
    team.provider.person("a-1", person.email.upper())
    browser = team.browser()
    status, heading, _ = browser.sign_in("/record/")
    assert (status, heading) == (200, "Record")
    (asked,) = team.provider.asked
    assert (asked["code_challenge_method"], asked["response_type"]) == ("S256", "code")
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    (identity,) = ProviderIdentity.objects.all()
    assert (identity.person.pk, identity.subject) == (person.pk, "a-1")
    last = [event for event in events() if event.who == person.words]
    assert [event.what for event in last] == ["was bound to a sign-in", "signed in"]
    assert last[1].after == {"by": f"Staff sign-in ({team.provider.issuer})"}
    # From then on the subject counts, whatever address comes with it.
    team.provider.person("a-1", "married@example.org")
    assert team.browser().sign_in("/record/")[:2] == (200, "Record")
    # Whoever takes over the address is somebody else.
    team.provider.person("a-2", person.email)
    assert team.browser().sign_in("/record/")[:2] == (403, "You are not let in")
    Account.objects.filter(pk=person.pk).update(is_active=False)
    team.provider.person("a-1", person.email)
    assert team.browser().sign_in()[:2] == (403, "You are not let in")
    assert browser.get("/record/")[1] == "Sign in"


def test_who_was_not_invited_is_told_so_and_gets_no_account(team: Team, site: Site) -> None:
    people = Account.objects.count()
    person = site.person(PersonRole.AUDITOR)
    strangers = (("b-1", "stranger@example.org", True), ("b-2", person.email, False))
    for subject, email, is_verified in strangers:
        team.provider.person(subject, email, is_verified)
        browser = team.browser()
        status, heading, text = browser.sign_in("/record/")
        assert (status, heading) == (403, "You are not let in")
        assert "Staff sign-in knows you, and nobody has let you in here." in text
        assert browser.get("/record/")[1] == "Sign in"
    assert Account.objects.count() == people
    assert not ProviderIdentity.objects.exists()


def test_an_invitation_binds_whom_the_provider_names_without_a_verified_address(
    team: Team, site: Site
) -> None:
    person = site.person(PersonRole.AUDITOR)
    team.provider.person("c-1", "other@example.org", is_verified=False)
    link = f"/join/{make_link(person, True, now())}"
    assert "New password" not in team.browser().get(link)[2]
    assert team.browser().sign_in(link)[:2] == (200, "My work")
    assert ProviderIdentity.objects.get().person.pk == person.pk
    assert team.browser().get(link)[0] == 410
    assert team.browser().sign_in()[:2] == (200, "My work")


def test_an_answer_that_is_not_the_provider_s_own_lets_nobody_in(team: Team, site: Site) -> None:
    person = site.person(PersonRole.AUDITOR)
    for wrong in (
        {"aud": "another-application"},
        {"iss": "http://127.0.0.1:1"},
        {"exp": 1_000_000_000},
        {"sub": "somebody-else"},
    ):
        team.provider.person("d-1", person.email)
        team.provider.of_the_token = wrong
        assert team.browser().sign_in()[:2] == (403, "Signing in did not work"), wrong
    team.provider.person("d-1", person.email)
    team.provider.signs_with = new_key()
    assert team.browser().sign_in()[:2] == (403, "Signing in did not work")
    team.provider.person("d-1", person.email)
    for answer in ("?code=x&state=y", "?error=access_denied&state=y", ""):
        way = f"/sign-in/openid/back{answer}"
        assert team.browser().get(way)[:2] == (403, "Signing in did not work"), answer
    assert team.browser().get("/sign-in/other/back?code=x")[0] == 403
    assert not ProviderIdentity.objects.exists()
    assert team.browser().sign_in()[:2] == (200, "My work")
