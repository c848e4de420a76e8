"""Executors: every task is done, and done again where the worker that had it was lost."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from clausewise.spreading.executors import Processes, WorkersLost, in_order

pytestmark = pytest.mark.slow


@pytest.fixture
def processes() -> Iterator[Processes]:
    executor = Processes(2)
    yield executor
    executor.close()


def doubled(number: int) -> int:
    return 2 * number


def lost_once(marker: str) -> str:
    """Is killed, as by the system for want of memory, unless it was before."""
    try:
        os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return Path(marker).name
    os.kill(os.getpid(), signal.SIGKILL)
    return "never"


def lost_always(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def objects_between_searches(_: int) -> int:
    return gc.get_threshold()[0]


def fails(number: int) -> int:
    raise ValueError(f"no such number: {number}")


def test_what_came_of_each_task_is_in_the_order_of_the_tasks(processes: Processes) -> None:
    assert in_order(processes, doubled, [3, 1, 2]) == [6, 2, 4]
    assert in_order(processes, doubled, []) == []


def test_a_worker_searches_for_garbage_as_seldom_as_the_command_line(processes: Processes) -> None:
    assert in_order(processes, objects_between_searches, [1, 2]) == [1_000_000, 1_000_000]


def test_a_lost_worker_costs_no_task(processes: Processes, tmp_path: Path) -> None:
    names = ["a", "b", "c"]
    assert in_order(processes, lost_once, [str(tmp_path / name) for name in names]) == names
    assert in_order(processes, doubled, [3, 1]) == [6, 2]


def test_workers_that_are_lost_again_and_again_end_the_run(processes: Processes) -> None:
    with pytest.raises(WorkersLost, match="2 of 2 partitions of the run are not done"):
        in_order(processes, lost_always, [1, 2])


def test_what_a_task_raises_is_raised(processes: Processes) -> None:
    with pytest.raises(ValueError, match="no such number: 1"):
        in_order(processes, fails, [1])
