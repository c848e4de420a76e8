"""Without evidence, for it was given as not applicable with a reason: a question, no silence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from engine.loading import load_pack
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.finding import Finding
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Verdict
from engine.on_demand import judge

PACK = Path(__file__).parents[3] / "rules" / "suffolk-safeguarding-children-2013"
FOLLOWED = "section11.S6.p18.c"
DEATHS, MANAGED = "dashboard.13.5", "dashboard.13.6"


def reason(*names: str) -> list[Fact]:
    return [
        fact
        for name in names
        for fact in (
            Fact(name, None, Basis.DECLARED, why_unknown="given as not applicable: “Adults only”"),
            Fact(f"{name}.not_applicable", True, Basis.DECLARED, returned=True),
        )
    ]


def found(*facts: Fact) -> dict[str, Finding]:
    given = {fact.name: fact for fact in facts}
    submission = Submission(Organisation("RA", "A", "provider"), Quarter(2014, 3), given)
    findings = judge(load_pack(PACK), [submission], dt.date(2014, 12, 31))
    # What the columns hold is what each finding says once it is made.
    assert [(one.key, one.verdict, one.basis, one.excused) for one in findings.rulings()] == [
        (one.key, one.verdict, one.basis, one.excused) for one in findings
    ]
    return {finding.rule: finding for finding in findings}


@pytest.mark.parametrize(
    ("facts", "verdict", "excused"),
    [
        (reason(FOLLOWED), Verdict.NO_EVIDENCE, True),
        ([], Verdict.NO_EVIDENCE, False),
        ([Fact(FOLLOWED, None, Basis.DECLARED, returned=True)], Verdict.NO_EVIDENCE, False),
        ([Fact(FOLLOWED, "not_met", Basis.DECLARED, returned=True)], Verdict.NOT_MET, False),
    ],
)
def test_a_reason_excuses_only_what_is_without_evidence(facts, verdict, excused):
    finding = found(*facts)["S6-missed-appointments-follow-up"]
    assert (finding.verdict, finding.excused) == (verdict, excused)


def test_everything_that_is_lacking_needs_a_reason():
    rule = "A1-13.6-child-deaths-sudic"
    assert not found(*reason(DEATHS))[rule].excused
    assert found(*reason(DEATHS, MANAGED))[rule].excused
    one = Fact(DEATHS, Range.of_number(1), Basis.FIGURE, returned=True)
    assert not found(one)[rule].excused


def test_a_whole_is_excused_where_the_part_that_it_lacks_is():
    answer = Fact("section11.S6.p10.b", "met", Basis.DECLARED, returned=True)
    allegations = Fact("dashboard.2", Range.of_number(0), Basis.FIGURE, returned=True)
    rule = "S6-allegations-reported"
    assert not found(answer, allegations)[rule].excused
    assert found(answer, allegations, *reason("section11.S6.p10.a"))[rule].excused


def test_without_a_return_nothing_is_excused():
    silent = Submission(Organisation("RA", "A", "provider"), Quarter(2014, 3), received=False)
    findings = judge(load_pack(PACK), [silent], dt.date(2014, 12, 31))
    assert [finding.rule for finding in findings if finding.excused] == []
