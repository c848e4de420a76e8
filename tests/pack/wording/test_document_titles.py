"""Titles of documents, and where they are published: what leaves open whether they are in force."""

from __future__ import annotations

import pytest

from engine.nouns.policy.pack import Pack
from evidence.phrases import phrase_in


@pytest.mark.parametrize(
    ("title", "approved"),
    [
        ("Supervision Policy (consultation copy)", False),
        ("Supervision Policy, for comment", False),
        ("Supervision Policy, working version", False),
        ("Supervision Policy v2, not signed", False),
        ("Supervision Policy", True),
        ("Public Consultation and Engagement Policy", True),
        ("Working Together: Multi-agency Policy", True),
    ],
)
def test_a_title_says_where_it_is_not_approved(pack: Pack, title: str, approved: bool) -> None:
    assert (phrase_in(title, pack.vocabulary.phrasing.not_approved) == "") is approved


@pytest.mark.parametrize(
    ("place", "certain"),
    [
        ("Hospital website when the Board has seen it", False),
        ("Intranet, soon", False),
        ("Website once signed", False),
        ("Hospital website", True),
        ("Intranet, safeguarding pages", True),
    ],
)
def test_a_place_says_where_it_may_not_be_there(pack: Pack, place: str, certain: bool) -> None:
    assert (phrase_in(place, pack.vocabulary.phrasing.doubtful_place) == "") is certain


@pytest.mark.parametrize(
    ("contract", "certain"),
    [
        ("Services 1 (out for signature)", False),
        ("Acute contract, awaiting signature", False),
        ("Community services, in draft", False),
        ("Services 1 2014-15 (signed 1 April 2014)", True),
        ("Acute contract 2014-15", True),
    ],
)
def test_a_contract_says_where_it_may_be_none(pack: Pack, contract: str, certain: bool) -> None:
    assert (phrase_in(contract, pack.vocabulary.phrasing.not_in_force) == "") is certain
