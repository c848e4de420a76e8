"""Findings of the small pack, whole: verdict, basis, steps, reasons and the smallest change."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.explaining.changes import heads_short
from engine.nouns.english import number
from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.finding import Change, Finding, ParameterUsed, Step
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Truth, Verdict
from engine.on_demand import judge
from engine.parameters import NotInForce
from engine.rule_examples import run_examples

HOME = Organisation("H1", "The Elms", "home")
QUARTER = Quarter(2014, 2)
AS_OF = dt.date(2014, 9, 30)


def submission(*facts: Fact, received: bool = True) -> Submission:
    return Submission(HOME, QUARTER, {fact.name: fact for fact in facts}, received)


def finding_of_rule(findings: tuple[Finding, ...], rule: str) -> Finding:
    [found] = [finding for finding in findings if finding.rule == rule]
    return found


BAR = ParameterUsed(
    "trained_met",
    "Share of staff trained, to be met",
    90.0,
    "%",
    "commissioner",
    None,
    "2013-01-01",
    "To be confirmed.",
    None,
)
TOLERANCE = ParameterUsed(
    "trained_partly_met",
    "Share of staff trained, to be partly met",
    70.0,
    "%",
    "commissioner",
    None,
    "2013-01-01",
    "To be confirmed.",
    None,
)


def test_a_whole_finding(small_pack: Pack) -> None:
    origin = Origin("elms.xlsx", "ab" * 32, "training", "E4:E43", "")
    percent = Fact(
        "training.fire.level_1.percent",
        Range.of_number(80.0),
        Basis.FIGURE,
        (origin,),
        ("training.fire.level_1.in_date", "training.fire.level_1.staff"),
        returned=True,
    )
    done = Fact("training.fire.level_1.in_date", Range.of_number(32), Basis.FIGURE, returned=True)
    staff = Fact("training.fire.level_1.staff", Range.of_number(40), Basis.FIGURE, returned=True)
    findings = judge(small_pack, [submission(percent, done, staff)], AS_OF)
    label = "Level 1 training, fire safety"
    assert finding_of_rule(findings, "F-training") == Finding(
        "F-training",
        "Staff are trained in fire safety",
        HOME,
        QUARTER,
        Verdict.PARTLY_MET,
        Basis.FIGURE,
        ("F2",),
        (
            Step(
                "met_when",
                f"{label} is at least 90 %",
                Truth.FALSE,
                True,
                percent,
                label,
                "80 %",
                None,
                BAR,
            ),
            Step(
                "partly_met_when",
                f"{label} is at least 70 %",
                Truth.TRUE,
                True,
                percent,
                label,
                "80 %",
                None,
                TOLERANCE,
            ),
        ),
        f"Most staff are trained. {label}: 80 %, required: at least 90 %.",
        "Train the rest.",
        (
            Change(
                "training.fire.level_1.percent",
                "4 more of the 40 staff who need Level 1 must be in date "
                "(now 32; 90 % is required)",
            ),
        ),
        "When will the rest be trained?",
    )


def test_a_duty_whose_scope_is_unknown_has_no_evidence_and_says_so(small_pack: Pack) -> None:
    wte = Fact("named_professionals.warden.wte", Range.of_number(1.0), Basis.FIGURE, returned=True)
    found = finding_of_rule(judge(small_pack, [submission(wte)], AS_OF), "F-warden")
    assert (found.verdict, found.basis) == (Verdict.NO_EVIDENCE, None)
    assert found.because == (
        "Whether the duty applies is not known. Whether a Fire Warden is in post was not returned. "
        "The services it provides: nothing was returned for the organisation table, services."
    )
    assert found.changes == (
        Change(
            "organisation.services",
            "return the services it provides (the organisation table, services)",
        ),
    )


def test_a_remedy_is_told_in_the_fields_words(small_pack: Pack) -> None:
    services = Fact("organisation.services", frozenset({"night_care"}), returned=True)
    wte = Fact("named_professionals.warden.wte", Range.of_number(0.0), Basis.FIGURE, returned=True)
    found = finding_of_rule(judge(small_pack, [submission(services, wte)], AS_OF), "F-warden")
    assert (found.verdict, found.basis) == (Verdict.NOT_MET, Basis.FIGURE)
    assert [change.words for change in found.changes] == ["a Fire Warden must be in post"]
    assert [(step.asked, step.truth, step.decisive) for step in found.trace] == [
        ("the services it provides include night care", Truth.TRUE, False),
        ("Fire Warden, time in post is over 0 WTE", Truth.FALSE, True),
    ]


def test_what_is_met_or_not_applicable_asks_for_nothing(small_pack: Pack) -> None:
    services = Fact("organisation.services", frozenset({"day_care"}), returned=True)
    found = finding_of_rule(judge(small_pack, [submission(services)], AS_OF), "F-warden")
    assert (found.verdict, found.basis) == (Verdict.NOT_APPLICABLE, None)
    assert (found.to_comply, found.changes, found.question) == ("", (), "")


def test_a_figure_withheld_leaves_no_evidence_and_says_why(small_pack: Pack) -> None:
    withheld = Fact(
        "training.fire.level_1.percent",
        None,
        Basis.FIGURE,
        why_unknown="suppressed at source as “<5”",
        returned=True,
    )
    found = finding_of_rule(judge(small_pack, [submission(withheld)], AS_OF), "F-training")
    assert found.verdict is Verdict.NO_EVIDENCE
    assert "suppressed at source as “<5”" in found.because


def test_a_return_that_never_came_leaves_every_duty_without_evidence(small_pack: Pack) -> None:
    findings = judge(small_pack, [submission(received=False)], AS_OF)
    assert {finding.verdict for finding in findings} == {Verdict.NO_EVIDENCE}
    assert all(
        finding.because.startswith("No return for 2014-15 Q2 was received.") for finding in findings
    )


def test_before_the_parameters_hold_nothing_is_judged(small_pack: Pack) -> None:
    with pytest.raises(NotInForce, match="trained_met"):
        judge(small_pack, [submission()], dt.date(2012, 12, 31))


def test_the_examples_come_out_as_expected(small_pack: Pack) -> None:
    results = list(run_examples(small_pack))
    assert len(results) == 10
    assert [result.example.name for result in results if not result.passed] == []


@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 100))
def test_heads_short_is_the_smallest_number_that_will_do(done: int, total: int, bar: int) -> None:
    done = min(done, total)
    needed = heads_short(done, total, bar)
    assert 100 * (done + needed) / total >= bar
    assert needed == 0 or 100 * (done + needed - 1) / total < bar


def test_numbers_read_plainly() -> None:
    shown = [number(61, "%"), number(66.6667, "%"), number(94.99, "%"), number(0.2, "WTE")]
    assert shown == ["61 %", "66.7 %", "94.99 %", "0.2 WTE"]
