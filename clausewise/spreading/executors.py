"""Executors: who does the tasks of a run, and does again what a lost worker left undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol, TypeVar

from clausewise.garbage import collect_garbage_seldom
from engine.nouns.evidence.errors import ClausewiseError

MOST_LOSSES = 5
"""So often in a row workers may be lost before anything more is done."""
T = TypeVar("T")
R = TypeVar("R")


class WorkersLost(ClausewiseError):
    """The workers ended again and again, so that the work cannot be done."""

    def __init__(self, undone: int, of: int) -> None:
        super().__init__(
            f"The workers ended again and again; {undone} of {of} partitions of the run are not "
            "done, and nothing is written. They may have had too little memory: use fewer workers "
            "or larger machines, and run again."
        )


class Executor(Protocol):
    """Does tasks, each of them one call of a function of a module on a plain value.

    A task may be done twice, when a worker is lost: what it writes must be the same then.
    """

    def run(self, work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[tuple[int, R]]:
        """Begin all tasks at once; each task's number with what came of it, as they are done.

        Raises what a task raises, and WorkersLost.
        """

    def close(self) -> None:
        """Let the workers go. What is not done is given up."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where the partitions of a run are prepared, and by whom."""

    folder: Path
    """Seen by all workers at the same path."""
    executor: Executor


def in_order(executor: Executor, work: Callable[[T], R], tasks: Sequence[T]) -> list[R]:
    """What came of each task, in the order of the tasks."""
    found = dict(executor.run(work, tasks))
    return [found[number] for number in range(len(tasks))]


class Processes:
    """So many processes of this machine."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool = self._new_pool()

    def run(self, work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[tuple[int, R]]:
        """As ``Executor.run``. A process that is lost takes with it what the others are doing."""
        begun = self._begin(work, dict(enumerate(tasks)))
        return self._as_done(work, tasks, begun)

    def close(self) -> None:
        """End the processes; what was not begun is not done."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _as_done(
        self, work: Callable[[T], R], tasks: Sequence[T], begun: dict[Future[R], int]
    ) -> Iterator[tuple[int, R]]:
        undone, losses = dict(enumerate(tasks)), 0
        while undone:
            try:
                for future in as_completed(begun):
                    result = future.result()
                    del undone[begun[future]]
                    losses = 0
                    yield begun[future], result
            except BrokenProcessPool:
                losses += 1
                if losses > MOST_LOSSES:
                    raise WorkersLost(len(undone), len(tasks)) from None
                self.close()
                self._pool = self._new_pool()
                begun = self._begin(work, undone)

    def _begin(self, work: Callable[[T], R], tasks: dict[int, T]) -> dict[Future[R], int]:
        return {self._pool.submit(work, task): number for number, task in tasks.items()}

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._count, get_context("spawn"), collect_garbage_seldom)
