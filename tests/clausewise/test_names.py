"""Names of files: safe anywhere, each once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clausewise.names import distinct, file_stem
from engine.nouns.evidence.organisation import Organisation


def test_an_organisations_file_has_its_code_and_name() -> None:
    who = Organisation("ZA1", "Marlhaven Hospitals NHS Trust", "provider")
    assert file_stem(who) == "ZA1-marlhaven-hospitals-nhs-trust"


@given(st.text(), st.text())
def test_any_code_and_name_make_a_name_that_is_one_file(code: str, name: str) -> None:
    stem = file_stem(Organisation(code, name, "provider"))
    assert stem
    assert all(letter.isascii() and (letter.isalnum() or letter == "-") for letter in stem)


@given(st.lists(st.sampled_from(["a", "A", "b"])))
def test_names_are_told_apart_whatever_their_case(names: list[str]) -> None:
    found = distinct(names)
    assert len({name.casefold() for name in found}) == len(names)
