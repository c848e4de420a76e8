"""What is in the wheel and in the source distribution, and that both are the same bytes twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

HOME = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))
BUILT = PROJECT["tool"]["hatch"]["build"]["targets"]
MADE = ("__pycache__", "node_modules", "clausewise-demo", ".pytest_cache", ".hypothesis")
"""Folders that running makes, in no distribution."""


def built(source: Path, out: Path) -> dict[str, bytes]:
    """The distributions built from a source tree, by file name."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(out)],
        cwd=source,
        env={**os.environ, "HATCH_BUILD_NO_HOOKS": "true"},
        check=True,
        capture_output=True,
    )
    return {path.name: path.read_bytes() for path in out.iterdir()}


def files_of(folder: str) -> set[str]:
    """The source's files in a folder, or the file itself."""
    path = HOME / folder
    if path.is_file():
        return {folder}
    return {
        file.relative_to(HOME).as_posix()
        for file in path.rglob("*")
        if file.is_file() and not set(file.parts) & set(MADE)
    }


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built")
    built(HOME, out)
    return out


def test_the_wheel_holds_the_packages_as_they_are_and_nothing_else(distributions: Path) -> None:
    (path,) = distributions.glob("*.whl")
    with zipfile.ZipFile(path) as wheel:
        held = {name: wheel.read(name) for name in wheel.namelist()}
    of_the_wheel = {name for name in held if name.split("/")[0].endswith(".dist-info")}
    of_the_source = {name for folder in BUILT["wheel"]["packages"] for name in files_of(folder)}
    assert set(held) - of_the_wheel == of_the_source
    assert {name.split("/", 1)[1] for name in of_the_wheel} == {
        "METADATA",
        "RECORD",
        "WHEEL",
        "entry_points.txt",
        "licenses/LICENSE",
    }
    assert [name for name in of_the_source if held[name] != (HOME / name).read_bytes()] == []


def test_the_source_distribution_holds_what_is_needed_to_build_and_to_test(
    distributions: Path,
) -> None:
    (path,) = distributions.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        held = {name.split("/", 1)[1] for name in archive.getnames()}
    wanted = {name for folder in BUILT["sdist"]["include"] for name in files_of(folder)}
    assert held == wanted | {"PKG-INFO", "pyproject.toml", ".gitignore"}
    assert {"Makefile", "requirements/run.txt", "requirements/dev.txt", ".ci/run"} <= held


def test_built_elsewhere_at_another_time_they_are_the_same_bytes(
    distributions: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(
        HOME, copy, ignore=shutil.ignore_patterns(*MADE, ".git", ".venv", ".*_cache", "*.pyc")
    )
    for path in copy.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    first = {path.name: path.read_bytes() for path in distributions.iterdir()}
    again = built(copy, tmp_path / "again")
    assert sorted(again) == sorted(first)
    assert [name for name in first if again[name] != first[name]] == []
