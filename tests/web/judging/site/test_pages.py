"""The pages of an assessment: all that it links to, and little asked of the database for each."""

from __future__ import annotations

from django.db import connection as database
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.judged_round import seen, wanting
from tests.web.people_of import Site, do_jobs
from web.access.roles import PersonRole
from web.judging.site.written import pages_folder
from web.judging.state import state_of
from web.rounds.models import Round


def test_every_page_that_the_assessment_links_to_is_there(site: Site, held: Round) -> None:
    client = site.client(PersonRole.ASSESSOR)
    start = f"/rounds/{held.pk}/pages/"
    known, wait = set[str](), [f"{start}index"]
    for _ in range(40):
        address = wait.pop(0)
        answer = client.get(address)
        assert answer.status_code == 200, address
        known.add(address)
        for way in answer.content.decode().split('href="')[1:]:
            link = way.partition('"')[0].partition("#")[0].partition("?")[0]
            if link.startswith(start) and link not in known and link not in wait:
                wait.append(link)
    assert len(known) == 40


QUERIES = {
    "": 9,  # among them how the latest judging went, and who assesses it
    "pages/index": 7,
    "pages/matrix-provider": 7,
    "pages/org/ZA3": 7,
    "pages/finding/ZA3/{duty}": 10,
    "decisions": 8,
    "meetings/": 7,
    "meetings/ZA3/1": 10,
    "sign-off": 12,
}
"""How often a page of a round may ask the database."""


def test_a_page_asks_the_database_little_however_much_was_sent_and_decided(
    site: Site, held: Round
) -> None:
    client = site.client(PersonRole.ASSESSOR)
    address = wanting(held)
    duty = address.rpartition("/")[2]
    pages = [(page.format(duty=duty), most) for page, most in QUERIES.items()]
    before = {page: _asked(client, held, page) for page, _ in pages}
    assert {page: before[page] for page, most in pages if before[page] > most} == {}
    for _ in range(3):
        said = {"action": "Appoint", "owner": "Jane Quill", "due": "2015-03-31"}
        client.post(f"{address}/action", {**said, "seen": seen(client, address)})
    do_jobs()
    assert {page: _asked(client, held, page) for page, _ in pages} == before


def _asked(client: Client, held: Round, page: str) -> int:
    """How often a page asks the database once it was asked for before."""
    address = f"/rounds/{held.pk}/{page}"
    assert client.get(address).status_code == 200, address
    with CaptureQueriesContext(database) as asked:
        client.get(address)
    return len(asked)


def test_what_pages_are_made_from_is_no_page(site: Site, held: Round) -> None:
    client = site.client(PersonRole.ASSESSOR)
    for name in ("findings", "agenda", "index.json", "../secret"):
        assert client.get(f"/rounds/{held.pk}/pages/{name}").status_code == 404, name


def test_no_path_leads_out_of_the_folder_of_an_assessment(site: Site, held: Round) -> None:
    client = site.client(PersonRole.ASSESSOR)
    folder = pages_folder(held.pk, state_of(held).digest)
    outside = folder.parent / "outside.json"
    outside.write_bytes((folder / "index.json").read_bytes())
    ways = ("../outside", "org/../../outside", f"{outside.with_suffix('')}", "%2e%2e/outside")
    for way in ways:
        assert client.get(f"/rounds/{held.pk}/pages/{way}").status_code == 404, way
