"""Which figures tell one another: all that follows from a small vocabulary, compared whole."""

from __future__ import annotations

from collections.abc import Iterable

from engine.nouns.policy.vocabulary import (
    Check,
    Framework,
    Indicator,
    Part,
    Scale,
    ShareWords,
    Vocabulary,
)
from engine.publishing.figure_relations import PartOfTotal, Relations, relations_of


def vocabulary(
    indicators: Iterable[Indicator],
    frameworks: Iterable[Framework] = (),
    checks: Iterable[Check] = (),
) -> Vocabulary:
    return Vocabulary(
        *({}, {}, {}, {}, {}),
        {framework.key: framework for framework in frameworks},
        {indicator.item: indicator for indicator in indicators},
        {},
        Scale("higher_is_better", {}),
        {check.key: check for check in checks},
    )


def item(number: str, value: str = "count", **more: object) -> Indicator:
    return Indicator(number, "A1", number, value, **more)  # type: ignore[arg-type]


def pair(part: str, total: str, *percents: str, register: bool = False) -> PartOfTotal:
    return PartOfTotal(part, total, percents, register)


SHARE = ShareWords("dashboard.1", "children", "seen")


def test_items_are_parts_of_totals_that_they_never_exceed_or_are_a_share_of() -> None:
    two = (Part("a", "a"), Part("b", "b"))
    found = relations_of(
        vocabulary(
            [
                item("1"),
                item("2", never_more_than="dashboard.1"),
                item("3", share=SHARE),
                item("4", parts=two, never_more_than="dashboard.4.a"),
                item("5", parts=two, never_more_than="dashboard.1", share=SHARE),
                item("6", counts="posts"),
                item("7", counts="posts", never_more_than="dashboard.1"),
                item("8", never_more_than="dashboard.6"),
                item("9", "percent", percent_of="dashboard.2"),
                item("10", "percent"),
                item("11", "count", percent_of="dashboard.2"),
                item("12", "yes_no"),
                item("13", "vacancies"),
            ]
        )
    )
    counts = ("1", "2", "3", "4.a", "4.b", "5.a", "5.b", "8", "11")
    assert found == Relations(
        people=frozenset(f"dashboard.{number}" for number in counts),
        pairs=(
            pair("dashboard.2", "dashboard.1"),
            pair("dashboard.3", "dashboard.1", "dashboard.3.share"),
            pair("dashboard.4.b", "dashboard.4.a"),
            pair("dashboard.5.a", "dashboard.1", "dashboard.5.share"),
            pair("dashboard.5.b", "dashboard.1"),
        ),
        sums=(),
        percents=(("dashboard.9", "dashboard.2"),),
        lowest=(),
        unsized=frozenset(),
    )


def test_a_share_of_another_total_than_that_of_the_parts_is_a_pair_of_its_own() -> None:
    found = relations_of(
        vocabulary(
            [
                item("1"),
                item("2"),
                item("3", never_more_than="dashboard.2", share=SHARE),
            ]
        )
    )
    assert found.pairs == (
        pair("dashboard.3", "dashboard.2"),
        pair("dashboard.3", "dashboard.1", "dashboard.3.share"),
    )


def test_levels_of_training_and_checks_are_counted_from_registers() -> None:
    fire = Framework("fire", "Fire", 2, "4.1", "months")
    found = relations_of(vocabulary([], [fire], [Check("dbs", "DBS", "months")]))
    one, two, dbs = "training.fire.level_1", "training.fire.level_2", "checks.dbs"
    assert found == Relations(
        people=frozenset(
            {f"{name}.{what}" for name in (one, two, dbs) for what in ("in_date", "staff")}
            | {"training.fire.listed"}
        ),
        pairs=(
            *(
                pair(
                    f"{level}.in_date",
                    f"{level}.staff",
                    *(f"{level}.percent", f"dashboard.4.1.level_{number}"),
                    register=True,
                )
                for number, level in enumerate((one, two), 1)
            ),
            pair(f"{dbs}.in_date", f"{dbs}.staff", f"{dbs}.percent", register=True),
        ),
        sums=(("training.fire.listed", (f"{one}.staff", f"{two}.staff")),),
        percents=(),
        lowest=(("training.fire.lowest_level_percent", (f"{one}.percent", f"{two}.percent")),),
        unsized=frozenset({"training.fire.lowest_group_percent"}),
    )
