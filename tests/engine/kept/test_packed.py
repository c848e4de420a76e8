"""Packed values read as they were; of those read last but a bounded number stays at hand."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from engine.kept.packed import (
    PackedMapping,
    PackedSequence,
    PartsInOrder,
    Shelf,
    like,
    opened,
    over,
    several_like,
    several_through,
    through,
    under,
)
from engine.nouns.evidence.fact import Fact, Origin
from tests.engine.kept.test_codec import facts

mappings = st.lists(facts, max_size=4).map(lambda every: {fact.name: fact for fact in every})


@given(mappings, st.booleans())
def test_a_packed_mapping_reads_as_it_was(values: dict[str, Fact], named: bool) -> None:
    packed = Shelf().packed(values, named)
    assert packed == values
    assert (list(packed), len(packed)) == (list(values), len(values))
    assert all(name in packed and packed[name] == packed.get(name) for name in values)
    assert "no such name" not in packed
    assert packed.get("no such name") is None
    assert list(packed.items()) == list(values.items())


@given(mappings, mappings)
def test_what_is_laid_beside_counts_as_in_a_mapping_that_is_not_packed(
    values: dict[str, Fact], more: dict[str, Fact]
) -> None:
    packed = Shelf().packed(values)
    for laid in (under, over):
        plain: Mapping[str, Fact] = laid(values, more)
        assert list(laid(packed, more).items()) == list(plain.items())


@given(mappings)
def test_values_are_changed_when_they_are_read(values: dict[str, Fact]) -> None:
    def change(fact: Fact) -> Fact:
        return Fact(fact.name, None)

    packed = through(Shelf().packed(values), change)
    assert isinstance(packed, PackedMapping)
    assert packed == through(values, change)


@given(st.lists(facts, max_size=4).map(tuple))
def test_packed_values_in_order_read_as_they_were(values: tuple[Fact, ...]) -> None:
    packed = Shelf().packed_several(values)
    assert packed == values
    assert (len(packed), packed[:2], hash(packed)) == (len(values), values[:2], hash(values))
    assert [*packed] == [*values]
    assert packed != (*values, None)


@given(st.lists(facts, max_size=4).map(tuple))
def test_packed_values_in_order_are_changed_when_they_are_read(values: tuple[Fact, ...]) -> None:
    def change(fact: Fact) -> Fact:
        return replace(fact, note=f"{fact.note}, changed")

    packed = several_through(Shelf().packed_several(values), change)
    assert isinstance(packed, PackedSequence)
    assert len(packed) == len(values)
    assert packed == several_through(values, change)


def test_what_is_like_packed_values_is_packed_too() -> None:
    shelf = Shelf()
    values, several = {"a": 1}, (1, 2)
    assert like(values, {}) is values
    assert several_like(several, ()) is several
    assert isinstance(like(values, shelf.packed({})), PackedMapping)
    assert isinstance(several_like(several, shelf.packed_several(())), PackedSequence)


def test_another_process_reads_plain_values() -> None:
    shelf = Shelf()
    mapping, several = shelf.packed({"a": 1}), shelf.packed_several((1, 2))
    assert type(pickle.loads(pickle.dumps(mapping))) is dict
    assert type(pickle.loads(pickle.dumps(several))) is tuple


def test_what_was_read_last_is_at_hand_and_no_more_than_the_shelf_holds() -> None:
    shelf = Shelf(most=2)
    every = [shelf.packed({"origin": Origin("a.csv", "", "", "A1", "1")}) for _ in range(3)]
    first = every[0]["origin"]
    assert every[0]["origin"] is first
    assert opened(every[0])["origin"] is first
    assert [packed["origin"] for packed in every[1:]] == [first, first]
    assert every[0]["origin"] is not first


@given(st.lists(st.lists(st.integers(), max_size=3), max_size=4))
def test_sequences_joined_read_as_one(parts: list[list[int]]) -> None:
    joined, plain = PartsInOrder(parts), [value for part in parts for value in part]
    assert [*joined] == plain
    assert [joined[place] for place in range(len(joined))] == plain
    assert joined[1:3] == tuple(plain[1:3])
