"""The rules of Sections 4.2.3 to 4.2.8, 5, 7 and 8: every duty tested, none on a word alone that
a figure or a document can bear out."""

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
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rule import Rule
from engine.nouns.verdict import Verdict
from engine.rule_examples import run_examples

ROOT = Path(__file__).parents[2]
PACK = ROOT / "rules" / "suffolk-safeguarding-children-2013"
QUARTER_END = dt.date(2014, 9, 30)

OF_THESE_SECTIONS = re.compile(r"S(4\.2\.[3-8]|5|5\.[12]|7|8)[.-]")

CCG = ("ccg",)
PRACTICE = ("gp_practice",)
RECRUITERS = ("ccg", "support_service")
EMPLOYERS = ("ccg", "gp_practice", "support_service")

ON_THE_ANSWER = {
    "S4.2.3-commissioning-co-operation": ("S4.2.3.p01", CCG),
    "S4.2.3-senior-commissioning-lead": ("S4.2.3.p02", CCG),
    "S4.2.3-looked-after-children-secondary-care": ("S4.2.3.p04", CCG),
    "S4.2.5-co-ordinated-services": ("S4.2.5.p01", CCG),
    "S4.2.5-lscb-membership": ("S4.2.5.p02.a", CCG),
    "S4.2.5-lscb-budget": ("S4.2.5.p03.a", CCG),
    "S4.2.5-needs-assessment": ("S4.2.5.p05", CCG),
    "S4.2.5-looked-after-children-co-operation": ("S4.2.5.p06.b", CCG),
    "S4.2.8-safeguarding-lead": ("S4.2.8.p01.a", PRACTICE),
    "S4.2.8-lead-works-with-ccg": ("S4.2.8.p01.b", PRACTICE),
    "S4.2.8-contribution-to-children-in-need": ("S4.2.8.p03.a", PRACTICE),
    "S4.2.8-conference-reports": ("S4.2.8.p03.b", PRACTICE),
    "S7-circulation": ("S7.p01.a", CCG),
}
"""Rules that rest on the audit's answer alone: the clause each tests, and whom it binds."""

ON_A_SHARE_TOO = {
    "S4.2.3-clinical-governance": (
        ("S4.2.3.p03", CCG),
        ("commissioned.incidents_governed.percent", 100, 80),
    ),
    "S4.2.5-arrangements-across-health-economy": (
        ("S4.2.5.p06.a", CCG),
        ("commissioned.arrangements_in_place.percent", 100, 80),
    ),
    "S4.2.4-multi-agency-working": (
        ("S4.2.4.p01", CCG),
        ("commissioned.partnership_working.percent", 100, 80),
    ),
    "S4.2.4-information-sharing": (
        ("S4.2.4.p02", CCG),
        ("contracts.information_sharing.percent", 100, 80),
    ),
    "S4.2.4-designated-professionals-consulted": (
        ("S4.2.4.p03", CCG),
        ("contracts.designated_professionals_consulted_on.percent", 100, 80),
    ),
    "S4.2.5-providers-engaged-with-lscb": (
        ("S4.2.5.p03.b", CCG),
        ("commissioned.linked_to_lscb.percent", 100, 80),
    ),
    "S4.2.5-providers-linked-to-lscb": (
        ("S4.2.5.p04", CCG),
        ("commissioned.linked_to_lscb.percent", 100, 80),
    ),
    "S4.2.6-checks-repeated": (("S4.2.6.p01.b", RECRUITERS), ("checks.dbs.percent", 100, 95)),
    "S4.2.7-all-staff-trained": (
        ("S4.2.7.p01.b", EMPLOYERS),
        ("training.safeguarding.lowest_level_percent", 100, 80),
    ),
    "S7-policy-informs-contracting": (
        ("S7.p01.b", CCG),
        ("contracts.safeguarding_expectations.percent", 100, 80),
    ),
}
"""Rules that need a share beside the answer: the fact, and where met and partly met begin."""

IN_FORCE: dict[str, Value] = {
    "documents.safeguarding_policy.approved_on": Range.of_day(dt.date(2013, 11, 28)),
    "documents.safeguarding_policy.review_due": Range.of_day(dt.date(2015, 11, 28)),
}
"""A policy that is approved and in force."""

ON_A_RETURN_TOO: dict[str, tuple[tuple[str, tuple[str, ...]], dict[str, Value]]] = {
    "S4.2.8-training-list": (
        ("S4.2.8.p02", PRACTICE),
        {
            "training.safeguarding.listed": Range.of_number(14),
            "training.safeguarding.latest_on": Range.of_day(dt.date(2014, 3, 15)),
        },
    ),
    "S4.2.6-safe-recruitment": (
        ("S4.2.6.p01.a", RECRUITERS),
        {"checks.dbs.in_date": Range.of_number(40), "checks.dbs.ever_done": True},
    ),
    "S7-documents-library": (
        ("S7.p01.c", CCG),
        {**IN_FORCE, "documents.safeguarding_policy.published": True},
    ),
    "S8-committee-approval": (
        ("S8.p01.a", CCG),
        IN_FORCE,
    ),
    "S8-governing-body-ratification": (
        ("S8.p01.b", CCG),
        {"documents.policy_ratification.approved_on": Range.of_day(dt.date(2013, 12, 5))},
    ),
}
"""Rules that need something returned beside the answer, and what will do."""

ON_DASHBOARDS = {
    "S5.1-dashboard-gives-assurance": ("S5.1.p02", CCG),
    "S5.2-dashboards-returned": ("S5.2.r4", CCG),
}
"""Rules on the share of commissioned providers that returned the dashboard."""

ON_A_DATE = {
    "S5.2-section-11-audit": (("S5.2.r1", CCG), ("section_11_audit", dt.date(2013, 9, 30))),
    "S5.2-public-declaration": (("S5.2.r2", CCG), ("declaration", dt.date(2013, 9, 30))),
    "S5.2-annual-report": (("S5.2.r3", CCG), ("annual_report", dt.date(2013, 9, 30))),
    "S5.2-looked-after-children-annual-report": (
        ("S5.2.r3", CCG),
        ("looked_after_children_annual_report", dt.date(2013, 9, 30)),
    ),
    "S5.2-dashboard-board-report": (
        ("S5.2.r4", CCG),
        ("dashboard_board_report", dt.date(2014, 6, 30)),
    ),
    "S5.2-monthly-performance-update": (
        ("S5.2.r4", CCG),
        ("monthly_performance_update", dt.date(2014, 8, 30)),
    ),
}
"""Rules on the day of a document, and the last day that will do on 30 September 2014."""

ALSO_NEEDED = [
    Fact("section11.answered_percent", Range.of_number(100), returned=True),
    Fact("documents.declaration.published", True, returned=True),
]
"""What the rules on a date need beside it."""

NOT_TESTED = {
    "S4.2.5.p02.b": "a permission",
    "S4.2.7.p01.a": "a state of mind",
    "S5.p01": "a statement",
    **{f"S5.p01.{part}": "a statement" for part in "abcdef"},
}
"""Clauses that nothing submitted can test, and how the reason why begins."""

TABLED = {
    rule: duty
    for table in (ON_A_SHARE_TOO, ON_A_RETURN_TOO, ON_A_DATE)
    for rule, (duty, _) in table.items()
}
OF_TRUSTS = {"S4.2.5-trusts-lscb-membership": ("S4.2.5.p02.a", ("provider",))}
"""Rules on the answer of those alone that say they are NHS trusts."""
DUTIES = {**ON_THE_ANSWER, **OF_TRUSTS, **ON_DASHBOARDS, **TABLED}


@pytest.fixture(scope="module")
def rules(pack: Pack) -> list[Rule]:
    return [rule for rule in pack.rules.values() if OF_THESE_SECTIONS.match(rule.id)]


def _fact(name: str, value: Value) -> Fact:
    return Fact(name, value, returned=True)


def _answer(clause: str, word: str) -> Fact:
    return _fact(f"section11.{clause}", word)


def _verdict(pack: Pack, rule: str, *facts: Fact) -> Verdict:
    """The verdict on some facts, with every part met."""
    parts = [_fact(fact, "met") for fact in pack.rules[rule].facts if fact.startswith("rules.")]
    settled = settle_facts(
        pack, [pack.rules[rule]], [{fact.name: fact for fact in (*parts, *facts)}], QUARTER_END
    )
    return settled.verdict(0, 0)


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


def test_each_clause_cited_is_quoted_in_words_that_no_other_clause_has(
    pack: Pack, rules: list[Rule]
) -> None:
    for rule in rules:
        assert set(rule.quotes) == set(rule.cites), rule.id
        for cited, words in rule.quotes.items():
            assert [clause.id for clause in pack.clauses.values() if words in clause.words] == [
                cited
            ], rule.id


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


def test_every_example_comes_out_as_expected(pack: Pack, rules: list[Rule]) -> None:
    wrong = [
        (result.rule.id, result.example.name, result.verdict)
        for result in run_examples(pack, tuple(rules))
        if not result.passed
    ]
    assert wrong == []


def test_silence_is_never_compliance_nor_failure(pack: Pack) -> None:
    assert {rule: _verdict(pack, rule) for rule in DUTIES} == dict.fromkeys(
        DUTIES, Verdict.NO_EVIDENCE
    )


@pytest.mark.parametrize("word", ["met", "partly_met", "not_met"])
def test_the_answer_decides_where_nothing_else_can(pack: Pack, word: str) -> None:
    assert {
        rule: _verdict(pack, rule, _answer(clause, word))
        for rule, (clause, _) in ON_THE_ANSWER.items()
    } == dict.fromkeys(ON_THE_ANSWER, Verdict(word))


def test_a_word_alone_is_never_met_where_more_can_be_shown(pack: Pack) -> None:
    rules = {**ON_A_SHARE_TOO, **ON_A_RETURN_TOO}
    for word in ("met", "partly_met"):
        assert {
            rule: _verdict(pack, rule, _answer(clause, word))
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
    share_fact = _fact(fact, Range.of_number(share))
    assert _verdict(pack, rule, _answer(clause, word), share_fact) is expected


@pytest.mark.parametrize("rule", ON_A_RETURN_TOO)
@pytest.mark.parametrize("word", ["met", "partly_met", "not_met"])
def test_with_what_was_returned_the_answer_decides(pack: Pack, rule: str, word: str) -> None:
    (clause, _), needed = ON_A_RETURN_TOO[rule]
    returned = [_fact(fact, value) for fact, value in needed.items()]
    assert _verdict(pack, rule, _answer(clause, word), *returned) is Verdict(word)
    assert _verdict(pack, rule, *returned) is Verdict.NO_EVIDENCE


@pytest.mark.parametrize("rule", ON_DASHBOARDS)
@given(share=st.integers(0, 100))
def test_dashboards_are_counted_over_the_commissioned_providers(
    pack: Pack, rule: str, share: int
) -> None:
    expected = (
        Verdict.MET if share == 100 else Verdict.PARTLY_MET if share >= 80 else Verdict.NOT_MET
    )
    fact = _fact("commissioned.dashboard_returned.percent", Range.of_number(share))
    assert _verdict(pack, rule, fact) is expected


@pytest.mark.parametrize("rule", ON_A_DATE)
@given(day=st.dates(dt.date(2012, 1, 1), dt.date(2015, 12, 31)))
def test_a_date_has_no_tolerance(pack: Pack, rule: str, day: dt.date) -> None:
    _, (document, last_day_that_will_do) = ON_A_DATE[rule]
    facts = [fact for fact in ALSO_NEEDED if fact.name in pack.rules[rule].facts]
    approved = _fact(f"documents.{document}.approved_on", Range.of_day(day))
    in_time = last_day_that_will_do <= day <= QUARTER_END
    expected = Verdict.MET if in_time else Verdict.NOT_MET
    assert _verdict(pack, rule, approved, *facts) is expected
    assert _verdict(pack, rule, *facts) is Verdict.NO_EVIDENCE


def test_no_two_rules_speak_in_the_same_words(rules: list[Rule]) -> None:
    said = Counter(
        text
        for rule in rules
        for text in (rule.title, rule.words.met, rule.words.to_comply, rule.words.question)
    )
    assert [text for text, times in said.items() if times > 1] == []
    for rule in rules:
        assert rule.words.question.endswith("?"), rule.id
