"""What those who hold a round see of it: what is owed first, and what there is to do next."""

from __future__ import annotations

import re

import pytest

from tests.web.people_of import OTHER, OWN, Site
from web.access.roles import PersonRole
from web.clock import now
from web.people.accounts import set_roles
from web.rounds.models import Expected, Round, SentReturn
from web.rounds.overview import asked_words, expected_lines, standing_words, worst_first
from web.rounds.states import ADVICE, ReturnState, RoundState

NOTHING_TO_DO = [
    "An administrator opens it",
    "Signed, not published yet",
    "Assessed, not signed yet",
]


def returned(held: Round, code: str, site: Site, state: ReturnState) -> SentReturn:
    """A return as the check left it."""
    organisation = Expected.objects.get(round=held, organisation__code=code).organisation
    by = site.person(PersonRole.SUBMITTER, code)
    return SentReturn.objects.create(
        round=held,
        organisation=organisation,
        number=1,
        state=state.value,
        sent_by=by,
        sent_at=now(),
    )


def test_each_is_told_how_a_return_stands_in_words_of_its_own(site: Site) -> None:
    held = site.round()
    sent = returned(held, OWN, site, ReturnState.CHECKED)
    assert asked_words(held, sent) == "Have it certified, or correct it and send it again"
    assert standing_words(held, sent) == "Checked, not certified yet"
    assert standing_words(held, None) == "Nothing sent yet"
    held.state = RoundState.CLOSED.value
    assert asked_words(held, sent) == "Never certified, so it does not count"
    assert standing_words(held, None) == "Nothing was sent"


def test_what_was_never_sent_stands_before_what_only_waits(site: Site) -> None:
    held = site.round()
    returned(held, OWN, site, ReturnState.CERTIFIED)
    lines = worst_first(expected_lines(held, held.due))
    assert [(line.code, line.standing) for line in lines] == [
        (OTHER, "Nothing sent yet"),
        (OWN, "Certified"),
    ]


def test_my_work_says_of_each_round_what_is_next(site: Site) -> None:
    held = site.round()
    returned(held, OWN, site, ReturnState.CERTIFIED)
    page = site.client(PersonRole.ADMINISTRATOR).get("/").content.decode()
    assert re.findall(r'data-h="What next">([^<]*)<', page) == ["1 return still owed"]
    held.state = RoundState.SIGNED.value
    held.save()
    page = site.client(PersonRole.AUDITOR).get("/").content.decode()
    way = (
        f'<a href="/rounds/{held.pk}/sign-off" aria-label="Signed, not published yet, 2014-15 Q3">'
    )
    assert re.findall(r'data-h="What next">(.*?)</a>', page) == [f"{way}Signed, not published yet"]


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (PersonRole.ADMINISTRATOR, ["Open it when it is ready", *NOTHING_TO_DO[1:]]),
        (PersonRole.AUDITOR, NOTHING_TO_DO),
        (PersonRole.ASSESSOR, [*NOTHING_TO_DO[:2], "Look at the assessment and decide"]),
        (
            PersonRole.COMMISSIONER,
            [NOTHING_TO_DO[0], "Publish it", "Look at the assessment and decide, then sign it"],
        ),
    ],
)
def test_each_role_is_told_what_is_next_for_it(
    site: Site, role: PersonRole, words: list[str]
) -> None:
    states = {"2014-15 Q3": "draft", "2014-15 Q2": "signed", "2014-15 Q1": "assessed"}
    for quarter, state in states.items():
        Round.objects.filter(pk=site.round(quarter).pk).update(state=state)
    page = site.client(role).get("/").content.decode()
    assert re.findall(r'data-h="What next">(?:<a [^>]*>)?([^<]*)<', page) == words


def test_closing_a_round_says_first_what_is_still_owed(site: Site) -> None:
    held = site.round()
    page = site.client(PersonRole.ADMINISTRATOR).get(f"/rounds/{held.pk}/").content.decode()
    assert "<b>2 of 2 are not certified yet and would not count.</b>" in page
    assert (
        "Close the round</button>"
        not in site.client(PersonRole.ASSESSOR).get(f"/rounds/{held.pk}/").content.decode()
    )


def test_who_has_no_role_is_told_whom_to_ask(site: Site) -> None:
    client = site.client(PersonRole.AUDITOR)
    set_roles(site.person(PersonRole.AUDITOR), [], True, "Test", now())
    answer = client.get("/")
    assert answer.status_code == 403
    assert "have no role yet" in answer.content.decode()


def test_what_a_check_advises_is_not_told_once_nothing_can_be_done(site: Site) -> None:
    held = site.round()
    sent = returned(held, OWN, site, ReturnState.CHECKED)
    sent.verdict = f"It can be used, with 1 fault. What cannot be read counts as not known{ADVICE}"
    assert sent.came_to.endswith("mend it and send it again, or certify it as it is.")
    sent.state = ReturnState.CERTIFIED.value
    assert sent.came_to == (
        "It can be used, with 1 fault. What cannot be read counts as not known."
    )
