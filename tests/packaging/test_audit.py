"""Ages and advisories: what the registry answers is said, and no answer is never a good one."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.packaging.audit import (
    FAULTS,
    UNANSWERED,
    Advisories,
    advisories,
    ages,
    published,
    say,
    withdrawn,
)
from tests.packaging.lock import Pinned

TODAY = dt.date(2026, 11, 30)
ONE = {"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1", "2"]}]}
GOOD = {"name": "b", "version": "1", "vulns": []}
SILENT = {"name": "c", "skip_reason": "Dependency not found and could not be audited: c (1)"}


def test_a_fault_is_known_once_however_many_locks_pin_its_package() -> None:
    answers = [{"dependencies": [ONE, GOOD]}, {"dependencies": [ONE, SILENT]}]
    assert advisories(answers) == Advisories(("a 1: PYSEC-1, mended in 1.1, 2",), 3, 1)


@pytest.mark.parametrize(
    ("answers", "status", "said"),
    [
        ([GOOD], 0, "No fault is known."),
        ([ONE], FAULTS, "1 faults known."),
        ([GOOD, SILENT], UNANSWERED, "NOT ANSWERED for 1:"),
        ([ONE, SILENT], FAULTS, "NOT ANSWERED for 1:"),
    ],
    ids=["none", "a fault", "no answer", "a fault, and no answer"],
)
def test_no_answer_is_never_a_good_one(
    answers: list[object], status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(advisories([{"dependencies": answers}])) == status  # type: ignore[dict-item]
    assert said in capsys.readouterr().out


def test_a_version_is_as_old_as_its_first_file() -> None:
    lock = {
        "package": [
            {"name": "a", "version": "1", "wheels": [{"upload-time": "2026-10-02T01:00:00Z"}],
             "sdist": {"upload-time": "2026-10-01T23:59:59.1Z"}},
            {"name": "b", "version": "2", "sdist": {"url": "…"}},
            {"name": "aged", "version": "0"},
        ]
    }  # fmt: skip
    assert published(lock) == {("a", "1"): dt.date(2026, 10, 1)}


def test_what_is_old_is_named_and_what_nobody_dates_is_counted() -> None:
    pinned = [Pinned(name, "1", "", 1) for name in "abc"]
    days = {("a", "1"): dt.date(2026, 11, 20), ("b", "1"): dt.date(2020, 6, 7)}
    assert list(ages(pinned, days, TODAY)) == [
        "2 dated, half of them younger than 1188 days; of 1 no day is told",
        "  b 1 is of 2020-06-07, older than two years",
    ]
    assert list(ages(pinned, {}, TODAY)) == ["no day is told of any of 3 packages"]


def test_a_version_that_its_project_took_back_is_told() -> None:
    told = 'Resolved 2 packages\nwarning: `a==1` is yanked (reason: "Loses rows")\n'
    assert withdrawn(told) == ("a==1",)
