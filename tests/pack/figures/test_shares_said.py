"""Of how many something holds, by the words beside an answer."""

from __future__ import annotations

import pytest

from engine.nouns.policy.pack import Pack
from evidence.facts.remarks.shares_said import is_in_part, percents_said


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("12 of 45 wards have signed", True),
        ("88 staff out of 160", True),
        ("Two supervisees seen of eleven", True),
        ("Attendance at LSCB 1 of 6", True),
        ("Compliance 62%", True),
        ("Slipped from 94% to 71%", True),
        ("Compliance 90 per cent", True),
        ("7 in 10 referrals", True),
        ("A third of records", True),
        ("Two of the clinics use their own form", True),
        ("22 of 22 signed", False),
        ("Attended 5 of 6 meetings", False),
        ("98 % compliance", False),
        ("Up from 62% to 97%", False),
        ("Audit of 20 of 340 files, all complete", False),
        ("Survey: 82% felt able to speak", False),
        ("Page 3 of 14", False),
        ("24 hour rota", False),
        ("", False),
    ],
)
def test_whether_it_holds_for_too_few(pack: Pack, words: str, part: bool) -> None:
    assert is_in_part(words, pack.vocabulary.phrasing, 95) is part


@pytest.mark.parametrize(
    ("words", "percents"),
    [
        ("ESR says 82%", [82.0]),
        ("was 91% in Q1", []),
        ("above the 95% target", []),
        ("up 3 points on 93%", [93.0]),
        ("70% if bank staff are counted", [70.0]),
    ],
)
def test_the_percentages_that_are_of_what_the_figure_is_of(
    pack: Pack, words: str, percents: list[float]
) -> None:
    assert percents_said(words, pack.vocabulary.phrasing) == percents
