"""The rules of Appendix 1: every item tested, and no verdict that the figures do not bear out."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.judge import settle_facts
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rule import Rule
from engine.nouns.verdict import Verdict

QUARTER_END = dt.date(2014, 9, 30)

DUTIES: dict[str, dict[str, list[str]]] = {
    "A1.1": {
        "A1-1-named-doctor-and-nurse": ["S6.p08.a"],
        "A1-1-named-midwife": ["S6.p08.b"],
    },
    "A1.2": {
        "A1-2-allegations-against-staff": ["S6.p10.b"],
    },
    "A1.3": {
        "A1-3-outstanding-dbs-checks": ["S6.p09.a"],
    },
    "A1.4.1": {
        "A1-4.1-level-1": ["S6.p11.c"],
        "A1-4.1-level-2": ["S6.p11.c"],
        "A1-4.1-level-3": ["S6.p11.c"],
        "A1-4.1-level-4": ["S6.p11.c"],
        "A1-4.1-level-5": ["S6.p11.c"],
        "A1-4.1-level-6": ["S6.p11.c"],
        "A1-4.1-staff-groups": ["S6.p11.c"],
    },
    "A1.4.2": {
        "A1-4.2-level-1": [],
        "A1-4.2-level-2": [],
        "A1-4.2-level-3": [],
        "A1-4.2-level-4": [],
        "A1-4.2-level-5": [],
        "A1-4.2-staff-groups": [],
    },
    "A1.5": {
        "A1-5-vacancy-rate": [],
    },
    "A1.6.1": {
        "A1-6.1-supervision-plan": ["S6.p12.a"],
    },
    "A1.6.2": {
        "A1-6.2-supervisors-trained": [],
    },
    "A1.6.3": {
        "A1-6.3-staff-requiring-supervision": ["S6.p12.b"],
    },
    "A1.6.4": {
        "A1-6.4-supervision-in-time": ["S6.p12.b"],
    },
    "A1.6.5": {
        "A1-6.5-peer-review-sessions": [],
    },
    "A1.6.6": {
        "A1-6.6-peer-review-attendance": [],
    },
    "A1.7.1": {
        "A1-7.1-child-protection-referrals": ["S6.p20.d"],
    },
    "A1.7.2": {
        "A1-7.2-caf-referrals": ["S6.p20.d"],
    },
    "A1.7.3": {
        "A1-7.3-audit-of-referrals": ["S6.p16"],
    },
    "A1.8.1": {
        "A1-8.1-children-admitted-with-social-worker": ["S6.p20.d"],
    },
    "A1.8.2": {
        "A1-8.2-emergency-attendances-with-social-worker": ["S6.p20.d"],
    },
    "A1.8.3": {
        "A1-8.3-looked-after-children-admitted": ["S6.p20.d"],
    },
    "A1.8.4": {
        "A1-8.4-looked-after-children-emergency": ["S6.p20.d"],
    },
    "A1.8.5": {
        "A1-8.5-bullying-assault-self-harm-overdose": ["S6.p20.d"],
    },
    "A1.8.6": {
        "A1-8.6-children-on-adult-wards": [],
    },
    "A1.8.7": {
        "A1-8.7-looked-after-children-referred": ["S6.p20.d"],
    },
    "A1.8.8": {
        "A1-8.8-looked-after-children-offered-service": [],
    },
    "A1.9.1": {
        "A1-9.1-child-protection-assessments": ["S6.p20.d"],
    },
    "A1.9.2": {
        "A1-9.2-strategy-meetings": ["S6.p20.d"],
    },
    "A1.10.1": {
        "A1-10.1-births-subject-to-plan": ["S6.p20.d"],
    },
    "A1.10.2": {
        "A1-10.2-infants-placed-in-care": ["S6.p20.d"],
    },
    "A1.11.1": {
        "A1-11.1-under-16s-sexual-health": ["S6.p20.d"],
    },
    "A1.11.2": {
        "A1-11.2-under-16s-sarc": ["S6.p20.d"],
    },
    "A1.12.1": {
        "A1-12.1-pregnant-young-women": ["S6.p20.d"],
    },
    "A1.12.2": {
        "A1-12.2-looked-after-young-parents": ["S6.p20.d"],
    },
    "A1.13.1": {
        "A1-13.1-serious-incidents": ["S6.p20.d"],
    },
    "A1.13.2": {
        "A1-13.2-safeguarding-serious-incidents": ["S6.p20.d"],
    },
    "A1.13.3": {
        "A1-13.3-serious-incidents-completed": [],
    },
    "A1.13.4": {
        "A1-13.4-incidents-referred-to-lscb": ["S6.p20.d"],
    },
    "A1.13.5": {
        "A1-13.5-child-deaths": ["S6.p20.d"],
    },
    "A1.13.6": {
        "A1-13.6-child-deaths-sudic": [],
    },
    "A1.14": {
        "A1-14-felt-safe": [],
    },
    "A1.15.1": {
        "A1-15.1-initial-health-assessments": ["S6.p20.d"],
    },
    "A1.15.2": {
        "A1-15.2-review-health-assessments-care-leavers": ["S6.p20.d"],
        "A1-15.2-review-health-assessments-over-5s": ["S6.p20.d"],
        "A1-15.2-review-health-assessments-under-5s": ["S6.p20.d"],
    },
}
"""The rules that test each item, and the other clauses that each one's figure is evidence for."""

WHOLES = {
    "A1-8.3-looked-after-children-admitted": ("dashboard.8.3", "dashboard.8.1"),
    "A1-8.4-looked-after-children-emergency": ("dashboard.8.4", "dashboard.8.2"),
    "A1-10.1-births-subject-to-plan": (
        "dashboard.10.1.subject_to_plan",
        "dashboard.10.1.total_births",
    ),
    "A1-13.2-safeguarding-serious-incidents": ("dashboard.13.2", "dashboard.13.1"),
}
"""Figures that can never exceed their total."""

OF_EARLIER_QUARTERS = {
    "A1-8.8-looked-after-children-offered-service": ("dashboard.8.8", "dashboard.8.7"),
    "A1-13.3-serious-incidents-completed": ("dashboard.13.3", "dashboard.13.2"),
    "A1-13.6-child-deaths-sudic": ("dashboard.13.6", "dashboard.13.5"),
}
"""Figures that may, since the items give no time window: some of an earlier quarter."""


@pytest.fixture(scope="module")
def rules(pack: Pack) -> list[Rule]:
    """The rules of Appendix 1."""
    return [rule for rule in pack.rules.values() if rule.id.startswith("A1-")]


def _services(*services: str) -> Fact:
    return Fact("organisation.services", frozenset(services), returned=True)


def _number(name: str, value: float) -> Fact:
    return Fact(name, Range.of_number(value), returned=True)


def _verdicts(pack: Pack, rules: list[Rule], *facts: Fact) -> dict[str, Verdict]:
    settled = settle_facts(pack, rules, [{fact.name: fact for fact in facts}], QUARTER_END)
    return {rule.id: settled.verdict(place, 0) for place, rule in enumerate(rules)}


def test_every_item_has_its_rules_and_cites_no_clause_it_does_not_evidence(
    pack: Pack, rules: list[Rule]
) -> None:
    found: dict[str, dict[str, list[str]]] = {
        indicator.clause: {} for indicator in pack.vocabulary.indicators.values()
    }
    for rule in rules:
        found[rule.cites[0]][rule.id] = list(rule.cites[1:])
    assert found == DUTIES


def test_every_rule_binds_providers(rules: list[Rule]) -> None:
    assert {rule.binds for rule in rules} == {("provider",)}


def test_a_rule_applies_to_exactly_the_services_that_its_item_is_asked_of(
    pack: Pack, rules: list[Rule]
) -> None:
    indicators = pack.vocabulary.indicators.values()
    every = set(pack.vocabulary.services)
    turned_away: dict[str, set[str]] = {indicator.item: set() for indicator in indicators}
    for service in every:
        verdicts = _verdicts(pack, rules, _services(service))
        for indicator in indicators:
            of_item = {verdicts[rule.id] for rule in rules if rule.cites[0] == indicator.clause}
            if of_item == {Verdict.NOT_APPLICABLE}:
                turned_away[indicator.item].add(service)
    assert turned_away == {
        indicator.item: every - set(indicator.services or every) for indicator in indicators
    }


def test_silence_is_never_compliance_nor_failure(pack: Pack, rules: list[Rule]) -> None:
    no_evidence = {rule.id: Verdict.NO_EVIDENCE for rule in rules}
    assert _verdicts(pack, rules) == no_evidence
    assert _verdicts(pack, rules, _services(*pack.vocabulary.services)) == no_evidence


@given(whole=st.integers(0, 500), beyond=st.integers(1, 500))
def test_more_than_the_whole_is_not_met(pack: Pack, whole: int, beyond: int) -> None:
    for rule_id, (part, total) in WHOLES.items():
        rule, count = pack.rules[rule_id], whole + beyond
        facts = [_services(*pack.vocabulary.services), _number(part, count), _number(total, whole)]
        if whole and f"{part}.share" in rule.facts:
            facts.append(_number(f"{part}.share", 100 * count / whole))
        assert _verdicts(pack, [rule], *facts) == {rule_id: Verdict.NOT_MET}


@given(whole=st.integers(0, 500), beyond=st.integers(1, 500))
def test_more_than_the_whole_of_the_quarter_is_a_question(
    pack: Pack, whole: int, beyond: int
) -> None:
    for rule_id, (part, total) in OF_EARLIER_QUARTERS.items():
        share = Fact(f"{part}.share", None, returned=True)
        services = _services(*pack.vocabulary.services)
        figures = [_number(part, whole + beyond), _number(total, whole)]
        [verdict] = _verdicts(pack, [pack.rules[rule_id]], services, *figures, share).values()
        assert verdict in (Verdict.NO_EVIDENCE, Verdict.PARTLY_MET)


@pytest.mark.parametrize("level", [3, 4])
def test_saying_that_nobody_needs_a_level_does_not_excuse_those_who_plainly_do(
    pack: Pack, level: int
) -> None:
    rule = pack.rules[f"A1-4.1-level-{level}"]
    nobody = Fact(f"training.safeguarding.level_{level}.needed", False, returned=True)
    in_post = _number("named_professionals.named_nurse.wte", 0.6)
    assert _verdicts(pack, [rule], nobody, in_post, _services("health_visiting")) == {
        rule.id: Verdict.NO_EVIDENCE
    }
