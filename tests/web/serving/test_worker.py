"""The worker takes up what another left, and ends with its standard input."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.web.people_of import OWN, Site
from web.rounds.jobs import make_blanks
from web.serving.worker import MOST_TRIES, take_up_again


def test_a_job_that_ends_its_workers_is_given_up(site: Site) -> None:
    make_blanks.enqueue(site.round(codes=(OWN,)).pk)
    job = DBTaskResult.objects.get()
    for number in range(MOST_TRIES):
        assert job.status == TaskResultStatus.READY
        job.claim(f"worker-{number}")
        assert take_up_again(is_alone=True) == 1
        job.refresh_from_db()
    assert job.status == TaskResultStatus.FAILED
    assert take_up_again(is_alone=True) == 0


def test_a_worker_beside_others_leaves_what_they_do(site: Site) -> None:
    make_blanks.enqueue(site.round(codes=(OWN,)).pk)
    DBTaskResult.objects.get().claim("another")
    assert take_up_again(is_alone=False) == 0


@pytest.mark.parametrize("connection", ["sqlite"], indirect=True)
def test_the_worker_ends_when_its_standard_input_closes(site: Site) -> None:
    data = str(site.config.data)
    command = [sys.executable, "-m", "web.serving.worker", "--data", data, "--ends-with-input"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as worker:
        assert worker.stdin is not None
        worker.stdin.close()
        assert worker.wait(60) == 0
