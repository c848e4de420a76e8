"""What was submitted is never an output's place; told before anything is read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from clausewise.places import EXAMPLES, HOME

Clausewise = Callable[..., Result]
SMALL_PACK = HOME / "examples" / "fire-safety-care-home" / "rules"
REFUSED = "Nothing that was submitted is ever changed. Give another name."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a return under an output's name, and what else a run is given. No test
    changes it."""
    tmp_path = tmp_path_factory.mktemp("submitted")
    (tmp_path / "q" / "pages").mkdir(parents=True)
    workbook = next(EXAMPLES.glob("2014-15-Q2/*.xlsx"))
    names = ("q/matrix.xlsx", "q/pages/return.xlsx", "given.xlsx", "given.docx", "decisions.xlsx")
    for name in names:
        shutil.copy(workbook, tmp_path / name)
    for name in ("own.yaml", "mapping.yaml", "index.html"):
        (tmp_path / name).write_text("{}")
    (tmp_path / "link").symlink_to(tmp_path / "q")
    os.link(tmp_path / "given.xlsx", tmp_path / "again.xlsx")
    shutil.copytree(SMALL_PACK, tmp_path / "rules")
    (tmp_path / "empty").mkdir()
    return tmp_path


def content(home: Path) -> dict[str, tuple[bytes, int]]:
    files = [path for path in home.rglob("*") if path.is_file()]
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


PLACES = [
    ("assess", "q", "--out", "q"),
    ("assess", "q", "--out", "link"),
    ("assess", "q/../q", "--out", "q"),
    ("assess", "q/matrix.xlsx", "--out", "q"),
    ("assess", "q/pages/return.xlsx", "--out", "q"),
    ("assess", "given.xlsx", "--out", "given.xlsx"),
    ("assess", "given.xlsx", "--out", "again.xlsx"),
    ("assess", ".", "--out", "q"),
    ("assess", "given.xlsx", "--parameters", "index.html", "--out", "."),
    ("assess", "given.xlsx", "--decisions", "q/matrix.xlsx", "--out", "q"),
    ("assess", "given.xlsx", "--mapping", "index.html", "--out", "."),
    ("assess", "given.xlsx", "--history", "empty/findings.json", "--out", "empty"),
    ("assess", "given.xlsx", "--history", "sqlite:///empty/matrix.csv", "--out", "empty"),
    ("assess", "given.xlsx", "--rules", "rules", "--out", "rules"),
    ("check", "q", "--out", "q"),
    ("pack", "ZA1", "given.docx", "--out", "given.docx", "--decisions", "own.yaml"),
    ("pack", "ZA1", "given.xlsx", "--out", "x.pdf", "--history", "x.pdf"),
    ("pack", "--all", "q", "--out", "q"),
    ("pack", "--all", "given.xlsx", "--history", "x.zip", "--out", "x.zip"),
    ("area-pack", "q", "--out", "own.docx", "--parameters", "own.docx"),
    ("decisions", "given.xlsx", "--out", "decisions.xlsx", "--from", "decisions.xlsx"),
    ("template", "--kind", "provider", "--out", "given.xlsx", "--carry-forward", "given.xlsx"),
    ("template", "--all", "q", "--out", "q"),
    ("map", "given.xlsx", "--out", "given.xlsx"),
    ("policy", "text", "--rules", "rules", "--out", "rules/policy.yaml"),
    ("verify", "own.yaml", "--returns", "q", "--out", "q"),
]


@pytest.mark.parametrize("words", PLACES, ids=" ".join)
def test_it_is_refused_before_anything_is_read(
    clausewise: Clausewise, home: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    before = content(home)
    result = clausewise(*words)
    assert content(home) == before
    assert result.exit_code == 2
    assert result.output.startswith("--out: “")
    assert result.output.endswith(f"{REFUSED}\n")


@pytest.mark.parametrize(
    "words",
    [
        ("assess", "given.xlsx", "--out", ""),
        ("demo", "--out", " "),
        ("template", "--kind", "provider", "--out", ""),
        ("assess", "", "--out", "x"),
        ("assess", "given.xlsx", "--out", "x", "--decisions", ""),
    ],
)
def test_an_empty_name_is_none(
    clausewise: Clausewise, home: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    before = content(home)
    result = clausewise(*words)
    assert (result.exit_code, content(home)) == (2, before)
    assert "the name is empty; give that of a file or folder" in result.output
