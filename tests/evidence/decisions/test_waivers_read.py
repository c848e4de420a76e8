"""Waivers as written: what is read of them, and every fault of them at once."""

from __future__ import annotations

import datetime as dt

from engine.nouns.evidence.decision import WaiverStatus

WHOLE = ("RZ1", "S6-nurse", "S6.p08.a", "Recruiting", "Director of Nursing")
DAYS = (dt.date(2014, 7, 1), dt.date(2015, 6, 30))


def faults_in_short(faults):
    return [
        (fault.severity.name, fault.sheet, fault.cell, fault.found, fault.to_do) for fault in faults
    ]


def test_a_whole_waiver_has_no_fault_and_is_laid_over_nothing_yet(decide) -> None:
    decided, faults = decide(waivers=[(*WHOLE, *DAYS)])
    [waiver] = decided.waivers
    assert faults == ()
    assert (waiver.organisation, waiver.rule, waiver.reason, waiver.approved_by) == (
        *("RZ1", "S6-nurse", "Recruiting", "Director of Nursing"),
    )
    assert (waiver.approved_on, waiver.until) == DAYS
    assert waiver.standing is WaiverStatus.NOTHING_TO_WAIVE
    assert (waiver.origin.file, waiver.origin.sheet, waiver.origin.cell) == (
        *("decisions.xlsx", "waivers", "B2"),
    )


def test_what_a_waiver_lacks_is_told_cell_by_cell(decide) -> None:
    decided, faults = decide(waivers=[("RZ1", "S6-nurse", None, "TBC", "vacant", None, "soon")])
    [waiver] = decided.waivers
    assert (waiver.reason, waiver.approved_by, waiver.approved_on, waiver.until) == (
        *("", "", None, None),
    )
    assert faults_in_short(faults) == [
        (
            *("CELL", "waivers", "G2", "soon"),
            "Write the day, month and year; until then it is not known.",
        ),
        (
            *("CELL", "waivers", "D2", "TBC"),
            "Write a reason; until then the waiver is not applied.",
        ),
        (
            *("CELL", "waivers", "E2", "vacant"),
            "Write who approved it; until then the waiver is not applied.",
        ),
        (
            *("CELL", "waivers", "F2", "nothing"),
            "Write the day it was approved; until then the waiver is not applied.",
        ),
        (
            *("CELL", "waivers", "G2", "soon"),
            "Write the last day on which it holds; until then the waiver is not applied.",
        ),
    ]


def test_unknown_organisations_rules_and_clauses(decide) -> None:
    decided, faults = decide(
        waivers=[
            ("ZZ9", *WHOLE[1:], *DAYS),
            ("ZZ9", *WHOLE[1:], *DAYS),
            ("RZ1", "S6-nurs", *WHOLE[2:], *DAYS),
            ("RZ1", None, *WHOLE[2:], *DAYS),
            (None, *WHOLE[1:], *DAYS),
            ("rz1", "s6-nurse", "S6.p11.c", *WHOLE[3:], *DAYS),
        ]
    )
    assert [(waiver.organisation, waiver.rule) for waiver in decided.waivers] == [
        ("RZ1", "S6-nurse")
    ]
    assert [(fault.severity.name, fault.cell, fault.found) for fault in faults] == [
        ("CELL", "B4", "S6-nurs"),
        ("CELL", "B5", "a waiver without a rule"),
        ("CELL", "A6", "a decision without an organisation"),
        ("CHECK", "C7, B7", "S6.p11.c beside S6-nurse, which does not cite it"),
        ("CHECK", "A2, A3", "“ZZ9”, none of whose returns is among the files"),
    ]
    assert faults[0].to_do == (
        "If “S6-nurse” is meant, write that. Until then the waiver is not applied."
    )


def test_the_same_waiver_twice_counts_once_and_an_end_before_its_beginning(decide) -> None:
    decided, faults = decide(waivers=[(*WHOLE, *DAYS), (*WHOLE, *DAYS), (*WHOLE, *DAYS[::-1])])
    assert len(decided.waivers) == 2
    assert [(fault.severity.name, fault.cell, fault.found) for fault in faults] == [
        ("CHECK", "B3", "the same waiver of S6-nurse as in B2"),
        ("CHECK", "G4, F4", "until 01/07/2014, before it was approved on 30/06/2015"),
    ]


def test_what_tells_of_one_person_is_refused_and_not_repeated(decide) -> None:
    reason = "Mother of 9434765919 moved away"
    decided, faults = decide(waivers=[(*WHOLE[:3], reason, WHOLE[4], *DAYS)])
    assert decided.waivers[0].reason == ""
    assert "9434765919" not in repr((decided, faults))
    assert [(fault.cell, fault.found) for fault in faults] == [
        ("D2", "what looks like an NHS number (not repeated here)"),
        ("D2", "not repeated here"),
    ]
