"""Jobs that were queued under a name that their work has no longer."""

from __future__ import annotations

from django.core.exceptions import SuspiciousOperation
from django.utils.module_loading import import_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from web.clock import now
from web.jobs.failures import JobUnknown

MOVED = {"web.judging.trials.try_numbers": "web.judging.what_if.trials.try_numbers"}
"""Each name under which an earlier version queued jobs, with the name that it has now."""
UNKNOWN = (
    "It was asked for under another version of Clausewise, and this one does not know it. Ask for "
    "it again."
)
NOT_KNOWN = (ImportError, SuspiciousOperation)
"""What is raised where a job is looked at that this version does not know."""


def take_moved_along() -> int:
    """Give every job the name that its work has now; returns how many had an earlier one. What
    waits and is not known at all has failed, and says so."""
    count = 0
    for earlier, name in MOVED.items():
        count += DBTaskResult.objects.filter(task_path=earlier).update(task_path=name)
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    for name in {*waiting.values_list("task_path", flat=True)}:
        if not _is_known(name):
            path = f"{JobUnknown.__module__}.{JobUnknown.__qualname__}"
            waiting.filter(task_path=name).update(
                status=TaskResultStatus.FAILED,
                finished_at=now(),
                exception_class_path=path,
                traceback=f"{path}: {UNKNOWN}",
            )
    return count


def _is_known(name: str) -> bool:
    try:
        import_string(name)
    except ImportError:
        return False
    return True
