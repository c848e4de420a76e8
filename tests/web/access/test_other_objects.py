"""What is really there of another organisation, or of another person, is not to be had."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.web.people_of import MARLHAVEN, OTHER, OWN, TOLLWICK, Site, do_jobs, upload
from web.access.roles import PersonRole
from web.access.table import ROUTES
from web.attachments.models import AttachedDocument
from web.clock import now
from web.people.models import ApiToken
from web.people.tokens import make_token
from web.rounds.models import SentFile, SentReturn

PROVIDERS = (PersonRole.SUBMITTER, PersonRole.CERTIFIER)


@dataclass(frozen=True)
class Theirs:
    """A return of one's own organisation, two of another’s, and a document of each."""

    number: int
    file: int
    document: int

    @property
    def named(self) -> dict[str, object]:
        """What a path names that leads to what is the other’s."""
        return {
            "number": self.number,
            "which": 2,
            "file": self.file,
            "document": self.document,
            "audience": "shared",
        }


@pytest.fixture
def theirs(site: Site) -> Theirs:
    held = site.round()
    for code, path, times in ((OWN, MARLHAVEN, 1), (OTHER, TOLLWICK, 2)):
        client = site.client(PersonRole.SUBMITTER, code)
        way = f"/rounds/{held.pk}/organisations/{code}"
        for n in range(times):
            client.post(f"{way}/send", {"files": [upload(path, f"{n}.xlsx")]})
        text = SimpleUploadedFile("policy.pdf", b"%PDF-1.7 the policy")
        client.post(f"{way}/documents/", {"title": "The policy", "document": text})
    do_jobs()
    file = SentFile.objects.get(sent__organisation__code=OTHER, sent__number=2)
    document = AttachedDocument.objects.get(organisation__code=OTHER)
    return Theirs(held.pk, file.pk, document.pk)


def answers(client: Client, theirs: Theirs, code: str) -> dict[str, tuple[int, int]]:
    """What every path of an organisation answers that names something of the other’s."""
    known = {**theirs.named, "code": code}
    found = {}
    for route in ROUTES:
        named = {name: value for name, value in known.items() if f":{name}>" in route.path}
        if "<str:code>" in route.path and len(named) > 2:
            path = reverse(route.name, kwargs=named)
            found[route.name] = client.get(path).status_code, client.post(path).status_code
    return found


@pytest.mark.parametrize("role", PROVIDERS)
def test_nothing_of_another_organisation_is_had_by_its_own_address(
    site: Site, theirs: Theirs, role: PersonRole
) -> None:
    before = [*SentReturn.objects.order_by("pk").values()]
    found = answers(site.client(role, OWN), theirs, OTHER)
    assert len(found) >= 10
    assert {name: both for name, both in found.items() if not {*both} <= {403, 405}} == {}
    assert [*SentReturn.objects.order_by("pk").values()] == before


@pytest.mark.parametrize("role", PROVIDERS)
def test_nothing_of_another_organisation_is_had_by_an_address_of_ones_own(
    site: Site, theirs: Theirs, role: PersonRole
) -> None:
    before = [*SentReturn.objects.order_by("pk").values()]
    found = answers(site.client(role, OWN), theirs, OWN)
    assert {name: both for name, both in found.items() if not {*both} <= {403, 404, 405}} == {}
    own = {**theirs.named, "code": OWN, "which": 1}
    for name in ("sent-file", "document"):
        route = next(route for route in ROUTES if route.name == name)
        path = reverse(name, kwargs={n: v for n, v in own.items() if f":{n}>" in route.path})
        assert site.client(role, OWN).get(path).status_code == 404, name
    assert [*SentReturn.objects.order_by("pk").values()] == before
    assert AttachedDocument.objects.filter(removed_at=None).count() == 2


def test_nobody_ends_the_token_of_another_person(site: Site) -> None:
    make_token(site.person(PersonRole.AUDITOR), "theirs", 1, now())
    token = ApiToken.objects.get()
    for role in PersonRole:
        code = OWN if role in PROVIDERS else ""
        if role is not PersonRole.AUDITOR:
            client = site.client(role, code)
            assert client.post(f"/account/tokens/{token.pk}/end").status_code in (302, 404)
    token.refresh_from_db()
    assert token.revoked_at is None
