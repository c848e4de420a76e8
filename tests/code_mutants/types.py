"""mypy over mutants, one module at a time: ``mutmut`` calls it in its folder ``mutants/``.

Each mutated module is looked at in its place among modules as they are, so that none waits for
the mutants of another; what was found is kept until any code changes. Only modules that hold a
mutant that is to be tried are looked at, or such as were before.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ARTEFACTS = ("unused-ignore", "no-redef", "has-type")
"""What mypy says of copies of a function side by side, and not of what was changed in one."""
WANTED = "wanted.json"
"""The modules that hold mutants to be tried, in the folder that ``mutants/`` lies in."""
SOURCES = ("engine", "evidence")


def errors_in(home: Path, path: str, state: str) -> str | None:
    """What mypy says of a mutated module, a line of JSON an error; None if nobody asks for it."""
    mutated = home / "mutants" / path
    seen = hashlib.sha256(state.encode() + mutated.read_bytes()).hexdigest()
    kept = home / "types" / f"{path.replace('/', '.')}.{seen[:16]}.jsonl"
    if not kept.exists():
        if path not in json.loads((home / WANTED).read_text("utf-8")):
            return None
        kept.parent.mkdir(exist_ok=True)
        found = [line for line in _asked(home, path) if json.loads(line)["file"] == path]
        draft = kept.with_suffix(".draft")
        draft.write_text("".join(f"{line}\n" for line in found), encoding="utf-8")
        draft.rename(kept)
    return kept.read_text("utf-8")


def _asked(home: Path, path: str) -> Sequence[str]:
    words = [sys.executable, "-m", "mypy", "--output", "json"]
    words += [word for code in ARTEFACTS for word in ("--disable-error-code", code)]
    words += ["--shadow-file", path, f"mutants/{path}"]
    words += ["-m", path.removesuffix(".py").replace("/", ".")]
    ended = subprocess.run(words, cwd=home, capture_output=True, encoding="utf-8", check=False)
    if ended.returncode > 1:
        sys.exit(ended.stdout + ended.stderr)
    return ended.stdout.splitlines()


def state_of(home: Path) -> str:
    """A sign for all code that mutated modules import."""
    files = sorted(file for room in SOURCES for file in (home / room).rglob("*.py"))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def main() -> None:
    home = Path.cwd().parent
    state = state_of(home)
    for path in sys.argv[2:]:
        print(errors_in(home, path, state) or "", end="")


if __name__ == "__main__":
    main()
