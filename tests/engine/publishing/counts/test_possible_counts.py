"""The ways in which hidden counts could be, and the facts in each, worked out plainly."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
import pytest

from engine.evaluating.columns import Column, NumberColumn, WordColumn, WordsColumn
from engine.nouns.evidence.fact import Fact, FactSpec, Kind, Range, Value
from engine.publishing.figure_relations import PartOfTotal, Relations
from engine.publishing.possible_counts import PossibleCounts, columns_in, possible_counts

NAN, INF = math.nan, math.inf
DONE, ALL = "done", "all"
REGISTER = PartOfTotal(DONE, ALL, ("percent", "declared"), True)
TYPED = PartOfTotal(DONE, ALL, ("percent",), False)


def relations(
    *pairs: PartOfTotal,
    percents: tuple[tuple[str, str], ...] = (),
    lowest: tuple[tuple[str, tuple[str, ...]], ...] = (),
) -> Relations:
    return Relations(frozenset({DONE, ALL}), pairs, (), percents, lowest, frozenset())


def facts(**values: Value | float | None) -> dict[str, Fact]:
    return {
        name: Fact(
            name,
            Range.of_number(value) if type(value) in (int, float) else value,  # type: ignore[arg-type]
            returned=True,
        )
        for name, value in values.items()
    }


def ways(worlds: PossibleCounts | None) -> list[tuple[int, ...]]:
    assert worlds is not None
    return [tuple(way) for way in worlds.values.T.tolist()]


def small(value: float, limit: int) -> bool:
    return 1 <= value < limit


@pytest.mark.parametrize(
    ("is_small", "value", "tried"),
    [
        (True, 3, range(1, 5)),
        (True, 4, range(1, 5)),
        (False, 50, range(1, 100)),
        (False, 99, range(1, 100)),
        (False, 100, (*range(1, 100), 100)),
        (False, 400, (*range(1, 100), 400)),
    ],
)
def test_of_one_count_by_itself_each_value_is_tried(
    is_small: bool, value: float, tried: Iterable[int]
) -> None:
    others = relations(PartOfTotal("part", "other", (), False))
    worlds = possible_counts([DONE], is_small, facts(done=value), others, 5)
    assert ways(worlds) == [(count,) for count in tried]
    assert worlds is not None
    assert (worlds.names, worlds.implied, worlds.pairs) == ((DONE,), frozenset(), ())
    assert worlds.parts.shape == worlds.totals.shape == (0, len(ways(worlds)))


@pytest.mark.parametrize("pair", [REGISTER, TYPED])
@pytest.mark.parametrize("true", [(2, 9), (150, 152), (100, 2)])
def test_of_a_part_and_its_total_every_way_is_tried_in_which_both_are_hidden(
    pair: PartOfTotal, true: tuple[int, int]
) -> None:
    given = facts(done=true[0], all=true[1])
    worlds = possible_counts([DONE, ALL], False, given, relations(pair), 3)
    expected = [
        (done, of)
        for done, of in itertools.product(range(1, 101), repeat=2)
        if (small(done, 3) or small(of, 3) or small(of - done, 3))
        and (done <= of or not pair.register)
    ]
    assert ways(worlds) == expected + [true] * (true not in expected)
    assert worlds is not None
    assert worlds.pairs == (pair,)
    assert worlds.parts.tolist() == [[float(done) for done, _ in ways(worlds)]]
    assert worlds.totals.tolist() == [[float(of) for _, of in ways(worlds)]]
    assert worlds.part_above_total.tolist() == [[done > of for done, of in ways(worlds)]]
    [between] = worlds.differences()
    assert between.tolist() == [of - done for done, of in ways(worlds)]


def test_of_many_counts_as_many_ways_are_tried_as_there_is_time_for() -> None:
    names = [DONE, ALL, "more"]
    worlds = possible_counts(names, False, facts(done=1, all=2, more=3), relations(), 5)
    assert ways(worlds) == [
        way
        for way in itertools.product(range(1, 41), repeat=3)
        if any(small(count, 5) for count in way)
    ]
    four = [f"count {place}" for place in range(4)]
    worlds = possible_counts(four, False, facts(**dict.fromkeys(four, 2)), relations(), 16)
    assert worlds is not None
    assert (worlds.values.shape, worlds.values.max()) == ((4, 17**4 - 2**4), 17)


@pytest.mark.parametrize(("total", "known"), [(7, 7.0), (Range(7, 9), 7.0), (None, NAN)])
def test_the_other_end_of_a_pair_is_as_it_was_returned(total: Value | None, known: float) -> None:
    given = facts(done=2, all=total)
    worlds = possible_counts([DONE], True, given, relations(REGISTER, TYPED), 3)
    assert worlds is not None
    expected = [done for done in range(1, 101) if small(done, 3) or small(known - done, 3)]
    if known == known:
        expected = [done for done in expected if done <= known]
    assert ways(worlds) == [(done,) for done in expected]
    np.testing.assert_array_equal(worlds.totals, np.full((2, len(expected)), known))
    assert list(worlds.differences()) == []


def test_a_percentage_of_a_hidden_total_implies_a_part_that_may_be_none() -> None:
    percents = (("share", ALL), ("typed", ALL), ("other", DONE))
    given = facts(all=8, share=Range(60, 90), typed="all", other=4)
    worlds = possible_counts([ALL], True, given, relations(percents=percents), 3)
    assert worlds is not None
    assert worlds.names == (ALL, "share.part")
    assert worlds.implied == {"share.part"}
    assert worlds.pairs == (PartOfTotal("share.part", ALL, ("share",), True),)
    expected = [
        (of, part)
        for of, part in itertools.product(range(1, 101), range(101))
        if (small(of, 3) or small(part, 3) or small(of - part, 3)) and part <= of
    ]
    # 60 % of 8 are 5, and neither of them is small.
    assert ways(worlds) == [*expected, (8, 5)]
    half = facts(all=200, share=50)
    own = relations(percents=(("share", ALL),))
    assert ways(possible_counts([ALL], True, half, own, 3))[-1] == (200, 100)


@pytest.mark.parametrize(
    "given",
    [
        facts(done=Range(1, 3), all=9),
        facts(done=None, all=9),
        facts(all=9),
        facts(done="few", all=9),
    ],
)
def test_nothing_is_tried_where_a_count_is_not_known_exactly(given: Mapping[str, Fact]) -> None:
    assert possible_counts([DONE, ALL], False, given, relations(REGISTER), 5) is None


SPECS = {
    name: FactSpec(name, kind, name, words=words)
    for name, kind, words in (
        (DONE, Kind.NUMBER, None),
        (ALL, Kind.NUMBER, None),
        ("percent", Kind.NUMBER, None),
        ("other", Kind.NUMBER, None),
        ("lowest", Kind.NUMBER, None),
        ("word", Kind.WORD, ("yes", "no")),
        ("services", Kind.WORDS, ("ward", "clinic")),
        ("absent", Kind.NUMBER, None),
    )
}
THREE_WAYS = PossibleCounts(
    (DONE, ALL),
    frozenset(),
    np.array([[1, 2, 0], [4, 1, 0]]),
    (REGISTER,),
    np.array([[1.0, 2.0, 0.0]]),
    np.array([[4.0, 1.0, 0.0]]),
)


def numbers(column: Column) -> tuple[list[float], list[float], list[bool]]:
    assert isinstance(column, NumberColumn)
    return column.low.tolist(), column.high.tolist(), column.returned.tolist()


def columns(given: Mapping[str, Fact], own: Relations) -> Mapping[str, Column]:
    found = columns_in(THREE_WAYS, SPECS, given, own, SPECS)
    assert found.length == 3
    assert list(found.of) == list(SPECS)
    return found.of


def test_facts_move_with_the_counts_under_them_and_others_stay() -> None:
    given = facts(
        done=1, all=4, percent=25, other=Range(30, 50), word="no", services=frozenset({"ward"})
    )
    own = columns(given, relations(REGISTER))
    assert numbers(own[DONE]) == ([1, 2, 0], [1, 2, 0], [True] * 3)
    assert numbers(own[ALL]) == ([4, 1, 0], [4, 1, 0], [True] * 3)
    # Of more than there are, and of none, there is no share.
    assert numbers(own["percent"]) == ([25, -INF, -INF], [25, INF, INF], [True] * 3)
    assert numbers(own["other"]) == ([30] * 3, [50] * 3, [True] * 3)
    assert numbers(own["absent"]) == ([-INF] * 3, [INF] * 3, [False] * 3)
    word, services = own["word"], own["services"]
    assert isinstance(word, WordColumn)
    assert word.codes.tolist() == [word.words["no"]] * 3
    assert word.returned.tolist() == [True] * 3
    assert isinstance(services, WordsColumn)
    assert services.known.tolist() == services.returned.tolist() == [True] * 3
    assert {name: plane.tolist() for name, plane in services.having.items()} == {
        "ward": [True] * 3,
        **({"clinic": [False] * 3} if "clinic" in services.having else {}),
    }


def test_of_none_of_some_the_share_is_none_and_what_was_declared_stays() -> None:
    worlds = PossibleCounts(
        (DONE, ALL),
        frozenset(),
        np.array([[0, 1], [4, 4]]),
        (REGISTER,),
        np.array([[0.0, 1.0]]),
        np.array([[4.0, 4.0]]),
    )
    specs = {name: replace(SPECS["percent"], name=name) for name in ("percent", "declared")}
    given = facts(done=1, all=4, percent=25, declared=26)
    found = columns_in(worlds, specs, given, relations(REGISTER), specs).of
    assert numbers(found["percent"]) == ([0, 25], [0, 25], [True] * 2)
    assert numbers(found["declared"]) == ([26, 26], [26, 26], [True] * 2)


def test_a_percentage_that_was_not_returned_does_not_move() -> None:
    own = columns(facts(done=1, all=4), relations(REGISTER))
    assert numbers(own["percent"]) == ([-INF] * 3, [INF] * 3, [False] * 3)


@pytest.mark.parametrize(
    ("lowest", "other", "low", "high"),
    [
        (25, 90, [25, 90, 90], [25, 90, 90]),
        (25, 10, [10, 10, 10], [10, 10, 10]),
        (Range(20, 30), 90, [20, 20, 20], [25, 90, 90]),
        (Range(95, 99), 90, [25, 90, 90], [25, 90, 90]),
        (25, Range(10, 60), [25, 60, 60], [25, 60, 60]),
        (25, None, [25, INF, INF], [25, INF, INF]),
    ],
)
def test_the_lowest_percentage_moves_with_those_it_is_the_lowest_of(
    lowest: Value, other: Value | None, low: list[float], high: list[float]
) -> None:
    given = facts(done=1, all=4, percent=25, other=other, lowest=lowest)
    of = ("percent", "other", "absent")
    own = columns(given, relations(REGISTER, lowest=(("lowest", of),)))
    assert numbers(own["lowest"]) == (low, high, [True] * 3)


def test_the_lowest_of_percentages_that_do_not_move_stays_and_the_next_is_looked_at() -> None:
    given = facts(done=1, all=4, percent=25, other=40, lowest=35, absent=25)
    own = columns(
        given,
        relations(REGISTER, lowest=(("lowest", ("other",)), ("absent", ("percent", "other")))),
    )
    assert numbers(own["lowest"]) == ([35] * 3, [35] * 3, [True] * 3)
    assert numbers(own["absent"]) == ([25, 40, 40], [25, 40, 40], [True] * 3)
