"""Items and parts of the dashboard: how they are written, unknown, missing, or given twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.nouns.evidence.fact import Range
from engine.nouns.evidence.fault import Severity


@pytest.mark.parametrize("item", ["6.4", "Item 6.4", " 6.4 ", "6.4.", 6.4, "A1.6.4"])
def test_ways_of_writing_an_item(gather, item) -> None:
    assert gather(dashboard=[{"item": item, "value": 90}]).value("dashboard.6.4") == 90


def test_a_whole_item_as_a_number(gather) -> None:
    assert gather(dashboard=[{"item": 2.0, "value": 4}]).value("dashboard.2") == 4


def test_an_unknown_item_is_told_and_left_out(gather) -> None:
    found = gather(dashboard=[{"item": "6.44", "value": 90}])
    assert found.faults_in_short == [("CELL", "dashboard A2", "6.44")]
    assert found.faults[0].expected.startswith("an item of the dashboard: 1, 2, 3, 4.1")
    assert found.faults[0].to_do == ("Write one of the words expected here, or take the line out.")


@pytest.mark.parametrize(
    "item", ["Supervision received", "6.4 Supervision received", "6.4: SUPERVISION RECEIVED"]
)
def test_an_item_may_be_called_by_its_label(gather, item) -> None:
    found = gather(dashboard=[{"item": item, "value": 90}])
    assert found.faults_in_short == []
    assert found.facts["dashboard.6.4"].value == Range.of_number(90)


def test_a_pack_may_give_an_item_other_names(gather_under, pack) -> None:
    vocabulary = pack.vocabulary
    item = replace(vocabulary.indicators["6.4"], also=("Staff supervised in time",))
    named = replace(vocabulary, indicators={**vocabulary.indicators, "6.4": item})
    lines = [{"item": "Staff supervised - in time", "value": 90}]
    found = gather_under(replace(pack, vocabulary=named), dashboard=lines)
    assert (found.faults_in_short, found.value("dashboard.6.4")) == ([], 90)


def test_a_table_with_no_known_item_is_told_once(gather) -> None:
    rows = [{"item": f"KPI {n}", "value": n} for n in range(1, 6)]
    found = gather(dashboard=rows)
    assert found.faults_in_short == [
        (
            "TABLE",
            "dashboard A2:A6",
            "5 rows, none of them about an item of the dashboard: “KPI 1”, “KPI 2”, “KPI 3” and "
            "others",
        )
    ]
    assert found.faults[0].tables == ("dashboard",)
    known = gather(dashboard=[*rows, {"item": "2", "value": 1}])
    assert [severity for severity, _, _ in known.faults_in_short] == ["CELL"] * 5
    assert found.value("dashboard.6.4") is None


def test_a_table_with_one_or_two_unknown_items_alone_names_the_table_that_is_lost(gather) -> None:
    found = gather(dashboard=[{"item": "6.44", "value": 90}, {"item": "KPI", "value": 1}])
    assert [fault.tables for fault in found.faults] == [("dashboard",)] * 2
    known = gather(dashboard=[{"item": "6.44", "value": 90}, {"item": "2", "value": 1}])
    assert [fault.tables for fault in known.faults] == [()]


def test_a_line_that_says_nothing_is_passed_over(gather) -> None:
    assert gather(dashboard=[{"item": "see below"}, {}]).faults == ()


def test_a_line_without_an_item(gather) -> None:
    found = gather(dashboard=[{"part": "Level 1", "value": "90%"}])
    assert found.faults_in_short == [("CELL", "dashboard A2", "nothing")]


def test_a_part_where_there_is_none(gather) -> None:
    found = gather(dashboard=[{"item": "6.4", "part": "Level 1", "value": 90}])
    assert found.faults_in_short == [("CELL", "dashboard B2", "Level 1")]
    assert found.faults[0].facts == ("dashboard.6.4",)
    assert found.value("dashboard.6.4") is None


@pytest.mark.parametrize("part", [None, "-"])
def test_a_part_that_says_nothing_does_no_harm(gather, part) -> None:
    assert (
        gather(dashboard=[{"item": "6.4", "part": part, "value": 90}]).value("dashboard.6.4") == 90
    )


def test_a_missing_part(gather) -> None:
    found = gather(dashboard=[{"item": "10.1", "value": 700}])
    assert found.faults_in_short == [("CELL", "dashboard B2", "nothing")]
    assert found.faults[0].expected == "a part of item 10.1: subject to CP plan or total births"


def test_an_unknown_part(gather) -> None:
    found = gather(dashboard=[{"item": "10.1", "part": "totals births", "value": 700}])
    assert found.faults[0].to_do == "If “total births” is meant, write that."
    assert found.value("dashboard.10.1.total_births") is None


def test_an_item_with_a_sheet_of_its_own(gather) -> None:
    found = gather(dashboard=[{"item": "5", "value": "3%"}])
    assert found.faults_in_short == [("CELL", "dashboard C2", "3%")]
    assert found.faults[0].to_do == "Return item 5 on the sheet vacancies."


def test_twice_and_not_the_same(gather) -> None:
    found = gather(dashboard=[{"item": "2", "value": 1}, {"item": "2", "value": 4}])
    assert found.value("dashboard.2") is None
    assert found.why("dashboard.2") == (
        "it is given more than once, and not the same: "
        "dashboard C2 says “1” and dashboard C3 says “4”"
    )
    assert [origin.cell for origin in found.facts["dashboard.2"].origins] == ["C2", "C3"]
    assert found.faults_in_short == [("CELL", "dashboard C2, C3", "“1” and “4”")]
    assert found.faults[0].facts == ("dashboard.2",)


@pytest.mark.parametrize("other", ["4", "4.0", None])
def test_twice_and_the_same(gather, other) -> None:
    found = gather(dashboard=[{"item": "2", "value": 4}, {"item": "2", "value": other}])
    assert found.value("dashboard.2") == 4
    assert [fault.severity for fault in found.faults] == [Severity.CHECK]


def test_an_item_the_services_do_not_call_for_is_still_a_fact(gather) -> None:
    found = gather("paediatrics", dashboard=[{"item": "8.1", "value": 4}])
    assert found.value("dashboard.8.1") == 4
