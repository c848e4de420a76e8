"""The place of a run's partitions: workers of this machine or of a cluster, and a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clausewise.spreading.executors import Executor, Processes, Workplace
from clausewise.spreading.scratch import scratch_beside


@contextmanager
def workplace_beside(out: Path, workers: int = 0, scheduler: str = "") -> Iterator[Workplace]:
    """Workers with a folder beside that of the outputs; both are gone at the end.

    They are those of the Dask scheduler at an address, or so many processes of this machine.
    Raises CannotWrite where the folder cannot be made, ClausewiseError where no scheduler answers.
    """
    with scratch_beside(out) as folder:
        executor = _executor(workers, scheduler)
        try:
            yield Workplace(folder, executor)
        finally:
            executor.close()


def _executor(workers: int, scheduler: str) -> Executor:
    if not scheduler:
        return Processes(workers)
    from clausewise.spreading.cluster import Cluster

    return Cluster(scheduler)
