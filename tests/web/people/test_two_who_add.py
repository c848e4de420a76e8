"""Two who add the same in the same instant: it is there once, and the other is told so in words."""

from __future__ import annotations

import html

import pytest

from clausewise.places import DEFAULT_PACK
from tests.web.at_once import FormSent, at_once
from tests.web.people_of import OWN, Site
from web.access.roles import PersonRole
from web.people.models import Account, KnownOrganisation
from web.record.append import events
from web.rounds.models import Round

FORMS = {
    "/people/new": {"name": "Jo Bell", "email": "jo@example.org", "roles": ["auditor:"]},
    "/organisations/": {"code": "ZB1", "name": "Ashdene Trust", "kind": "provider"},
    "/rounds/new": {"quarter": "2014-15 Q4", "pack": DEFAULT_PACK.name, "due": "2099-04-30"},
}
TOLD = {
    "/people/new": ("Somebody with this address is there already.", "added a person"),
    "/organisations/": (
        "An organisation with this code is there already.",
        "added an organisation",
    ),
    "/rounds/new": ("There is a round for this quarter and pack already.", "made a round"),
}


@pytest.mark.parametrize("path", sorted(FORMS))
def test_what_two_add_at_once_is_added_once(site: Site, path: str) -> None:
    expected = site.organisation(OWN)
    first = site.client(PersonRole.ADMINISTRATOR)
    second = site.client(PersonRole.ADMINISTRATOR, other=" too")
    fields = {**FORMS[path], **({"organisations": [expected.pk]} if path == "/rounds/new" else {})}
    before = [event.what for event in events()].count(TOLD[path][1])
    answers = at_once(FormSent(first, path, fields), FormSent(second, path, fields))
    assert sorted(status for status, _ in answers) == [302, 400]
    refused = next(page for status, page in answers if status == 400)
    assert TOLD[path][0] in html.unescape(refused)
    assert [event.what for event in events()].count(TOLD[path][1]) == before + 1
    there = {
        "/people/new": Account.objects.filter(email="jo@example.org"),
        "/organisations/": KnownOrganisation.objects.filter(code="ZB1"),
        "/rounds/new": Round.objects.filter(quarter="2014-15 Q4"),
    }[path]
    assert there.count() == 1
