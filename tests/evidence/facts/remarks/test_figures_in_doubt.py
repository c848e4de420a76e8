"""Words beside a figure by which it is of a part of the organisation, or of another period."""

from __future__ import annotations

import pytest

from engine.nouns.policy.phrasing import Phrasing
from engine.nouns.quarter import Quarter
from evidence.facts.remarks.figures_in_doubt import in_part, why_in_doubt

Q2 = Quarter(2014, 2)
PHRASING = Phrasing(parts=("ward", "site"))
OTHER = "is for another period"


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("some of the wards", True),
        ("Most of our sites", True),
        ("half of the wards", True),
        ("two of three sites", True),
        ("2 of the 3 sites", True),
        ("three of three sites", False),
        ("all of the wards", False),
        ("", False),
    ],
)
def test_a_part_of_the_organisation_in_words(words: str, part: bool) -> None:
    assert in_part(words, PHRASING.parts) is part
    assert in_part(words, ()) is False


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("figure for Q1", OTHER),
        ("figure for Q2", ""),
        ("Q1 figures", OTHER),
        ("Q2 figures", ""),
        ("data for 2013-14", OTHER),
        ("data for 2014-15", ""),
        ("position at June 2014", OTHER),
        ("position at September 2014", ""),
        ("position at October 2014", ""),
        ("as at 30 September 2013", OTHER),
        ("since April", OTHER),
        ("since July", ""),
        ("July to September", ""),
        ("June to September", OTHER),
    ],
)
def test_a_figure_of_another_period_than_the_quarter(words: str, why: str) -> None:
    assert why_in_doubt(words, PHRASING, Q2) == why
