"""English, once: each helper's words."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.nouns.english import (
    capitalised,
    counted,
    day_words,
    either,
    exactly,
    listed,
    month_words,
    number,
    share,
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
    [
        *((94.96, "%", "94.96 %"), (94.94, "%", "94.9 %"), (94.95, "%", "94.95 %")),
        *((200 / 3, "%", "66.7 %"), (92.857142, "%", "92.9 %"), (99.999, "%", "99.999 %")),
        *((92.46, "%", "92.46 %"), (0.04, "%", "0.04 %"), (61, "%", "61 %"), (0, "%", "0 %")),
        *((0.25, "WTE", "0.25 WTE"), (0.0004, "", "0.0004"), (0.299, "WTE", "0.29 WTE")),
    ],
)
def test_a_share_is_rounded_as_in_excel_where_no_verdict_turns_on_it(
    value: float, unit: str, words: str
) -> None:
    assert number(value, unit) == words


def test_a_share_never_reads_as_the_number_it_was_compared_with() -> None:
    assert number(200 / 3, "%", 66.7) == "66.67 %"
    assert number(66.7, "%", 66.7) == "66.7 %"
    assert number(66.6999, "%", 66.7) == "66.6999 %"
    assert exactly(200 / 3, "%") == "66.6666666667 %"
    assert [exactly(value, "months") for value in (1, 1.5, 12)] == [
        "1 month",
        "1.5 months",
        "12 months",
    ]
    assert [number(value, "WTE") for value in (1, 0.2)] == ["1 WTE", "0.2 WTE"]
    assert [exactly(value, "%") for value in (95, 92.5, 66.67)] == ["95 %", "92.5 %", "66.67 %"]


SHARES = st.one_of(
    st.floats(0, 150, allow_nan=False),
    # One of so many: what returns hold.
    st.builds(lambda part, whole: 100 * part / whole, st.integers(0, 400), st.integers(1, 400)),
)
LIMITS = st.integers(0, 15_000).map(lambda hundredths: hundredths / 100)


@given(SHARES, LIMITS)
def test_a_share_stands_to_every_limit_as_its_text_does(value: float, limit: float) -> None:
    exact, asked = Decimal(f"{value:.12g}"), Decimal(f"{limit:.12g}")
    told = Decimal(share(value, limit))
    assert (told > asked, told == asked) == (exact > asked, exact == asked)


@given(SHARES, st.integers(0, 300).map(lambda halves: halves / 2))
def test_a_share_stands_to_whole_and_half_per_cents_as_its_text_does_unasked(
    value: float, limit: float
) -> None:
    exact, asked = Decimal(f"{value:.12g}"), Decimal(f"{limit:.12g}")
    told = Decimal(share(value))
    assert (told > asked, told == asked) == (exact > asked, exact == asked)


@given(SHARES)
def test_a_share_is_told_as_excel_shows_it_or_with_the_digits_that_decide(value: float) -> None:
    told, exact = Decimal(share(value)), Decimal(f"{value:.12g}")
    as_excel = exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    if told != as_excel:
        assert as_excel % Decimal("0.5") == 0
        assert as_excel != exact
    assert abs(told - exact) <= Decimal("0.05")
