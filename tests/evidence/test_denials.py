"""Sentences that speak against an answer, whatever they are about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.nouns.policy.phrasing import Denials, Phrases
from evidence.denials import denial_in, phrase_not_denied
from evidence.phrases import words_of

DENIALS = Denials(
    wrong=("criticis*", "late", "gaps", "missing", "only"),
    dealt_with=("followed up",),
    topics=("procedure",),
    negates=("not", "no", "without"),
    none_of=("none",),
    harmless=("complaints", "later"),
    supposing=("where",),
    provisos=("without", "until cleared"),
    unless=("only in exceptional",),
)
OVERDUE = Phrases(("overdue", "not agreed"))
PLAIN = st.lists(
    st.sampled_from(["staff", "records", "ward", "seen", "each", "week", "the", "lead"]), max_size=4
).map(" ".join)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The regulator criticised this", "criticised"),
        ("CRITICISMS were made", "criticisms"),
        ("Gaps in the rota", "gaps"),
        ("Staff are not asked", "not asked"),
        ("No supervision", "no supervision"),
        ("None of the wards has it", "none of the wards has it"),
        ("Weekdays only", "only"),
        ("In place, but not on wards", "not on wards"),
        ("Staff work without a note", "without a note"),
        ("Staff are not seen until May", "not seen until may"),
    ],
)
def test_what_speaks_against_an_answer(text: str, said: str) -> None:
    assert denial_in(text, DENIALS) == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Seen in the policy library",
        "No gaps",
        "Not late this quarter",
        "None of the records checked in July were late",
        "No complaints",
        "No later than five days",
        "Missing children procedure",
        "Late reports are followed up",
        "Where a child does not attend the GP is told",
        "Used only in exceptional cases",
        "No visit ends without a note",
        "Nobody has access and none starts until cleared",
        "Staff not seen are followed up",
        "Case no. 12345 raised with IT, log ref no 2014/103",
    ],
)
def test_what_does_not(text: str) -> None:
    assert denial_in(text, DENIALS) == ""


@given(before=PLAIN, after=PLAIN, wrong=st.sampled_from(["criticised", "late", "gaps"]))
def test_what_is_wrong_counts_anywhere_until_it_is_denied(
    before: str, after: str, wrong: str
) -> None:
    assert denial_in(f"{before} {wrong} {after}", DENIALS) == wrong
    assert denial_in(f"{before} no {wrong} {after}", DENIALS) == ""


@given(before=PLAIN, after=PLAIN)
def test_what_is_denied_counts_until_it_is_harmless(before: str, after: str) -> None:
    assert denial_in(f"{before} not {after}", DENIALS) != ""
    assert denial_in(f"{before} no complaints {after}", DENIALS) == ""


@given(st.text(max_size=80))
def test_a_pack_without_such_words_finds_nothing(text: str) -> None:
    assert denial_in(text, Denials()) == ""


@given(st.text(max_size=80))
def test_what_is_found_is_in_the_text(text: str) -> None:
    found = denial_in(text, DENIALS).replace("|", "").strip().split(" ")[0]
    assert found in words_of(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Reviews are overdue", "overdue"),
        ("Reviews are not overdue", ""),
        ("None of the twelve is overdue", ""),
        ("No gaps; reviews overdue", "overdue"),
        ("Not overdue in May, overdue in June", "overdue"),
        ("Not, agreed", "not agreed"),
        ("Reviewed", ""),
    ],
)
def test_a_phrase_that_its_own_clause_denies_is_not_said(text: str, said: str) -> None:
    assert phrase_not_denied(text, OVERDUE, DENIALS) == said
