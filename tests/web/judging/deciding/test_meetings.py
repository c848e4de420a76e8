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
    assert client.get(f"/rounds/{held.pk}/meetings/{SENDER}/99").status_code == 404
