"""The dashboard's figures as facts, each with its cell."""

from __future__ import annotations

import pytest

from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.verdict import Basis

ORIGIN = Origin("orwell.xlsx", "a" * 64, "dashboard", "C2", "98%")


def test_a_figure_with_its_origin(gather) -> None:
    found = gather(dashboard=[{"item": "6.4", "value": "98%", "note": "all four teams"}])
    assert found.facts["dashboard.6.4"] == Fact(
        "dashboard.6.4",
        Range.of_number(98.0),
        Basis.FIGURE,
        (ORIGIN,),
        note="noted beside it: “all four teams”",
        returned=True,
    )
    assert found.facts["dashboard.6.4.not_applicable"] == Fact(
        "dashboard.6.4.not_applicable", False, Basis.DECLARED, (ORIGIN,), returned=True
    )
    assert found.faults == ()


@pytest.mark.parametrize(
    ("item", "value", "note", "how"),
    [
        ("6.3", "220", "Estimate, one centre only", "is not a count of what is asked for"),
        ("6.4", "98%", "One team left out", "is about only part of the organisation"),
        ("2", "41", "As at 31 March 2014", "is for another period"),
        ("6.1", "Yes", "Estimate", "is not a count of what is asked for"),
        ("2", "<5", "Two of three sites", "is about only part of the organisation"),
    ],
)
def test_words_by_which_a_figure_is_another_put_it_in_dispute(gather, item, value, note, how):
    name = f"dashboard.{item}"
    found = gather(dashboard=[{"item": item, "value": value, "note": note}])
    plain = gather(dashboard=[{"item": item, "value": value}]).facts[name]
    assert [(claim.value, claim.returned) for claim in found.facts[name].claims] == [
        (plain.value, True),
        (None, False),
    ]
    assert found.facts[name].note.endswith(f"by the words beside it, it {how}")
    assert found.faults_in_short == [("CHECK", "dashboard C2, D2", f"“{value}” beside “{note}”")]


def test_a_yes_that_holds_in_a_part_of_the_organisation_alone_may_be_a_no(gather) -> None:
    found = gather(dashboard=[{"item": "6.1", "value": "Yes", "note": "Main site only"}])
    assert [claim.value for claim in found.facts["dashboard.6.1"].claims] == [True, False]


def test_a_no_and_what_is_not_returned_are_left_alone_by_such_words(gather) -> None:
    for item, value in (("6.1", "No"), ("6.3", "N/K")):
        line = {"item": item, "value": value, "note": "Main site only"}
        assert gather(dashboard=[line]).facts[f"dashboard.{item}"].claims == ()


def test_yes_and_no_are_the_organisations_own_word(gather) -> None:
    found = gather(dashboard=[{"item": "6.1", "value": "Y"}])
    assert found.value("dashboard.6.1") is True
    assert found.facts["dashboard.6.1"].basis is Basis.DECLARED


def test_an_unreadable_figure_is_a_fault_and_unknown(gather) -> None:
    found = gather(dashboard=[{"item": "2", "value": "TBC"}])
    assert found.facts["dashboard.2"] == Fact(
        "dashboard.2",
        None,
        Basis.FIGURE,
        (Origin("orwell.xlsx", "a" * 64, "dashboard", "C2", "TBC"),),
        why_unknown="dashboard C2 says “TBC”, which is not a number",
    )
    assert "dashboard.2.not_applicable" not in found.facts
    assert found.faults == (
        Fault(
            Severity.CELL,
            "orwell.xlsx",
            "TBC",
            "a whole number, 0 for none",
            "Write what is asked for; if it is not known, leave the cell blank.",
            "dashboard",
            "C2",
            "RZ1",
            "2014-15 Q2",
            ("dashboard.2",),
        ),
    )


def test_a_plain_1_in_a_percentage_is_asked_about(gather) -> None:
    found = gather(dashboard=[{"item": "4.2", "part": "Level 4", "value": 1}])
    assert found.value("dashboard.4.2.level_4") is None
    assert found.why("dashboard.4.2.level_4") == (
        "dashboard C2 says “1”, which may mean 1 % or 100 %"
    )
    assert found.faults[0].to_do == "Write 1% or 100%, whichever is meant."


@pytest.mark.parametrize("typed", [0.5, "0.05"])
def test_a_part_of_1_where_a_small_percentage_is_likely_is_asked_about(gather, typed) -> None:
    found = gather(dashboard=[{"item": "3", "value": typed}])
    assert found.value("dashboard.3") is None
    assert found.faults[0].to_do == (
        f"Write {float(typed):g}% or {100 * float(typed):g}%, whichever is meant."
    )


@pytest.mark.parametrize(
    ("item", "typed", "note", "value"),
    [
        ("6.4", "96%", "61 of 120 staff", (pytest.approx(100 * 61 / 120), 96)),
        ("6.4", "51%", "61 of 120 staff", 51),
        ("6.4", "96%", "5 of 120 not yet done", (0, 96)),
        ("6.4", "96%", "5 of 120 outstanding", 96),
        ("6.4", "96%", "September, 40 referrals", 96),
        ("6.4", "96%", "Planned", (0, 96)),
        ("6.4", "96%", "as planned", 96),
        ("6.4", "96%", "None", (0, 96)),
        ("3", "0%", "None", 0),
        ("3", "0%", "Not yet checked this year", (0, 100)),
        ("3", "1%", "119 of 120 checked", 1),
        ("6.4", "0%", "Not yet begun", 0),
    ],
)
def test_a_percentage_and_the_words_beside_it(gather, item, typed, note, value) -> None:
    found = gather(dashboard=[{"item": item, "value": typed, "note": note}])
    assert found.value(f"dashboard.{item}") == value
    assert bool(found.faults) is isinstance(value, tuple)
    assert found.facts[f"dashboard.{item}"].in_dispute is isinstance(value, tuple)


def test_a_yes_that_the_words_beside_it_deny(gather) -> None:
    found = gather(dashboard=[{"item": "6.1", "value": "Yes", "note": "Draft, not agreed"}])
    assert found.value("dashboard.6.1") is None
    assert [claim.value for claim in found.facts["dashboard.6.1"].claims] == [True, False]
    assert found.faults_in_short == [
        ("CELL", "dashboard C2, D2", "“Yes” beside “Draft, not agreed”")
    ]
    assert gather(dashboard=[{"item": "6.1", "value": "No", "note": "Draft"}]).faults == ()
    assert gather(dashboard=[{"item": "6.1", "value": "Yes", "note": "In place"}]).faults == ()


def test_a_blank_is_unknown_without_a_fault(gather) -> None:
    found = gather(dashboard=[{"item": "2", "value": None}])
    fact = found.facts["dashboard.2"]
    assert (fact.value, fact.why_unknown, fact.returned) == (None, "left blank", False)
    assert found.faults == ()


def test_what_is_not_there_is_not_made_up(gather) -> None:
    found = gather(dashboard=[{"item": "2", "value": 3}])
    names = [name for name in found.facts if name.startswith("dashboard.")]
    assert names == ["dashboard.2", "dashboard.2.not_applicable", "dashboard.returned_percent"]


def test_a_figure_withheld_is_returned_and_no_number(gather) -> None:
    found = gather(dashboard=[{"item": "10.1", "part": "subject to CP plan", "value": "<5"}])
    fact = found.facts["dashboard.10.1.subject_to_cp_plan"]
    assert (fact.value, fact.returned) == (None, True)
    assert fact.why_unknown == "suppressed at source as “<5”"
    assert found.value("dashboard.10.1.subject_to_cp_plan.not_applicable") is False
    assert found.faults == ()


@pytest.mark.parametrize(
    "line",
    [
        {"item": "14", "value": "n/a", "note": "No survey yet"},
        {"item": "14", "value": "N/A - No survey yet"},
    ],
)
def test_not_applicable_with_a_reason(gather, line) -> None:
    found = gather(dashboard=[line])
    assert found.value("dashboard.14") is None
    assert not found.facts["dashboard.14"].returned
    assert found.why("dashboard.14") == "given as not applicable: “No survey yet”"
    excused = found.facts["dashboard.14.not_applicable"]
    assert (excused.value, excused.note) == (True, "the reason given: “No survey yet”")
    assert found.faults == ()


@pytest.mark.parametrize("note", [None, "", "-", "n/a", "TBC"])
def test_not_applicable_without_a_reason(gather, note) -> None:
    found = gather(dashboard=[{"item": "14", "value": "N/A", "note": note}])
    assert found.value("dashboard.14") is None
    assert "dashboard.14.not_applicable" not in found.facts
    assert found.why("dashboard.14") == "dashboard C2 says “N/A” without a reason"
    assert found.faults_in_short == [("CELL", "dashboard C2", "N/A")]


def test_a_cell_that_the_reader_refused(gather, refused) -> None:
    found = gather(dashboard=[{"item": "2", "value": refused}])
    assert found.why("dashboard.2") == "dashboard C2: an error cell"
    assert found.faults == ()
