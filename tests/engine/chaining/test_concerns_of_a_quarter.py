"""Concerns of one quarter: contradictions, declared figures, a strained team."""

from __future__ import annotations

import pytest

from engine.nouns.outcome.concern import Concern, FindingKey, Statement
from engine.nouns.verdict import Verdict
from tests.engine.chaining.origins import LEVEL_3, origin


def test_a_contradiction_is_one_concern_with_every_finding_and_both_cells(
    derive, finding, fact, submission
):
    answer = fact("section11.S6.p11.c.declared", "met", "B7", "3")
    one = fact(f"{LEVEL_3}.percent", 61.0, "C8", "61%")
    two = fact(f"{LEVEL_3}.in_date", 40.0, "C9", "40")
    found = [
        finding("R2", "2014-15 Q2", "partly_met", "document", ("S6.p11.c",), two, "40 staff"),
        finding("R1", "2014-15 Q2", "not_met", "figure", ("A1.4.1", "S6.p11.c"), one, "61 %"),
        finding("R3", "2014-15 Q2", "not_met", "declared", ("S6.p11.c",)),
        finding("R4", "2014-15 Q2", "met", "figure", ("S6.p11.c",)),
    ]
    assert derive(found, [submission("2014-15 Q2", answer)]) == (
        Concern(
            id="self-audit-contradicted/RQX/2014-15-Q2/S6.p11.c",
            rule="self-audit-contradicted",
            kind="contradiction",
            title="The self-audit says met; the evidence says otherwise",
            organisation="RQX",
            periods=("2014-15 Q2",),
            cites=("S6.p11.c", "A1.4.1"),
            findings=(
                FindingKey("R1", "RQX", "2014-15 Q2"),
                FindingKey("R2", "RQX", "2014-15 Q2"),
            ),
            statements=(
                Statement(
                    "The organisation’s own audit score on Section 6, paragraph 11(c), 2014-15 Q2",
                    "3 (met)",
                    (origin("B7", "3"),),
                    "2014-15 Q2",
                ),
                Statement(
                    "What R1 reads, 2014-15 Q2",
                    "61 % (verdict: not met, by a figure that the organisation gave)",
                    (origin("C8", "61%"),),
                    "2014-15 Q2",
                    Verdict.NOT_MET,
                    "61 %",
                ),
                Statement(
                    "What R2 reads, 2014-15 Q2",
                    "40 staff (verdict: partly met, by a dated document)",
                    (origin("C9", "40"),),
                    "2014-15 Q2",
                    Verdict.PARTLY_MET,
                    "40 staff",
                ),
            ),
            because=(
                "In 2014-15 Q2 Orwell and Deben NHS Trust scored itself as meeting Section 6, "
                "paragraph 11(c). Its own return says otherwise: What R1 reads, 2014-15 Q2: 61 % "
                "(verdict: not met, by a figure that the organisation gave); What R2 reads, "
                "2014-15 Q2: 40 staff (verdict: partly met, by a dated document)."
            ),
            question=(
                "What was the score of met for Section 6, paragraph 11(c) resting on, and who in "
                "the organisation compared it with these figures before the return was sent?"
            ),
            next_step=(
                "Ask for the evidence behind the score. Moderate the score with the organisation, "
                "and agree an action with an owner and a date where the shortfall stands."
            ),
            rank=1,
        ),
    )


@pytest.mark.parametrize(
    ("quarter", "says", "verdict", "basis"),
    [
        ("2014-15 Q1", "met", "not_met", "figure"),
        ("2014-15 Q2", "partly_met", "not_met", "figure"),
        ("2014-15 Q2", "met", "no_evidence", None),
        ("2014-15 Q2", "met", "not_met", "moderated"),
        ("2014-15 Q2", "met", "met", "figure"),
    ],
)
def test_what_is_no_contradiction(derive, finding, fact, submission, quarter, says, verdict, basis):
    returned = submission(quarter, fact("section11.S6.p11.c.declared", says))
    assert derive([finding("R1", "2014-15 Q2", verdict, basis)], [returned]) == ()


def test_a_declared_figure_above_the_register_names_both(derive, finding, fact, submission):
    declared = fact("dashboard.4.1.level_3", 98.0, "C8", "98%")
    register = fact(f"{LEVEL_3}.percent", 100 * 60 / 90, derived_from=(f"{LEVEL_3}.in_date",))
    staff = fact(f"{LEVEL_3}.staff", 90)
    in_date = fact(f"{LEVEL_3}.in_date", 60, "F2", "60 rows")
    reads = finding("A1", "2014-15 Q2", "not_met", "figure", ("A1.4.1", "S6.p11.c"), register)
    other = finding("A2", "2014-15 Q2", "met", "figure", ("A1.8.1",), staff)
    returned = submission("2014-15 Q2", declared, register, staff, in_date)
    (concern,) = derive([reads, other], [returned])
    assert concern.id == f"declared-figure-above-register/RQX/2014-15-Q2/{LEVEL_3}.percent"
    assert concern.kind == "disagreement"
    assert concern.cites == ("A1.4.1", "S6.p11.c")
    assert concern.findings == (FindingKey("A1", "RQX", "2014-15 Q2"),)
    label = "Level 3 training, safeguarding children"
    assert concern.statements == (
        Statement(f"{label}, declared, 2014-15 Q2", "98 %", (origin("C8", "98%"),), "2014-15 Q2"),
        Statement(
            f"{label}, from the register, 2014-15 Q2",
            "60 of 90 in date, 66.7 %",
            (origin("F2", "60 rows"),),
            "2014-15 Q2",
        ),
    )
    assert concern.because == (
        f"{label}, 2014-15 Q2: Orwell and Deben NHS Trust declared 98 % on its dashboard; its "
        "training register shows 60 of 90 in date, 66.7 %. The register decides the finding."
    )


def test_a_declared_figure_below_the_register_is_another_concern(derive, fact, submission):
    facts = (
        fact("dashboard.4.1.level_3", 61.0),
        fact(f"{LEVEL_3}.percent", 90.0),
        fact(f"{LEVEL_3}.staff", 100),
    )
    (concern,) = derive([], [submission("2014-15 Q2", *facts)])
    assert concern.rule == "declared-figure-below-register"
    assert concern.findings == ()
    assert concern.statements[1].words == "90 %"


def test_a_part_beyond_its_total(derive, finding, fact, submission):
    part, total = fact("dashboard.8.3", 9, "C20", "9"), fact("dashboard.8.1", 7, "C18", "7")
    reads = finding("A1-8.3", "2014-15 Q2", "met", "figure", ("S6.p20.d",), part)
    (concern,) = derive([reads], [submission("2014-15 Q2", part, total)])
    assert concern.id == "part-exceeds-total/RQX/2014-15-Q2/dashboard.8.3"
    assert concern.kind == "implausible"
    assert concern.cites == ("A1.8.3", "A1.8.1", "S6.p20.d")
    assert concern.findings == (FindingKey("A1-8.3", "RQX", "2014-15 Q2"),)
    assert [said.origins for said in concern.statements] == [
        (origin("C20", "9"),),
        (origin("C18", "7"),),
    ]
    assert concern.because == (
        "In 2014-15 Q2 Orwell and Deben NHS Trust returned Children admitted who are looked after "
        "(9), which is part of Children admitted who have an allocated social worker (7). A part "
        "cannot be larger than its total, so at least one of the two figures is wrong."
    )


def test_a_strained_team_needs_all_three_in_one_quarter(derive, finding):
    post = finding("R1", "2014-15 Q2", "not_met", "figure", ("S6.p08.a",))
    supervision = finding("R2", "2014-15 Q2", "partly_met", "figure", ("A1.6.4",))
    incidents = finding("R3", "2014-15 Q2", "not_met", "figure", ("A1.13.3",))
    later = finding("R3", "2014-15 Q3", "not_met", "figure", ("A1.13.3",))
    (concern,) = derive([post, supervision, incidents])
    assert concern.id == "capacity-strained/RQX/2014-15-Q2/organisation"
    assert concern.cites == ("S6.p08.a", "A1.6.4", "A1.13.3")
    assert derive([post, supervision]) == ()
    assert derive([post, supervision, later]) == ()
