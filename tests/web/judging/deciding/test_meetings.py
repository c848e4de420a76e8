"""A meeting goes from question to question, and what comes of it is kept."""

from __future__ import annotations

from tests.web.judged_round import SENDER
from tests.web.people_of import Site
from web.access.roles import PersonRole
from web.judging.models import DecisionVersion
from web.rounds.models import Round


def test_a_meeting_goes_from_question_to_question_and_keeps_what_comes(
    site: Site, held: Round
) -> None:
    client = site.client(PersonRole.ASSESSOR)
    page = client.get(f"/rounds/{held.pk}/meetings/").content.decode()
    assert f'href="/rounds/{held.pk}/meetings/{SENDER}/1"' in page
    first = f"/rounds/{held.pk}/meetings/{SENDER}/1"
    page = client.get(first).content.decode()
    rule = page.partition('<option value="')[2].partition('"')[0]
    half = {"finding": rule, "action": "Appoint a locum", "owner": ""}
    answer = client.post(first, half)
    assert answer.status_code == 400
    assert "An action needs what is to be done, who owns it, and a day." in answer.content.decode()
    said = {**half, "owner": "Jane Quill", "due": "2015-03-31", "answer": "The post is advertised"}
    assert client.post(first, said)["Location"] == f"/rounds/{held.pk}/meetings/{SENDER}/2"
    kinds = [(version.kind, version.rule) for version in DecisionVersion.objects.all()]
    assert kinds == [("comment", rule), ("action", rule)]
    page = client.get(first).content.decode()
    assert "Answered: The post is advertised" in page
    assert client.post(first, said).status_code == 302
    assert DecisionVersion.objects.count() == 2
    assert client.get(f"/rounds/{held.pk}/meetings/{SENDER}/99").status_code == 404


def test_after_the_last_question_the_meetings_are_shown_and_say_so(site: Site, held: Round) -> None:
    client = site.client(PersonRole.COMMISSIONER)
    meetings = f"/rounds/{held.pk}/meetings/"
    page = client.get(meetings).content.decode()
    last = int(page.partition(f'{SENDER}/1">')[2].partition(": ")[2].partition(" question")[0])
    page = client.get(f"{meetings}{SENDER}/{last}").content.decode()
    assert "<button>Save</button>" in page
    rule = page.partition('<option value="')[2].partition('"')[0]
    said = {"finding": rule, "answer": "It is advertised", "action": "", "owner": "", "due": ""}
    answer = client.post(f"{meetings}{SENDER}/{last}", said)
    assert answer["Location"] == meetings
    assert "Saved. That was the last question to " in client.get(meetings).content.decode()
