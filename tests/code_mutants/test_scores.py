"""How mutants are counted, and that every room is there."""

from __future__ import annotations

import pytest

from tests.code_mutants.__main__ import HOME, KILLED, SURVIVED, TYPED, Score, settings_of
from tests.code_mutants.rooms import ROOMS


def score(noticed: int, left: int) -> Score:
    statuses = [*[KILLED] * (noticed - 1), TYPED, *[SURVIVED] * left]
    return Score({f"mutant {place}": status for place, status in enumerate(statuses)})


@pytest.mark.parametrize(
    ("noticed", "left", "of", "low", "high"),
    [(9, 1, 10, 90.0, 90.0), (45, 5, 1000, 78.6, 95.7), (10, 0, 1000, 72.2, 100.0)],
)
def test_a_sample_tells_between_which_scores_that_of_all_lies(
    noticed: int, left: int, of: int, low: float, high: float
) -> None:
    found = score(noticed, left).interval(of)
    assert [round(end, 1) for end in found] == [low, high]


@pytest.mark.parametrize("name", ROOMS)
def test_the_code_and_the_tests_of_a_room_are_there(name: str) -> None:
    room = ROOMS[name]
    assert [path for path in (*room.modules, *room.tests) if not (HOME / path).exists()] == []
    assert settings_of(room).startswith("\n[tool.mutmut]\n")
