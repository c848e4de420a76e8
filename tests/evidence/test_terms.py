"""Words as people type them, matched to a pack."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.nouns.english import either, listed
from evidence.terms import match_terms
from evidence.text import folded, lower, match_key, same_id, shortened, single_spaced

ROLES = match_terms(
    "a role of item 1",
    {
        "named_doctor": ("Named Doctor", ()),
        "named_nurse": ("Named Nurse", ("safeguarding nurse",)),
    },
)


@pytest.mark.parametrize(
    "text",
    [
        "Named Doctor",
        "named doctor",
        " NAMED\u00a0DOCTOR ",
        "named_doctor",
        "Named-Doctor",
        "Námed Doctor",
    ],
)
def test_spellings_without_regard_to_case_spacing_and_accents(text: str) -> None:
    assert ROLES.find(text) == "named_doctor"


def test_other_ways_of_writing() -> None:
    assert ROLES.find("Safeguarding Nurse") == "named_nurse"


@pytest.mark.parametrize("text", ["", "  ", "-", "?", "Nurse", "Doctor named"])
def test_nothing_is_guessed(text: str) -> None:
    assert ROLES.find(text) is None


def test_nearest_spelling() -> None:
    assert ROLES.nearest("Named Nurze") == "Named Nurse"
    assert ROLES.nearest("Porter") == ""


def test_a_text_about_as_near_to_two_words_is_hinted_at_neither() -> None:
    levels = match_terms("a level", {n: (f"Level {n}", ()) for n in ("one", "two", "three")})
    assert levels.nearest("Level o") == ""
    assert levels.nearest("Level on") == "Level one"


def test_what_was_expected() -> None:
    assert ROLES.expected == "a role of item 1: Named Doctor or Named Nurse"
    many = match_terms("an item", {str(n): (str(n), ()) for n in range(40)})
    assert many.expected == "an item, such as 0, 1 or 2"


def test_what_to_do() -> None:
    assert ROLES.to_do("Named Nurze") == "If “Named Nurse” is meant, write that."
    assert ROLES.to_do("Porter") == "Write one of the words expected here, or take the line out."


def test_folding() -> None:
    assert single_spaced(" a\u00a0 b\n") == "a b"
    assert lower("9²  ") == "9²"
    assert folded("École") == "ecole"
    assert match_key("A&E / MIU") == "aemiu"
    assert either(["a"]) == "a"
    assert listed(["a", "b", "c"], "and") == "a, b and c"
    assert either([]) == ""
    assert shortened("x" * 100) == "x" * 79 + "…"


@given(st.text())
def test_no_text_breaks_matching(text: str) -> None:
    found = ROLES.find(text)
    assert found in (None, "named_doctor", "named_nurse")
    assert ROLES.nearest(text) in ("", "Named Doctor", "Named Nurse")
    assert ROLES.to_do(text)


QUESTIONS = match_terms(
    "a question",
    {name: (name, ()) for name in ("S6.p01.a", "S6.p01.b", "S6.p02", "S6.p08.a", "S6.p18.a")},
    same_id,
)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("6.1a", "S6.p01.a"),
        ("S6.p8.a", "S6.p08.a"),
        ("S6_p08_a", "S6.p08.a"),
        ("6(8)(a)", "S6.p08.a"),
        ("6.2", "S6.p02"),
        ("S6.p1", ""),
        ("S6.p08.c", ""),
        ("S6.p80.a", ""),
        ("S5.p08.a", ""),
        ("p08.a", ""),
    ],
)
def test_an_id_is_near_to_the_same_clause_alone(text: str, near: str) -> None:
    assert QUESTIONS.nearest(text) == near


@given(st.sampled_from(tuple(QUESTIONS.labels)), st.text("S6p018ab._ ()", max_size=10))
def test_a_hint_never_has_other_figures(name: str, text: str) -> None:
    near = QUESTIONS.nearest(text)
    assert not near or [int(n) for n in re.findall("[0-9]+", near)] == [
        int(n) for n in re.findall("[0-9]+", text)
    ]
