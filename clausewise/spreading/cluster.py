"""The executor of a Dask cluster; the one module that knows Dask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, suppress
from typing import Any, TypeVar

from clausewise.spreading.executors import MOST_LOSSES, WorkersLost
from engine.nouns.evidence.errors import ClausewiseError

WAIT = 30
"""So many seconds the scheduler has to answer."""
PATIENCE = 300
"""So many seconds a connection may be silent: a scheduler that is busy is not lost yet."""
_SILENCE = "distributed.comm.timeouts.tcp"
_LOST = (CancelledError, OSError, AssertionError)
"""What Dask's client raises, as it happens to notice that the scheduler is lost."""
T = TypeVar("T")
R = TypeVar("R")


class SchedulerLost(ClausewiseError):
    """The connection to the scheduler is lost, and with it what was being done."""

    def __init__(self, address: str, undone: int, of: int) -> None:
        super().__init__(
            f"The Dask scheduler at “{address}” is lost, or did not answer for too long; {undone} "
            f"of {of} partitions of this step are not done, and the outputs are as they were. See "
            "that it runs and that its machine is not overloaded, and run again."
        )


class Cluster:
    """The workers of a Dask scheduler, which does again what one that is lost was doing."""

    def __init__(self, address: str) -> None:
        """Raises ClausewiseError where nothing answers at the address."""
        import distributed

        self._dask: Any = distributed
        self._address = address
        self._settings = ExitStack()
        self._settings.enter_context(_patient())
        try:
            self._client: Any = self._dask.Client(address, timeout=WAIT)
        except (OSError, ValueError) as error:
            self._settings.close()
            raise ClausewiseError(
                f"No Dask scheduler answers at “{address}” ({error}). Check the address, like "
                "tcp://10.0.0.5:8786, and whether the scheduler runs."
            ) from None

    def run(self, work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[tuple[int, R]]:
        """As ``Executor.run``: a worker that is lost costs what it was doing alone."""
        try:
            begun = self._begin(work, dict(enumerate(tasks)))
        except _LOST:
            raise SchedulerLost(self._address, len(tasks), len(tasks)) from None
        return self._as_done(work, tasks, begun)

    def close(self) -> None:
        """Let go of the scheduler; the cluster itself is left running."""
        # Whoever ends a run has said why: nothing that is lost matters any more.
        with suppress(*_LOST), self._settings:
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
                again = self._again(work, number, tasks, left)
                begun.update(again)
                done.update(list(again))
                continue
            except CancelledError:
                raise SchedulerLost(self._address, left, len(tasks)) from None
            left, losses = left - 1, 0
            yield number, result

    def _again(
        self, work: Callable[[T], R], number: int, tasks: Sequence[T], left: int
    ) -> dict[Any, int]:
        try:
            return self._begin(work, {number: tasks[number]})
        except _LOST:
            raise SchedulerLost(self._address, left, len(tasks)) from None

    def _begin(self, work: Callable[[T], R], tasks: dict[int, T]) -> dict[Any, int]:
        # Not pure: the same task of a later run is done anew.
        return {
            self._client.submit(work, task, pure=False): number for number, task in tasks.items()
        }


def _patient() -> Any:
    """Dask's own setting of how long a connection may be silent, where it is shorter than ours."""
    import dask
    from dask.utils import parse_timedelta

    asked = parse_timedelta(dask.config.get(_SILENCE, default=0)) or 0
    return dask.config.set({_SILENCE: f"{max(asked, PATIENCE)}s"})
