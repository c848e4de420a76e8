"""A cluster that is not there, or goes away, ends the run with what to do."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from clausewise.spreading import cluster
from clausewise.spreading.cluster import Cluster, SchedulerLost
from clausewise.spreading.executors import WorkersLost, in_order
from engine.nouns.evidence.errors import ClausewiseError


class Killed(Exception):
    """What Dask says of a task that was with several workers when they were lost."""


class Awaited(list[Any]):
    """Futures as they are done; more may come to them."""

    def __iter__(self) -> Iterator[Any]:
        while self:
            yield self.pop(0)

    def update(self, more: list[Any]) -> None:
        self.extend(more)


class Done:
    """A future that is done, and raises what is left for its task to raise."""

    def __init__(self, task: Any, work: Any, raising: list[Exception]) -> None:
        self._task, self._work, self._raising = task, work, raising

    def result(self) -> Any:
        if self._raising:
            raise self._raising.pop(0)
        return self._work(self._task)


def cluster_raising(*errors: Exception) -> Cluster:
    """A cluster of a client that stands in for Dask's."""
    raising = list(errors)
    made = object.__new__(Cluster)
    made._address = "tcp://10.0.0.5:8786"
    made._dask = SimpleNamespace(KilledWorker=Killed, as_completed=Awaited)
    made._client = SimpleNamespace(submit=lambda work, task, pure: Done(task, work, raising))
    return made


def doubled(number: int) -> int:
    return 2 * number


def test_a_task_lost_with_its_workers_is_given_to_others() -> None:
    assert in_order(cluster_raising(Killed(), Killed()), doubled, [3, 1]) == [6, 2]


def test_a_task_lost_again_and_again_ends_the_run() -> None:
    lost = [Killed() for _ in range(cluster.MOST_LOSSES + 1)]
    with pytest.raises(WorkersLost, match="1 of 1 partitions"):
        in_order(cluster_raising(*lost), doubled, [3])


def test_a_scheduler_that_goes_away_ends_the_run() -> None:
    with pytest.raises(ClausewiseError, match=r"10\.0\.0\.5:8786” is lost.* 2 of 2 partitions"):
        in_order(cluster_raising(CancelledError()), doubled, [3, 1])


@pytest.mark.slow
def test_a_scheduler_that_is_killed_ends_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "WAIT", 2)
    known = tmp_path / "scheduler.json"
    begun = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1"]
    with subprocess.Popen(
        [*begun, "--port", "0", "--no-dashboard", "--scheduler-file", str(known)],
        stderr=subprocess.DEVNULL,
    ) as scheduler:
        while not (known.exists() and known.read_text()):
            time.sleep(0.05)
        address = json.loads(known.read_text())["address"]
        given = Cluster(address)
        try:
            # Nobody works for it, so that both tasks wait.
            done = given.run(doubled, [3, 1])
            scheduler.kill()
            with pytest.raises(SchedulerLost, match=f"{address}” is lost.* 2 of 2 partitions"):
                next(done)
        finally:
            given.close()


@pytest.mark.slow
def test_nobody_answers_at_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "WAIT", 1)
    with pytest.raises(ClausewiseError, match="No Dask scheduler answers"):
        Cluster("tcp://127.0.0.1:9")
