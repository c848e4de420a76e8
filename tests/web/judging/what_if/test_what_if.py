"""Numbers are moved to see which findings would change; nothing of the round does."""

from __future__ import annotations

import html
import re

from django.test import Client
from django_tasks_db.models import DBTaskResult

from tests.web.people_of import Site, do_jobs
from web.access.roles import PersonRole
from web.jobs.moved import UNKNOWN, take_moved_along
from web.judging.models import RoundAssessment
from web.judging.state import state_of
from web.judging.what_if.trials import try_numbers
from web.record.models import EventRow
from web.rounds.models import Round


def tried(client: Client, held: Round, numbers: dict[str, str]) -> tuple[int, str]:
    """What a page says of numbers: its status, and where it goes on."""
    said = {f"number-{name}": text for name, text in numbers.items()}
    answer = client.post(f"/rounds/{held.pk}/what-if", said)
    way = answer["Location"].removesuffix("&wait=1") if answer.status_code == 302 else ""
    return answer.status_code, way or html.unescape(answer.content.decode())


def test_a_number_that_is_moved_shows_which_verdicts_would_be_others(
    site: Site, held: Round
) -> None:
    client = site.client(PersonRole.ASSESSOR)
    events, state = EventRow.objects.count(), state_of(held).digest
    status, way = tried(client, held, {"training_met": "0", "training_partly_met": "0"})
    assert status == 302
    assert "It is being worked out." in client.get(way).content.decode()
    do_jobs()
    page = html.unescape(client.get(way).content.decode())
    assert "0 % instead of 95 %" in page
    assert "instead of 80 %" in page
    table = page.partition('aria-labelledby="h-came"')[2].partition("</table>")[0]
    changes = re.findall(r'data-h="(?:Now|Then)"><span class="v (\w+)">', table)
    assert re.search(rf"<b>{len(changes) // 2} cells? changes?[:.]", page)
    assert {*changes[::2]} <= {"not_met", "partly_met"}
    assert {*changes[1::2]} == {"met"}
    assert page.count("See what would change</button>") == 2
    assert "/finding/ZA3/" in page
    assert (EventRow.objects.count(), state_of(held).digest) == (events, state)
    assert RoundAssessment.objects.count() == 1
    assert site.client(PersonRole.AUDITOR).get(way).status_code == 200


def test_the_same_number_changes_nothing(site: Site, held: Round) -> None:
    client = site.client(PersonRole.COMMISSIONER)
    _, way = tried(client, held, {"training_met": "95"})
    do_jobs()
    assert "No cell changes." in client.get(way).content.decode()


def test_what_is_no_number_is_told_and_kept_in_the_form(site: Site, held: Round) -> None:
    client = site.client(PersonRole.ASSESSOR)
    status, page = tried(client, held, {"training_met": "many"})
    assert status == 400
    assert "“many” is not a number" in page
    assert 'name="number-training_met" value="many"' in page
    status, page = tried(client, held, {})
    assert (status, "Type another number" in page) == (400, True)


def test_what_was_tried_on_another_round_or_by_no_job_is_not_found(site: Site, held: Round) -> None:
    client = site.client(PersonRole.ASSESSOR)
    way = f"/rounds/{held.pk}/what-if?tried="
    assert client.get(f"{way}nothing").status_code == 404
    assert client.get(f"{way}00000000-0000-4000-8000-000000000000").status_code == 404


def test_what_an_earlier_version_tried_is_shown_or_it_is_said_that_it_cannot_be(
    site: Site, held: Round
) -> None:
    client = site.client(PersonRole.ASSESSOR)
    _, way = tried(client, held, {"training_met": "0", "training_partly_met": "0"})
    do_jobs()
    jobs = DBTaskResult.objects.filter(task_path=try_numbers.module_path)
    jobs.update(task_path="web.judging.trials.try_numbers")
    page = client.get(way)
    assert (page.status_code, UNKNOWN in html.unescape(page.content.decode())) == (200, True)
    take_moved_along()
    assert "0 % instead of 95 %" in html.unescape(client.get(way).content.decode())
    jobs.update(return_value={"words": "as it was written once"})
    page = client.get(way)
    assert (page.status_code, UNKNOWN in html.unescape(page.content.decode())) == (200, True)
