"""Clauses that are asked for from a day on: quarters that began before are not judged by them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from engine.judge import verdict_facts
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.policy.clause import Start
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Verdict
from engine.on_demand import judge

HOME = Organisation("H1", "The Elms", "home")
FIRST = Quarter(2014, 2)
FACTS = {
    "training.fire.level_1.percent": Fact(
        "training.fire.level_1.percent", Range.of_number(10), returned=True
    )
}


@pytest.fixture(scope="module")
def starting(small_pack: Pack) -> Pack:
    """The small pack, whose clause F3 says that F2 is asked for from July 2014 on."""
    clause = replace(small_pack.clauses["F2"], starts=Start(dt.date(2014, 7, 1), "F3"))
    return replace(small_pack, clauses={**small_pack.clauses, "F2": clause})


def found(pack: Pack, quarter: Quarter) -> dict[str, tuple[Verdict, str]]:
    findings = judge(pack, [Submission(HOME, quarter, FACTS)], quarter.last_day)
    return {finding.rule: (finding.verdict, finding.because) for finding in findings}


def test_a_quarter_that_began_before_is_not_judged_and_says_which_clause_says_so(
    starting: Pack, small_pack: Pack
) -> None:
    assert found(starting, FIRST.previous) == {
        **found(small_pack, FIRST.previous),
        "F-training": (
            Verdict.NOT_APPLICABLE,
            "Not asked until 1 July 2014 (Section 1, paragraph 3), and this quarter began before.",
        ),
    }


def test_from_that_day_on_it_is_judged_as_ever(starting: Pack, small_pack: Pack) -> None:
    assert found(starting, FIRST) == found(small_pack, FIRST)
    assert found(starting, FIRST)["F-training"][0] is Verdict.NOT_MET


def test_to_a_rule_that_reads_its_verdict_it_does_not_apply(starting: Pack) -> None:
    sent = [Submission(HOME, FIRST.previous, FACTS)]
    facts = verdict_facts(starting, sent, ["F-training"], FIRST.previous.last_day)
    assert facts["H1"]["rules.F-training.verdict"].value == "not_applicable"
