"""The matrix of the examples in a real browser: its script runs, nothing is fetched, it prints.

Needs Debian's chromium; run by CI with ``pytest -m browser``.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from clausewise.cli import command

pytestmark = pytest.mark.browser

QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def matrix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("matrix")
    result = CliRunner().invoke(command, ["demo", "--out", str(out)])
    assert result.exit_code == 0, result.output
    return out / "matrix.html"


def chromium(profile: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs Chromium without a window and waits for it."""
    return subprocess.run(
        ["chromium", *QUIET, f"--user-data-dir={profile}", *words],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize("width", [1400, 390])
def test_the_script_runs_under_the_pages_own_security_policy(
    matrix: Path, tmp_path: Path, width: int
) -> None:
    words = (
        f"--window-size={width},1000",
        "--enable-logging=stderr",
        "--dump-dom",
        matrix.as_uri(),
    )
    done = chromium(tmp_path, *words)
    [shown] = re.findall(r"<output>(.*?)</output>", done.stdout)
    duties, of_duties, verdicts, of_verdicts = map(int, re.findall(r"\d+", shown))
    assert (duties, verdicts) == (of_duties, of_verdicts)
    rows = len(re.findall(r'<tr class="row"', done.stdout))
    findings = len(re.findall(r'<article id="f\d+-\d+"', done.stdout))
    untested = len(
        re.findall(r'<tr class="row[^"]*"[^>]*><th scope="row" class="words">', done.stdout)
    )
    assert (duties, verdicts) == (rows, findings)
    assert 0 < untested < duties
    assert '<form id="filters" hidden' not in done.stdout
    assert "CONSOLE" not in done.stderr


def test_it_prints_to_pdf(matrix: Path, tmp_path: Path) -> None:
    paper = tmp_path / "matrix.pdf"
    chromium(
        tmp_path / "profile", "--no-pdf-header-footer", f"--print-to-pdf={paper}", matrix.as_uri()
    )
    content = paper.read_bytes()
    assert content.startswith(b"%PDF")
    pages = len(re.findall(rb"/Type\s*/Page\b", content))
    assert 10 < pages < 80


def test_a_picture_of_it_is_not_blank(matrix: Path, tmp_path: Path) -> None:
    picture = tmp_path / "matrix.png"
    words = ("--hide-scrollbars", "--window-size=1400,1000", f"--screenshot={picture}")
    chromium(tmp_path / "profile", *words, matrix.as_uri())
    assert picture.stat().st_size > 50_000
