"""How a job stands that a page waits for: still to come, done, or failed and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Case, When
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from web.jobs.failures import failure_words


class JobKind(StrEnum):
    """The jobs that pages wait for, each by its place in the program."""

    CHECK = "web.rounds.jobs.check_return"
    BLANKS = "web.rounds.jobs.make_blanks"
    JUDGE = "web.judging.jobs.judge_round"
    BUNDLE = "web.judging.jobs.make_bundle"
    PREVIEW = "web.judging.preview.written.make_preview"


class JobStage(StrEnum):
    """How far a job is."""

    NONE = "none"
    """Nobody has asked for it."""
    PENDING = "pending"
    """It waits, or a worker is at it."""
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class JobStanding:
    """How a job stands."""

    stage: JobStage
    why: str = ""
    """Of one that failed: what happened and what to do, in words."""

    @property
    def is_pending(self) -> bool:
        return self.stage is JobStage.PENDING

    @property
    def has_failed(self) -> bool:
        return self.stage is JobStage.FAILED


_PENDING = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


def standing_of(kind: JobKind, *given: object) -> JobStanding:
    """How the job stands that was given exactly these things; of several one that is still to
    come, else the latest."""
    every = DBTaskResult.objects.filter(task_path=kind.value, args_kwargs__args=[*given])
    done = Case(When(status__in=_PENDING, then=0), default=1)
    latest = every.order_by(done, "-enqueued_at").first()
    if latest is None:
        return JobStanding(JobStage.NONE)
    if latest.status in _PENDING:
        return JobStanding(JobStage.PENDING)
    if latest.status == TaskResultStatus.FAILED:
        words = failure_words(latest.exception_class_path, latest.traceback)
        return JobStanding(JobStage.FAILED, words)
    return JobStanding(JobStage.DONE)


def failed_among(kind: JobKind, numbers: Collection[int]) -> frozenset[int]:
    """Those of some rows whose job failed and was not asked for again."""
    if not numbers:
        return frozenset()
    every = DBTaskResult.objects.filter(task_path=kind.value)
    jobs = every.order_by("enqueued_at").values_list("args_kwargs", "status")
    latest = {given["args"][0]: status for given, status in jobs if given["args"][0] in numbers}
    return frozenset(
        number for number, status in latest.items() if status == TaskResultStatus.FAILED
    )
