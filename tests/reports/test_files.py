"""The files written: all or none, the same bytes for the same assessment."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.nouns.outcome.assessment import Assessment
from reports import CannotWrite, write_reports

NAMES = ["matrix.html", "matrix.xlsx", "matrix.csv", "findings.json"]


def test_four_files_and_nothing_else(assessment: Assessment, tmp_path: Path) -> None:
    out = tmp_path / "new" / "folder"
    assert write_reports(assessment, out) == tuple(out / name for name in NAMES)
    assert sorted(path.name for path in out.iterdir()) == sorted(NAMES)


def test_the_same_assessment_gives_the_same_bytes(
    make_assessment: Callable[..., Assessment], tmp_path: Path
) -> None:
    first = write_reports(make_assessment(), tmp_path / "a")
    second = write_reports(make_assessment(), tmp_path / "b")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    again = write_reports(make_assessment(), tmp_path / "a")
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in second]


def test_a_file_in_the_folders_place_is_told_in_words(
    assessment: Assessment, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(CannotWrite, match=r"taken is a file, and the reports need a folder"):
        write_reports(assessment, tmp_path / "taken")
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_report_that_cannot_be_replaced_leaves_no_drafts(
    assessment: Assessment, tmp_path: Path
) -> None:
    (tmp_path / "matrix.xlsx").mkdir()
    with pytest.raises(CannotWrite, match=r"matrix\.xlsx cannot be replaced .* Excel"):
        write_reports(assessment, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["matrix.html", "matrix.xlsx"]


def test_importing_the_room_loads_no_heavy_library() -> None:
    code = (
        "import sys, reports.terminal.summary, reports.terminal.finding, "
        "reports.terminal.coverage, reports.terminal.rules; "
        "print({'jinja2', 'xlsxwriter', 'pandas', 'numpy', 'openpyxl'} & set(sys.modules))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        check=True,
    )
    assert done.stdout.strip() == "set()"
