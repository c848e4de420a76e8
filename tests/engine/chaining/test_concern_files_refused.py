"""What makes no sense in a file of concern rules is told with its place."""

from __future__ import annotations

import dataclasses

import pytest

from engine.loading.concerns.concern_checks import Known, Problem, problems_of, problems_together
from engine.nouns.policy.concern_rule import ConcernRule, SignalPattern
from tests.engine.chaining.concern_file import changed, rule_of


@pytest.fixture
def known(vocabulary, suffolk_concern_rules) -> Known:
    clauses = ("S6.p08.a", "S6.p08.b", "S6.p11.c", "A1.6.4", "A1.13.3")
    return Known(("R1", "R2"), clauses, vocabulary, suffolk_concern_rules)


def test_the_packs_own_concern_rules_make_sense(suffolk_concern_rules, known):
    clauses = {
        word
        for rule in suffolk_concern_rules
        for pattern in rule.patterns
        for field, words in pattern.where
        if field == "clause" and isinstance(words, tuple)
        for word in words
    }
    known = dataclasses.replace(known, clauses=clauses)
    assert [problem for rule in suffolk_concern_rules for problem in problems_of(rule, known)] == []
    assert problems_together(suffolk_concern_rules) == []


SHORTFALL, CLAIM = ("when", 0, "shortfall"), ("when", 1, "claim")
PLACEHOLDERS = (
    "one of {organisation}, {quarter}, {quarters}, {subject}, {said}, {found}, {count}, "
    "{rule_title}, {clause}"
)
REFUSED: list[tuple[tuple[str | int, ...], object, str, str]] = [
    (
        (*SHORTFALL, "seen"),
        "rumour",
        "“rumour”",
        "one of finding, citation, first_seen, answer, figures, pair, elsewhere, common, concern",
    ),
    (
        (*SHORTFALL, "colour"),
        ["red"],
        "the field “colour”",
        "one of clause, rule, quarter, verdict, basis",
    ),
    (
        (*SHORTFALL, "verdict"),
        ["not_met", "failed"],
        "“failed”",
        "one of met, partly_met, not_met, conflicting, no_evidence, not_applicable, reason_given",
    ),
    (
        (*SHORTFALL, "basis"),
        ["guess"],
        "“guess”",
        "one of register, figure, document, moderated, declared, none",
    ),
    ((*SHORTFALL, "rule"), ["R9"], "“R9”", "one of R1, R2"),
    (
        (*SHORTFALL, "clause"),
        ["S9"],
        "“S9”",
        "one of S6.p08.a, S6.p08.b, S6.p11.c, A1.6.4, A1.13.3",
    ),
    ((*CLAIM, "says"), ["yes"], "“yes”", "one of met, partly_met, not_met"),
    (
        (*SHORTFALL, "quarter"),
        ["2014-15 Q2"],
        "a list of quarters",
        "same_as with an earlier line's quarter",
    ),
    (
        (*CLAIM, "clause"),
        {"same_as": "nobody.clause"},
        "same_as “nobody”",
        "the name of an earlier line (shortfall)",
    ),
    (
        (*SHORTFALL, "clause"),
        {"same_as": "shortfall.clause"},
        "same_as “shortfall”",
        "the name of an earlier line (none, for this is the first line)",
    ),
    (
        (*CLAIM, "clause"),
        {"same_as": "shortfall.says"},
        "“shortfall.says”",
        "one of clause, rule, quarter, verdict, basis of “shortfall”",
    ),
    (
        (*CLAIM, "clause"),
        {"same_as": "shortfall.rule"},
        "clause, a clause, the same as rule, a rule",
        "a field that names a clause",
    ),
    (
        (*CLAIM, "clause"),
        {"same_as": "shortfall.clause", "plus": 1},
        "plus 1 on clause",
        "plus on a quarter only",
    ),
    (
        ("subject",),
        "nobody.clause",
        "“nobody.clause”",
        "organisation, or a field of a line under when",
    ),
    (("subject",), "claim.quarter", "“claim.quarter”", "one of claim.clause, claim.says"),
    (("because",), "{part} is odd", "“{part}”", PLACEHOLDERS),
    (
        ("question",),
        "{said.__class__}",
        "“{said.__class__}” with more than a plain name between its braces",
        PLACEHOLDERS,
    ),
    (("next_step",), "{said", "braces that do not pair in “{said”", PLACEHOLDERS),
]
"""A part of the file, what stands there, what is told as found, and what as expected."""


@pytest.mark.parametrize(("path", "to", "found", "expected"), REFUSED)
def test_what_makes_no_sense_is_told_with_its_place(known, path, to, found, expected):
    problems = problems_of(rule_of(changed(*path, to=to)), known)
    in_list = [(*path, place) for place, word in enumerate(to) if found == f"“{word}”"]
    at = in_list[0] if isinstance(to, list) and in_list else path
    assert [(problem.path, problem.found, problem.expected) for problem in problems] == [
        (at, found, expected)
    ]
    assert all(problem.to_do.endswith(".") for problem in problems)


@pytest.mark.parametrize(
    ("kind", "field", "good", "bad"),
    [
        ("figures", "clash", "declared_higher", "higher"),
        ("figures", "measure", "training.safeguarding.level_3.percent", "training.level_3"),
        ("pair", "part", "dashboard.8.3", "dashboard.8.1"),
        ("pair", "part", "dashboard.10.1.subject_to_plan", "dashboard.10.1.total_births"),
        ("pair", "total", "dashboard.8.1", "dashboard.8.3"),
        ("concern", "rule", "unmet-again", "unmet-ever"),
    ],
)
def test_the_words_each_field_can_hold(known, kind, field, good, bad):
    def problems(word: str) -> list[Problem]:
        one = SignalPattern("one", kind, ((field, (word,)),))
        return problems_of(ConcernRule("c", "T", "k", "organisation", (one,), "b", "q", "n"), known)

    assert problems(good) == []
    assert [problem.found for problem in problems(bad)] == [f"“{bad}”"]


def test_two_lines_of_one_name(known):
    file = changed("when", 1, to={"shortfall": {"seen": "answer"}})
    assert [problem.found for problem in problems_of(rule_of(file), known)] == [
        "two lines named “shortfall”"
    ]


def test_more_than_durable_rules_can_hold_is_a_problem(known):
    lines = tuple(SignalPattern(f"n{number}", "pair", ()) for number in range(16))
    rule = ConcernRule("c", "T", "k", "organisation", lines, "b", "q", "n")
    assert [problem.found for problem in problems_of(rule, known)] == [
        "concern rule c has 16 lines under when; at most 15 can be held"
    ]


def follows(id: str, *others: str) -> ConcernRule:
    pattern = SignalPattern("one", "concern", (("rule", others),))
    return ConcernRule(id, "T", "k", "one.subject", (pattern,), "b", "q", "n", f"{id}.yaml")


def test_concerns_that_follow_from_themselves_are_a_problem():
    circle = [follows("a", "b"), follows("b", "a"), follows("c", "a")]
    found = problems_together(circle)
    assert [(rule.id, problem.found) for rule, problem in found] == [
        ("a", "a concern that follows from itself, through “a”"),
        ("b", "a concern that follows from itself, through “b”"),
    ]


def test_two_rules_of_one_id_are_a_problem():
    first = follows("a", "b")
    found = problems_together([first, dataclasses.replace(first, file="other.yaml")])
    assert [(rule.file, problem.found) for rule, problem in found] == [
        ("other.yaml", "the id “a”, which a.yaml has too")
    ]


def test_a_chained_concern_may_use_the_places_of_what_is_under_it(known):
    rule = dataclasses.replace(
        follows("x", "part-exceeds-total"), because="{part} of {total}, {clause}"
    )
    assert [problem.found for problem in problems_of(rule, known)] == ["“{clause}”"]
