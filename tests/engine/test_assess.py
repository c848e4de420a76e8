"""An assessment over several quarters: the silent, the history, and what order never changes."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.assess import assess
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Verdict
from tests.draws import draws

ELMS = Organisation("H1", "The Elms", "home")
OAKS = Organisation("H2", "The Oaks", "home")
Q1, Q2, Q3 = (Quarter(2014, number) for number in (1, 2, 3))


def trained(organisation: Organisation, quarter: Quarter, percent: float) -> Submission:
    name = "training.fire.level_1.percent"
    fact = Fact(name, Range.of_number(percent), Basis.FIGURE, returned=True)
    return Submission(organisation, quarter, {name: fact})


def assessed(pack: Pack, submissions: list[Submission], period: Quarter) -> Assessment:
    return assess(pack, submissions, (), (), period, period.last_day, "Clausewise test")


def test_the_silent_have_findings_without_evidence(small_pack: Pack) -> None:
    given_ones = [trained(ELMS, Q1, 95), trained(OAKS, Q1, 95), trained(ELMS, Q2, 60)]
    result = assessed(small_pack, given_ones, Q2)
    verdicts = {
        (finding.organisation.code, finding.period.label): finding.verdict
        for finding in result.findings
        if finding.rule == "F-training"
    }
    assert verdicts == {
        ("H1", "2014-15 Q1"): Verdict.MET,
        ("H2", "2014-15 Q1"): Verdict.MET,
        ("H1", "2014-15 Q2"): Verdict.NOT_MET,
        ("H2", "2014-15 Q2"): Verdict.NO_EVIDENCE,
    }
    assert [
        (submission.organisation.code, submission.quarter, submission.received)
        for submission in result.submissions
    ] == [
        ("H1", Q1, True),
        ("H2", Q1, True),
        ("H1", Q2, True),
        ("H2", Q2, False),
    ]
    assert result.counts("H2", Q2)[Verdict.NO_EVIDENCE] == len(small_pack.rules)


def test_every_rule_gives_every_organisation_exactly_one_verdict(small_pack: Pack) -> None:
    result = assessed(small_pack, [trained(ELMS, Q1, 95), trained(OAKS, Q3, 10)], Q3)
    assert Counter(finding.key for finding in result.findings) == Counter(
        (rule, code, quarter.label)
        for rule in small_pack.rules
        for code in ("H1", "H2")
        for quarter in (Q1, Q3)
    )


def test_what_comes_after_the_period_is_left_out(small_pack: Pack) -> None:
    result = assessed(small_pack, [trained(ELMS, Q1, 95), trained(ELMS, Q3, 10)], Q1)
    assert result.quarters == (Q1,)
    assert {finding.period for finding in result.findings} == {Q1}


def test_only_the_period_is_judged_as_of_the_day_given(small_pack: Pack) -> None:
    late = dt.date(2015, 6, 1)
    result = assess(
        small_pack, [trained(ELMS, Q1, 95), trained(ELMS, Q2, 95)], (), (), Q2, late, "x"
    )
    assert result.run.as_of == late
    assert [parameter.name for parameter in result.run.parameters] == list(small_pack.parameters)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=draws(8))
@given(st.permutations([trained(ELMS, Q1, 95), trained(OAKS, Q1, 50), trained(ELMS, Q2, 60)]))
def test_the_order_of_submissions_changes_nothing(
    small_pack: Pack, submissions: list[Submission]
) -> None:
    straight = [trained(ELMS, Q1, 95), trained(OAKS, Q1, 50), trained(ELMS, Q2, 60)]
    assert assessed(small_pack, submissions, Q2) == assessed(small_pack, straight, Q2)
