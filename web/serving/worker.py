"""The worker: it does the jobs one after another, and ends when its standard input closes.

``python -m web.serving.worker --data FOLDER`` or ``--config FILE``
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import threading
import time
from pathlib import Path

from web.clock import now
from web.config import WebConfig, config_from, config_in
from web.settings import set_up

INTERVAL = 0.2
"""Seconds between two looks for jobs, while there are none."""
MOST_TRIES = 20
"""The workers that may be lost over one job before it is given up."""
_NICER = 10
"""How far the worker of a server stands back from it, as ``nice`` counts."""
_GRACE = 20.0
"""Seconds that a job has to end in once the worker is to end."""
_DEAD_AFTER = dt.timedelta(minutes=30)
"""A job of another worker that has run for so long has lost its worker."""


def work(config: WebConfig, is_alone: bool, ends_with_input: bool) -> None:
    """Do jobs until the standard input closes, or for ever."""
    set_up(config)
    from django_tasks_db.management.commands.db_worker import Worker

    take_up_again(is_alone)
    worker = Worker(
        queue_names=["default"],
        interval=INTERVAL,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"clausewise-{os.getpid()}",
        excluded_queue_names=[],
    )
    if ends_with_input:
        _step_back()
        threading.Thread(target=_end_with_input, args=(worker,), daemon=True).start()
    else:
        worker.configure_signals()
    worker.run()


def take_up_again(is_alone: bool) -> int:
    """Put the jobs back in the queue whose worker was ended while it did them; returns how many.

    Each job may be done twice without harm. A worker that is alone has no other beside it, so
    that whatever seems to be running is not.
    """
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    lost = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    if not is_alone:
        lost = lost.filter(started_at__lt=now() - _DEAD_AFTER)
    count = 0
    for job in lost:
        # A job that has ended this many workers ends every next one too.
        state = (
            TaskResultStatus.FAILED if len(job.worker_ids) >= MOST_TRIES else TaskResultStatus.READY
        )
        count += DBTaskResult.objects.filter(pk=job.pk).update(status=state, started_at=None)
    return count


def _step_back() -> None:
    """Let the server beside it go first: who reads does not wait for what is judged."""
    if hasattr(os, "nice"):
        os.nice(_NICER)


def _end_with_input(worker: object) -> None:
    sys.stdin.buffer.read()
    worker.running = False  # type: ignore[attr-defined]
    end = time.monotonic() + _GRACE
    while worker.running_task and time.monotonic() < end:  # type: ignore[attr-defined]
        time.sleep(0.05)
    os._exit(0)


def main() -> None:
    """Work for the installation that the arguments name."""
    parser = argparse.ArgumentParser(prog="python -m web.serving.worker")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--config", type=Path)
    parser.add_argument("--ends-with-input", action="store_true")
    given = parser.parse_args()
    config = (
        config_from(given.config, os.environ) if given.config is not None else config_in(given.data)
    )
    work(config, is_alone=not config.database, ends_with_input=given.ends_with_input)


if __name__ == "__main__":
    main()
