"""How much of each verdict is told beside hidden figures, and what faults tell of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from dataclasses import replace

import pytest

from clausewise.places import DEFAULT_PACK
from engine.assess import assess
from engine.loading import load_pack
from engine.nouns.evidence.fact import Claim, Fact, Origin, Range
from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.evidence.in_dispute import with_claims
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.policy.condition import Any, Comparison, FactRef, Literal, ParameterRef
from engine.nouns.policy.operators import Op
from engine.nouns.policy.rule import Rule
from engine.nouns.quarter import Quarter
from engine.parameters import in_force
from engine.publishing import publish_for_public
from engine.publishing.disclosure import Disclosure, Judging, disclosure_of
from engine.publishing.figure_relations import relations_of
from engine.publishing.small_numbers import hidden_figures

PACK = load_pack(DEFAULT_PACK)
RELATIONS = relations_of(PACK.vocabulary)
AS_OF = dt.date(2014, 9, 30)
PARTLY = "adult_ward_partly_met"
WARDS = PACK.rules["A1-8.6-children-on-adult-wards"]


def counted(**numbers: Range) -> dict[str, Fact]:
    names = {f"dashboard.{item.replace('_', '.')[1:]}": value for item, value in numbers.items()}
    return {name: Fact(name, value, returned=True) for name, value in names.items()}


def asking(name: str, fact: str, op: Op, value: float) -> Rule:
    met = Comparison(fact, op, Literal(value))
    return replace(WARDS, id=name, applies_when=None, met_when=met, partly_met_when=None)


def disclosures_of(facts: dict[str, Fact], *rules: Rule) -> dict[str, Disclosure]:
    hidden = hidden_figures(facts, RELATIONS, 5)
    judging = Judging(rules, PACK.catalogue, in_force(PACK, AS_OF), AS_OF, 5)
    return dict(disclosure_of(facts, hidden, RELATIONS, judging))


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_of_two_rules_on_one_count_the_one_that_tells_nothing_is_told(number: int) -> None:
    half = asking("half", "dashboard.8.6", Op.IS_AT_MOST, 2.0)
    all_ = asking("all", "dashboard.8.6", Op.IS_AT_MOST, 4.0)
    none = asking("none", "dashboard.8.6", Op.IS_AT_MOST, 0.0)
    found = disclosures_of(counted(i8_6=Range.of_number(number)), half, all_, none)
    assert found == {"half": Disclosure.WITHHELD, "all": Disclosure.OPEN, "none": Disclosure.OPEN}


@pytest.mark.parametrize(
    ("asked", "outcome"),
    [(80.0, Disclosure.OPEN), (95.0, Disclosure.OPEN), (30.0, Disclosure.OPEN)],
)
def test_a_percentage_of_a_hidden_total_implies_a_part_that_stays_open(
    asked: float, outcome: Disclosure
) -> None:
    facts = counted(i6_3=Range.of_number(8), i6_4=Range.of_number(87.5))
    rule = asking("supervised", "dashboard.6.4", Op.IS_AT_LEAST, asked)
    assert disclosures_of(facts, rule) == {"supervised": outcome}


def test_what_would_pin_a_part_of_a_hidden_total_is_kept_back() -> None:
    """Between 98.9 and 99.1 % of a hundred at most just one is wanting."""
    facts = counted(i6_3=Range.of_number(8), i6_4=Range.of_number(87.5))
    over = asking("over", "dashboard.6.4", Op.IS_AT_LEAST, 98.9)
    under = asking("under", "dashboard.6.4", Op.IS_UNDER, 99.1)
    assert disclosures_of(facts, over, under) == {
        "over": Disclosure.OPEN,
        "under": Disclosure.WITHHELD,
    }


def test_counts_that_do_not_tell_one_another_are_looked_at_one_by_one() -> None:
    """Of a small one nothing over the limit is tried: that it is at most 98 or 99 tells nothing."""
    facts = counted(i8_6=Range.of_number(3), i11_1=Range.of_number(3))
    rules = [asking(f"{most}", "dashboard.8.6", Op.IS_AT_MOST, most) for most in (98, 99)]
    assert disclosures_of(facts, *rules) == {"98": Disclosure.OPEN, "99": Disclosure.OPEN}


def test_only_rules_that_compare_what_moves_with_a_hidden_figure_are_looked_at() -> None:
    """A share of others, the lowest of others, and that a figure was returned at all do not."""
    facts = counted(i8_6=Range.of_number(3), i13_2=Range.of_number(20), i13_3=Range.of_number(20))
    others = [
        asking("share", "dashboard.13.3.share", Op.IS_AT_LEAST, 80.0),
        asking("lowest", "training.safeguarding.lowest_level_percent", Op.IS_AT_LEAST, 80.0),
        asking("item", "dashboard.13.2", Op.IS_AT_LEAST, 9.0),
    ]
    returned = Comparison("dashboard.8.6", Op.IS_RETURNED, Literal(True))
    others.append(replace(others[0], id="returned", met_when=returned))
    own = asking("own", "dashboard.8.6", Op.IS_AT_MOST, 4.0)
    assert disclosures_of(facts, *others, own) == {"own": Disclosure.OPEN}


def test_what_moves_with_a_level_of_training_is_looked_at() -> None:
    level, training = "training.safeguarding.level_3", "training.safeguarding"
    numbers = {f"{level}.staff": 9, f"{level}.in_date": 8, f"{level}.percent": 100 * 8 / 9}
    numbers |= {"dashboard.4.1.level_3": 89, f"{training}.lowest_level_percent": 100 * 8 / 9}
    facts = {name: Fact(name, Range.of_number(n), returned=True) for name, n in numbers.items()}
    rules = [asking(name, name, Op.IS_OVER, 0.0) for name in numbers]
    other = replace(
        rules[0],
        id="other",
        met_when=Comparison("dashboard.8.6", Op.IS_AT_LEAST, FactRef(f"{level}.staff")),
    )
    assert disclosures_of(facts, *rules, other).keys() == {*numbers, "other"}


EITHER = "dashboard.2.not_applicable"


def either(name: str, op: Op, value: float) -> Rule:
    """A rule that is met by either of two things."""
    rule = asking(name, "dashboard.8.6", op, value)
    other = Comparison(EITHER, Op.IS, Literal(True))
    return replace(rule, met_when=Any((rule.met_when, other)))


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_verdict_that_tells_nothing_is_told_without_how_its_comparisons_came_out(
    number: int,
) -> None:
    """Either is so whatever the number is; that it is at most 2 would tell."""
    facts = counted(i8_6=Range.of_number(number))
    yes = {EITHER: Fact(EITHER, True, returned=True)}
    no = {EITHER: Fact(EITHER, False, returned=True)}
    half, all_ = either("half", Op.IS_AT_MOST, 2.0), either("all", Op.IS_AT_MOST, 4.0)
    assert disclosures_of(facts | yes, half) == {"half": Disclosure.CLOSED}
    assert disclosures_of(facts | no, half) == {"half": Disclosure.WITHHELD}
    assert disclosures_of(facts | yes, all_, half) == {
        "all": Disclosure.OPEN,
        "half": Disclosure.CLOSED,
    }


def test_what_was_found_of_one_return_is_not_taken_for_another_that_differs() -> None:
    three = counted(i8_6=Range.of_number(3))
    yes = {EITHER: Fact(EITHER, True, returned=True)}
    no = {EITHER: Fact(EITHER, False, returned=True)}
    half, most = either("rule", Op.IS_AT_MOST, 2.0), either("most", Op.IS_AT_MOST, 4.0)
    own = replace(half, met_when=Comparison("dashboard.8.6", Op.IS_AT_MOST, ParameterRef(PARTLY)))
    used = dict(in_force(PACK, AS_OF))
    lenient = {**used, PARTLY: replace(used[PARTLY], value=4.0)}
    cases = [
        (three | yes, half, used, 5),
        (three | no, half, used, 5),
        (three, half, used, 5),
        (three | yes, most, used, 5),
        (three, own, used, 5),
        (three, own, lenient, 5),
        (three | no, half, used, 4),
        (counted(i8_6=Range.of_number(9), i13_2=Range.of_number(3)), half, used, 5),
    ]
    known: dict[Hashable, Mapping[str, Disclosure]] = {}
    for kept in (None, known, known):
        found = []
        for facts, rule, parameters, limit in cases:
            judging = Judging([rule], PACK.catalogue, parameters, AS_OF, limit)
            hidden = hidden_figures(facts, RELATIONS, limit)
            found.append(disclosure_of(facts, hidden, RELATIONS, judging, kept))
        assert found == [
            {"rule": Disclosure.CLOSED},
            {"rule": Disclosure.WITHHELD},
            {"rule": Disclosure.WITHHELD},
            {"most": Disclosure.OPEN},
            {"rule": Disclosure.WITHHELD},
            {"rule": Disclosure.OPEN},
            {"rule": Disclosure.WITHHELD},
            {},
        ]


def test_the_verdict_on_a_figure_within_bounds_is_kept_back() -> None:
    rule = asking("all", "dashboard.8.6", Op.IS_AT_MOST, 4.0)
    assert disclosures_of(counted(i8_6=Range(1, 3)), rule) == {"all": Disclosure.WITHHELD}


@pytest.mark.parametrize("incidents", [2, 3, 4, 5, 30])
def test_which_rules_are_told_does_not_hang_on_a_number_in_dispute(incidents: int) -> None:
    """Item 13.1 is in dispute and not shown: beside no rule on it may others be chosen by it."""
    facts = counted(i13_2=Range.of_number(2), i13_3=Range.of_number(2))
    total = Fact("dashboard.13.1", Range.of_number(incidents), returned=True)
    total = with_claims(total, [Claim(None, returned=False)], "more were referred")
    share = Fact("dashboard.13.3.share", Range.of_number(100), returned=True)
    rules = ("A1-13.2-safeguarding-serious-incidents", "A1-13.3-serious-incidents-completed")
    found = disclosures_of(
        {**facts, total.name: total, share.name: share}, *(PACK.rules[rule] for rule in rules)
    )
    assert found == dict(zip(rules, (Disclosure.WITHHELD, Disclosure.OPEN), strict=True))


def test_a_fault_tells_no_line_and_no_verdict_that_is_kept_back() -> None:
    origin = Origin("ra.xlsx", "00", "dashboard", "C9", "1 to 3")
    services = Fact("organisation.services", frozenset({"adult_inpatient"}), returned=True)
    facts = {
        name: replace(fact, origins=(origin,))
        for name, fact in counted(i8_6=Range(1, 3), i2=Range(7, 9)).items()
    }
    quarter = Quarter.parse("2014-15 Q2")
    sent = Submission(
        Organisation("RA1", "Trust", "provider"), quarter, {**facts, services.name: services}
    )
    faults = [
        Fault(
            Severity.CELL,
            "ra.xlsx",
            "typed",
            "a number",
            "Mend it.",
            sheet,
            cell,
            "RA1",
            quarter.label,
            ("dashboard.8.6",),
        )
        for sheet, cell in (("dashboard", "C9"), ("training", "F71"))
    ]
    pack = replace(PACK, rules={WARDS.id: WARDS})
    true = assess(pack, [sent], faults, (), quarter, AS_OF, "a test")
    assert [(fault.cell, fault.clauses) for fault in true.faults] == [
        ("C9", WARDS.cites),
        ("F71", WARDS.cites),
    ]
    assert [(fault.cell, fault.clauses) for fault in publish_for_public(true).faults] == [
        ("C9", ()),
        ("", ()),
    ]
