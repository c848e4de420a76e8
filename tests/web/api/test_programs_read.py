"""A program reads rounds, findings and concerns with a token, as far as who made it may."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from tests.web.conftest import Connection
from tests.web.judged_round import SENDER, judged_round, published_round
from tests.web.people_of import OWN, Site
from web.access.roles import OF_ORGANISATIONS, PersonRole
from web.access.table import ROUTES
from web.clock import now
from web.judging.state import state_of
from web.people.models import ApiToken, Membership
from web.people.tokens import make_token
from web.record.append import events
from web.rounds.models import Round


@dataclass
class Program:
    """A program of somebody's."""

    token: str

    def get(self, path: str, **headers: str) -> Any:
        sent = {"authorization": f"Bearer {self.token}", **headers}
        return Client().get(f"/api/v1/{path}", headers=sent)

    def json(self, path: str) -> Any:
        answer = self.get(path)
        assert answer.status_code == 200, answer.content
        return answer.json()


def program(site: Site, role: PersonRole, code: str = "") -> Program:
    home = code if role in OF_ORGANISATIONS else ""
    return Program(make_token(site.person(role, home), "a test", 1, now()))


@pytest.fixture
def judged(site: Site, connection: Connection) -> Round:
    return judged_round(site, connection)


@pytest.fixture
def published(site: Site, connection: Connection) -> Round:
    return published_round(site, connection)


def test_an_overseer_reads_what_the_pages_show(site: Site, judged: Round) -> None:
    from web.judging.models import RoundAssessment
    from web.judging.site.read import findings_of

    reader = program(site, PersonRole.AUDITOR)
    (listed,) = reader.json("rounds")["rounds"]
    assert (listed["number"], listed["quarter"]) == (judged.pk, "2014-15 Q3")
    shown = reader.json(f"rounds/{judged.pk}")
    assert [line["organisation"] for line in shown["returns"]] == ["ZA1", "ZA3"]
    assert shown["assessment"]["state"] == state_of(judged).digest
    assert shown["assessment"]["audience"] == "internal"
    lines = findings_of(RoundAssessment.objects.get())
    first = reader.json(f"rounds/{judged.pk}/findings?limit=50")
    rest = [
        reader.json(f"rounds/{judged.pk}/findings?limit=50&page={page}")["findings"]
        for page in range(2, first["pages"] + 1)
    ]
    found = [*first["findings"], *(line for page in rest for line in page)]
    assert [(line["organisation"], line["rule"], line["verdict"]) for line in found] == [
        (line.organisation, line.rule, line.verdict) for line in lines
    ]
    assert first["total"] == len(lines)
    wanting = reader.json(f"rounds/{judged.pk}/findings?verdict=not_met&limit=1000")
    assert {line["verdict"] for line in wanting["findings"]} == {"not_met"}
    concerns = reader.json(f"rounds/{judged.pk}/concerns?organisation={SENDER}&limit=1000")
    ranks = [line["rank"] for line in concerns["concerns"] if line["rank"]]
    assert ranks == sorted(ranks)
    assert {line["organisation"] for line in concerns["concerns"]} == {SENDER}


def test_a_provider_reads_nothing_before_it_is_published(site: Site, judged: Round) -> None:
    reader = program(site, PersonRole.SUBMITTER, SENDER)
    assert reader.get(f"rounds/{judged.pk}/findings").status_code == 404
    assert reader.get(f"rounds/{judged.pk}/concerns").status_code == 404
    shown = reader.json(f"rounds/{judged.pk}")
    assert [line["organisation"] for line in shown["returns"]] == [SENDER]
    assert shown["assessment"] is None


def test_a_provider_reads_its_own_as_published_and_nobody_else_s(
    site: Site, published: Round
) -> None:
    own = program(site, PersonRole.CERTIFIER, SENDER).json(f"rounds/{published.pk}/findings")
    assert own["audience"] == "shared"
    assert own["total"] > 50
    assert {line["organisation"] for line in own["findings"]} == {SENDER}
    concerns = program(site, PersonRole.CERTIFIER, SENDER).json(f"rounds/{published.pk}/concerns")
    assert {line["organisation"] for line in concerns["concerns"]} == {SENDER}
    other = program(site, PersonRole.SUBMITTER, OWN)
    assert other.json(f"rounds/{published.pk}/findings")["findings"] == []
    asked = other.json(f"rounds/{published.pk}/findings?organisation={SENDER}")
    assert asked["findings"] == []
    assert other.json(f"rounds/{published.pk}/concerns")["concerns"] == []


def test_an_administrator_s_token_reads_rounds_and_no_finding(site: Site, judged: Round) -> None:
    reader = program(site, PersonRole.ADMINISTRATOR)
    assert len(reader.json("rounds")["rounds"]) == 1
    assert reader.json(f"rounds/{judged.pk}")["assessment"] is None
    assert reader.get(f"rounds/{judged.pk}/findings").status_code == 403
    assert reader.get(f"rounds/{judged.pk}/concerns").status_code == 403


def test_a_round_that_does_not_ask_an_organisation_is_not_there_for_it(site: Site) -> None:
    held = site.round(codes=(OWN,))
    site.organisation(SENDER)
    reader = program(site, PersonRole.SUBMITTER, SENDER)
    assert reader.json("rounds") == {"rounds": []}
    assert reader.get(f"rounds/{held.pk}").status_code == 404


def test_what_did_not_change_is_not_sent_again(site: Site, judged: Round) -> None:
    reader = program(site, PersonRole.ASSESSOR)
    first = reader.get(f"rounds/{judged.pk}/findings")
    again = reader.get(f"rounds/{judged.pk}/findings", **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = reader.get(f"rounds/{judged.pk}/findings?page=2", **{"if-none-match": first["ETag"]})
    assert other.status_code == 200


def test_a_token_is_made_on_a_page_shown_once_and_kept_as_a_digest(site: Site) -> None:
    client = site.client(PersonRole.AUDITOR)
    page = client.post("/account/", {"label": "Quarterly table", "days": "7"}).content.decode()
    (token,) = re.findall(r"<code>(cw_[\w-]{43})</code>", page)
    assert token not in client.get("/account/").content.decode()
    (made,) = ApiToken.objects.all()
    assert token not in str(ApiToken.objects.values_list())
    assert made.ends_at - made.made_at == dt.timedelta(days=7)
    assert Program(token).json("rounds") == {"rounds": []}
    client.post(f"/account/tokens/{made.pk}/end")
    refused = Program(token).get("rounds")
    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, "Bearer")
    told = [(event.what, event.about) for event in events() if "token" in event.what]
    assert told == [("made a token", f"token {made.pk}"), ("revoked a token", f"token {made.pk}")]


def test_nobody_ends_another_person_s_token(site: Site) -> None:
    make_token(site.person(PersonRole.AUDITOR), "mine", 1, now())
    (made,) = ApiToken.objects.all()
    answer = site.client(PersonRole.ASSESSOR).post(f"/account/tokens/{made.pk}/end")
    assert answer.status_code == 404
    made.refresh_from_db()
    assert made.revoked_at is None


def test_a_token_ends_and_falls_with_its_person_and_their_roles(site: Site, judged: Round) -> None:
    person = site.person(PersonRole.ASSESSOR)
    late = make_token(person, "late", 1, now() - dt.timedelta(days=2))
    assert Program(late).get("rounds").status_code == 401
    reader = program(site, PersonRole.ASSESSOR)
    assert reader.get(f"rounds/{judged.pk}/findings").status_code == 200
    Membership.objects.filter(person=person).update(role="administrator")
    assert reader.get(f"rounds/{judged.pk}/findings").status_code == 403
    Membership.objects.filter(person=person).delete()
    assert reader.get("rounds").status_code == 403
    person.is_active = False
    person.save(update_fields=["is_active"])
    assert reader.get("rounds").status_code == 401


def test_who_asks_too_often_waits(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = now().replace(second=15)
    monkeypatch.setattr("web.pages.guard.now", lambda: moment)
    most = next(route.most for route in ROUTES if route.name == "api-rounds")
    reader, stranger = program(site, PersonRole.AUDITOR), Program("cw_none")
    statuses = [reader.get("rounds").status_code for _ in range(most)]
    assert set(statuses) == {200}
    refused = reader.get("rounds")
    assert refused.status_code == 429
    assert refused["Retry-After"] == "45"
    assert stranger.get("rounds").status_code == 401


def test_the_description_has_the_paths_of_the_table_and_no_others(site: Site) -> None:
    described = program(site, PersonRole.AUDITOR).json("openapi.json")
    paths = {
        "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", route.path)
        for route in ROUTES
        if route.is_api and route.name != "api-schema"
    }
    assert set(described["paths"]) == paths
    assert all([*operations] == ["get"] for operations in described["paths"].values())
    assert described["components"]["securitySchemes"] == {
        "TokenHolder": {"type": "http", "scheme": "bearer"}
    }


def test_what_is_asked_wrongly_is_said_in_words(site: Site, judged: Round) -> None:
    reader = program(site, PersonRole.AUDITOR)
    answer = reader.get(f"rounds/{judged.pk}/findings?limit=1001&verdict=green")
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith("limit: Input should be less than or equal to 1000; ")
    for path in ("rounds/99999", "rounds/x", "nothing", f"rounds/{2**70}"):
        missing = reader.get(path)
        assert missing.status_code in (404, 422), path
        assert missing["Content-Type"].startswith("application/json")
