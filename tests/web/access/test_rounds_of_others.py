"""Where assessors were named for a round, other assessors do not see it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.people_of import MARLHAVEN, OWN, Site, do_jobs, upload
from web.access.roles import PersonRole
from web.access.table import ROUTES
from web.clock import now
from web.people.models import Account
from web.people.tokens import make_token
from web.record.models import EventRow
from web.rounds.models import Round
from web.rounds.opening import assessors_of, name_assessors

NAMED, OTHER_ONE = "", "2"
ASSESSES = [
    route
    for route in ROUTES
    if "<int:number>" in route.path and PersonRole.ASSESSOR in route.reads | route.writes
]


def assessor(site: Site, which: str) -> Client:
    return site.client(PersonRole.ASSESSOR, "", which)


@pytest.fixture
def held(site: Site) -> Round:
    """An open round with a return, which one of two assessors was named to assess."""
    held = site.round()
    way = f"/rounds/{held.pk}/organisations/{OWN}/send"
    site.client(PersonRole.SUBMITTER, OWN).post(way, {"files": [upload(MARLHAVEN)]})
    do_jobs()
    site.person(PersonRole.ASSESSOR, "", OTHER_ONE)
    named = site.person(PersonRole.ASSESSOR, "", NAMED)
    name_assessors(held, [named], site.person(PersonRole.ADMINISTRATOR), now())
    return held


def answers(client: Client, held: Round) -> dict[str, int]:
    """What each address of a round that is for assessors answers."""
    known: dict[str, object] = {
        **dict.fromkeys(("which", "file", "document", "version", "place"), 1),
        **{"number": held.pk, "code": OWN, "audience": "shared"},
        **dict.fromkeys(("page", "duty", "kind", "question"), "S6-named-doctor"),
    }
    found = {}
    for route in ASSESSES:
        if route.is_api:
            continue
        named = {name: value for name, value in known.items() if f":{name}>" in route.path}
        path = reverse(route.name, kwargs=named)
        is_read = PersonRole.ASSESSOR in route.reads
        answer = client.get(path) if is_read else client.post(path)
        answer.close()
        found[route.name] = answer.status_code
    return found


def test_who_was_not_named_is_refused_everywhere_in_the_round(site: Site, held: Round) -> None:
    refused = answers(assessor(site, OTHER_ONE), held)
    assert len(refused) >= 20
    everybodys = {
        route.name for route in ASSESSES if frozenset(PersonRole) == route.reads | route.writes
    }
    assert {name for name, status in refused.items() if status != 403} <= everybodys
    allowed = answers(assessor(site, NAMED), held)
    assert [name for name, status in allowed.items() if status == 403] == []


def test_the_lists_show_it_to_those_who_were_named_and_to_those_who_oversee(
    site: Site, held: Round
) -> None:
    way = f"/rounds/{held.pk}/"
    seen = {
        "named": assessor(site, NAMED),
        "other": assessor(site, OTHER_ONE),
        "commissioner": site.client(PersonRole.COMMISSIONER),
        "auditor": site.client(PersonRole.AUDITOR),
        "administrator": site.client(PersonRole.ADMINISTRATOR),
    }
    shown = {who: way in client.get("/").content.decode() for who, client in seen.items()}
    assert shown == {who: who != "other" for who in seen}


@pytest.mark.parametrize(("which", "status", "count"), [(NAMED, 200, 1), (OTHER_ONE, 403, 0)])
def test_a_program_reads_the_rounds_of_whose_token_it_has(
    site: Site, held: Round, which: str, status: int, count: int
) -> None:
    token = make_token(site.person(PersonRole.ASSESSOR, "", which), "a program", 30, now())
    headers = {"Authorization": f"Bearer {token}"}
    assert len(Client().get("/api/v1/rounds", headers=headers).json()["rounds"]) == count
    answer = Client().get(f"/api/v1/rounds/{held.pk}", headers=headers)
    assert answer.status_code == status


def test_an_administrator_names_them_and_the_record_says_so(site: Site, held: Round) -> None:
    client = site.client(PersonRole.ADMINISTRATOR)
    other = site.person(PersonRole.ASSESSOR, "", OTHER_ONE)
    page = client.get(f"/rounds/{held.pk}/").content.decode()
    assert "Save who assesses it" in page
    client.post(f"/rounds/{held.pk}/assessors", {"assessors": [other.pk]})
    assert [named.person for named in assessors_of(held)] == [other]
    event = EventRow.objects.order_by("-number").first()
    assert event is not None
    assert (event.event.what, event.event.after) == (
        "named who assesses a round",
        {"assessors": [other.words]},
    )
    client.post(f"/rounds/{held.pk}/assessors", {})
    assert answers(assessor(site, NAMED), held)["round"] == 200
    assert answers(assessor(site, OTHER_ONE), held)["round"] == 200


def test_only_an_assessor_can_be_named(site: Site, held: Round) -> None:
    client = site.client(PersonRole.ADMINISTRATOR)
    auditor = site.person(PersonRole.AUDITOR)
    client.post(f"/rounds/{held.pk}/assessors", {"assessors": [auditor.pk]})
    named = site.person(PersonRole.ASSESSOR, "", NAMED)
    assert [found.person for found in assessors_of(held)] == [named]
    assert Account.objects.get(pk=auditor.pk) == auditor


def test_a_round_is_made_with_those_who_assess_it(site: Site) -> None:
    named = site.person(PersonRole.ASSESSOR, "", NAMED)
    organisation = site.organisation(OWN)
    plan = {
        "quarter": "2014-15 Q2",
        "pack": "suffolk-safeguarding-children-2013",
        "due": "2014-11-01",
        "organisations": [organisation.pk],
        "assessors": [named.pk],
        "parameters": "",
    }
    answer = site.client(PersonRole.ADMINISTRATOR).post("/rounds/new", plan)
    assert answer.status_code == 302, answer.content.decode()
    assert [found.person for found in assessors_of(Round.objects.get())] == [named]
