"""Mappings read later, laid over others or remembered read as plain ones, each value once."""

from __future__ import annotations

import pickle
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.kept.later import ReadLater, Remembering
from engine.kept.packed import Shelf, over, remembering, under

mappings = st.dictionaries(st.sampled_from("abcd"), st.integers())


@given(st.dictionaries(st.text(max_size=3), st.integers()))
def test_it_reads_as_a_plain_mapping_and_stands_for_one(plain: dict[str, int]) -> None:
    later = ReadLater(plain, str)
    at_once = {name: str(value) for name, value in plain.items()}
    assert later == at_once
    assert at_once == later
    assert list(later.items()) == list(at_once.items())
    assert [later.get(name) for name in plain] == list(at_once.values())
    assert (later.get("no such name"), "no such name" in later) == (None, False)
    assert type(pickle.loads(pickle.dumps(later))) is dict


def test_a_value_is_read_when_it_is_asked_for_and_once() -> None:
    read: list[int] = []

    def reading(value: int) -> int:
        read.append(value)
        return value + 1

    later = ReadLater({"a": 1, "b": 2}, reading)
    assert (len(later), list(later), "a" in later, read) == (2, ["a", "b"], True, [])
    assert (later["b"], later["b"], later.get("b"), read) == (3, 3, 3, [2])


def test_what_reading_raises_is_raised_when_the_value_is_asked_for() -> None:
    later = ReadLater({"a": "no number"}, int)
    with pytest.raises(ValueError, match="no number"):
        later.get("a")


@given(mappings, mappings, mappings)
def test_what_is_remembered_reads_as_it_was_and_so_does_what_is_laid_over_and_under_it(
    values: dict[str, int], more: dict[str, int], less: dict[str, int]
) -> None:
    kept = remembering(Shelf().packed(values))
    assert isinstance(kept, Remembering)
    for found, plain in (
        (kept, values),
        (under(kept, more), under(values, more)),
        (over(under(kept, more), less), over(under(values, more), less)),
    ):
        assert list(found.items()) == list(plain.items())
        assert len(found) == len(plain)
        assert [found.get(name, -1) for name in "abcd"] == [plain.get(name, -1) for name in "abcd"]
        assert [name in found for name in "abcd"] == [name in plain for name in "abcd"]
        with pytest.raises(KeyError, match="no such name"):
            found["no such name"]
    assert remembering(values) is values


def test_what_was_read_once_is_not_read_again_nor_what_is_not_there() -> None:
    asked: list[str] = []

    class Slow(dict[str, int]):
        def get(self, name: str, default: object = None) -> object:  # type: ignore[override]
            asked.append(name)
            return super().get(name, default)

    kept: Mapping[str, int] = Remembering(Slow(a=1, b=2))
    assert [kept.get("a"), kept["a"], kept.get("c"), "c" in kept, "a" in kept] == [
        1,
        1,
        None,
        False,
        True,
    ]
    assert asked == ["a", "c"]
