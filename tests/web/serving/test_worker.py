"""The worker takes up what another left, and ends with its standard input."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from django.conf import settings
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.web.conftest import Connection
from tests.web.judged_round import judged_round
from tests.web.people_of import Site
from web.judging.jobs import judge_round
from web.judging.models import RoundAssessment
from web.rounds.models import Round

PATIENCE = 120.0
"""Seconds within which a worker has done what it is to do."""


def begun(*words: str) -> subprocess.Popen[bytes]:
    """A worker as a process of its own, with a standard input that stays open."""
    command = [sys.executable, "-m", "web.serving.worker", *words, "--ends-with-input"]
    return subprocess.Popen(command, stdin=subprocess.PIPE)


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "nothing came of it"
        time.sleep(0.05)


def test_a_job_whose_worker_is_killed_is_done_by_another(
    site: Site, connection: Connection
) -> None:
    held = judged_round(site, connection)
    RoundAssessment.objects.all().delete()
    Round.objects.update(state="closed")
    judge_round.enqueue(held.pk)
    config = settings.CLAUSEWISE
    path = config.data.parent / "team.toml"
    path.write_text(f'data = "data"\ndatabase = "{config.database}"\n', "utf-8")
    words = ("--config", str(path)) if config.database else ("--data", str(config.data))
    jobs = DBTaskResult.objects.filter(task_path="web.judging.jobs.judge_round")
    running = jobs.filter(status=TaskResultStatus.RUNNING)
    workers = [begun(*words)]
    try:
        wait_until(running.exists)
        if config.database:  # beside one that lives; on SQLite the next is begun afterwards
            workers.append(begun(*words))
            time.sleep(0.5)
        workers[0].send_signal(signal.SIGKILL)
        workers[0].wait()
        assert running.exists()
        if not config.database:
            workers.append(begun(*words))
        wait_until(RoundAssessment.objects.filter(round=held).exists)
    finally:
        for worker in workers:
            worker.kill()
            worker.communicate()


@pytest.mark.parametrize("connection", ["sqlite"], indirect=True)
def test_the_worker_ends_when_its_standard_input_closes(site: Site) -> None:
    data = str(site.config.data)
    command = [sys.executable, "-m", "web.serving.worker", "--data", data, "--ends-with-input"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as worker:
        assert worker.stdin is not None
        worker.stdin.close()
        assert worker.wait(60) == 0
