"""Titles of documents that name another organisation than the one that returns them."""

from __future__ import annotations

import pytest

from engine.nouns.policy.phrasing import KnownWords
from evidence.facts.remarks.titled_bodies import other_body

BODIES = ("trust", "hospital", "hospitals", "council", "nhs")
KNOWN = KnownWords(
    checkable=("policy", "strategy", "report"),
    plain=("training", "safeguarding", "children", "acute", "community", "universit*", "county"),
)
OWN = "Marlhaven Hospitals NHS Trust"


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Norwich Hospitals Safeguarding Policy", "Norwich Hospitals"),
        (
            "Norfolk and Norwich University Hospitals Training Strategy",
            "Norfolk and Norwich University Hospitals",
        ),
        ("Policy of St Osyth’s Hospital", "St Osyth’s Hospital"),
        ("Copperdale NHS Trust annual report", "Copperdale NHS"),
    ],
)
def test_a_title_names_another_body(title: str, named: str) -> None:
    assert other_body(title, OWN, BODIES, KNOWN) == named


@pytest.mark.parametrize(
    "title",
    [
        "Marlhaven Hospitals Training Strategy",
        "Training Strategy of the Marlhaven Trust",
        "Acute Hospitals Safeguarding Policy",
        "Safeguarding Policy, Trust Board",
        "Trust Safeguarding Policy",
        "County Council and Marlhaven Hospitals joint strategy",
        "NHS Safeguarding Policy",
        "Safeguarding policy for hospitals",
        "",
    ],
)
def test_a_title_names_none_or_its_own(title: str) -> None:
    assert other_body(title, OWN, BODIES, KNOWN) == ""


def test_without_words_for_bodies_or_a_name_of_its_own_none_is_another() -> None:
    title = "Norwich Hospitals Safeguarding Policy"
    assert other_body(title, OWN, (), KNOWN) == ""
    assert other_body(title, " ", BODIES, KNOWN) == ""
    assert other_body(title, OWN, BODIES, KnownWords()) == ""
