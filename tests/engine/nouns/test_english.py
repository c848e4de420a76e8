"""English, once: each helper's words."""

from __future__ import annotations

import datetime as dt

import pytest

from engine.nouns.english import (
    capitalised,
    counted,
    day_words,
    either,
    listed,
    month_words,
    number,
)


@pytest.mark.parametrize(
    ("items", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_items_are_listed(items: list[str], words: str) -> None:
    assert listed(items) == words
    assert either(items) == words.replace(" and ", " or ")


def test_things_are_counted() -> None:
    assert [counted(n, "fault") for n in (0, 1, 2)] == ["no faults", "1 fault", "2 faults"]
    assert counted(0, "duty", "duties", zero="0") == "0 duties"
    assert counted(1, "duty", "duties") == "1 duty"


def test_a_day_and_its_month_are_the_same_in_any_locale() -> None:
    assert day_words(dt.date(2014, 9, 1)) == "1 September 2014"
    assert month_words(dt.date(2014, 12, 31)) == "December 2014"


def test_only_the_first_letter_is_made_large() -> None:
    assert capitalised("level 3 of the CCG") == "Level 3 of the CCG"
    assert capitalised("") == ""


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(94.96, "%", "94.9 %"), (61, "%", "61 %"), (0.25, "WTE", "0.25 WTE"), (0.0004, "", "0.0004")],
)
def test_a_number_is_never_rounded_up(value: float, unit: str, words: str) -> None:
    assert number(value, unit) == words
