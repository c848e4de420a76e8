"""Jobs whose worker was ended while it did them are put back into the queue.

Each worker on PostgreSQL holds a lock of the database while it lives: who holds none is gone, on
whatever machine. On SQLite there is one worker, so that whatever seems to be running when it
starts has lost its own.
"""

from __future__ import annotations

import zlib

from django.db import connection
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from web.clock import now
from web.jobs.failures import JobGivenUp

MOST_TRIES = 20
"""The workers that may be lost over one job before it is given up."""
_LOCKS = 7_240_114
"""The first number of the advisory locks of workers; the second is made from the worker’s name."""
_HELD = (
    "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objsubid = 2 AND "
    "granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
_GIVEN_UP = (
    f"Each of the {MOST_TRIES} workers that took it up was ended while it did it. It may need more "
    "memory than the server has. Tell your administrator."
)


def mark_alive(worker_id: str) -> None:
    """Let others see that a worker lives, as long as this connection does."""
    if connection.vendor != "postgresql" or _lock_of(worker_id) in _alive():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_LOCKS, _lock_of(worker_id)])


def take_up_lost() -> int:
    """Put the jobs back whose worker is gone; returns how many. Each may be done twice without
    harm. One that has ended many workers would end every next one too, and is given up."""
    alive, count = _alive(), 0
    for job in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
        if job.worker_ids and _lock_of(job.worker_ids[-1]) in alive:
            continue
        # Where another worker puts it back in the same moment, one of the two does.
        same = DBTaskResult.objects.filter(
            pk=job.pk, status=TaskResultStatus.RUNNING, started_at=job.started_at
        )
        if len(job.worker_ids) < MOST_TRIES:
            count += same.update(status=TaskResultStatus.READY, started_at=None)
        else:
            path = f"{JobGivenUp.__module__}.{JobGivenUp.__qualname__}"
            count += same.update(
                status=TaskResultStatus.FAILED,
                finished_at=now(),
                exception_class_path=path,
                traceback=f"{path}: {_GIVEN_UP}",
            )
    return count


def _lock_of(worker_id: str) -> int:
    return zlib.crc32(worker_id.encode()) & 0x7FFF_FFFF


def _alive() -> frozenset[int]:
    """The locks of the workers that live; none on SQLite."""
    if connection.vendor != "postgresql":
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [_LOCKS])
        return frozenset(int(row[0]) for row in cursor.fetchall())
