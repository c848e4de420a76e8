"""The verdicts of the rules of Section 4 to 4.2.2, and which of them rest on a word alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.policy.pack import Pack
from engine.nouns.verdict import Verdict
from tests.pack.ccg.duties import (
    CLAUSE_OF,
    LEAD_GP,
    NO_DUTY,
    ON_A_POST,
    ON_A_SHARE_TOO,
    ON_THE_ANSWER,
    ON_THE_ANSWER_AND_POSTS,
)
from tests.pack.judging import answered, parts_of, post, returned, verdict_on


def test_silence_is_never_compliance_nor_failure(pack: Pack) -> None:
    assert {rule: verdict_on(pack, rule) for rule in CLAUSE_OF} == dict.fromkeys(
        CLAUSE_OF, Verdict.NO_EVIDENCE
    )


@pytest.mark.parametrize("word", ["met", "partly_met", "not_met"])
def test_the_answer_decides_where_nothing_else_can(pack: Pack, word: str) -> None:
    assert {
        rule: verdict_on(pack, rule, answered(CLAUSE_OF[rule], word)) for rule in ON_THE_ANSWER
    } == dict.fromkeys(ON_THE_ANSWER, Verdict(word))


@pytest.mark.parametrize("word", ["met", "partly_met"])
def test_a_word_alone_is_never_met_where_more_can_be_shown(pack: Pack, word: str) -> None:
    rules = (*ON_A_SHARE_TOO, LEAD_GP)
    assert {
        rule: verdict_on(pack, rule, answered(CLAUSE_OF[rule], word)) for rule in rules
    } == dict.fromkeys(rules, Verdict.NO_EVIDENCE)


@pytest.mark.parametrize("rule", ON_A_SHARE_TOO)
@given(word=st.sampled_from(["met", "partly_met", "not_met"]), share=st.integers(0, 100))
def test_the_answer_and_the_share_are_both_needed(
    pack: Pack, rule: str, word: str, share: int
) -> None:
    if word == "not_met" or share < 80:
        expected = Verdict.NOT_MET
    elif word == "met" and share == 100:
        expected = Verdict.MET
    else:
        expected = Verdict.PARTLY_MET
    share_fact = returned(ON_A_SHARE_TOO[rule][1], Range.of_number(share))
    assert verdict_on(pack, rule, answered(CLAUSE_OF[rule], word), share_fact) is expected


@pytest.mark.parametrize("rule", ON_A_POST)
def test_a_post_is_filled_by_any_time_and_by_nothing_less(pack: Pack, rule: str) -> None:
    role = ON_A_POST[rule][1]
    assert verdict_on(pack, rule, post(role, 0.1)) is Verdict.MET
    assert verdict_on(pack, rule, post(role, 0)) is Verdict.NOT_MET
    others = [post(other, 1) for _, other in ON_A_POST.values() if other != role]
    assert verdict_on(pack, rule, *others) is Verdict.NO_EVIDENCE


@pytest.mark.parametrize("word", ["met", "partly_met", "not_met"])
def test_a_lead_gp_is_identified_and_in_post(pack: Pack, word: str) -> None:
    answer = answered(CLAUSE_OF[LEAD_GP], word)
    assert verdict_on(pack, LEAD_GP, answer, post("lead_gp", 0.1)) is Verdict(word)
    assert verdict_on(pack, LEAD_GP, answer, post("lead_gp", 0)) is Verdict.NOT_MET


@pytest.mark.parametrize("rule", ON_THE_ANSWER_AND_POSTS)
def test_no_answer_is_met_while_a_post_is_empty_or_not_returned(pack: Pack, rule: str) -> None:
    clause, roles = ON_THE_ANSWER_AND_POSTS[rule]
    answer = {f"section11.{clause}": answered(CLAUSE_OF[rule], "met")}
    assert set(pack.rules[rule].facts) == {
        f"section11.{clause}",
        *(f"named_professionals.{role}.wte" for role in roles),
    }
    for without in roles:
        filled = [post(role, 1) for role in roles if role != without]
        assert verdict_on(pack, rule, *answer.values(), *filled) is Verdict.NO_EVIDENCE
        empty = verdict_on(pack, rule, *answer.values(), *filled, post(without, 0))
        assert empty is Verdict.NOT_MET
    every = [post(role, 1) for role in roles]
    assert verdict_on(pack, rule, *answer.values(), *every) is Verdict.MET


@pytest.mark.parametrize("rule", CLAUSE_OF)
def test_nothing_is_better_than_the_worst_of_its_parts(pack: Pack, rule: str) -> None:
    share = [
        returned(name, Range.of_number(100)) for name in pack.rules[rule].facts if "percent" in name
    ]
    for part in parts_of(pack, rule):
        for word in ("not_met", "partly_met"):
            facts = (answered(CLAUSE_OF[rule], "met"), *share, returned(part, word))
            assert verdict_on(pack, rule, *facts) is Verdict(word), part
        unknown = Fact(part, None)
        assert (
            verdict_on(pack, rule, answered(CLAUSE_OF[rule], "met"), *share, unknown)
            is Verdict.NO_EVIDENCE
        )


@pytest.mark.parametrize("rule", NO_DUTY)
@pytest.mark.parametrize("word", ["met", "partly_met", "not_met"])
def test_where_there_is_no_duty_nothing_is_a_gap(pack: Pack, rule: str, word: str) -> None:
    _, roles = NO_DUTY[rule]
    filled = [post(role, 0.1) for role in roles]
    expected = Verdict.MET if word == "met" else Verdict.PARTLY_MET
    assert verdict_on(pack, rule, answered(CLAUSE_OF[rule], word), *filled) is expected
    for empty in roles:
        posts = [post(role, 0 if role == empty else 0.1) for role in roles]
        assert verdict_on(pack, rule, answered(CLAUSE_OF[rule], word), *posts) is Verdict.PARTLY_MET
