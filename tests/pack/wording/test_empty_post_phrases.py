"""The phrases of the pack about posts: who is away or gone, and what only sounds like it."""

from __future__ import annotations

import pytest

from engine.nouns.policy.pack import Pack
from evidence.phrases import phrase_in


@pytest.mark.parametrize(
    "text",
    [
        "on long-term sick leave since June",
        "Consultant Paediatrician (retired in August)",
        "currently on maternity leave",
        "seconded out to the region",
        "Left in May",
        "Suspended",
    ],
)
def test_whoever_is_away_or_gone_fills_no_post(pack: Pack, text: str) -> None:
    assert phrase_in(text, pack.vocabulary.phrasing.empty_post) != ""


@pytest.mark.parametrize(
    "text",
    [
        "maternity leave cover",
        "covering sick leave",
        "returned from maternity leave in June",
        "Safeguarding Midwife",
        "the lead is left-handed",
    ],
)
def test_cover_and_return_leave_a_post_filled(pack: Pack, text: str) -> None:
    assert phrase_in(text, pack.vocabulary.phrasing.empty_post) == ""


def test_nobody_to_do_it_denies_a_percentage(pack: Pack) -> None:
    assert phrase_in("no supervisors in post", pack.vocabulary.phrasing.not_so) != ""
