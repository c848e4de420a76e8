"""The rules of Sections 4.2.3 to 4.2.8, 5, 7 and 8: every duty is tested, of those who bear it."""

from __future__ import annotations

import pytest

from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rule import Rule
from tests.pack.reporting_and_practice.duties import DUTIES, OF_THESE_SECTIONS, PRACTICE

NOT_TESTED = {
    "S4.2.5.p02.b": "a permission",
    "S4.2.7.p01.a": "a state of mind",
    "S5.p01": "a statement",
    **{f"S5.p01.{part}": "a statement" for part in "abcdef"},
}
"""Clauses that nothing submitted can test, and how the reason why begins."""


@pytest.fixture(scope="module")
def rules(pack: Pack) -> list[Rule]:
    return [rule for rule in pack.rules.values() if OF_THESE_SECTIONS.match(rule.id)]


def test_every_rule_tests_its_clause_and_binds_those_who_bear_it(
    pack: Pack, rules: list[Rule]
) -> None:
    assert {rule.id: (rule.cites[0], rule.binds) for rule in rules} == DUTIES
    for rule in rules:
        assert set(rule.binds) <= set(pack.clauses[rule.cites[0]].bearers), rule.id
        section = rule.cites[0].partition(".p")[0].partition(".r")[0]
        assert rule.id.startswith(f"{section}-")


def test_rules_lie_in_the_folder_of_their_bearer(rules: list[Rule]) -> None:
    folders = {rule.id: rule.file.partition("/")[0] for rule in rules}
    assert folders == {
        rule: {PRACTICE: "primary-care", ("provider",): "provider"}.get(binds, "ccg")
        for rule, (_, binds) in DUTIES.items()
    }


def test_every_clause_has_a_rule_or_a_reason(pack: Pack) -> None:
    clauses = [
        clause
        for clause in pack.clauses.values()
        if OF_THESE_SECTIONS.match(clause.id) and not clause.parts
    ]
    assert {
        clause.id: clause.reason for clause in clauses if clause.reason
    }.keys() == NOT_TESTED.keys()
    for clause in clauses:
        tested = {rule.cites[0] for rule in pack.rules_citing(clause.id)}
        if clause.id in NOT_TESTED:
            assert clause.reason.startswith(NOT_TESTED[clause.id]), clause.id
            assert tested == set(), clause.id
        elif clause.id == "S4.2.6.p01":
            assert tested == {"S4.2.6.p01.a", "S4.2.6.p01.b"}
        elif clause.id == "S5.1.p01":
            # From every provider, each quarter: the same thing as the row of Section 5.2, and
            # what performance monitoring rests on.
            assert tested == {"S5.2.r4", "S4.2.2.f1.g"}
        else:
            assert clause.id in tested


def test_paragraphs_that_are_their_parts_need_no_reason(pack: Pack) -> None:
    paragraphs = [
        clause
        for clause in pack.clauses.values()
        if OF_THESE_SECTIONS.match(clause.id) and clause.parts
    ]
    assert len(paragraphs) == 8
    assert {clause.id: clause.reason for clause in paragraphs} == {
        clause.id: "" for clause in paragraphs
    }


def test_whoever_is_bound_by_an_answer_is_asked_the_question(pack: Pack, rules: list[Rule]) -> None:
    questions = pack.vocabulary.questions
    not_judged = {}
    for rule in rules:
        clause = rule.cites[0]
        if f"section11.{clause}" in rule.facts:
            assert set(rule.binds) <= set(questions[clause].kinds), rule.id
            if others := set(questions[clause].kinds) - set(rule.binds):
                not_judged[clause] = others
    # The CCG answers for its practices too; each practice’s own answer decides.
    assert not_judged == {
        f"S4.2.8.{part}": {"ccg"} for part in ("p01.a", "p01.b", "p02", "p03.a", "p03.b")
    }
