"""Jobs whose worker is gone are found and taken up; those of a worker that lives are left to it."""

from __future__ import annotations

import psycopg
import pytest
from django.utils.module_loading import import_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.web.conftest import Connection
from tests.web.people_of import OWN, Site
from web.jobs.lost import _LOCKS, MOST_TRIES, _lock_of, mark_alive, take_up_lost
from web.jobs.standing import JobKind, JobStage, standing_of
from web.rounds.jobs import make_blanks


def job(site: Site) -> DBTaskResult:
    """A job that waits."""
    make_blanks.enqueue(site.round(codes=(OWN,)).pk)
    return DBTaskResult.objects.get()


@pytest.mark.parametrize("kind", list(JobKind))
def test_each_kind_names_a_job_of_the_program(kind: JobKind) -> None:
    assert import_string(kind.value).module_path == kind.value


def test_a_job_is_taken_up_whose_worker_is_gone(site: Site) -> None:
    lost = job(site)
    lost.claim("gone")
    assert take_up_lost() == 1
    lost.refresh_from_db()
    assert (lost.status, lost.started_at) == (TaskResultStatus.READY, None)
    assert take_up_lost() == 0


def test_a_job_that_ends_its_workers_is_given_up_and_that_is_told(site: Site) -> None:
    lost = job(site)
    for number in range(MOST_TRIES):
        assert lost.status == TaskResultStatus.READY
        lost.claim(f"worker-{number}")
        assert take_up_lost() == 1
        lost.refresh_from_db()
    assert lost.status == TaskResultStatus.FAILED
    assert take_up_lost() == 0
    standing = standing_of(JobKind.BLANKS, *lost.args_kwargs["args"])
    assert standing.stage is JobStage.FAILED
    assert standing.why.startswith("Each of the 20 workers that took it up was ended")


@pytest.mark.parametrize(
    "connection", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
def test_what_a_worker_does_that_lives_is_left_to_it_until_it_dies(
    site: Site, connection: Connection
) -> None:
    own = job(site)
    own.claim("beside")
    with psycopg.connect(f"{connection.server}/{connection.database}") as beside:
        beside.execute("SELECT pg_try_advisory_lock(%s, %s)", [_LOCKS, _lock_of("beside")])
        mark_alive("another")
        mark_alive("another")
        assert take_up_lost() == 0
    assert take_up_lost() == 1
    own.refresh_from_db()
    own.claim("another")
    assert take_up_lost() == 0
