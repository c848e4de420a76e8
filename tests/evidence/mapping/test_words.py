"""A sender's words held to the pack's: a near match, or none."""

from __future__ import annotations

import pytest

from engine.nouns.policy.pack import Pack
from evidence.mapping.proposing.targets import is_reference, targets_of
from evidence.mapping.proposing.words import Matcher, Target, nearest_target, spelt_out


@pytest.fixture(scope="module")
def matcher(suffolk: Pack) -> Matcher:
    return Matcher(targets_of(suffolk.vocabulary))


def found(matcher: Matcher, text: str) -> str:
    best, _ = nearest_target(matcher.nearest_first(text))
    return "" if best is None else " ".join(best.target.row.values())


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("% staff with outstanding DBS checks", "3"),
        ("Percentage of staff trained in safeguarding children at Level 3", "4.1 Level 3"),
        ("Staff trained in LAC health Level 2", "4.2 Level 2"),
        ("Number of CP referrals to CSC", "7.1"),
        ("SIs involving safeguarding", "13.2"),
        ("Number of SIs completed within timescales", "13.3"),
        ("Total births", "10.1 Total births"),
        ("Health visitor vacancies (WTE)", "Health Visitors"),
        ("Named Midwife is in post", "S6.p08.b"),
        ("Information is shared appropriately by staff", "S6.p17.d"),
    ],
)
def test_words_that_are_the_packs_in_other_order_or_short(
    text: str, row: str, matcher: Matcher
) -> None:
    assert found(matcher, text) == row


@pytest.mark.parametrize(
    "text",
    [
        "% staff with DBS checks up to date",
        "Number of SIs not completed within timescales",
        "% staff trained in safeguarding adults Level 1",
        "% staff trained in Prevent Level 1",
        "Safeguarding Adults annual report",
        "Under 18s admitted to adult wards",
        "Number of elderly admitted with allocated social worker",
        "Vacancy rate health visitors",
        "Number of staff trained in safeguarding children at Level 3",
        "Child deaths",
        "Average",
        "Numerator",
        "",
    ],
)
def test_words_that_could_mean_something_else_mean_nothing(text: str, matcher: Matcher) -> None:
    assert found(matcher, text) == ""


@pytest.mark.parametrize(
    ("given", "reference", "same"),
    [
        ("4.1", "4.1", True),
        ("4.10", "4.1", False),
        ("6.8", "S6.p08.a", True),
        ("6.8(a)", "S6.p08.a", True),
        ("6.8(b)", "S6.p08.a", False),
        ("Section 6, paragraph 8(a)", "S6.p08.a", True),
        ("S6.p08.a", "S6.p08.a", True),
        ("6.18", "S6.p08.a", False),
        ("", "S6.p08.a", False),
    ],
)
def test_a_reference_is_the_policys_own_or_of_the_paragraph(
    given: str, reference: str, same: bool
) -> None:
    target = Target("audit", {"question": "x"}, ("x",), "score", reference)
    assert is_reference(given, target) is same


def test_abbreviations_are_spelt_out_by_words_that_the_pack_has() -> None:
    phrase = "Child protection referrals to children's social care"
    assert spelt_out("CP referrals to CSC", phrase) == (
        "child protection referrals to childrens social care"
    )
    assert spelt_out("CP referrals", "Serious incidents") == "CP referrals"
