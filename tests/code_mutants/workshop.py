"""A copy of the project in which mutmut makes mutants and tries them."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.code_mutants.rooms import Room

PROJECT = Path(__file__).resolve().parents[2]
COPIED = ("engine", "evidence", "rules", "clausewise", "history", "reports", "examples", "tests")
NOT_COPIED = shutil.ignore_patterns("__pycache__", "node_modules")
BESIDE = ("clausewise", "history", "reports", "rules", "examples")
"""What the tests of a room need beside the code that is mutated."""
STATS = Path("mutants/mutmut-stats.json")
"""Which tests call which function, and how long they take, as mutmut saw it."""


def settings_of(room: Room, patience: float) -> str:
    """mutmut's part of the project's settings; ``patience`` is how many times as long as they
    take of themselves tests may take of a mutant."""
    files = [path.as_posix() for path in files_of(PROJECT, room)]
    options = ["no:cacheprovider", "tests.code_mutants.quick_first"]
    given = {
        "source_paths": ["engine", "evidence"],
        "only_mutate": files,
        "also_copy": list(BESIDE),
        "pytest_add_cli_args": [
            *(word for option in options for word in ("-p", option)),
            "--hypothesis-profile=mutants",
        ],
        "pytest_add_cli_args_test_selection": list(room.tests),
        "timeout_multiplier": patience,
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in given.items()]
    # A process of its own imports the tests and forks for each mutant, so that nothing that a
    # test keeps was worked out by code that is not mutated.
    lines += ['process_isolation = "forkserver"', "track_dependencies = false"]
    return "\n".join(["", "[tool.mutmut]", *lines, ""])


def files_of(home: Path, room: Room) -> list[Path]:
    """The modules of a room, below the project's folder."""
    found: list[Path] = []
    for path in map(home.joinpath, room.modules):
        found += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return [file.relative_to(home) for file in found if file.name != "__init__.py"]


def lay(home: Path, room: Room, patience: float) -> None:
    """Copy the project for mutmut to work in. What was found of functions that are as they were
    is kept; which tests call them is asked again where any test has changed."""
    home.mkdir(parents=True, exist_ok=True)
    for name in COPIED:
        shutil.rmtree(home / name, ignore_errors=True)
        shutil.copytree(
            PROJECT / name,
            home / name,
            ignore=shutil.ignore_patterns("__pycache__", "node_modules"),
        )
    settings = (PROJECT / "pyproject.toml").read_text("utf-8")
    (home / "pyproject.toml").write_text(settings + settings_of(room, patience), encoding="utf-8")
    tests, seen = home / "tests.sha256", _state_of_tests(home)
    if not tests.exists() or tests.read_text("utf-8") != seen:
        (home / STATS).unlink(missing_ok=True)
        tests.write_text(seen, encoding="utf-8")


def _state_of_tests(home: Path) -> str:
    files = sorted((home / "tests").rglob("*.py"))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def make(home: Path, room: Room) -> Mapping[str, Sequence[str]]:
    """Let mutmut write all mutants of a room; their names, by module. Raises CalledProcessError
    where mutmut fails."""
    words = [sys.executable, "-m", "tests.code_mutants.making"]
    subprocess.run(words, cwd=home, check=True, stdout=subprocess.DEVNULL)
    return {
        path.as_posix(): list(json.loads(meta.read_text("utf-8"))["exit_code_by_key"])
        for path in files_of(home, room)
        if (meta := home / "mutants" / f"{path.as_posix()}.meta").exists()
    }


def run(home: Path, names: Sequence[str]) -> None:
    """Let mutmut try some mutants, one process at a time; what it says goes into a file."""
    words = [sys.executable, "-m", "mutmut", "run", "--max-children", "1", *names]
    with (home / "mutmut.log").open("w", encoding="utf-8") as log:
        subprocess.run(words, cwd=home, stdout=log, stderr=subprocess.STDOUT, check=False)
