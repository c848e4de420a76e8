"""What holds of every rule of the pack: its examples, its quotations, its own words."""

from __future__ import annotations

from collections import defaultdict

from engine.nouns.policy.pack import Pack
from engine.rule_examples import run_examples

SAID_ALIKE = {
    "Bring the remaining staff up to date at Level 1, beginning with those who have had no "
    "training at all.": ["A1-4.1-level-1", "A1-4.2-level-1"],
    "Bring every designated professional whom the organisation employs up to date at Level 5.": [
        "A1-4.1-level-5",
        "A1-4.2-level-5",
    ],
    "Train the staff group that is furthest behind, or return a training register that names each "
    "person's staff group.": ["A1-4.1-staff-groups", "A1-4.2-staff-groups"],
    "Which staff group is furthest behind, and what keeps its staff from being trained?": [
        "A1-4.1-staff-groups",
        "A1-4.2-staff-groups",
    ],
    "Check both figures at their source, and return them so that they agree.": [
        "A1-8.1-children-admitted-with-social-worker",
        "A1-8.2-emergency-attendances-with-social-worker",
        "A1-8.3-looked-after-children-admitted",
        "A1-8.4-looked-after-children-emergency",
        "A1-13.1-serious-incidents",
        "A1-13.2-safeguarding-serious-incidents",
    ],
}
"""What rules on two courses, or on two figures that must agree, have in common."""


def test_every_example_comes_out_as_expected(pack: Pack) -> None:
    results = run_examples(pack, tuple(pack.rules.values()))
    assert {result.rule.id for result in results} == set(pack.rules)
    wrong = [
        (result.rule.id, result.example.name, result.verdict)
        for result in results
        if not result.passed
    ]
    assert wrong == []


def test_each_clause_cited_is_quoted_in_words_that_no_other_clause_has(pack: Pack) -> None:
    quoted = {
        rule.id: [
            [clause.id for clause in pack.clauses.values() if words in clause.words]
            for words in rule.quotes.values()
        ]
        for rule in pack.rules.values()
    }
    assert quoted == {rule.id: [[cited] for cited in rule.cites] for rule in pack.rules.values()}


def test_no_two_rules_speak_in_the_same_words_but_of_two_courses_or_two_figures(
    pack: Pack,
) -> None:
    rules_saying: dict[str, list[str]] = defaultdict(list)
    for rule in pack.rules.values():
        for text in (rule.title, rule.words.met, rule.words.to_comply, rule.words.question):
            rules_saying[text].append(rule.id)
    assert {text: rules for text, rules in rules_saying.items() if len(rules) > 1} == SAID_ALIKE


def test_what_a_rule_asks_is_a_question(pack: Pack) -> None:
    assert [rule.id for rule in pack.rules.values() if not rule.words.question.endswith("?")] == []
