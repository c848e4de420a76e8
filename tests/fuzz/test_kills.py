"""The long form of killing runs, in short: the whole command, and processes that write at once."""

from __future__ import annotations

import sys

import pytest

from tests.fuzz.kills import kills, pairs

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="forks, and kills by signal"),
]


def test_runs_killed_at_random_moments_leave_the_old_or_the_new_outputs() -> None:
    assert sum(kills(6, 2).values()) == 6


def test_of_two_processes_that_write_at_one_instant_one_is_left_whole() -> None:
    assert pairs(40) == 40
