"""Registers under other headings: which column is which, and what their words mean."""

from __future__ import annotations

import pytest

from evidence.mapping.nouns import Mapping as SendersMapping
from tests.evidence.mapping.conftest import OfSheets, rows_of

TRAINING = ["Employee No", "Course", "Level required", "Level achieved", "Date completed"]
LINE = ["E1", "Safeguarding children", "Level 3", "Level 3", "01/03/2013"]


def columns(mapping: SendersMapping) -> dict[str, str]:
    """By the cell of its heading, or of what says it throughout, the column of the pack."""
    return {
        row.rests_on[0].cell: " is ".join(row.row.values())
        for row in rows_of(mapping)
        if row.is_column
    }


def test_the_columns_of_a_training_register(of_sheets: OfSheets) -> None:
    assert columns(of_sheets({"Records": [TRAINING, LINE]})) == {
        "A1": "staff_ref",
        "B1": "framework",
        "C1": "required_level",
        "D1": "achieved_level",
        "E1": "completed_on",
    }


def test_the_title_says_which_training_all_lines_are_of(of_sheets: OfSheets) -> None:
    heads, line = [[row[0], *row[2:]] for row in (TRAINING, LINE)]
    found = of_sheets({"Records": [["Safeguarding children training"], heads, line]})
    assert columns(found)["A1"] == "framework is safeguarding"
    both = of_sheets({"Records": [["Safeguarding and looked-after children"], heads, line]})
    assert "framework" not in {name.split(" ")[0] for name in columns(both).values()}


@pytest.mark.parametrize(
    "heads",
    [
        ["Employee No", "Course", "Date completed", "Status"],
        ["Employee No", "Course", "Level required", "Date completed", "Compliant"],
        ["Ref", "Indicator", "Level achieved", "Q1", "Q2"],
    ],
)
def test_a_sheet_that_lacks_what_a_register_needs_is_none(
    heads: list[str], of_sheets: OfSheets
) -> None:
    assert columns(of_sheets({"Records": [heads, ["x", "y", "z", "01/02/2014", "Yes"]]})) == {}


def test_two_columns_that_could_be_the_same_are_left_to_a_person(of_sheets: OfSheets) -> None:
    rows = [[*TRAINING, "Completion date"], [*LINE, "01/04/2013"]]
    left = [row for row in rows_of(of_sheets({"Records": rows})) if not row.is_chosen]
    assert [(row.rests_on[0].cell, row.why_not) for row in left] == [
        ("E1", "several columns could be completed_on")
    ]


def test_words_of_a_column_that_the_pack_lacks_are_a_scale_to_confirm(of_sheets: OfSheets) -> None:
    courses = ["Safeguarding Children Level 3", "Safeguarding Adults", "safeguarding children"]
    lines = [["E1", course, 3, 3, "01/03/2013"] for course in courses]
    [scale] = of_sheets({"Records": [TRAINING, *lines]}).scales
    assert scale.answers == {
        "Safeguarding Children Level 3": "safeguarding",
        "Safeguarding Adults": "",
    }
    assert scale.choices == ("safeguarding", "looked_after_children", "other")
    assert not scale.is_used


def test_answers_of_contracts_in_words_mean_yes_or_no(of_sheets: OfSheets) -> None:
    heads = ["Provider", "Safeguarding expectations", "Information sharing", "Reviewed"]
    lines = [["A", "Included", "Compliant", "x"], ["B", "Not included", "Non-compliant", "x"],
             ["C", "Yes", "In part", "x"]]  # fmt: skip
    found = of_sheets({"Contracts": [heads, *lines]}, "ccg")
    assert [dict(scale.answers) for scale in found.scales] == [
        {"Included": "yes", "Not included": "no"},
        {"Compliant": "yes", "Non-compliant": "no", "In part": ""},
    ]


def test_a_register_is_proposed_of_those_alone_who_are_asked_for_it(of_sheets: OfSheets) -> None:
    heads = ["Provider", "Safeguarding expectations", "Information sharing"]
    sheets = {"Contracts": [heads, ["A", "Yes", "Yes"]]}
    assert columns(of_sheets(sheets, "provider")) == {}
    assert len(columns(of_sheets(sheets, "ccg"))) == 3
