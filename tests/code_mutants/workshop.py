"""A copy of the project in which mutmut makes mutants, and tests try them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.code_mutants.rooms import Room

PROJECT = Path(__file__).resolve().parents[2]
BESIDE = ("clausewise", "history", "reports", "rules", "examples", "docs")
"""What the tests of a room need beside the code that is mutated."""
COPIED = ("engine", "evidence", "tests", *BESIDE)
NOT_COPIED = shutil.ignore_patterns("__pycache__", "node_modules")
LOG = "tests.log"


def settings_of(room: Room) -> str:
    """mutmut's part of the project's settings."""
    given = {
        "source_paths": ["engine", "evidence"],
        "only_mutate": [path.as_posix() for path in files_of(PROJECT, room)],
        "also_copy": list(BESIDE),
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in given.items()]
    return "\n".join(["", "[tool.mutmut]", *lines, "track_dependencies = false", ""])


def files_of(home: Path, room: Room) -> list[Path]:
    """The modules of a room, below the project's folder."""
    found: list[Path] = []
    for path in map(home.joinpath, room.modules):
        found += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return [file.relative_to(home) for file in found if file.name != "__init__.py"]


def lay(home: Path, room: Room) -> None:
    """Copy the project for mutmut to work in. What was found of functions that are as they were
    is kept."""
    home.mkdir(parents=True, exist_ok=True)
    for name in COPIED:
        shutil.rmtree(home / name, ignore_errors=True)
        shutil.copytree(PROJECT / name, home / name, ignore=NOT_COPIED)
    settings = (PROJECT / "pyproject.toml").read_text("utf-8")
    (home / "pyproject.toml").write_text(settings + settings_of(room), encoding="utf-8")


def make(home: Path, room: Room) -> Mapping[str, Sequence[str]]:
    """Let mutmut write all mutants of a room; their names, by module. Raises CalledProcessError
    where mutmut fails."""
    for path in files_of(home, room):
        _drop_half_made(home / "mutants" / path)
    words = [sys.executable, "-m", "tests.code_mutants.making"]
    subprocess.run(words, cwd=home, check=True, stdout=subprocess.DEVNULL)
    return {
        path.as_posix(): list(json.loads(meta.read_text("utf-8"))["exit_code_by_key"])
        for path in files_of(home, room)
        if (meta := home / "mutants" / f"{path.as_posix()}.meta").exists()
    }


def _drop_half_made(mutated: Path) -> None:
    """Let a module be made anew of which a run that was stopped wrote a part."""
    meta, spans = (mutated.with_name(f"{mutated.name}.{kind}") for kind in ("meta", "spans"))
    if not mutated.exists():
        return
    try:
        json.loads(meta.read_text("utf-8"))
        json.loads(spans.read_text("utf-8"))
    except (OSError, ValueError):
        meta.unlink(missing_ok=True)
        mutated.unlink()
    else:
        if spans.stat().st_mtime < mutated.stat().st_mtime:
            mutated.unlink()


def run(home: Path, room: Room, names: Sequence[str], patience: float) -> None:
    """Try some mutants, one process at a time; what the tests say goes into a file."""
    words = [sys.executable, "-m", "tests.code_mutants.trying", str(patience), *room.tests]
    with (home / LOG).open("w", encoding="utf-8") as log:
        subprocess.run(
            words,
            cwd=home / "mutants",
            input="\n".join(names),
            encoding="utf-8",
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        )
