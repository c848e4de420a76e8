"""The files written: all or none, the same bytes for the same assessment."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.nouns.outcome.assessment import Assessment
from reports import CannotWrite, write_reports

FIRST = ["matrix.xlsx", "matrix.csv", "findings.json", "pages/style.css", "pages/script.js"]
THERE = ["findings.json", "index.html", "matrix.csv", "matrix.xlsx", "pages"]


def files_in(out: Path) -> list[Path]:
    return sorted(path for path in out.rglob("*") if path.is_file())


def test_three_files_the_site_and_nothing_else(assessment: Assessment, tmp_path: Path) -> None:
    out = tmp_path / "new" / "folder"
    written = write_reports(assessment, out)
    assert [path.relative_to(out).as_posix() for path in written[:5]] == FIRST
    assert sorted(written) == files_in(out)
    assert sorted(path.name for path in out.iterdir()) == THERE


def test_pages_of_an_earlier_run_are_removed_and_what_is_a_strangers_stays(
    assessment: Assessment, tmp_path: Path
) -> None:
    write_reports(assessment, tmp_path)
    stranger = tmp_path / "pages" / "org" / "notes.html"
    stranger.write_text("mine", "utf-8")
    (tmp_path / "pages" / "notes.txt").write_text("mine", "utf-8")
    code = assessment.organisations[0].code
    fewer = dataclasses.replace(
        assessment,
        organisations=assessment.organisations[1:],
        findings=assessment.findings.filtered(lambda one: one.organisation.code != code),
        submissions=tuple(one for one in assessment.submissions if one.organisation.code != code),
    )
    written = write_reports(fewer, tmp_path)
    gone = tmp_path / "pages" / "org" / "RQY"
    assert not gone.exists()
    assert not gone.with_suffix(".html").exists()
    assert set(files_in(tmp_path)) - set(written) == {stranger, tmp_path / "pages" / "notes.txt"}
    assert stranger.read_text("utf-8") == "mine"


@pytest.mark.parametrize("name", ["index.html", "pages/style.css", "pages/org/RQX.html"])
def test_a_page_that_clausewise_did_not_write_is_never_replaced(
    assessment: Assessment, tmp_path: Path, name: str
) -> None:
    stranger = tmp_path / name
    stranger.parent.mkdir(parents=True, exist_ok=True)
    stranger.write_text("<html>mine</html>", "utf-8")
    with pytest.raises(CannotWrite, match=r"already exists and is not Clausewise’s own"):
        write_reports(assessment, tmp_path)
    assert files_in(tmp_path) == [stranger]
    assert stranger.read_text("utf-8") == "<html>mine</html>"


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
    assert [path.name for path in tmp_path.iterdir()] == ["matrix.xlsx"]


def test_importing_the_room_loads_no_heavy_library() -> None:
    code = (
        "import sys, reports.terminal.summary, reports.terminal.finding, "
        "reports.terminal.coverage, reports.terminal.rules; "
        "print({'jinja2', 'xlsxwriter', 'pandas', 'numpy', 'openpyxl'} & set(sys.modules))"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        check=True,
    )
    assert done.stdout.strip() == "set()"
