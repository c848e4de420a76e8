"""The wheel brings durable_rules along where it can be built, and is installed without it else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import hatch_build
from engine.chaining.chainers.durable_adapter import PINNED
from tests.packaging.lock import read_lock

HOME = Path(__file__).resolve().parents[2]


def wheel_of_durable(folder: Path, engine: str) -> None:
    """A wheel as pip leaves it, its engine a plain module."""
    with zipfile.ZipFile(folder / "durable_rules-2.0.28-py3-none-any.whl", "w") as wheel:
        wheel.writestr("durable_rules_engine.py", engine)
        wheel.writestr("durable/__init__.py", "")
        wheel.writestr("durable/engine.py", "import durable_rules_engine")
        wheel.writestr("durable_rules-2.0.28.dist-info/METADATA", "")
        wheel.writestr("durable_rules-2.0.28.dist-info/licenses/LICENSE", "MIT")


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Any]:
    """pip stood in for: what it was called with, and the engine that it “compiles”."""
    seen: dict[str, Any] = {"engine": ""}
    run = subprocess.run

    def called(command: Sequence[str], **options: Any) -> Any:
        if "pip" not in command:
            return run(command, **options)
        seen.update(command=list(command), flags=options["env"]["CPPFLAGS"])
        if seen["engine"] is None:
            raise subprocess.CalledProcessError(1, command)
        return wheel_of_durable(tmp_path, seen["engine"])

    monkeypatch.setattr(hatch_build.subprocess, "run", called)
    monkeypatch.setenv("CPPFLAGS", "-DOWN")
    return seen


def test_what_was_compiled_comes_along_with_its_licence(
    pip: dict[str, Any], tmp_path: Path
) -> None:
    lock = HOME / hatch_build.LOCK
    assert hatch_build.compiled(lock, tmp_path) == (
        "durable/LICENSE",
        "durable/__init__.py",
        "durable/engine.py",
        "durable_rules_engine.py",
    )
    assert pip["flags"] == "-DOWN -DPyEval_CallObject=PyObject_CallObject"
    assert pip["command"][:4] == [sys.executable, "-m", "pip", "wheel"]
    assert {"--require-hashes", "--no-cache-dir", str(lock)} <= set(pip["command"])


@pytest.mark.parametrize("engine", [None, "raise ImportError('undefined symbol')"])
def test_what_cannot_be_compiled_or_imported_is_left_out(
    pip: dict[str, Any], tmp_path: Path, engine: str | None
) -> None:
    pip["engine"] = engine
    assert hatch_build.compiled(HOME / hatch_build.LOCK, tmp_path) == ()


def test_the_version_is_one_wherever_it_is_said() -> None:
    (durable,) = read_lock(HOME / hatch_build.LOCK)
    project = (HOME / "pyproject.toml").read_text("utf-8")
    assert (durable.name, durable.version) == ("durable-rules", PINNED)
    assert f'chaining = ["durable-rules=={PINNED}"]' in project
    assert f"CPPFLAGS={hatch_build.FLAG}\n" in (HOME / "Makefile").read_text("utf-8")
