"""Verdicts close to met, and fragile ones: none is told that would not really change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.judge import settle_facts
from engine.nearness import closeness_in, margin_of
from engine.nouns.evidence.fact import Fact, FactSpec, Kind, Range
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.assessment import Assessment, Run
from engine.nouns.outcome.audience import Audience
from engine.nouns.outcome.closeness import Closeness, Near
from engine.nouns.policy.condition import Comparison, ParameterRef
from engine.nouns.policy.handling import Handling, Points, Ranking, Stake
from engine.nouns.policy.operators import Op
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.parameter import Parameter, ParameterValue, SetBy
from engine.nouns.policy.rule import Rule
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Verdict
from engine.on_demand import judge
from engine.parameters import NEAR_MARGIN, NEAR_MARGIN_DAYS, in_force
from tests.draws import draws

Q2 = Quarter(2014, 2)
DAY = dt.date(2014, 9, 30)
LEVEL = "training.fire.level_1"
LOWEST = "training.fire.lowest_level_percent"
HOME = Organisation("A1", "Home", "home")


def parameter(name: str, value: float, unit: str) -> Parameter:
    held = ParameterValue(value, dt.date(2013, 1, 1), SetBy.COMMISSIONER)
    return Parameter(name, name, unit, (held,))


def with_parameters(pack: Pack, **values: float) -> Pack:
    units = {NEAR_MARGIN: "people", NEAR_MARGIN_DAYS: "days"}
    own = {
        name: parameter(name, value, units.get(name, pack.parameters[name].unit))
        if name in pack.parameters
        else parameter(name, value, units.get(name, ""))
        for name, value in values.items()
    }
    return replace(pack, parameters={**pack.parameters, **own})


def trained(done: int, total: int) -> dict[str, Fact]:
    values = {"in_date": float(done), "staff": float(total), "percent": 100 * done / total}
    facts = {f"{LEVEL}.{name}": Range.of_number(value) for name, value in values.items()}
    return {name: Fact(name, value, returned=True) for name, value in facts.items()}


def assessment_of(pack: Pack, facts: Mapping[str, Fact]) -> Assessment:
    submission = Submission(HOME, Q2, facts)
    run = Run(Q2, DAY, "", "", (), ())
    findings = judge(pack, [submission], DAY)
    return Assessment(run, pack, (Q2,), (HOME,), (submission,), findings, (), ())


def near(pack: Pack, facts: Mapping[str, Fact], rule: str = "F-training") -> Closeness | None:
    return closeness_in(assessment_of(pack, facts)).get((rule, "A1", Q2.label))


def test_met_by_one_person_of_forty(small_pack: Pack) -> None:
    assert near(small_pack, trained(36, 40)) == Closeness(
        Near.FRAGILE,
        "Met by 1 of the 40 staff who need Level 1: were 1 fewer to be in date, it would be "
        "partly met.",
    )


def test_one_more_of_forty_would_meet_it(small_pack: Pack) -> None:
    assert near(small_pack, trained(35, 40)) == Closeness(
        Near.CLOSE_TO_MET,
        "Were 1 more of the 40 staff who need Level 1 to be in date, it would be met.",
    )


def about_harm(pack: Pack, harm: bool) -> Pack:
    """The pack with a ranking in which the clauses of the rule on training are at stake."""
    none = Points(0, "")
    stake = Stake("a child’s death", none, pack.rules["F-training"].cites, harm=harm)
    ranking = Ranking("commissioner", "", (), {}, {}, (stake,), none, none, none, none)
    return replace(pack, handling=Handling(ranking=ranking))


def test_nothing_about_death_or_harm_is_close_to_met(small_pack: Pack) -> None:
    harm = about_harm(small_pack, True)
    assert near(harm, trained(35, 40)) is None
    assert near(about_harm(small_pack, False), trained(35, 40)) is not None
    fragile = near(harm, trained(36, 40))
    assert fragile is not None
    assert fragile.near is Near.FRAGILE


@pytest.mark.parametrize("done", [37, 34, 20])
def test_what_is_further_off_is_not_near(small_pack: Pack, done: int) -> None:
    assert near(small_pack, trained(done, 40)) is None


def test_a_wider_margin_is_the_packs_to_set(small_pack: Pack) -> None:
    wide = with_parameters(small_pack, near_margin=2)
    fragile, missed = near(wide, trained(37, 40)), near(wide, trained(34, 40))
    assert fragile is not None
    assert fragile.words.startswith("Met by 2 of the 40 staff who need Level 1: were 2 fewer")
    assert missed is not None
    assert missed.words.startswith("Were 2 more of the 40 staff")
    none = with_parameters(small_pack, near_margin=0)
    assert near(none, trained(36, 40)) is None


def test_what_all_keep_is_not_fragile(small_pack: Pack) -> None:
    assert near(small_pack, trained(4, 4)) is None
    every = with_parameters(small_pack, trained_met=100)
    assert near(every, trained(40, 40)) is None
    missed = near(every, trained(39, 40))
    assert missed is not None
    assert missed.near is Near.CLOSE_TO_MET


def test_a_share_that_its_counts_do_not_give_is_left_alone(small_pack: Pack) -> None:
    facts = trained(36, 40)
    name = f"{LEVEL}.percent"
    facts[name] = replace(facts[name], value=Range.of_number(90.5))
    assert near(small_pack, facts) is None


def test_a_count_known_within_bounds_is_left_alone(small_pack: Pack) -> None:
    facts = trained(36, 40)
    facts[f"{LEVEL}.in_date"] = replace(facts[f"{LEVEL}.in_date"], value=Range(36, 37))
    assert near(small_pack, facts) is None


def test_no_evidence_and_not_applicable_are_never_near(small_pack: Pack) -> None:
    assert closeness_in(assessment_of(small_pack, {})) == {}


def test_the_public_is_told_nothing_of_it(small_pack: Pack) -> None:
    assessment = assessment_of(small_pack, trained(36, 40))
    assert closeness_in(assessment) != {}
    assert closeness_in(replace(assessment, audience=Audience.PUBLIC)) == {}


DATED = "documents.fire_plan.approved_on"


def dated_pack(pack: Pack, op: Op) -> Pack:
    right = ParameterRef("refresh_months")
    rule = replace(
        pack.rules["F-training"],
        id="F-dated",
        met_when=Comparison(DATED, op, right),
        partly_met_when=None,
    )
    spec = FactSpec(DATED, Kind.DATE, "Fire plan, approved on")
    wide = with_parameters(pack, near_margin_days=31)
    return replace(wide, rules={"F-dated": rule}, catalogue={**pack.catalogue, DATED: spec})


@pytest.mark.parametrize(
    ("approved", "told"),
    [
        (
            dt.date(2013, 10, 4),
            Closeness(
                Near.FRAGILE,
                "Met by 5 days: were “Fire plan, approved on” 5 days earlier (29 September 2013), "
                "it would be not met.",
            ),
        ),
        (
            dt.date(2013, 9, 29),
            Closeness(
                Near.CLOSE_TO_MET,
                "Were “Fire plan, approved on” 1 day later (30 September 2013), it would be met.",
            ),
        ),
        (dt.date(2014, 3, 1), None),
        (dt.date(2013, 7, 1), None),
    ],
)
def test_a_date_about_to_lapse(small_pack: Pack, approved: dt.date, told: Closeness | None) -> None:
    pack = dated_pack(small_pack, Op.IS_WITHIN)
    facts = {DATED: Fact(DATED, Range.of_day(approved), returned=True)}
    assert near(pack, facts, "F-dated") == told
    without = replace(pack, parameters=small_pack.parameters)
    assert near(without, facts, "F-dated") is None


@pytest.mark.parametrize("approved", [dt.date.min, dt.date.max])
def test_dates_at_the_end_of_the_calendar_are_moved_one_way_alone(
    small_pack: Pack, approved: dt.date
) -> None:
    facts = {DATED: Fact(DATED, Range.of_day(approved), returned=True)}
    assert near(dated_pack(small_pack, Op.IS_WITHIN), facts, "F-dated") is None


@pytest.mark.parametrize("count", [float("inf"), 0.5, 1e300])
def test_a_count_that_is_no_whole_number_is_left_alone(small_pack: Pack, count: float) -> None:
    facts = trained(36, 40)
    facts[f"{LEVEL}.in_date"] = replace(facts[f"{LEVEL}.in_date"], value=Range.of_number(count))
    assert near(small_pack, facts) is None


def test_the_lowest_of_several_shares_is_moved_by_each(small_pack: Pack) -> None:
    rule = replace(
        small_pack.rules["F-training"],
        id="F-lowest",
        met_when=Comparison(LOWEST, Op.IS_AT_LEAST, ParameterRef("trained_met")),
        partly_met_when=None,
    )
    pack = replace(small_pack, rules={"F-lowest": rule})
    facts = trained(36, 40)
    facts[LOWEST] = Fact(LOWEST, Range.of_number(90.0), returned=True)
    found = near(pack, facts, "F-lowest")
    assert found is not None
    assert found.words.endswith("were 1 fewer to be in date, it would be not met.")


def test_margins_are_bounded(small_pack: Pack) -> None:
    pack = with_parameters(small_pack, near_margin=10**9, near_margin_days=10**9)
    margin = margin_of(in_force(pack, DAY))
    assert (margin.members, margin.days) == (50, 366)


@settings(max_examples=draws(30), deadline=None)
@given(
    total=st.integers(1, 60),
    data=st.data(),
    bar=st.sampled_from([50.0, 66.7, 80.0, 90.0, 95.0, 100.0]),
    margin=st.integers(0, 4),
)
def test_what_is_near_really_changes_and_what_is_not_does_not(
    small_pack: Pack, total: int, data: st.DataObject, bar: float, margin: int
) -> None:
    done = data.draw(st.integers(0, total))
    pack = with_parameters(small_pack, trained_met=bar, near_margin=margin)
    rule = pack.rules["F-training"]
    found = near(pack, trained(done, total))

    def verdict(count: int) -> Verdict:
        return settle_facts(pack, [rule], [trained(count, total)], DAY).verdict(0, 0)

    now = verdict(done)
    reach = [each for each in range(done - margin, done + margin + 1) if 0 <= each <= total]
    others = [each for each in reach if (verdict(each) is Verdict.MET) != (now is Verdict.MET)]
    best = now is Verdict.MET and (done == total or bar == 100)
    assert (found is not None) == (bool(others) and not best)
    if found is not None:
        least = min(abs(other - done) for other in others)
        (size,) = {abs(other - done) for other in others if abs(other - done) == least}
        assert f" {size} " in found.words
        assert (found.near is Near.FRAGILE) == (now is Verdict.MET)
        then = verdict(done - size if now is Verdict.MET else done + size)
        assert found.words.endswith(f"it would be {then.words.lower()}.")


def test_rules_that_the_pack_no_longer_has_are_passed_over(small_pack: Pack) -> None:
    assessment = assessment_of(small_pack, trained(36, 40))
    rules: dict[str, Rule] = {}
    assert closeness_in(replace(assessment, pack=replace(small_pack, rules=rules))) == {}
