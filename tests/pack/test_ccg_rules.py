"""The rules of Section 4 to 4.2.2: every duty tested, and which of them on a word alone."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.judge import settle_facts
from engine.nouns.evidence.fact import Fact, Range, Value
from engine.nouns.policy.clause import Force
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rule import Rule
from engine.nouns.verdict import Verdict
from engine.rule_examples import run_examples

ROOT = Path(__file__).parents[2]
PACK = ROOT / "rules" / "suffolk-safeguarding-children-2013"
QUARTER_END = dt.date(2014, 9, 30)

OF_THESE_SECTIONS = re.compile(r"S4(\.2(\.[12])?)?(-|\.[pf]\d)")

ON_THE_ANSWER = {
    "S4-regard-to-welfare": "S4.p01.a",
    "S4-employment-requirements": "S4.p01.b",
    "S4-lscb-member": "S4.p01.c",
    "S4-accountability-delegated": "S4.p01.d",
    "S4.2-assurance-gained": "S4.2.p01",
    "S4.2.1-executive-lead": "S4.2.1.p01.a",
    "S4.2.1-lscb-representation": "S4.2.1.p01.b",
    "S4.2.1-analytical-reports": "S4.2.1.p02.b",
    "S4.2.1-support-and-challenge": "S4.2.1.p02.c",
    "S4.2.2-expert-advice": "S4.2.2.f1.b",
    "S4.2.2-complex-abuse-advice": "S4.2.2.f1.c",
    "S4.2.2-serious-case-review-experience": "S4.2.2.f1.f",
    "S4.2.2-advice-to-executive": "S4.2.2.f2.a",
    "S4.2.2-partnership-working": "S4.2.2.f2.b",
    "S4.2.2-lscb-representation": "S4.2.2.f2.c",
    "S4.2.2-serious-case-review-panels": "S4.2.2.f2.d",
    "S4.2.2-multi-agency-training": "S4.2.2.f2.e",
    "S4.2.2-sexual-abuse-standards": "S4.2.2.f3.a",
    "S4.2.2-sexual-abuse-audit": "S4.2.2.f3.b",
    "S4.2.2-sexual-abuse-services-monitored": "S4.2.2.f3.c",
    "S4.2.2-paediatricians-supervision": "S4.2.2.f3.d",
    "S4.2.2-looked-after-children-advice": "S4.2.2.f5.a",
    "S4.2.2-looked-after-children-monitoring": "S4.2.2.f5.b",
    "S4.2.2-looked-after-children-service": "S4.2.2.f5.c",
    "S4.2.2-voice-of-the-child": "S4.2.2.f6.a",
}
"""Rules that rest on the audit's answer, and on parts that have rules of their own."""

ON_A_SHARE_TOO = {
    "S4-contracts-safeguarding-expectations": (
        "S4.p02",
        "contracts.safeguarding_expectations.percent",
    ),
    "S4.2.2-advice-on-contracts": (
        "S4.2.2.f2.f",
        "contracts.designated_professionals_consulted_on.percent",
    ),
    "S4.2.2-compliance-monitoring": ("S4.2.2.f1.g", "commissioned.dashboard_returned.percent"),
    "S4.2.2-statutory-supervision": (
        "S4.2.2.f1.d",
        "commissioned.named_professionals_supervised.percent",
    ),
    "S4.2.2-allegations-management": ("S4.2.2.f1.e", "commissioned.allegations_reported.percent"),
    "S4.2.2-training-levels": ("S4.2.2.f1.h", "commissioned.trained_to_levels.percent"),
}
"""Rules that need a share beside the answer: met from 100 %, partly met from 80 %."""

ON_A_POST = {
    "S4.2.2-designated-doctor": ("S4.2.2.f1", "designated_doctor"),
    "S4.2.2-designated-nurse": ("S4.2.2.f1", "designated_nurse"),
    "S4.2.2-designated-doctor-child-deaths": ("S4.2.2.f4", "designated_doctor_child_deaths"),
}
"""Rules that rest on a post alone; the audit has no question on it."""

ON_THE_ANSWER_AND_POSTS = {
    "S4.2.2-designated-statutory-duties": (
        "S4.2.2.f1.a",
        (
            "designated_doctor",
            "designated_nurse",
        ),
    ),
    "S4.2.2-child-death-duties": ("S4.2.2.f4.a", ("designated_doctor_child_deaths",)),
    "S4.2.2-child-death-advice": ("S4.2.2.f4.b", ("designated_doctor_child_deaths",)),
    "S4.2.2-child-death-overview-panel": ("S4.2.2.f4.c", ("designated_doctor_child_deaths",)),
    "S4.2.2-lead-gp-role": ("S4.2.2.p03", ("lead_gp",)),
}
"""Rules that need the answer and filled posts: nobody does the work of an empty post."""

NO_DUTY = {
    "S4-outcomes-framework": ("S4.p03", ()),
    "S4.2.1-safeguarding-team": ("S4.2.1.p02.a", ("designated_doctor", "designated_nurse")),
    **{
        f"S4.2.2-forum-{name}": (f"S4.2.2.p01.{part}", ("designated_doctor", "designated_nurse"))
        for part, name in zip(
            "abcde",
            ("supervision", "advice", "improvement", "peer-review", "succession"),
            strict=True,
        )
    },
}
"""Rules on clauses that lay down no duty of the CCG, and the posts they rest on: whatever falls
short is a question and never a gap."""

LEAD_GP = "S4.2.2-lead-gp"

NOT_TESTED = {
    "S4.p01": "an opening sentence",
    "S4.2.2.p01": "a statement of background",
    "S4.2.2.f2": "a heading",
    "S4.2.2.f3": "a heading",
    "S4.2.2.f5": "a heading",
    "S4.2.2.f5.d": "the sentence breaks off",
    "S4.2.2.f6": "a heading",
}
"""Clauses that nothing submitted can test, and how the reason why begins."""

CLAUSE_OF = {
    **ON_THE_ANSWER,
    **{rule: clause for rule, (clause, _) in (*ON_A_SHARE_TOO.items(), *ON_A_POST.items())},
    **{rule: clause for rule, (clause, _) in ON_THE_ANSWER_AND_POSTS.items()},
    **{rule: clause for rule, (clause, _) in NO_DUTY.items()},
    LEAD_GP: "S4.2.2.p02",
}


@pytest.fixture(scope="module")
def rules(pack: Pack) -> list[Rule]:
    return [rule for rule in pack.rules.values() if OF_THESE_SECTIONS.match(rule.id)]


def _fact(name: str, value: Value) -> Fact:
    return Fact(name, value, returned=True)


def _answer(rule: str, word: str) -> Fact:
    return _fact(f"section11.{CLAUSE_OF[rule]}", word)


def _post(role: str, wte: float) -> Fact:
    return _fact(f"named_professionals.{role}.wte", Range.of_number(wte))


def _verdict(pack: Pack, rule: str, *facts: Fact) -> Verdict:
    """The verdict on some facts, with every part met that they do not say otherwise of."""
    parts = [_fact(name, "met") for name in _parts(pack, rule)]
    settled = settle_facts(
        pack, [pack.rules[rule]], [{fact.name: fact for fact in (*parts, *facts)}], QUARTER_END
    )
    return settled.verdict(0, 0)


def _parts(pack: Pack, rule: str) -> list[str]:
    """The verdicts of other rules that a rule reads."""
    return [name for name in pack.rules[rule].facts if name.startswith("rules.")]


NUMBER_FROM = {"S4.2.2-compliance-monitoring": ("S5.1.p01",)}
"""The clause that gives the number by which a rule judges, where its own gives none."""


def test_every_rule_tests_its_one_clause_and_binds_the_ccg(pack: Pack, rules: list[Rule]) -> None:
    assert {rule.id: rule.cites for rule in rules} == {
        rule: (clause, *NUMBER_FROM.get(rule, ())) for rule, clause in CLAUSE_OF.items()
    }
    for rule in rules:
        assert rule.binds == ("ccg",), rule.id
        assert "ccg" in pack.clauses[rule.cites[0]].bearers, rule.id
        assert rule.file == f"ccg/{rule.id}.yaml"
        section = re.split(r"\.[pf]\d", rule.cites[0])[0]
        assert rule.id.startswith(f"{section}-")


def test_every_clause_has_a_rule_or_a_reason(pack: Pack) -> None:
    clauses = [clause for clause in pack.clauses.values() if OF_THESE_SECTIONS.match(clause.id)]
    assert len(clauses) == 55
    assert [clause.id for clause in clauses if clause.parts] == ["S4.2.1.p01", "S4.2.1.p02"]
    untested = {clause.id: clause.reason for clause in clauses if clause.reason}
    assert untested.keys() == NOT_TESTED.keys()
    assert [c for c, reason in untested.items() if not reason.startswith(NOT_TESTED[c])] == []
    tested = {clause.id for clause in clauses} - {"S4.2.1.p01", "S4.2.1.p02"} - NOT_TESTED.keys()
    assert set(CLAUSE_OF.values()) == tested


def test_what_has_no_rule_is_no_duty_save_the_sentence_that_breaks_off(pack: Pack) -> None:
    assert [c for c in NOT_TESTED if pack.clauses[c].force is not Force.STATEMENT] == [
        "S4.2.2.f5.d"
    ]


def test_every_question_is_judged_save_on_the_sentence_that_breaks_off(
    pack: Pack, rules: list[Rule]
) -> None:
    asked = {name for name in pack.vocabulary.questions if OF_THESE_SECTIONS.match(name)}
    read = {fact.removeprefix("section11.") for rule in rules for fact in rule.facts}
    assert asked - read == {"S4.2.2.f5.d"}
    for name in asked:
        assert pack.vocabulary.questions[name].kinds == ("ccg",), name


def test_each_clause_cited_is_quoted_in_words_that_no_other_clause_has(
    pack: Pack, rules: list[Rule]
) -> None:
    for rule in rules:
        assert tuple(rule.quotes) == rule.cites
        for cited, words in rule.quotes.items():
            assert [clause.id for clause in pack.clauses.values() if words in clause.words] == [
                cited
            ], rule.id


def test_every_example_comes_out_as_expected(pack: Pack, rules: list[Rule]) -> None:
    wrong = [
        (result.rule.id, result.example.name, result.verdict)
        for result in run_examples(pack, tuple(rules))
        if not result.passed
    ]
    assert wrong == []


def test_silence_is_never_compliance_nor_failure(pack: Pack) -> None:
    assert {rule: _verdict(pack, rule) for rule in CLAUSE_OF} == dict.fromkeys(
        CLAUSE_OF, Verdict.NO_EVIDENCE
    )


def test_these_rules_read_the_answer_and_their_parts(pack: Pack) -> None:
    assert {
        rule: set(pack.rules[rule].facts) - set(_parts(pack, rule)) for rule in ON_THE_ANSWER
    } == {rule: {f"section11.{clause}"} for rule, clause in ON_THE_ANSWER.items()}


@pytest.mark.parametrize("word", ["met", "partly_met", "not_met"])
def test_the_answer_decides_where_nothing_else_can(pack: Pack, word: str) -> None:
    assert {
        rule: _verdict(pack, rule, _answer(rule, word)) for rule in ON_THE_ANSWER
    } == dict.fromkeys(ON_THE_ANSWER, Verdict(word))


@pytest.mark.parametrize("word", ["met", "partly_met"])
def test_a_word_alone_is_never_met_where_more_can_be_shown(pack: Pack, word: str) -> None:
    rules = (*ON_A_SHARE_TOO, LEAD_GP)
    assert {rule: _verdict(pack, rule, _answer(rule, word)) for rule in rules} == dict.fromkeys(
        rules, Verdict.NO_EVIDENCE
    )


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
    share_fact = _fact(ON_A_SHARE_TOO[rule][1], Range.of_number(share))
    assert _verdict(pack, rule, _answer(rule, word), share_fact) is expected


@pytest.mark.parametrize("rule", ON_A_POST)
def test_a_post_is_filled_by_any_time_and_by_nothing_less(pack: Pack, rule: str) -> None:
    role = ON_A_POST[rule][1]
    assert _verdict(pack, rule, _post(role, 0.1)) is Verdict.MET
    assert _verdict(pack, rule, _post(role, 0)) is Verdict.NOT_MET
    others = [_post(other, 1) for _, other in ON_A_POST.values() if other != role]
    assert _verdict(pack, rule, *others) is Verdict.NO_EVIDENCE


@pytest.mark.parametrize("word", ["met", "partly_met", "not_met"])
def test_a_lead_gp_is_identified_and_in_post(pack: Pack, word: str) -> None:
    answer = _answer(LEAD_GP, word)
    assert _verdict(pack, LEAD_GP, answer, _post("lead_gp", 0.1)) is Verdict(word)
    assert _verdict(pack, LEAD_GP, answer, _post("lead_gp", 0)) is Verdict.NOT_MET


def test_no_two_rules_speak_in_the_same_words(rules: list[Rule]) -> None:
    said = Counter(
        text
        for rule in rules
        for text in (rule.title, rule.words.met, rule.words.to_comply, rule.words.question)
    )
    assert [text for text, times in said.items() if times > 1] == []
    for rule in rules:
        assert rule.words.question.endswith("?"), rule.id


@pytest.mark.parametrize("rule", ON_THE_ANSWER_AND_POSTS)
def test_no_answer_is_met_while_a_post_is_empty_or_not_returned(pack: Pack, rule: str) -> None:
    clause, roles = ON_THE_ANSWER_AND_POSTS[rule]
    answer = {f"section11.{clause}": _answer(rule, "met")}
    assert set(pack.rules[rule].facts) == {
        f"section11.{clause}",
        *(f"named_professionals.{role}.wte" for role in roles),
    }
    for without in roles:
        filled = [_post(role, 1) for role in roles if role != without]
        assert _verdict(pack, rule, *answer.values(), *filled) is Verdict.NO_EVIDENCE
        empty = _verdict(pack, rule, *answer.values(), *filled, _post(without, 0))
        assert empty is Verdict.NOT_MET
    every = [_post(role, 1) for role in roles]
    assert _verdict(pack, rule, *answer.values(), *every) is Verdict.MET


@pytest.mark.parametrize("rule", CLAUSE_OF)
def test_nothing_is_better_than_the_worst_of_its_parts(pack: Pack, rule: str) -> None:
    share = [
        _fact(name, Range.of_number(100)) for name in pack.rules[rule].facts if "percent" in name
    ]
    for part in _parts(pack, rule):
        for word in ("not_met", "partly_met"):
            facts = (_answer(rule, "met"), *share, _fact(part, word))
            assert _verdict(pack, rule, *facts) is Verdict(word), part
        unknown = Fact(part, None)
        assert _verdict(pack, rule, _answer(rule, "met"), *share, unknown) is Verdict.NO_EVIDENCE


def test_what_the_designated_professionals_do_rests_on_their_posts(pack: Pack) -> None:
    posts = {f"rules.S4.2.2-designated-{post}.verdict" for post in ("doctor", "nurse")}
    functions = [
        rule
        for rule, clause in CLAUSE_OF.items()
        if re.match(r"S4\.2\.2\.f[12356]\.", clause) and clause != "S4.2.2.f1.a"
    ]
    assert len(functions) == 21
    assert [rule for rule in functions if set(_parts(pack, rule)) != posts] == []


@pytest.mark.parametrize("rule", NO_DUTY)
@pytest.mark.parametrize("word", ["met", "partly_met", "not_met"])
def test_where_there_is_no_duty_nothing_is_a_gap(pack: Pack, rule: str, word: str) -> None:
    _, roles = NO_DUTY[rule]
    filled = [_post(role, 0.1) for role in roles]
    expected = Verdict.MET if word == "met" else Verdict.PARTLY_MET
    assert _verdict(pack, rule, _answer(rule, word), *filled) is expected
    for empty in roles:
        posts = [_post(role, 0 if role == empty else 0.1) for role in roles]
        assert _verdict(pack, rule, _answer(rule, word), *posts) is Verdict.PARTLY_MET
