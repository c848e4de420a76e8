"""Jobs that an earlier version queued are done, or it is said that they cannot be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils.module_loading import import_string
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

import web
from tests.web.people_of import OWN, Site, do_jobs
from web.jobs.failures import failure_words
from web.jobs.moved import MOVED, UNKNOWN, take_moved_along
from web.rounds.jobs import make_blanks
from web.rounds.models import Expected

EVER_QUEUED = (
    "web.judging.jobs.judge_round",
    "web.judging.jobs.make_bundle",
    "web.judging.preview.written.make_preview",
    "web.judging.trials.try_numbers",
    "web.judging.what_if.trials.try_numbers",
    "web.rounds.jobs.check_return",
    "web.rounds.jobs.make_blanks",
    "web.rounds.reminders.remind",
)
"""Every name under which any version queued jobs. A name is added and never taken away: jobs of a
name wait in the databases of those who use that version."""


@pytest.mark.parametrize("name", EVER_QUEUED)
def test_every_name_that_was_ever_queued_leads_to_a_job(name: str) -> None:
    assert isinstance(import_string(MOVED.get(name, name)), Task)


def test_every_job_of_today_is_in_the_list_of_those_ever_queued() -> None:
    home = Path(web.__path__[0])
    found = {
        ".".join((*path.relative_to(home.parent).with_suffix("").parts, name))
        for path in home.rglob("*.py")
        for name in re.findall(r"^@task\([^)]*\)\ndef (\w+)\(", path.read_text("utf-8"), re.M)
    }
    assert found == {*EVER_QUEUED} - {*MOVED}


def test_a_job_of_an_earlier_name_is_done(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    make_blanks.enqueue(site.round(codes=(OWN,)).pk)
    monkeypatch.setitem(MOVED, "web.rounds.blanks.make", make_blanks.module_path)
    DBTaskResult.objects.update(task_path="web.rounds.blanks.make")
    assert (take_moved_along(), take_moved_along()) == (1, 0)
    do_jobs()
    assert Expected.objects.get().blank_sha256


def test_a_job_that_nobody_knows_fails_in_words_and_others_are_left_alone(site: Site) -> None:
    number = site.round(codes=(OWN,)).pk
    make_blanks.enqueue(number)
    DBTaskResult.objects.update(task_path="web.gone.work")
    make_blanks.enqueue(number)
    assert take_moved_along() == 0
    gone = DBTaskResult.objects.get(task_path="web.gone.work")
    assert gone.status == TaskResultStatus.FAILED
    assert failure_words(gone.exception_class_path, gone.traceback) == UNKNOWN
    do_jobs(may_fail=True)
    assert Expected.objects.get().blank_sha256
