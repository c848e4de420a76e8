"""Moderated scores in decisions: evidence of their own, beside the organisation's."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from engine.nouns.verdict import Basis
from evidence.decisions.interpret import decisions_of
from evidence.nouns.yardstick import Yardstick
from evidence.reading import read_returns
from evidence.submissions import submissions

DAY = dt.date(2014, 11, 12)
AS_OF = dt.date(2014, 9, 30)
JUDGED = Yardstick(lambda quarter: quarter.last_day, lambda name, quarter, code: 36.0)
SECTION11 = ("question", "score", "moderated_score", "moderated_by", "moderated_on")


def row(score, *, question="S6.p08.a", on=DAY, own="3", by="Designated Nurse"):
    return ("RZ1", "2014-15 Q2", question, own, score, by, on, "Rota seen")


@pytest.fixture
def facts_of(ruled, returned, book_of):
    """The facts of the small return with some decisions, and the faults of both."""

    def read_moderations(*rows, section11=None):
        path = returned(**({"section11": section11} if section11 else {}))
        reading = read_returns([path], ruled)
        decided, wrong = decisions_of(book_of(moderated_scores=rows), ruled, reading.returns, AS_OF)
        [found], faults = submissions(reading, ruled, JUDGED, decided.moderations)
        told = [
            one
            for one in (*wrong, *faults)
            if "moderat" in one.found or one.sheet == ("moderated_scores")
        ]
        return found.facts, told

    return read_moderations


def test_a_moderated_score_counts_and_the_own_one_stays(facts_of) -> None:
    facts, faults = facts_of(row("1"))
    counts = facts["section11.S6.p08.a"]
    assert faults == []
    assert (counts.value, counts.basis) == ("partly_met", Basis.MODERATED)
    assert counts.note == (
        "moderated by Designated Nurse on 12/11/2014, after 30/09/2014, the day the quarter is "
        "judged on: Rota seen; the organisation’s own score: met"
    )
    assert [(origin.file, origin.sheet, origin.cell, origin.text) for origin in counts.origins] == [
        ("decisions.xlsx", "moderated_scores", "E2", "1")
    ]
    assert facts["section11.S6.p08.a.declared"].value == "met"
    assert facts["section11.S6.p08.a.moderated"].value == "partly_met"


def test_an_answer_nobody_gave_can_be_moderated(facts_of) -> None:
    facts, _ = facts_of(row("3", question="S6.p11.c", own=None))
    assert facts["section11.S6.p11.c"].value == "met"
    assert facts["section11.S6.p11.c.declared"].value is None


def test_a_line_not_moderated_changes_nothing(facts_of) -> None:
    facts, faults = facts_of(("RZ1", "2014-15 Q2", "S6.p08.a", "3", None, None, None, None))
    assert faults == []
    assert (facts["section11.S6.p08.a"].value, facts["section11.S6.p08.a"].basis) == (
        "met",
        Basis.DECLARED,
    )
    assert "section11.S6.p08.a.moderated" not in facts


def test_a_score_off_the_scale_leaves_the_answer_unknown(facts_of) -> None:
    facts, faults = facts_of(row("7"))
    assert facts["section11.S6.p08.a"].value is None
    assert facts["section11.S6.p08.a"].why_unknown == (
        "moderated as “7”, which is not on the audit’s scale"
    )
    assert [(fault.severity.name, fault.cell, fault.found) for fault in faults] == [
        ("CELL", "E2", "7")
    ]


def test_a_moderation_by_the_as_of_date_says_no_more_than_its_day(facts_of) -> None:
    facts, _ = facts_of(row("1", on=AS_OF))
    assert facts["section11.S6.p08.a"].note == (
        "moderated by Designated Nurse on 30/09/2014: Rota seen; the organisation’s own score: met"
    )


def test_what_the_return_says_of_moderation_does_not_weigh_against_the_decisions(facts_of) -> None:
    on_return = (SECTION11, ("S6.p08.a", 3, "3", "Lead", dt.date(2015, 1, 5)))
    facts, _ = facts_of(row("0"), section11=on_return)
    assert facts["section11.S6.p08.a"].value == "not_met"


def test_lines_of_the_return_that_differ_leave_the_answer_unknown_and_it_is_told(facts_of) -> None:
    twice = (SECTION11, ("S6.p08.a", 3, None, None, None), ("S6.p08.a", 0, None, None, None))
    facts, faults = facts_of(row("3"), section11=twice)
    assert facts["section11.S6.p08.a"].value is None
    assert [(fault.severity.name, fault.cell, fault.found) for fault in faults] == [
        (
            *("CHECK", "E2"),
            "a moderated score of S6.p08.a, which the return answers on lines that differ",
        )
    ]


def test_an_own_score_that_changed_since_is_told(facts_of) -> None:
    _, faults = facts_of(row("1", own="2"))
    assert [(fault.severity.name, fault.cell, fault.found) for fault in faults] == [
        (
            *("CHECK", "E2"),
            "moderated beside the organisation’s own score of 2, which is now met",
        )
    ]


def test_every_fault_of_a_row(facts_of) -> None:
    _, faults = facts_of(
        ("RZ1", "Q2", "S6.p08.a", None, "1", "DN", DAY, None),
        ("RZ1", "2014-15 Q2", "S4.p02", None, "1", "DN", DAY, None),
        ("RZ1", "2014-15 Q2", "S6.p08.a", None, None, "DN", DAY, None),
        ("RZ1", "2014-15 Q3", "S6.p08.a", None, "1", None, DAY, None),
        ("RZ1", "2013-14 Q3", "S6.p08.a", None, "1", "DN", DAY, None),
    )
    assert [(fault.severity.name, fault.cell, fault.found) for fault in faults] == [
        ("CELL", "B2", "Q2"),
        ("CELL", "C3", "S4.p02"),
        ("CELL", "E4", "a moderation without a score"),
        ("CHECK", "E5", "a moderated score and nobody who gave it"),
        ("CHECK", "E5", "a moderated score for 2014-15 Q3"),
    ]


def test_the_same_score_twice_counts_once(facts_of) -> None:
    facts, faults = facts_of(row("1"), row("1"))
    assert facts["section11.S6.p08.a"].value == "partly_met"
    assert [(fault.severity.name, fault.cell, fault.found) for fault in faults] == [
        ("CHECK", "E3", "the same moderated score as in E2")
    ]


def test_moderations_of_another_organisation_change_nothing(ruled, returned, book_of) -> None:
    reading = read_returns([returned()], ruled)
    decided, _ = decisions_of(book_of(moderated_scores=[row("0")]), ruled, reading.returns, AS_OF)
    other = [replace(moderation, organisation="NXC") for moderation in decided.moderations]
    assert submissions(reading, ruled, JUDGED, other) == submissions(reading, ruled, JUDGED)
