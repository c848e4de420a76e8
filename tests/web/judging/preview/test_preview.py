"""A bundle is looked at before it is published: its own pages, and how much they leave out."""

from __future__ import annotations

import re

import pytest

from tests.web.people_of import OTHER, Site, do_jobs
from web.access.roles import PersonRole
from web.judging.models import Publication, RoundAssessment
from web.rounds.models import Round

pytestmark = pytest.mark.parametrize("connection", ["sqlite"], indirect=True)


@pytest.mark.parametrize("audience", ["shared", "public"])
def test_the_pages_of_a_bundle_are_seen_before_it_is_published(
    site: Site, held: Round, audience: str
) -> None:
    client = site.client(PersonRole.COMMISSIONER)
    asked = client.post(f"/rounds/{held.pk}/preview", {"audience": audience})
    index = f"/rounds/{held.pk}/preview/{audience}/index"
    assert asked["Location"] == index
    assert "are being made" in client.get(index).content.decode()
    do_jobs()
    page = client.get(index).content.decode()
    left_out = RoundAssessment.objects.get().left_out[audience]["count"]
    words = "1 figure or verdict" if left_out == 1 else f"{left_out} figures and verdicts"
    assert "Not published." in page
    assert re.search(rf"It leaves out (?:{words}|no figures and verdicts)", page), left_out
    links = {*re.findall(rf'href="(/rounds/{held.pk}/preview/[^"#?]+)', page)}
    assert len(links) > 5
    for link in links:
        assert client.get(link).status_code == 200, link
    own = client.get(f"/rounds/{held.pk}/preview/{audience}/org/{OTHER}").content.decode()
    assert "Decide or comment" not in own
    assert Publication.objects.count() == 0


def test_a_preview_leaves_out_what_its_readers_must_not_see(site: Site, held: Round) -> None:
    client = site.client(PersonRole.COMMISSIONER)
    page = "org/ZA3/S6"
    whole = client.get(f"/rounds/{held.pk}/pages/{page}").content.decode()
    for audience in ("shared", "public"):
        client.post(f"/rounds/{held.pk}/preview", {"audience": audience})
    do_jobs()
    shared, public = (
        client.get(f"/rounds/{held.pk}/preview/{audience}/{page}").content.decode()
        for audience in ("shared", "public")
    )
    assert "as typed" in whole or len(whole) > len(public)
    assert whole != shared != public
    assert client.get(f"/rounds/{held.pk}/preview/internal/index").status_code == 404


def test_an_auditor_sees_a_preview_and_does_not_ask_for_one(site: Site, held: Round) -> None:
    auditor = site.client(PersonRole.AUDITOR)
    answer = auditor.post(f"/rounds/{held.pk}/preview", {"audience": "shared"})
    assert answer.status_code == 403
    assert auditor.get(f"/rounds/{held.pk}/preview/shared/index").status_code == 200
