"""Mutants of the code of a room, and how many of them its tests and its types notice.

``python -m tests.code_mutants evaluating`` tries all of a room (some minutes to hours);
``--sample 60 --seed 1`` as many drawn by chance, ``--only NAME`` some by name. mutmut makes the
mutants and runs the tests, one process at a time, in a copy of the project below ``build/``. The
status is 1 where fewer are killed than the room asks for.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.code_mutants.rooms import ROOMS, Room

HOME = Path(__file__).resolve().parents[2]
COPIED = ("engine", "evidence", "rules", "clausewise", "history", "reports", "examples", "tests")
BESIDE = ("clausewise", "history", "reports", "rules", "examples")
"""What the tests of a room need beside the code that is mutated."""
ARTEFACTS = ("unused-ignore", "no-redef", "has-type")
"""What mypy says of copies of a function side by side, and not of what was changed in one."""
KILLED, SURVIVED, UNTESTED, TIMED_OUT, TYPED = (
    "killed",
    "survived",
    "reached by no test",
    "ran out of time",
    "refused by the types",
)
STATUSES = {1: KILLED, 3: KILLED, 0: SURVIVED, 5: UNTESTED, 33: UNTESTED, 37: TYPED}
STATUSES |= dict.fromkeys((24, -24, 36, 152, 255), TIMED_OUT)
NOTICED = (KILLED, TIMED_OUT, TYPED)


@dataclass(frozen=True, slots=True)
class Score:
    """What became of some mutants."""

    statuses: Mapping[str, str]
    """By the mutant's name."""

    @property
    def percent(self) -> float:
        """How many were noticed."""
        return 100 * self.noticed / max(1, len(self.statuses))

    @property
    def noticed(self) -> int:
        return sum(status in NOTICED for status in self.statuses.values())

    def interval(self, of: int) -> tuple[float, float]:
        """Between which percents that of all ``of`` mutants lies, in 95 of 100 samples (Wilson)."""
        tried = len(self.statuses)
        if tried >= of:
            return self.percent, self.percent
        z, share = 1.96, self.noticed / tried
        middle = share + z * z / (2 * tried)
        half = z * math.sqrt(share * (1 - share) / tried + z * z / (4 * tried * tried))
        below = 1 + z * z / tried
        return 100 * (middle - half) / below, 100 * (middle + half) / below


def settings_of(room: Room) -> str:
    """mutmut's part of the project's settings."""
    checked = [path.removesuffix(".py").replace("/", ".") for path in room.modules]
    types = [sys.executable, "-m", "mypy", "--output", "json"]
    types += [word for path in checked for word in ("-p" if _is_folder(path) else "-m", path)]
    types += [word for code in ARTEFACTS for word in ("--disable-error-code", code)]
    given = {
        "source_paths": ["engine", "evidence"],
        "only_mutate": [path if path.endswith(".py") else f"{path}/*" for path in room.modules],
        "also_copy": list(BESIDE),
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "--hypothesis-profile=mutants"],
        "pytest_add_cli_args_test_selection": list(room.tests),
        "type_check_command": types,
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in given.items()]
    # A process of its own imports the tests and forks for each mutant, so that nothing that a
    # test keeps was worked out by code that is not mutated.
    lines += ['process_isolation = "forkserver"', "timeout_multiplier = 4.0"]
    return "\n".join(["", "[tool.mutmut]", *lines, "track_dependencies = false", ""])


def _is_folder(module: str) -> bool:
    return (HOME / module.replace(".", "/")).is_dir()


def laid(home: Path, room: Room) -> None:
    """A copy of the project for mutmut to work in; results of unchanged code are kept."""
    home.mkdir(parents=True, exist_ok=True)
    for name in COPIED:
        shutil.rmtree(home / name, ignore_errors=True)
        shutil.copytree(
            HOME / name, home / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules")
        )
    settings = (HOME / "pyproject.toml").read_text("utf-8")
    (home / "pyproject.toml").write_text(settings + settings_of(room), encoding="utf-8")


def names_of(home: Path, room: Room) -> list[str]:
    """The names of all mutants of a room."""
    from mutmut.mutation.file_mutation import mutate_file_contents

    here = Path.cwd()
    os.chdir(home)
    try:
        paths = [file for path in room.modules for file in _files(Path(path))]
        return [
            f"{'.'.join(path.with_suffix('').parts)}.{name}"
            for path in paths
            for name in mutate_file_contents(str(path), path.read_text("utf-8")).mutant_names
        ]
    finally:
        os.chdir(here)


def _files(path: Path) -> list[Path]:
    every = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return [file for file in every if file.name != "__init__.py"]


def score_of(home: Path, names: Iterable[str]) -> Score:
    """What mutmut found of some mutants."""
    found: dict[str, str] = {}
    for file in (home / "mutants").rglob("*.meta"):
        codes = json.loads(file.read_text("utf-8"))["exit_code_by_key"]
        found |= {
            name: STATUSES.get(code, f"ended with {code}")
            for name, code in codes.items()
            if code is not None
        }
    return Score({name: found[name] for name in names if name in found})


def run(home: Path, names: Sequence[str]) -> None:
    """Let mutmut try some mutants; all that have not been tried where none is named."""
    words = [sys.executable, "-m", "mutmut", "run", "--max-children", "1", *names]
    with (home / "mutmut.log").open("w", encoding="utf-8") as log:
        subprocess.run(words, cwd=home, stdout=log, stderr=subprocess.STDOUT, check=False)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("room", choices=ROOMS)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=[])
    words = parser.parse_args()
    room, home = ROOMS[words.room], HOME / "build" / "code-mutants" / words.room
    laid(home, room)
    every = names_of(home, room)
    names = words.only or every
    if words.sample:
        names = sorted(random.Random(words.seed).sample(every, min(words.sample, len(every))))
    began = time.monotonic()
    run(home, names if words.only or words.sample else ())
    score = score_of(home, names)
    if not score.statuses:
        print((home / "mutmut.log").read_text("utf-8")[-2000:])
        return 2
    low, high = score.interval(len(every))
    counts = Counter(score.statuses.values())
    print(f"{words.room}: {len(every)} mutants, {len(score.statuses)} tried in ", end="")
    print(f"{time.monotonic() - began:.0f} s: ", end="")
    print(", ".join(f"{number} {status}" for status, number in counts.most_common()))
    print(f"noticed {score.percent:.1f} % ({low:.1f} to {high:.1f} % of all); asked {room.least} %")
    for name, status in sorted(score.statuses.items()):
        if status not in NOTICED:
            print(f"  {name}: {status}")
    return int(score.percent < room.least)


if __name__ == "__main__":
    sys.exit(main())
