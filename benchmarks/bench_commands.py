"""Whole commands from cold, in ratio to importing pandas: start, read, assess, write, end.

Run from the repository's root: ``make bench ONLY=commands``. The commands run in turn, and each
ratio is the median of those of several rounds.
"""

from __future__ import annotations

import os
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.harness.process import Measured, compiled, python
from benchmarks.harness.rounds import in_turn
from benchmarks.harness.tables import Section, megabytes, seconds

RETURNS = "examples/returns"
PROVIDER = f"{RETURNS}/2014-15-Q3/marlhaven-2014-15-Q3.xlsx"
PANDAS = "python -c “import pandas”"
ROUNDS = {"small": 3, "medium": 5, "large": 9}


def measure(size: str) -> Section:
    """The table of the commands."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        commands = {
            "clausewise --help": ("--help",),
            **_twice("explain, one provider", "explain", "ZA1", "S6.p08.b", PROVIDER),
            **_twice("explain, all examples", "explain", "ZA1", "S6.p08.b", RETURNS),
            **_twice("check, all examples", "check", RETURNS),
            **_twice("what-if, all examples", "what-if", RETURNS, "--set", "training_met=85"),
            **_twice("pack, all examples", "pack", "ZA1", RETURNS, "--out", str(out / "za1.docx")),
            **_twice("assess, one provider", "assess", PROVIDER, "--out", str(out / "one")),
            **_twice("demo", "demo", "--out", str(out / "demo")),
        }
        works = {
            PANDAS: partial(python, "-c", "import pandas"),
            **{name: partial(_clausewise, *words) for name, words in commands.items()},
        }
        os.environ["CLAUSEWISE_CACHE"] = str(out / "kept")
        with compiled():
            for work in works.values():
                work()
            found = in_turn(works, PANDAS, ROUNDS[size])
    rows = [
        (
            name,
            seconds(measured.least.cpu),
            seconds(measured.least.wall),
            megabytes(measured.least.peak),
            f"{measured.ratio:.2f}",
        )
        for name, measured in found.items()
    ]
    heading = ("command", "processor", "wall", "memory", "times importing pandas")
    return Section("commands", heading, rows, ("pandas", "numpy"))


def _twice(name: str, *words: str) -> dict[str, tuple[str, ...]]:
    """A command that reads all anew, and the same one where an earlier one has read it."""
    return {name: (*words, "--no-cache"), f"{name}, read before": words}


def _clausewise(*words: str) -> Measured:
    return python("-m", "clausewise", *words)
