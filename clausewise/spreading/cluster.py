"""The executor of a Dask cluster; the one module that knows Dask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from typing import Any, TypeVar

from clausewise.spreading.executors import MOST_LOSSES, WorkersLost
from engine.nouns.evidence.errors import ClausewiseError

WAIT = 30
"""So many seconds the scheduler has to answer."""
T = TypeVar("T")
R = TypeVar("R")


class Cluster:
    """The workers of a Dask scheduler, which does again what one that is lost was doing."""

    def __init__(self, address: str) -> None:
        """Raises ClausewiseError where nobody answers at the address."""
        import distributed

        self._dask: Any = distributed
        try:
            self._client: Any = self._dask.Client(address, timeout=WAIT)
        except (OSError, ValueError) as error:
            raise ClausewiseError(
                f"No Dask scheduler answers at “{address}” ({error}). Check the address, like "
                "tcp://10.0.0.5:8786, and whether the scheduler runs."
            ) from None

    def run(self, work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[tuple[int, R]]:
        """As ``Executor.run``: a worker that is lost costs what it was doing alone."""
        return self._as_done(work, tasks, self._begin(work, dict(enumerate(tasks))))

    def close(self) -> None:
        self._client.close()

    def _as_done(
        self, work: Callable[[T], R], tasks: Sequence[T], begun: dict[Any, int]
    ) -> Iterator[tuple[int, R]]:
        left, losses = len(tasks), 0
        done = self._dask.as_completed(list(begun))
        for future in done:
            number = begun.pop(future)
            try:
                result = future.result()
            except self._dask.KilledWorker:
                # It was with several workers when they were lost, perhaps by no fault of its own.
                losses += 1
                if losses > MOST_LOSSES:
                    raise WorkersLost(left, len(tasks)) from None
                again = self._begin(work, {number: tasks[number]})
                begun.update(again)
                done.update(list(again))
                continue
            except CancelledError:
                raise ClausewiseError(
                    f"The Dask scheduler is lost; {left} of {len(tasks)} partitions of the run are "
                    "not done, and nothing is written. Start it again, and run again."
                ) from None
            left, losses = left - 1, 0
            yield number, result

    def _begin(self, work: Callable[[T], R], tasks: dict[int, T]) -> dict[Any, int]:
        # Not pure: the same task of a later run is done anew.
        return {
            self._client.submit(work, task, pure=False): number for number, task in tasks.items()
        }
