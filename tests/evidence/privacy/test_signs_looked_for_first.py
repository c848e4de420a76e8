"""What is looked for before a text is read closely: it hides no sign of a person."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.privacy import personal_records as single_people
from evidence.privacy.personal_records import RECORD_FOUND, about_one_person
from tests.draws import draws

SIGNS = [
    single_people._BIRTH,
    single_people._SPACED,
    single_people._CLOSED,
    *single_people._PLAIN_SIGNS,
]


ASCII = st.characters(max_codepoint=127)


@settings(deadline=None)
@pytest.mark.parametrize("sign", SIGNS, ids=range(len(SIGNS)))
@given(st.data())
def test_every_sign_has_something_of_what_is_looked_for_first(sign, data) -> None:
    text = data.draw(st.from_regex(sign, alphabet=ASCII))
    assert not sign.search(text) or single_people._PERHAPS.search(text.lower())


SAID = """
dob d.o.b D O B born birth date of aged age 7 12 yr yrs year years old months y.o y/o yo 9M 14F boy
daughter stepson baby his her their mother parents called name is name: initials case no 123456
patient id IP3 8LY IP38LY (IP3 she he OD was admitted lives with twelve
"""


PARTS = st.one_of(
    st.sampled_from(SAID.split()),
    st.sampled_from(list(" .,:;-/(")),
    st.text(ASCII, max_size=3),
    # What an expression that minds no case takes for a letter too, and other spaces and letters.
    st.sampled_from(["ſ", "İ", "ı", "K", "\u00a0", "é", "e\u0301", "中", "٩ yrs", "hıs mother"]),
)


@settings(max_examples=draws(100), deadline=None)
@given(st.sampled_from(["", " "]), st.lists(PARTS, max_size=10))
def test_what_is_looked_for_first_hides_nothing(between: str, parts: list[str]) -> None:
    text = between.join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(single_people, "_PERHAPS", re.compile(""))
        found = about_one_person(text)
    assert about_one_person(text) == found


def test_a_long_text_is_searched_once_however_often_it_is_asked_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "the team met, dob 3/4/2011. " * 60
    searched = []

    def search(text: str) -> bool:
        searched.append(text)
        return True

    monkeypatch.setattr(single_people, "perhaps_about_one_person", search)
    single_people._known_why.cache_clear()
    assert [about_one_person(text), about_one_person(f"{text[:-1]} ")] == [RECORD_FOUND] * 2
    assert len(searched) == 1
