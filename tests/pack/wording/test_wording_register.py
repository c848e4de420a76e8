"""The pack's phrases by which a text says that an answer does not hold."""

from __future__ import annotations

import pytest

from engine.nouns.policy.pack import Pack
from evidence.phrases import only_phrase, phrase_in


@pytest.mark.parametrize(
    "text",
    [
        "To be appointed",
        "TBC",
        "recruiting",
        "No-one in post",
        "Vacant until 1 September",
        "Out to advert since May",
        "NOT   YET\nAPPOINTED",
        "Head of Safeguarding (post frozen)",
    ],
)
def test_words_that_mean_an_empty_post(pack: Pack, text: str) -> None:
    assert phrase_in(text, pack.vocabulary.phrasing.empty_post)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "Head of Safeguarding",
        "Consultant Paediatrician",
        "Recruitment and Retention Lead",
        "no vacancy",
        "no longer vacant",
        "Lead for starters and leavers",
        "Vacancies and Bank Manager",
        "Strategic Appointments Nurse",
    ],
)
def test_titles_that_do_not(pack: Pack, text: str) -> None:
    assert phrase_in(text, pack.vocabulary.phrasing.empty_post) == ""


@pytest.mark.parametrize(
    "text",
    [
        "No Board lead since May, post to be allocated",
        "Draft, not agreed",
        "Not yet in place on the wards",
        "Planned for the autumn",
        "Target; actual figure to follow",
        "In development",
        "To be ratified in November",
        "Expired in March",
    ],
)
def test_words_that_deny_what_is_said_to_be_in_place(pack: Pack, text: str) -> None:
    assert phrase_in(text, pack.vocabulary.phrasing.not_so)


@pytest.mark.parametrize(
    "text",
    [
        "Seen in the policy library",
        "Director of Nursing; no vacancy",
        "Not applicable to adult wards; flag in place on PAS since 2012",
        "Not only quality but appropriateness; September, 40 referrals",
        "No longer in draft: ratified in May",
        "Above target",
        "Target met",
        "Carried out as planned",
        "Training offered to the target group, all attended",
    ],
)
def test_words_that_only_sound_like_it(pack: Pack, text: str) -> None:
    assert phrase_in(text, pack.vocabulary.phrasing.not_so) == ""


def test_a_text_that_says_nothing_else(pack: Pack) -> None:
    empty = pack.vocabulary.phrasing.empty_post
    said = {
        text: only_phrase(text, empty, ("post", "currently"))
        for text in (
            "Vacant",
            "post currently vacant",
            "Named Nurse (vacant)",
            "Named Nurse - to be appointed",
            "Vacant until 1 September",
            "Head of Safeguarding",
            "no vacancy",
        )
    }
    assert said == {
        "Vacant": True,
        "post currently vacant": True,
        "Named Nurse (vacant)": True,
        "Named Nurse - to be appointed": True,
        "Vacant until 1 September": False,
        "Head of Safeguarding": False,
        "no vacancy": False,
    }
