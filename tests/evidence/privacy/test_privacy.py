"""NHS numbers are seen however they are typed, and ordinary figures left alone."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.nouns.grid import GridCell, is_blank
from evidence.privacy import nhs_numbers
from evidence.privacy.guard import NHS_NUMBER_FOUND, guard_cell, holds_nothing_personal
from evidence.privacy.nhs_numbers import holds_nhs_number, is_nhs_number, without_nhs_numbers
from evidence.privacy.personal_records import about_one_person
from tests.draws import draws

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
        "94 34 76 59 19",
        "01/04/2014 01 9434765919",
        "E9434765919",
        "NHS no. 943 476 5919 (mother)",
        "item 3 943 476 5919",
        "3 children: 9434765919, seen on 14/10/2014",
        "９４３４７６５９１９",
    ],
)
def test_an_nhs_number_is_seen_however_it_is_typed(text: str) -> None:
    assert holds_nhs_number(text)
    assert guard_cell(GridCell(text)) == GridCell(None, unusable=NHS_NUMBER_FOUND)
    assert guard_cell(GridCell(text)).text == ""


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
        "9.434765919",
        "94 34 76 59 1 9",
        "01/04/2014 01",
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
    assert guard_cell(GridCell(raw)) == GridCell(raw)


def test_a_number_of_more_digits_than_python_writes_out_is_no_nhs_number() -> None:
    assert not holds_nhs_number(10**5000)


@pytest.mark.parametrize("raw", [9434765919, -9434765919, 9434765919.0])
def test_a_cell_with_the_number_as_a_number_is_refused(raw: float) -> None:
    assert guard_cell(GridCell(raw)) == GridCell(None, unusable=NHS_NUMBER_FOUND)


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


def spans_tried_one_by_one(text: str) -> list[tuple[int, int]]:
    """Where NHS numbers stand: whichever group of figures one may begin with, tried in turn."""
    found, taken = [], 0
    for run in nhs_numbers._RUN.finditer(text):
        groups = [match.span() for match in re.compile(r"\d+").finditer(text, *run.span())]
        for at, (first, _) in enumerate(groups):
            for to in range(at, min(at + 10, len(groups))):
                last = groups[to][1]
                digits = "".join(sign for sign in text[first:last] if sign.isdecimal())
                if first < taken or len(digits) != 10 or not is_nhs_number(digits):
                    continue
                is_like = nhs_numbers._like_one(text, first, last, to - at + 1)
                if is_like and not nhs_numbers._DATE.match(text, first, last):
                    found.append((first, last))
                    taken = last
    return found


GROUPS = st.one_of(
    st.text("0123456789", min_size=1, max_size=11),
    st.sampled_from([VALID, "943 476 5919", "2014-01-02", "٩", "²"]),
)
BETWEEN = st.sampled_from(["", " ", "-", "/", ".", "  ", ",", "a", "\n"])


@settings(deadline=None)
@given(st.lists(st.tuples(GROUPS, BETWEEN), max_size=12))
def test_no_number_among_many_figures_is_passed_over(parts: list[tuple[str, str]]) -> None:
    text = "".join(group + between for group, between in parts)
    assert list(nhs_numbers._spans(text)) == spans_tried_one_by_one(text)


WORDS = (
    "dob",
    "DOB",
    "d.o.b",
    "born",
    "Born",
    "birthdate",
    "aged",
    "twelveyearsold",
    "yearsold",
    "yrs",
    "boy",
    "stepson",
    "mother",
    "caseid",
    "called",
    "he",
    "OD",
    "M",
    "F",
    "IP3",
    "IP",
    "LY",
    "8LY",
    "yo",
)
PIECE = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(list(string.printable)),
    st.text(string.digits, min_size=1, max_size=5),
    st.sampled_from([VALID, VALID[:5], VALID[5:], "é", "\u2028", "\u00a0"]),
)
TEXT = st.lists(PIECE, max_size=8).map("".join)


def looked_at(text: str) -> bool:
    """Whether a text is blank or would be refused, asked the long way."""
    return is_blank(text) or holds_nhs_number(text) or bool(about_one_person(text))


@settings(max_examples=draws(100), deadline=None)
@given(st.lists(st.one_of(TEXT, TEXT.map(lambda text: text[:9])), min_size=1, max_size=4))
def test_what_tells_of_nobody_by_its_shape_does_not_by_its_words(texts: list[str]) -> None:
    if holds_nothing_personal(texts):
        assert not any(map(looked_at, texts))
        assert all(holds_nothing_personal([text]) for text in texts)


@given(st.sampled_from(WORDS), st.integers(0, 999_999_999), st.sampled_from("-:/. "))
def test_a_word_and_a_number_are_looked_at_only_where_they_may_tell(
    word: str, number: int, between: str
) -> None:
    for text in (f"{word}{between}{number}", f"{number}{between}{word}"):
        refused = looked_at(text)
        assert not (holds_nothing_personal([text]) and refused)


@pytest.mark.parametrize(
    "texts",
    [
        ["E20240", "E7"],
        ["2354891-10", "20135741-2"],
        ["ESR/12345678"],
        ["12/03/2009", "Level 3"],
        ["a1b2c3d4e"],
        ["RZ1-5248-X", "Staff group 12"],
        ["0012-34ab"],
    ],
)
def test_usual_references_need_no_search(texts: list[str]) -> None:
    assert holds_nothing_personal(texts)


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [""],
        ["E1", " "],
        [" E1-1"],
        ["E1", VALID],
        ["1234567890"],
        ["E1", "DOB:12/03/2009"],
        ["IP3 8LY"],
        ["E1\nE2"],
        ["Zoë"],
    ],
)
def test_what_may_tell_of_somebody_is_searched(texts: list[str]) -> None:
    assert not holds_nothing_personal(texts)
