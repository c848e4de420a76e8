"""mypy over mutants, one module at a time, in its place among modules as they are.

So none waits for the mutants of another; what was found is kept until any code changes. mutmut
could ask for itself, but reads the answer by parsing all mutants of a module anew, which takes
longer than mypy.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.code_mutants.scores import REFUSED

ARTEFACTS = ("unused-ignore", "no-redef", "has-type")
"""What mypy says of copies of a function side by side, and not of what was changed in one."""
SOURCES = ("engine", "evidence")


def refuse(home: Path, paths: Iterable[str]) -> None:
    """Write down for mutmut which mutants of some modules the types refuse."""
    state = state_of(home)
    for path in paths:
        meta = home / "mutants" / f"{path}.meta"
        known = json.loads(meta.read_text("utf-8"))
        codes = known["exit_code_by_key"]
        refused = refused_in(home, path, errors_in(home, path, state))
        for name, code in codes.items():
            if name.rpartition(".")[2] in refused:
                codes[name] = REFUSED
            elif code == REFUSED:
                codes[name] = None
        meta.write_text(json.dumps(known, indent=4), encoding="utf-8")


def refused_in(home: Path, path: str, lines: Iterable[int]) -> frozenset[str]:
    """The functions of a mutated module in which some lines lie."""
    spans = json.loads((home / "mutants" / f"{path}.spans").read_text("utf-8"))["spans"]
    ordered = sorted((first, last, name) for name, (first, last) in spans.items())
    found = set()
    for line in lines:
        place = bisect_right(ordered, (line + 1,)) - 1
        if place >= 0 and line <= ordered[place][1]:
            found.add(ordered[place][2])
    return frozenset(found)


def errors_in(home: Path, path: str, state: str) -> Sequence[int]:
    """The lines of a mutated module that mypy refuses."""
    mutated = home / "mutants" / path
    seen = hashlib.sha256(state.encode() + mutated.read_bytes()).hexdigest()
    kept = home / "types" / f"{path.replace('/', '.')}.json"
    if kept.exists():
        known = json.loads(kept.read_text("utf-8"))
        if known["of"] == seen:
            return list(known["lines"])
    errors = map(json.loads, _asked(home, path))
    lines = sorted({error["line"] for error in errors if error["file"] == path})
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(json.dumps({"of": seen, "lines": lines}), encoding="utf-8")
    return lines


def _asked(home: Path, path: str) -> Sequence[str]:
    """What mypy answers, a line of JSON an error."""
    words = [sys.executable, "-m", "mypy", "--output", "json", "--hide-error-context"]
    words += [word for code in ARTEFACTS for word in ("--disable-error-code", code)]
    words += ["--shadow-file", path, f"mutants/{path}"]
    words += ["-m", path.removesuffix(".py").replace("/", ".")]
    ended = subprocess.run(words, cwd=home, capture_output=True, encoding="utf-8", check=False)
    if ended.returncode > 1:
        sys.exit(ended.stdout + ended.stderr)
    # Of a module in which it refuses nothing mypy writes an empty line.
    found = filter(None, ended.stdout.splitlines())
    return [line for line in found if json.loads(line)["severity"] == "error"]


def state_of(home: Path) -> str:
    """A sign for all code that mutated modules import."""
    files = sorted(file for room in SOURCES for file in (home / room).rglob("*.py"))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
