"""NHS numbers are seen however they are typed, and ordinary figures left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.grid import Typed
from evidence.privacy import (
    NHS_NUMBER_FOUND,
    guarded,
    holds_nhs_number,
    is_nhs_number,
    without_nhs_numbers,
)

VALID = "9434765919"


def completed(nine: str) -> str | None:
    """Nine digits with the check digit that makes them an NHS number; None if there is none."""
    check = 11 - sum((10 - at) * int(digit) for at, digit in enumerate(nine)) % 11
    return None if check == 10 else nine + str(check % 11)


@pytest.mark.parametrize(
    "text",
    [
        VALID,
        "943 476 5919",
        "943-476-5919",
        "943.476.5919",
        "943\u00a0476\u00a05919",
        "94347 65919",
        "943 – 476 – 5919",
        "9 4 3 4 7 6 5 9 1 9",
        "E9434765919",
        "NHS no. 943 476 5919 (mother)",
        "item 3 943 476 5919",
        "3 children: 9434765919, seen on 14/10/2014",
        "９４３４７６５９１９",
    ],
)
def test_an_nhs_number_is_seen_however_it_is_typed(text: str) -> None:
    assert holds_nhs_number(text)
    assert guarded(Typed(text)) == Typed(None, unusable=NHS_NUMBER_FOUND)
    assert guarded(Typed(text)).text == ""


@pytest.mark.parametrize(
    "raw",
    [
        "9434765918",
        "94347659190",
        "19434765919",
        "",
        "14/10/2014 13:05",
        "2014-10-12 11:30",
        "01473 264000",
        "0.916666667",
        "E20240",
        943476591,
        94347659190,
        9434765918,
        0.9434765919,
        True,
        None,
        712,
    ],
)
def test_ordinary_values_are_left_alone(raw: str | int | float | None) -> None:
    assert not holds_nhs_number(raw)
    assert guarded(Typed(raw)) == Typed(raw)


@pytest.mark.parametrize("raw", [9434765919, 9434765919.0])
def test_a_cell_with_the_number_as_a_number_is_refused(raw: float) -> None:
    assert guarded(Typed(raw)) == Typed(None, unusable=NHS_NUMBER_FOUND)


def test_names_are_shown_without_the_number() -> None:
    assert (
        without_nhs_numbers("Child 943 476 5919 and 9434765919.xlsx")
        == "Child [what looks like an NHS number] and [what looks like an NHS number].xlsx"
    )
    assert without_nhs_numbers("return 2014-15 Q2.xlsx") == "return 2014-15 Q2.xlsx"


def test_one_digit_changed_is_no_nhs_number() -> None:
    for at, digit in enumerate(VALID):
        for other in set("0123456789") - {digit}:
            assert not is_nhs_number(VALID[:at] + other + VALID[at + 1 :])


@given(
    st.text("0123456789", min_size=9, max_size=9).map(completed).filter(lambda n: n is not None),
    st.sampled_from(["", " ", "-", "\u00a0"]),
    st.sampled_from(["", "NHS ", "ref:"]),
    st.sampled_from(["", " seen", "."]),
)
def test_every_number_with_its_check_digit_is_refused(
    number: str, between: str, before: str, after: str
) -> None:
    text = before + between.join((number[:3], number[3:6], number[6:])) + after
    assert holds_nhs_number(text)
    assert number not in without_nhs_numbers(text).replace(between or "|", "")
