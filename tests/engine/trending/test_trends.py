"""Trends: points, gaps, ranges, thresholds, what the past adds, and whether chance would do it."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from engine.assess import assess
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.past import Past, PastFigure
from engine.nouns.outcome.trend import Better, Chance, Point, Trend, TrendChange
from engine.nouns.policy.condition import All, Comparison, Literal, Not
from engine.nouns.policy.condition import Any as AnyOf
from engine.nouns.policy.operators import Op
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.parameter import Parameter, ParameterValue, SetBy
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis
from engine.trending import trends
from engine.trending.measures import asked_of

ELMS = Organisation("H1", "The Elms", "home")
OAKS = Organisation("H2", "The Oaks", "home")
Q1, Q2, Q3, Q4 = (Quarter(2014, number) for number in (1, 2, 3, 4))
LEVEL_1 = "training.fire.level_1"
DAY = dt.date(2013, 1, 1)
NO_LIMITS = " of the 12 exact figures that process limits need are known."


@pytest.fixture(scope="session")
def pack(small_pack: Pack) -> Pack:
    """The small pack with the level at which a change is more than chance, and one home's own."""
    values = (
        ParameterValue(5, DAY, SetBy.COMMISSIONER),
        ParameterValue(60, DAY, SetBy.COMMISSIONER, organisations=("H2",)),
    )
    level = Parameter("change_by_chance", "How seldom", "%", values)
    return dataclasses.replace(
        small_pack, parameters={**small_pack.parameters, "change_by_chance": level}
    )


def returned(
    quarter: Quarter, figures: dict[str, float | Range], organisation: Organisation = ELMS
) -> Submission:
    facts = {
        name: Fact(
            name,
            value if isinstance(value, Range) else Range.of_number(value),
            Basis.FIGURE,
            returned=True,
        )
        for name, value in figures.items()
    }
    return Submission(organisation, quarter, facts)


def trained(quarter: Quarter, done: int, of: int, organisation: Organisation = ELMS) -> Submission:
    figures: dict[str, float | Range] = {
        f"{LEVEL_1}.staff": of,
        f"{LEVEL_1}.in_date": done,
        f"{LEVEL_1}.percent": 100 * done / of,
    }
    return returned(quarter, figures, organisation)


def assessed(pack: Pack, *submissions: Submission, past: Past | None = None) -> Assessment:
    period = max(submission.quarter for submission in submissions)
    made = assess(pack, submissions, (), (), period, period.last_day, "Clausewise test")
    return dataclasses.replace(made, past=past or Past())


def only(pack: Pack, *submissions: Submission, past: Past | None = None) -> Trend:
    (trend,) = trends(assessed(pack, *submissions, past=past))
    return trend


def known(value: float) -> Range:
    return Range.of_number(value)


def test_a_share_with_its_denominator_threshold_and_test(pack: Pack) -> None:
    assert only(pack, trained(Q1, 3, 10), trained(Q3, 9, 10)) == Trend(
        "H1",
        f"{LEVEL_1}.percent",
        "Level 1 training, fire safety",
        "%",
        ("F2",),
        Better.HIGHER,
        90.0,
        "trained_met",
        (
            Point(Q1, known(30), known(3), known(10)),
            Point(Q2, None),
            Point(Q3, known(90), known(9), known(10)),
        ),
        TrendChange(
            Q1,
            Q3,
            60.0,
            Chance.MORE,
            "2014-15 Q1: 30 % (3 of 10); 2014-15 Q3: 90 % (9 of 10). Fisher’s exact test, "
            "two-sided: if nothing had changed, chance alone would bring a difference as large in "
            "1.9 % of cases, not above the 5 % taken as the limit of chance. The two quarters are "
            "taken as two separate groups.",
        ),
        None,
        f"2{NO_LIMITS}",
    )


def test_a_small_group_that_changes_much_may_be_chance(pack: Pack) -> None:
    change = only(pack, trained(Q1, 2, 4), trained(Q2, 4, 4)).change
    assert change is not None
    assert (change.by, change.chance) == (50.0, Chance.PERHAPS)
    assert "in 42.8 % of cases, above the 5 %" in change.words


def test_an_organisation_is_judged_by_its_own_level(pack: Pack) -> None:
    change = only(pack, trained(Q1, 2, 4, OAKS), trained(Q2, 4, 4, OAKS)).change
    assert change is not None
    assert change.chance is Chance.MORE


def test_counts_are_tested_as_counts(pack: Pack) -> None:
    few, many = (returned(q, {"dashboard.2": n}) for q, n in ((Q1, 12), (Q2, 2)))
    trend = only(pack, few, many)
    assert (trend.better, trend.threshold, trend.clauses) == (Better.NEITHER, None, ("F1",))
    assert trend.change == TrendChange(
        Q1,
        Q2,
        -10.0,
        Chance.MORE,
        "2014-15 Q1: 12; 2014-15 Q2: 2. The exact conditional test of two Poisson counts, "
        "two-sided: if nothing had changed, chance alone would bring a difference as large in "
        "1.2 % of cases, not above the 5 % taken as the limit of chance. It is taken as a count of "
        "separate events in each quarter.",
    )


@pytest.mark.parametrize(
    ("name", "then", "now", "why"),
    [
        (
            f"{LEVEL_1}.percent",
            80,
            90,
            "how many of how many people or cases it is, is not known for both.",
        ),
        ("dashboard.2", Range(1, 4), 9, "a figure is known only within bounds."),
        (
            "named_professionals.warden.wte",
            0.4,
            1,
            "no standard test fits a figure in WTE, which counts no events.",
        ),
        (
            "dashboard.2",
            1.5,
            9,
            "a figure is not a whole number of people or cases from 0 to 1,000,000.",
        ),
    ],
)
def test_what_cannot_be_told_is_said(
    pack: Pack, name: str, then: float | Range, now: float, why: str
) -> None:
    trend = only(pack, returned(Q1, {name: then}), returned(Q2, {name: now}))
    assert trend.change is not None
    assert trend.change.chance is Chance.UNTOLD
    assert trend.change.words.endswith(f"Whether that is more than chance cannot be told: {why}")
    if isinstance(then, Range):
        assert trend.change.by is None
        assert trend.points[0].value == then


def test_what_stands_as_it_stood_needs_no_test(pack: Pack) -> None:
    change = only(pack, trained(Q1, 9, 10), trained(Q2, 9, 10)).change
    assert change is not None
    assert change.chance is Chance.PERHAPS
    assert change.words.endswith("90 % (9 of 10). The figure stands as it stood.")


def test_a_pack_without_a_level_calls_nothing_more_than_chance(small_pack: Pack) -> None:
    change = only(small_pack, trained(Q1, 1, 40), trained(Q2, 40, 40)).change
    assert change is not None
    assert change.chance is Chance.UNTOLD
    assert change.words.endswith("but the pack’s parameters do not say how seldom that must be.")


def test_a_declared_percentage_has_not_the_registers_counts(pack: Pack) -> None:
    odd = returned(
        Q1,
        {f"{LEVEL_1}.percent": 80, f"{LEVEL_1}.in_date": 3, f"{LEVEL_1}.staff": 10},
    )
    assert only(pack, odd).points == (Point(Q1, known(80)),)


def test_silence_is_a_gap_up_to_the_period(pack: Pack) -> None:
    found = trends(assessed(pack, trained(Q1, 3, 10), trained(Q3, 9, 10, OAKS)))
    assert [one.organisation for one in found] == ["H1", "H2"]
    assert [point.value for point in found[0].points] == [known(30), None, None]
    assert [point.quarter for point in found[1].points] == [Q3]
    assert found[0].change is None


def test_a_gap_says_why(pack: Pack) -> None:
    gap = Fact("dashboard.2", None, why_unknown="suppressed at source", returned=True)
    silent = Submission(ELMS, Q2, {"dashboard.2": gap})
    points = only(pack, returned(Q1, {"dashboard.2": 4}), silent).points
    assert points == (
        Point(Q1, known(4)),
        Point(Q2, None, why_unknown="suppressed at source"),
    )


def test_the_past_fills_only_quarters_without_a_return(pack: Pack) -> None:
    past = Past(
        figures=tuple(
            PastFigure(f"{LEVEL_1}.{part}", "H1", quarter, known(value))
            for quarter in (Q1, Q2, Q3, Q4)
            for part, value in (("in_date", 5), ("percent", 50), ("staff", 10))
        )
    )
    assert only(pack, trained(Q2, 3, 10), trained(Q3, 9, 10), past=past).points == (
        Point(Q1, known(50), known(5), known(10), remembered=True),
        Point(Q2, known(30), known(3), known(10)),
        Point(Q3, known(90), known(9), known(10)),
    )


def test_twelve_quarters_have_process_limits(pack: Pack) -> None:
    given = [
        returned(Quarter.of_index(Q1.index + number), {"dashboard.2": 10 + number % 2})
        for number in range(12)
    ]
    limits = only(pack, *given).limits
    assert limits is not None
    assert (limits.mean, round(limits.lower, 2), limits.signs) == (10.5, 7.84, ())


def test_no_limit_of_a_percentage_is_drawn_above_the_whole(pack: Pack) -> None:
    given = [
        returned(Quarter.of_index(Q1.index + number), {f"{LEVEL_1}.percent": 96 + 3 * (number % 2)})
        for number in range(12)
    ]
    limits = only(pack, *given).limits
    assert limits is not None
    assert (limits.upper, limits.note) == (
        100.0,
        "The upper limit comes to 105.5 %; shown is 100 %.",
    )


def test_each_part_of_what_a_rule_asks_tells_which_way_is_better(pack: Pack) -> None:
    drills, well = (
        Comparison(f"dashboard.{item}", Op.IS_AT_LEAST, Literal(1)) for item in ("2", "3")
    )
    rule = dataclasses.replace(
        pack.rules["F-training"], met_when=All((Not(drills), AnyOf((well,))))
    )
    asked = asked_of(dataclasses.replace(pack, rules={rule.id: rule}), "home")
    assert [asked[name].better for name in ("dashboard.2", "dashboard.3")] == [
        Better.LOWER,
        Better.HIGHER,
    ]
