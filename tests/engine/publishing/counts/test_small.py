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
from engine.nouns.quarter import Quarter
from engine.parameters import in_force
from engine.publishing import NoSmallNumber, published
from engine.publishing.disclosure import Disclosure, Judging, disclosure_of
from engine.publishing.figure_relations import relations_of
from engine.publishing.small_numbers import GROUP, RESTS, SMALL, hidden_figures

PACK = load_pack(DEFAULT_PACK)
RELATIONS = relations_of(PACK.vocabulary)
AS_OF = dt.date(2014, 9, 30)


def facts(**numbers: float) -> dict[str, Fact]:
    return {
        name: Fact(name, Range.exactly(value), returned=True) for name, value in numbers.items()
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
    public = published(assess(pack, sent, (), (), quarter, AS_OF, "a test"))
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
    with pytest.raises(NoSmallNumber, match="small_number"):
        published(replace(nothing, pack=replace(PACK, parameters=parameters)))
