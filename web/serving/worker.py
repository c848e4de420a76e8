"""The worker: it does the jobs one after another, and ends when its standard input closes.

``python -m web.serving.worker --data FOLDER`` or ``--config FILE``
"""

from __future__ import annotations

import argparse
import os
import socket
import sys
import threading
import time
import uuid
from pathlib import Path

from web.config import WebConfig, config_from, config_in
from web.settings import set_up

INTERVAL = 0.2
"""Seconds between two looks for jobs, while there are none."""
_NICER = 10
"""How far the worker of a server stands back from it, as ``nice`` counts."""
_GRACE = 20.0
"""Seconds that a job has to end in once the worker is to end."""
_LOOK = 5.0
"""Seconds between two looks for jobs whose worker is gone."""


def work(config: WebConfig, is_alone: bool, ends_with_input: bool) -> None:
    """Do jobs until the standard input closes, or for ever. One that is alone has no other beside
    it, so that whatever seems to be running when it starts is not."""
    set_up(config)
    from django_tasks_db.management.commands.db_worker import Worker

    from web.jobs.moved import take_moved_along

    take_moved_along()
    worker_id = f"clausewise-{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
    if is_alone:
        from web.jobs.lost import take_up_lost

        take_up_lost()
    else:
        is_marked = threading.Event()
        watching = (worker_id, is_marked)
        threading.Thread(target=_watch_over, args=watching, daemon=True).start()
        is_marked.wait()
    worker = Worker(
        queue_names=["default"],
        interval=INTERVAL,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id,
        excluded_queue_names=[],
    )
    if ends_with_input:
        _step_back()
        threading.Thread(target=_end_with_input, args=(worker,), daemon=True).start()
    else:
        worker.configure_signals()
    worker.run()


def _watch_over(worker_id: str, is_marked: threading.Event) -> None:
    """Show that this worker lives, and take up what dead ones left, again and again."""
    from django.db import Error, connection

    from web.jobs.lost import mark_alive, take_up_lost

    while True:
        try:
            mark_alive(worker_id)
            take_up_lost()
            is_marked.set()
        except Error:
            connection.close()  # it is opened anew at the next look
        time.sleep(_LOOK)


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
