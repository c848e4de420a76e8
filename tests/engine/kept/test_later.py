"""A mapping that is read later reads as one that is read at once, and each value once."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.kept.later import ReadLater


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
