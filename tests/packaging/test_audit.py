"""Ages and advisories: what the registry answers is said, and no answer is never a good one."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import pytest

from tests.packaging import audit
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


UV = """\
import pathlib
pathlib.Path("uv.lock").write_text('''
[[package]]
name = "a"
version = "1"
sdist = { url = "a.tar.gz", upload-time = "2026-10-01T00:00:00Z" }
''')
"""


def tool(folder: Path, name: str, lines: str) -> None:
    """A program of that name."""
    (folder / name).write_text(f"#!{sys.executable}\n{lines}", "utf-8")
    (folder / name).chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="starts programs by their first line")
@pytest.mark.parametrize(
    ("answer", "status"),
    [({"vulns": []}, 0), ({"vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}, FAULTS),
     ({"skip_reason": "not found"}, UNANSWERED), (None, UNANSWERED)],
    ids=["nothing known", "a fault", "no answer", "no service"],
)  # fmt: skip
def test_the_command_works_where_a_service_answers(
    answer: object, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (tmp_path / "run.txt").write_text(f"a==1 \\\n    --hash=sha256:{'0' * 64}\n", "utf-8")
    monkeypatch.setattr(audit, "REQUIREMENTS", tmp_path)
    tool(tmp_path, "uv", UV)
    told = None if answer is None else {"dependencies": [{"name": "a", "version": "1", **answer}]}  # type: ignore[dict-item]
    tool(tmp_path, "pip-audit", "" if told is None else f"print({json.dumps(json.dumps(told))})")
    assert audit.main(tmp_path) == status
    assert "1 dated, half of them younger than" in capsys.readouterr().out
