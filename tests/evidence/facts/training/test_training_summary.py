"""Training as a summary: added up, checked within itself, held to the dashboard and a register."""

from __future__ import annotations

import pytest

from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.verdict import Basis
from tests.evidence.facts.training.summary_lines import LEVEL_3, SG, faults_beside, line

SHA = "a" * 64


def test_the_staff_groups_of_a_level_make_its_figure(gather) -> None:
    found = gather(training_summary=[line("Midwives", 120, 101, "84%"), line("Medical", 44, 40)])
    origins = tuple(
        Origin("orwell.xlsx", SHA, "training_summary", ref, text)
        for ref, text in (("D2", "120"), ("E2", "101"), ("F2", "84%"), ("D3", "44"), ("E3", "40"))
    )
    assert found.facts[f"{SG}.level_3.percent"] == Fact(
        f"{SG}.level_3.percent",
        Range.of_number(14100 / 164),
        Basis.FIGURE,
        origins,
        (f"{SG}.level_3.summary_percent",),
        "by the training summary: 141 of 164 compliant, in Midwives and Medical",
        returned=True,
    )
    assert found.value(f"{SG}.level_3.staff") == 164
    assert found.value(f"{SG}.level_3.in_date") == 141
    assert found.value(f"{SG}.level_3.needed") is True
    lowest = found.facts[f"{SG}.lowest_group_percent"]
    assert (lowest.value, lowest.basis, lowest.note) == (
        Range.of_number(10100 / 120),
        Basis.FIGURE,
        "Midwives, Level 3, by the training summary",
    )
    assert faults_beside(found) == []


def test_the_line_of_all_staff_is_held_to_the_sum_and_not_added(gather) -> None:
    lines = [line("Midwives", 120, 101), line("Medical", 44, 40)]
    right = gather(training_summary=[*lines, line("TOTAL", 164, 141)])
    wrong = gather(training_summary=[*lines, line("TOTAL", 164, 160)])
    assert right.value(f"{SG}.level_3.percent") == 14100 / 164
    assert faults_beside(right) == []
    assert wrong.value(f"{SG}.level_3.percent") == (14100 / 164, 16000 / 164)
    assert faults_beside(wrong) == [
        (
            "CHECK",
            "training_summary D4, E4, D2, E2, D3, E3",
            "160 of 164 in all at Level 3 (training_summary D4), while the staff groups make 141 "
            "of 164",
        )
    ]


def test_the_line_of_all_staff_counts_where_a_group_cannot_be_read(gather) -> None:
    lines = [line("Midwives", "about 120", 101), line("All staff", 164, 141)]
    assert gather(training_summary=lines).value(f"{SG}.level_3.percent") == 14100 / 164
    assert gather(training_summary=lines[:1]).value(f"{SG}.level_3.percent") is None


def test_more_compliant_than_required_leaves_the_level_unknown(gather) -> None:
    found = gather(
        training_summary=[line("Midwives", 100, 101), line("Medical", 44, 40)],
        dashboard=[{"item": "4.1", "part": "Level 3", "value": "95%"}],
    )
    assert found.value(f"{SG}.level_3.percent") is None
    assert found.why(f"{SG}.level_3.percent") == ("101 compliant is more than the 100 required")
    assert ("CELL", "training_summary E2, D2", "101 compliant of 100 required") in faults_beside(
        found
    )


def test_a_percentage_that_does_not_agree_leaves_bounds(gather) -> None:
    found = gather(training_summary=[line("Midwives", 100, 80, "90%")])
    assert found.value(f"{SG}.level_3.percent") == (80, 90)
    assert faults_beside(found) == [
        (
            "CHECK",
            "training_summary F2, E2, D2",
            "90 % (training_summary F2), while 80 of 100 make 80 %",
        )
    ]


@pytest.mark.parametrize("percent", ["84%", "85%", "84.2%", None, "N/K"])
def test_a_percentage_rounded_or_left_out_agrees(gather, percent) -> None:
    found = gather(training_summary=[line("Midwives", 120, 101, percent)])
    assert found.value(f"{SG}.level_3.percent") == 10100 / 120
    assert faults_beside(found) == []


def test_one_staff_group_twice_and_not_the_same_cannot_be_counted(gather) -> None:
    twice = [line("Midwives", 100, 80), line("midwives", 100, 90)]
    assert gather(training_summary=twice).value(f"{SG}.level_3.percent") is None
    same = [line("Midwives", 100, 80), line("midwives", 100, 80)]
    assert gather(training_summary=same).value(f"{SG}.level_3.percent") == 80


def test_a_group_that_nobody_counted_is_never_nought(gather) -> None:
    lines = [line("Midwives", 100, 95), line("Medical", 40, None)]
    assert gather(training_summary=lines).value(f"{SG}.level_3.percent") is None


def test_a_level_that_nobody_needs_is_needed_all_the_same_where_services_call_for_it(
    gather,
) -> None:
    found = gather(training_summary=[line("Clerical", 0, 0, level=1), line("Clerical", 0, 0)])
    assert found.value(f"{SG}.level_3.percent") is None
    assert found.value(f"{SG}.level_1.needed") in (True, False)


def test_a_level_without_a_line_is_as_the_dashboard_has_it(gather) -> None:
    found = gather(
        training_summary=[line("Midwives", 100, 95)],
        dashboard=[
            {"item": "4.1", "part": "Level 1", "value": "90%"},
            {"item": "4.1", "part": "Level 3", "value": "97%"},
        ],
    )
    assert found.value(f"{SG}.level_1.percent") == 90
    assert found.value(f"{SG}.level_3.percent") == 95
    assert faults_beside(found) == []


def test_a_dashboard_further_off_than_tolerated_is_told(gather) -> None:
    found = gather(
        training_summary=[line("Midwives", 100, 80)],
        dashboard=[{"item": "4.1", "part": "Level 3", "value": "97%"}],
    )
    assert faults_beside(found) == [
        (
            "CHECK",
            "dashboard C2",
            "Level 3, safeguarding children: 97 % declared (dashboard C2), 80 % by the training "
            "summary (D2)",
        )
    ]


def test_the_register_decides_beside_a_summary_and_the_difference_is_told(gather) -> None:
    register = [
        {
            "staff_ref": f"E{n}",
            "staff_group": "Midwives",
            "framework": "safeguarding",
            "required_level": 3,
            "achieved_level": 3 if n < 5 else 2,
            "completed_on": "01/03/2014",
        }
        for n in range(10)
    ]
    found = gather(register=register, training_summary=[line("Midwives", 100, 95)])
    assert found.value(f"{SG}.level_3.percent") == 50
    assert f"{SG}.level_3.summary_percent" not in found.facts
    assert faults_beside(found) == [
        (
            "CHECK",
            "training_summary D2, E2",
            "Level 3, safeguarding children: 95 % by the summary, 50 % by the register",
        )
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [line("Midwives", 100, 100), line("Medical", 20, 2, level=None)],
        [line("Midwives", 100, 100), line("Medical", 20, 2, level="3+")],
        [line("Midwives", 100, 100), line("Medical", 20, 2, level="Level 3 specialist")],
        [line("Midwives", 100, 100), line("Medical", 20, 2, level="2 and 3")],
        [line("Midwives", 100, 100), line("Medical", 20, 2, framework=None)],
        [line("Midwives", 100, 100), line("Medical", 20, 2, framework="safegaurding children")],
        [line("Midwives", 100, 100), line("Medical", "N/K", 2)],
        [line("Midwives", 100, 100), line("Medical", 20, None, "100%")],
        [line("Midwives", 100, 100), line("Medical", None, None)],
        [line("Midwives", 100, 100), line("Medical", 20, 22)],
        [line("Midwives", 100, 100), line("Medical", 20, 2), line("Total", 102, 102)],
        [line("Midwives", 100, 100), line(None, 20, 2)],
        [line("Midwives", 100, 100), line("Medical", "N/K", 2), line("Total", 50, 50)],
        [line("Midwives", 100, 100), line("Medical", "N/K", 2), line("Total", 110, 90)],
        [line("All clinical staff", 100, 100), line("Medical", 20, 2)],
        [line("Midwives", 100, 100, "60%")],
        [line("Midwives", 100, 60, "100%")],
        [line("Midwives", 100, 100), line("Midwives", 100, 60)],
        [line("Midwives", 100, 100), line("Midwives", 100, 60), line("Total", 200, 200)],
        [line("Midwives", 100, 101), line("Medical", 20, 2), line("Total", 120, 120)],
        [line("North trust total", 100, 100), line("South trust total", 100, 60)],
    ],
)
def test_no_share_is_better_than_the_lines_bear(gather, lines) -> None:
    found = gather(training_summary=lines)
    for name in (LEVEL_3, f"{SG}.lowest_group_percent"):
        value = found.facts[name].value
        assert value is None or value.low < 95
    assert [of[0] for of in faults_beside(found)] != [] or value is not None


def test_numbers_of_a_summary_that_cannot_be_read_are_told_each_with_its_cell(gather) -> None:
    found = gather(training_summary=[line("Midwives", "about 120", "lots")])
    name = f"{SG}.level_3.percent"
    assert [(fault.found, fault.cell, fault.facts) for fault in found.faults] == [
        ("about 120", "D2", (name,)),
        ("lots", "E2", (name,)),
    ]
    assert found.why(name) == (
        "required: training_summary D2 says “about 120”, which is not a number; "
        "compliant: training_summary E2 says “lots”, which is not a number"
    )
