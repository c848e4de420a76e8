"""What is proposed of workbooks laid out in other ways, and what is left to a person."""

from __future__ import annotations

import pytest

from evidence.mapping.nouns import Place
from evidence.mapping.proposing.heading_roles import Role, role_of
from tests.evidence.mapping.conftest import OfSheets, meant, rows_of

AUDIT = ["Ref", "Standard", "Evidence", "RAG"]
KPI = ["Ref", "Indicator", "Target", "Q1", "Q2", "Q3", "Q4", "YTD", "RAG", "Comments"]


@pytest.mark.parametrize(
    ("text", "role", "quarter"),
    [
        ("Q2", Role.QUARTER, 2),
        ("Quarter 3 2014/15", Role.QUARTER, 3),
        ("Jul-Sep 2014", Role.QUARTER, 2),
        ("Q2 actual", Role.QUARTER, 2),
        ("Q2 target", Role.OTHER, 0),
        ("Q2 RAG", Role.RAG, 0),
        ("Q2 comments", Role.NOTE, 0),
        ("Last quarter", Role.OTHER, 0),
        ("YTD", Role.OTHER, 0),
        ("Threshold", Role.OTHER, 0),
        ("Self Assessment Score (0-3)", Role.SCORE, 0),
        ("Moderated Score (0-3)", Role.MODERATED, 0),
        ("Areas for improvement", Role.ACTION, 0),
        ("Deadline (for completion of improvements)", Role.DUE, 0),
        ("Number required", Role.REQUIRED, 0),
        ("Number compliant", Role.COMPLIANT, 0),
        ("% compliant", Role.PERCENT, 0),
        ("Link to Health Audit", Role.REFERENCE, 0),
    ],
)
def test_a_heading_says_what_its_column_holds(text: str, role: Role, quarter: int) -> None:
    assert role_of(text) == (role, quarter)


def test_red_amber_and_green_are_a_scale_to_confirm(of_sheets: OfSheets) -> None:
    mapping = of_sheets(
        {"Audit": [AUDIT, ["6.7", "A Board executive leads on safeguarding", "x", "G"],
                   ["6.8a", "Named Doctor and Named Nurse in post", "y", "A"]]}
    )  # fmt: skip
    [scale] = mapping.scales
    assert meant(mapping) == {"B2": "section11 S6.p07", "B3": "section11 S6.p08.a"}
    assert (scale.answers["G"], scale.answers["R"]) == ("met", "not_met")
    assert "no legend" in scale.because


@pytest.mark.parametrize(
    ("legend", "answers"),
    [
        ("R = fully met, A = partly met, G = not met",
         {"R": "met", "A": "partly_met", "G": "not_met"}),
        ("0 = fully compliant; 1 = partially compliant; 2 = partially compliant; 3 = not compliant",
         {"0": "met", "1": "partly_met", "2": "partly_met", "3": "not_met"}),
    ],
)  # fmt: skip
def test_the_legend_on_the_sheet_says_which_end_is_the_best(
    legend: str, answers: dict[str, str], of_sheets: OfSheets
) -> None:
    score = min(answers)
    mapping = of_sheets(
        {"Audit": [[legend], [], AUDIT, ["6.7", "A Board executive leads on safeguarding", "x",
                                         int(score) if score.isdigit() else score]]}
    )  # fmt: skip
    [scale] = mapping.scales
    assert {score: scale.answers[score] for score in answers} == answers
    assert scale.because == "the legend in A1"


@pytest.mark.parametrize("heading", ["Score (1-4)", "Score (0-5)", "Self score"])
def test_a_scale_that_the_pack_does_not_have_is_left_to_a_person(
    heading: str, of_sheets: OfSheets
) -> None:
    rows = [["Ref", "Standard", heading], ["6.7", "A Board executive leads on safeguarding", 4]]
    [scale] = of_sheets({"Audit": rows}).scales
    assert scale.answers == {"4": ""}
    assert not scale.is_used


def test_a_figure_is_taken_from_the_columns_of_quarters_alone(of_sheets: OfSheets) -> None:
    mapping = of_sheets(
        {"KPI": [KPI, ["6.4", "% supervision in timescale", "90%", "85%", "90%", None, None,
                       "88%", "G", "x"]]}
    )  # fmt: skip
    [row] = rows_of(mapping)
    assert row.places["value"] == Place(("D2", "E2", "F2", "G2"), ("D1", "E1", "F1", "G1"))
    assert row.places["note"] == Place(("J2",))


def test_several_columns_that_could_hold_the_figure_are_told(of_sheets: OfSheets) -> None:
    words = "% safeguarding supervisors trained in a reflective model"
    rows = [["Indicator", "Actual", "Reported"], [words, "88%", "92%"]]
    [row] = rows_of(of_sheets({"KPI": rows}))
    assert (row.table, row.why_not) == ("", "several columns could hold the figure")


def test_a_percentage_where_a_number_is_asked_for_is_not_proposed(of_sheets: OfSheets) -> None:
    rows = [["Ref", "Indicator", "Value"], ["7.1", "CP referrals to CSC", "52%"]]
    [row] = rows_of(of_sheets({"KPI": rows}))
    assert row.why_not == "its cells are percentages, and a number is asked for"


def test_a_reference_whose_words_are_others_is_not_believed(of_sheets: OfSheets) -> None:
    rows = [["Ref", "Indicator", "Value"], ["3", "Number of falls on wards", 12]]
    [row] = rows_of(of_sheets({"KPI": rows}))
    assert (row.table, row.why_not) == ("", "no words of the pack are near enough")


def test_two_rows_that_answer_the_same_are_left_to_a_person(of_sheets: OfSheets) -> None:
    rows = [["Ref", "Indicator", "Value"], ["6.2", "% supervisors trained", "88%"],
            ["6.2", "% supervisors trained", "92%"]]  # fmt: skip
    assert [row.table for row in rows_of(of_sheets({"KPI": rows}))] == ["", ""]


def test_a_training_table_that_does_not_say_which_training_is_left(of_sheets: OfSheets) -> None:
    rows = [[None, "Level 1", "Level 1", "Level 1"],
            ["Staff group", "Number required", "Number compliant", "% compliant"],
            ["Midwives", 10, 9, "90%"]]  # fmt: skip
    [row] = rows_of(of_sheets({"Training": rows}))
    assert row.why_not == "the sheet does not say plainly which training it is about"
    [row] = rows_of(of_sheets({"Safeguarding children": rows}))
    assert row.row == {"framework": "safeguarding", "level": "1"}
    [row] = rows_of(of_sheets({"Safeguarding adults": rows}))
    assert row.table == ""


def test_a_training_table_with_a_line_for_each_level(of_sheets: OfSheets) -> None:
    rows = [["Safeguarding children training"],
            ["Staff group", "Level", "Required", "Compliant", "%"],
            ["Midwives", "Level 3", 120, 101, "84%"], ["Clerical", 1, 540, 520, "96%"]]  # fmt: skip
    found = [(row.row["level"], row.places["required"].cells) for row in rows_of(
        of_sheets({"Training": rows})
    )]  # fmt: skip
    assert found == [("3", ("C3",)), ("1", ("C4",))]


def test_a_sheet_of_the_senders_own_business_is_passed_over(of_sheets: OfSheets) -> None:
    rows = [["Date", "Room", "Chair"], ["1 May", "A", "x"], ["2 May", "B", "y"]]
    assert of_sheets({"Meetings": rows, "Empty": []}).sheets == ()


def test_the_quarter_may_stand_over_the_word_for_its_figures(of_sheets: OfSheets) -> None:
    rows = [["Ref", "Indicator", "Q1", None, "Q2", None],
            [None, None, "Actual", "RAG", "Actual", "RAG"],
            ["6.4", "% supervision in timescale", "85%", "A", "90%", "G"]]  # fmt: skip
    [row] = rows_of(of_sheets({"KPI": rows}))
    assert row.places == {"value": Place(("C3", "E3"), ("C1", "E1"))}


def test_a_month_is_no_quarter(of_sheets: OfSheets) -> None:
    rows = [
        ["Ref", "Indicator", "Jul", "Aug", "Sep", "Q2"],
        ["7.1", "CP referrals to CSC", 1, 2, 3, 6],
    ]
    [row] = rows_of(of_sheets({"KPI": rows}))
    assert row.places["value"] == Place(("F2",), ("F1",))


def test_a_percentage_with_its_numbers_in_columns_beside(of_sheets: OfSheets) -> None:
    rows = [
        ["Ref", "KPI", "Numerator", "Denominator", "%"],
        ["6.4", "Supervised in time", 9, 10, "90%"],
    ]
    [row] = rows_of(of_sheets({"KPI": rows}))
    assert {column: place.cells for column, place in row.places.items()} == {
        "value": ("E2",),
        "numerator": ("C2",),
        "denominator": ("D2",),
    }


def test_vacancies_by_role(of_sheets: OfSheets) -> None:
    rows = [["Staff group", "Establishment WTE", "Vacant WTE"], ["Health Visitors", 40, 3.5],
            ["Porters", 10, 1]]  # fmt: skip
    assert meant(of_sheets({"Vacancies": rows})) == {"A2": "vacancies Health Visitors", "A3": ""}


def test_posts_with_their_time(of_sheets: OfSheets) -> None:
    rows = [["Role", "Post holder", "WTE"], ["Named Nurse", "x", 1.0]]
    [row] = rows_of(of_sheets({"Posts": rows}))
    assert (row.table, set(row.places)) == ("named_professionals", {"wte", "name"})


def test_the_level_and_what_is_counted_in_one_heading(of_sheets: OfSheets) -> None:
    rows = [["Safeguarding children training"],
            ["Staff group", "Level 1 required", "Level 1 compliant", "Level 1 %"],
            ["Nurses", 10, 9, "90%"]]  # fmt: skip
    [row] = rows_of(of_sheets({"Training": rows}))
    assert row.row == {"framework": "safeguarding", "level": "1"}
