"""Which figures are hidden with a small one, and when a verdict would tell one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest

from clausewise.places import DEFAULT_PACK
from engine.assess import assess
from engine.loading import load_pack
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.evidence.organisation import Commissioned, Organisation, Submission
from engine.nouns.policy.condition import Comparison, Literal
from engine.nouns.policy.operators import Op
from engine.nouns.policy.verdict_fact import verdict_fact
from engine.nouns.quarter import Quarter
from engine.parameters import in_force
from engine.publishing import NoSmallNumber, publish_for_public
from engine.publishing.disclosure import Disclosure, Judging, disclosure_of
from engine.publishing.figure_relations import PartOfTotal, Relations, relations_of
from engine.publishing.small_numbers import GROUP, RESTS, SMALL, UNSIZED, hidden_figures

PACK = load_pack(DEFAULT_PACK)
RELATIONS = relations_of(PACK.vocabulary)
AS_OF = dt.date(2014, 9, 30)
OWN, OTHER = "A1-8.6-children-on-adult-wards", "A1-8.3-looked-after-children-admitted"


def facts(**numbers: float) -> dict[str, Fact]:
    return {
        name: Fact(name, Range.of_number(value), returned=True) for name, value in numbers.items()
    }


def counted(numbers: Mapping[str, float]) -> dict[str, Fact]:
    return facts(**{f"dashboard.{item}": value for item, value in numbers.items()})


@pytest.mark.parametrize(
    ("numbers", "hidden"),
    [
        ({"8.6": 4}, {"8.6": SMALL}),
        ({"8.6": 5}, {}),
        ({"8.6": 0}, {}),
        ({"6.5": 2}, {}),
        ({"8.1": 12, "8.3": 3}, {"8.1": GROUP, "8.3": GROUP}),
        ({"8.1": 12, "8.3": 9}, {"8.1": GROUP, "8.3": GROUP}),
        ({"8.1": 12, "8.3": 7}, {}),
        ({"8.1": 12, "8.3": 12}, {}),
        ({"8.1": 12, "8.3": 0}, {}),
        ({"8.1": 3, "8.3": 0}, {"8.1": GROUP}),
        (
            {"13.1": 40, "13.2": 20, "13.3": 18, "13.3.share": 90},
            {"13.1": GROUP, "13.2": GROUP, "13.3": GROUP, "13.3.share": RESTS},
        ),
        ({"6.3": 8, "6.4": 87.5}, {"6.3": GROUP, "6.4": RESTS}),
        ({"6.3": 80, "6.4": 87.5}, {}),
        ({"6.3": 8, "6.4": 100}, {}),
        ({"6.4": 33.3}, {}),
    ],
)
def test_what_is_hidden_with_a_small_number(
    numbers: Mapping[str, float], hidden: Mapping[str, str]
) -> None:
    found = hidden_figures(counted(numbers), RELATIONS, 5)
    assert found == {f"dashboard.{item}": reason for item, reason in hidden.items()}


def test_a_level_of_training_is_hidden_with_all_that_tells_it() -> None:
    level, all_of_them = "training.safeguarding.level_3", "training.safeguarding"
    given = facts(
        **{
            f"{level}.staff": 20,
            f"{level}.in_date": 19,
            f"{level}.percent": 95,
            "dashboard.4.1.level_3": 95,
            f"{all_of_them}.level_1.staff": 50,
            f"{all_of_them}.level_1.in_date": 50,
            f"{all_of_them}.level_1.percent": 100,
            f"{all_of_them}.listed": 70,
            f"{all_of_them}.lowest_level_percent": 95,
        }
    )
    assert hidden_figures(given, RELATIONS, 5) == {
        f"{level}.staff": GROUP,
        f"{level}.in_date": GROUP,
        f"{level}.percent": RESTS,
        "dashboard.4.1.level_3": RESTS,
        f"{all_of_them}.listed": GROUP,
        f"{all_of_them}.lowest_level_percent": RESTS,
    }


def test_where_no_level_is_small_nothing_of_training_is_hidden_but_groups_of_unknown_size() -> None:
    level, all_of_them = "training.safeguarding.level_1", "training.safeguarding"
    given = facts(
        **{
            f"{level}.staff": 50,
            f"{level}.in_date": 50,
            f"{level}.percent": 100,
            f"{all_of_them}.listed": 50,
            f"{all_of_them}.lowest_level_percent": 100,
            f"{all_of_them}.lowest_group_percent": 90,
        }
    )
    assert hidden_figures(given, RELATIONS, 5) == {f"{all_of_them}.lowest_group_percent": UNSIZED}


SHARE = Relations(frozenset({"all"}), (), (), (("share", "all"),), (), frozenset())


@pytest.mark.parametrize(
    ("share", "of", "limit", "hidden"),
    [
        (98.5, 400, 5, True),
        (98.4, 400, 5, False),
        (1.5, 400, 5, True),
        (1.6, 400, 5, False),
        (100, 400, 5, True),
        (100, 150, 5, False),
        (0, 150, 5, False),
        (0, 400, 5, True),
        (50, 400, 5, False),
        (0, 0, 5, False),
        (50, 3, 5, True),
    ],
)
def test_a_percentage_is_hidden_where_it_may_tell_a_small_part_or_all_but_a_small_part(
    share: float, of: float, limit: float, hidden: bool
) -> None:
    """It may have been rounded by half a point: 98.5 % of 400 are from 392 to 396."""
    found = hidden_figures(facts(share=share, all=of), SHARE, limit)
    assert found == ({"all": GROUP, "share": RESTS} if hidden else {})


def test_bounds_of_a_percentage_and_of_its_total_count_as_far_as_they_go() -> None:
    def found(share: Range, of: Range) -> bool:
        given = facts(share=0, all=0)
        given["share"] = replace(given["share"], value=share)
        given["all"] = replace(given["all"], value=of)
        return bool(hidden_figures(given, SHARE, 5))

    assert not found(Range(40, 60), Range.of_number(200))
    assert found(Range(40, 99), Range.of_number(200))
    assert found(Range(1, 60), Range.of_number(200))
    assert not found(Range(40, 60), Range(150, 160))
    assert found(Range(40, 60), Range(6, 200))


@pytest.mark.parametrize(
    ("part", "total", "hidden"),
    [
        (Range.of_number(16), Range.of_number(20), True),
        (Range.of_number(15), Range.of_number(20), False),
        (Range(10, 16), Range.of_number(20), True),
        (Range(10, 15), Range.of_number(20), False),
        (Range.of_number(10), Range(14, 30), True),
        (Range.of_number(10), Range(15, 30), False),
        (Range.of_number(20), Range.of_number(20), False),
        (Range(20, 30), Range.of_number(20), False),
        (Range(19, 30), Range.of_number(20), True),
        (Range.of_number(22), Range.of_number(20), False),
    ],
)
def test_a_part_and_its_total_are_hidden_where_they_may_be_a_small_number_apart(
    part: Range, total: Range, hidden: bool
) -> None:
    pair = PartOfTotal("part", "all", ("share",), False)
    own = Relations(frozenset({"part", "all"}), (pair,), (), (), (), frozenset())
    given = facts(part=0, all=0, share=90)
    given["part"] = replace(given["part"], value=part)
    given["all"] = replace(given["all"], value=total)
    expected = {"part": GROUP, "all": GROUP, "share": RESTS}
    assert hidden_figures(given, own, 5) == (expected if hidden else {})


@pytest.mark.parametrize(
    ("partly", "told"),
    [
        (1, Disclosure.WITHHELD),
        (2, Disclosure.WITHHELD),
        (3, Disclosure.WITHHELD),
        (4, Disclosure.OPEN),
    ],
)
def test_a_verdict_is_withheld_where_some_number_would_be_told_by_it(
    partly: int, told: Disclosure
) -> None:
    """Whichever the number is: "partly met" up to 2 leaves 1 or 2 of the four that a small number
    can be, and "not met" the other two."""
    rule = PACK.rules["A1-8.6-children-on-adult-wards"]
    used = dict(in_force(PACK, AS_OF))
    used["adult_ward_partly_met"] = replace(used["adult_ward_partly_met"], value=float(partly))
    services = Fact("organisation.services", frozenset({"adult_inpatient"}), returned=True)
    for number in range(1, 5):
        given = {**counted({"8.6": number}), services.name: services}
        hidden = hidden_figures(given, RELATIONS, 5)
        judging = Judging([rule], PACK.catalogue, used, AS_OF, 5)
        assert disclosure_of(given, hidden, RELATIONS, judging) == {rule.id: told}


@pytest.mark.parametrize(("number", "verdict"), [(3, "no_evidence"), (0, "met"), (9, "not_met")])
def test_a_share_of_providers_that_rests_on_a_hidden_figure_is_kept_back(
    number: int, verdict: str
) -> None:
    """Which providers keep it, how many of them, what is asked of the share, and the verdict."""
    name = "commissioned.linked_to_lscb.percent"
    none = Comparison("dashboard.8.6", Op.IS_AT_MOST, Literal(0.0))
    rollups = {"linked_to_lscb": replace(PACK.rollups["linked_to_lscb"], kept_when=none)}
    rules = {
        rule.id: replace(rule, met_when=Comparison(name, Op.IS_AT_LEAST, Literal(100.0)))
        for rule in PACK.rules.values()
        if name in rule.facts
    }
    assert rules
    rules = {
        one: replace(rule, applies_when=None, partly_met_when=None) for one, rule in rules.items()
    }
    pack = replace(PACK, rollups=rollups, rules=rules)
    quarter = Quarter.parse("2014-15 Q2")
    provider = Organisation("RA1", "Trust", "provider")
    commissioned = (Commissioned("Trust", "RA1"),)
    sent = [
        Submission(Organisation("06L", "Group", "ccg"), quarter, {}, commissions=commissioned),
        Submission(provider, quarter, counted({"8.6": number})),
    ]
    public = publish_for_public(assess(pack, sent, (), (), quarter, AS_OF, "a test"))
    assert {finding.verdict.value for finding in public.findings} == {verdict}
    (group,) = (
        submission for submission in public.submissions if submission.organisation.code == "06L"
    )
    hidden = {
        suppression.about for suppression in public.suppressed if suppression.organisation == "06L"
    }
    kept = name.replace("percent", "kept")
    if verdict == "no_evidence":
        assert group.facts[name].value is group.facts[kept].value is None
        assert group.facts[name].members == ()
        assert hidden == {name, kept, *rules}
        assert not any(finding.trace or finding.changes for finding in public.findings)
    else:
        assert hidden == set()


def test_a_pack_without_a_limit_publishes_nothing() -> None:
    parameters = {name: one for name, one in PACK.parameters.items() if name != "small_number"}
    nothing = assess(PACK, (), (), (), Quarter.parse("2014-15 Q2"), AS_OF, "a test")
    with pytest.raises(NoSmallNumber) as refused:
        publish_for_public(replace(nothing, pack=replace(PACK, parameters=parameters)))
    assert str(refused.value) == (
        "The policy's parameters do not have “small_number”, so nothing can be published: add it "
        "to the pack's parameters.yaml, with the smallest count that may be shown."
    )
    assert publish_for_public(nothing).suppressed == ()


@pytest.mark.parametrize(
    ("counted_rule", "most", "hidden"),
    [(OWN, 2.0, True), (OWN, 4.0, True), (OTHER, 2.0, False)],
)
def test_a_share_of_providers_is_kept_back_with_a_verdict_that_it_counts(
    counted_rule: str, most: float, hidden: bool
) -> None:
    """Also with one that is told but rests on a hidden figure; not with one it does not count."""
    share = "commissioned.linked_to_lscb.percent"
    like = replace(PACK.rules[OWN], applies_when=None, partly_met_when=None)
    small = Comparison("dashboard.8.6", Op.IS_AT_MOST, Literal(most))
    plain = Comparison("dashboard.8.1", Op.IS_AT_LEAST, Literal(9.0))
    whole = Comparison(share, Op.IS_AT_LEAST, Literal(50.0))
    rules = {
        OWN: replace(like, met_when=small),
        OTHER: replace(like, id=OTHER, met_when=plain),
        "share": replace(like, id="share", met_when=whole, binds=("ccg",)),
    }
    met = Comparison(verdict_fact(counted_rule), Op.IS, Literal("met"))
    rollups = {"linked_to_lscb": replace(PACK.rollups["linked_to_lscb"], kept_when=met)}
    pack = replace(PACK, rollups=rollups, rules=rules, checks=())
    quarter, provider = Quarter.parse("2014-15 Q2"), Organisation("RA1", "Trust", "provider")
    commissioned = (Commissioned("Trust", "RA1"),)
    sent = [
        Submission(Organisation("06L", "Group", "ccg"), quarter, {}, commissions=commissioned),
        Submission(provider, quarter, counted({"8.6": 3, "8.1": 20})),
    ]
    public = publish_for_public(assess(pack, sent, (), (), quarter, AS_OF, "a test"))
    about = {one.about for one in public.suppressed if one.organisation == "06L"}
    assert about == ({share, share.replace("percent", "kept"), "share"} if hidden else set())
