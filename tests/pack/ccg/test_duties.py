"""The rules of Section 4 to 4.2.2: every duty of the CCG is tested, and every question judged."""

from __future__ import annotations

import re

import pytest

from engine.nouns.policy.clause import Force
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rule import Rule
from tests.pack.ccg.duties import CLAUSE_OF, OF_THESE_SECTIONS, ON_THE_ANSWER
from tests.pack.judging import parts_of

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


@pytest.fixture(scope="module")
def rules(pack: Pack) -> list[Rule]:
    return [rule for rule in pack.rules.values() if OF_THESE_SECTIONS.match(rule.id)]


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


def test_these_rules_read_the_answer_and_their_parts(pack: Pack) -> None:
    assert {
        rule: set(pack.rules[rule].facts) - set(parts_of(pack, rule)) for rule in ON_THE_ANSWER
    } == {rule: {f"section11.{clause}"} for rule, clause in ON_THE_ANSWER.items()}


def test_what_the_designated_professionals_do_rests_on_their_posts(pack: Pack) -> None:
    posts = {f"rules.S4.2.2-designated-{post}.verdict" for post in ("doctor", "nurse")}
    functions = [
        rule
        for rule, clause in CLAUSE_OF.items()
        if re.match(r"S4\.2\.2\.f[12356]\.", clause) and clause != "S4.2.2.f1.a"
    ]
    assert len(functions) == 21
    assert [rule for rule in functions if set(parts_of(pack, rule)) != posts] == []
