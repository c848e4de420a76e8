"""Whether what is seen leaves enough figures possible: asked of columns, and of sets by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.publishing.disclosure import keeps_secret
from engine.publishing.figure_relations import PartOfTotal
from engine.publishing.possible_counts import PossibleCounts

PAIR = PartOfTotal("a", "b", (), True)


def worlds_of(
    a: Sequence[int], b: Sequence[int], implied: frozenset[str] = frozenset(), paired: bool = True
) -> PossibleCounts:
    values = np.array([a, b], dtype=np.int64)
    pairs = (PAIR,) if paired else ()
    ends = [values[[place]].astype(float) if paired else np.empty((0, len(a))) for place in (0, 1)]
    return PossibleCounts(("a", "b"), implied, values, pairs, *ends)


def enough(left: set[int], limit: int, may_be_none: bool) -> bool:
    """Two values at least, and every small one where all are small; none of nobody is no secret."""
    if may_be_none and max(left) <= 0:
        return True
    return len(left) > 1 and not left < set(range(1, limit))


def kept_by_hand(worlds: PossibleCounts, seen: Sequence[Sequence[int]], limit: int) -> bool:
    left: dict[tuple[object, ...], set[int]] = defaultdict(set)
    may_be_none = {name: name in worlds.implied for name in worlds.names} | {"between": True}
    for world, (a, b) in enumerate(worlds.values.T.tolist()):
        signs = tuple(row[world] for row in seen)
        left["a", signs].add(a)
        left["b", signs].add(b)
        if worlds.pairs:
            left["between", signs].add(b - a)
    return all(enough(values, limit, may_be_none[str(key[0])]) for key, values in left.items())


COUNTS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=1, max_size=40)


@given(
    COUNTS,
    st.lists(st.tuples(st.sampled_from("ab-"), st.integers(0, 8)), max_size=3),
    st.integers(2, 6),
    st.sets(st.sampled_from("ab")),
    st.booleans(),
)
def test_what_is_seen_leaves_as_much_as_sets_by_hand_say(
    counts: list[tuple[int, int]],
    asked: list[tuple[str, int]],
    limit: int,
    implied: set[str],
    paired: bool,
) -> None:
    worlds = worlds_of(*zip(*counts, strict=True), frozenset(implied), paired)  # type: ignore[misc]
    of = {"a": 0, "b": 1}
    rows = [
        [
            7 * (world[of[name]] > bar) if name in of else world[1] - world[0] > bar
            for world in counts
        ]
        for name, bar in asked
    ]
    seen = [np.array(row, dtype=np.int8) for row in rows]
    assert keeps_secret(worlds, seen, limit) is kept_by_hand(worlds, rows, limit)


@pytest.mark.parametrize(
    ("left", "limit", "kept"),
    [
        ((1, 2, 3, 4), 5, True),
        ((1, 2, 3), 5, False),
        ((2, 3, 4), 5, False),
        ((1, 4), 5, False),
        ((4, 5), 5, True),
        ((0, 1), 5, True),
        ((1, 9), 5, True),
        ((9,), 5, False),
        ((0,), 5, False),
        ((1, 2), 3, True),
    ],
)
def test_two_values_are_left_and_where_all_are_small_every_one(
    left: Sequence[int], limit: int, kept: bool
) -> None:
    worlds = worlds_of(left, left, paired=False)
    assert keeps_secret(worlds, [], limit) is kept
    together = worlds_of((*left, 20, 30), (*left, 20, 30), paired=False)
    apart = np.array([*[0] * len(left), 1, 1], dtype=np.int8)
    assert keeps_secret(together, [apart], limit) is kept
    after = worlds_of((0, 30, *left), (0, 30, *left), paired=False)
    apart = np.array([0, 0, *[1] * len(left)], dtype=np.int8)
    assert keeps_secret(after, [apart], limit) is kept


def test_a_count_that_nobody_returned_may_be_known_to_be_none() -> None:
    nobody, some = (0, 0, 0, 0), (1, 2, 3, 4)
    assert keeps_secret(worlds_of(nobody, some, frozenset("a"), paired=False), [], 5)
    assert not keeps_secret(worlds_of(nobody, some, paired=False), [], 5)
    assert not keeps_secret(worlds_of(nobody, some, frozenset("b"), paired=False), [], 5)


@pytest.mark.parametrize("place", range(0, 40, 3))
def test_what_tells_is_seen_among_however_many_rows(place: int) -> None:
    """The signs of many rows are put side by side in one number, and numbered anew in time."""
    worlds = worlds_of((1, 2, 3, 4), (1, 2, 3, 4), paired=False)
    same = [np.full(4, 7, dtype=np.int8)] * 40
    assert keeps_secret(worlds, same, 5)
    tells = np.array([0, 0, 0, 1], dtype=np.int8)
    assert not keeps_secret(worlds, [*same[:place], tells, *same[place:]], 5)
