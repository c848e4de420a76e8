"""The verdicts of the rules of Sections 4.2.3 to 4.2.8, 5, 7 and 8: none on a word alone that
a figure or a document can bear out."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.policy.pack import Pack
from engine.nouns.verdict import Verdict
from tests.pack.judging import QUARTER_END, answered, returned, verdict_on
from tests.pack.reporting_and_practice.duties import (
    DUTIES,
    ON_A_DATE,
    ON_A_RETURN_TOO,
    ON_A_SHARE_TOO,
    ON_DASHBOARDS,
    ON_THE_ANSWER,
)

ALSO_NEEDED = [
    Fact("section11.answered_percent", Range.of_number(100), returned=True),
    Fact("documents.declaration.published", True, returned=True),
]
"""What the rules on a date need beside it."""


def test_silence_is_never_compliance_nor_failure(pack: Pack) -> None:
    assert {rule: verdict_on(pack, rule) for rule in DUTIES} == dict.fromkeys(
        DUTIES, Verdict.NO_EVIDENCE
    )


@pytest.mark.parametrize("word", ["met", "partly_met", "not_met"])
def test_the_answer_decides_where_nothing_else_can(pack: Pack, word: str) -> None:
    assert {
        rule: verdict_on(pack, rule, answered(clause, word))
        for rule, (clause, _) in ON_THE_ANSWER.items()
    } == dict.fromkeys(ON_THE_ANSWER, Verdict(word))


def test_a_word_alone_is_never_met_where_more_can_be_shown(pack: Pack) -> None:
    rules = {**ON_A_SHARE_TOO, **ON_A_RETURN_TOO}
    for word in ("met", "partly_met"):
        assert {
            rule: verdict_on(pack, rule, answered(clause, word))
            for rule, ((clause, _), _) in rules.items()
        } == dict.fromkeys(rules, Verdict.NO_EVIDENCE)


@pytest.mark.parametrize("rule", ON_A_SHARE_TOO)
@given(word=st.sampled_from(["met", "partly_met", "not_met"]), share=st.integers(0, 100))
def test_the_answer_and_the_share_are_both_needed(
    pack: Pack, rule: str, word: str, share: int
) -> None:
    (clause, _), (fact, met, partly) = ON_A_SHARE_TOO[rule]
    if word == "not_met" or share < partly:
        expected = Verdict.NOT_MET
    elif word == "met" and share >= met:
        expected = Verdict.MET
    else:
        expected = Verdict.PARTLY_MET
    share_fact = returned(fact, Range.of_number(share))
    assert verdict_on(pack, rule, answered(clause, word), share_fact) is expected


@pytest.mark.parametrize("rule", ON_A_RETURN_TOO)
@pytest.mark.parametrize("word", ["met", "partly_met", "not_met"])
def test_with_what_was_returned_the_answer_decides(pack: Pack, rule: str, word: str) -> None:
    (clause, _), needed = ON_A_RETURN_TOO[rule]
    sent = [returned(fact, value) for fact, value in needed.items()]
    assert verdict_on(pack, rule, answered(clause, word), *sent) is Verdict(word)
    assert verdict_on(pack, rule, *sent) is Verdict.NO_EVIDENCE


@pytest.mark.parametrize("rule", ON_DASHBOARDS)
@given(share=st.integers(0, 100))
def test_dashboards_are_counted_over_the_commissioned_providers(
    pack: Pack, rule: str, share: int
) -> None:
    expected = (
        Verdict.MET if share == 100 else Verdict.PARTLY_MET if share >= 80 else Verdict.NOT_MET
    )
    fact = returned("commissioned.dashboard_returned.percent", Range.of_number(share))
    assert verdict_on(pack, rule, fact) is expected


@pytest.mark.parametrize("rule", ON_A_DATE)
@given(day=st.dates(dt.date(2012, 1, 1), dt.date(2015, 12, 31)))
def test_a_date_has_no_tolerance(pack: Pack, rule: str, day: dt.date) -> None:
    _, (document, last_day_that_will_do) = ON_A_DATE[rule]
    facts = [fact for fact in ALSO_NEEDED if fact.name in pack.rules[rule].facts]
    approved = returned(f"documents.{document}.approved_on", Range.of_day(day))
    in_time = last_day_that_will_do <= day <= QUARTER_END
    expected = Verdict.MET if in_time else Verdict.NOT_MET
    assert verdict_on(pack, rule, approved, *facts) is expected
    assert verdict_on(pack, rule, *facts) is Verdict.NO_EVIDENCE
