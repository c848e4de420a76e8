"""Too little memory, and no room for a file: words and status 2, and the old outputs whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no such limits"),
]
HOME = Path(__file__).resolve().parents[3]
FIRE = HOME / "examples" / "fire-safety-care-home"
MEMORY = "There is too little memory for this. Close other programs"


def limited(limit: str, size: int, out: Path, *given: str | Path) -> tuple[int, str]:
    """A command with a limit on its process: its status, and what it said."""
    import resource

    def limit_it() -> None:
        resource.setrlimit(getattr(resource, limit), (size, size))

    done = subprocess.run(
        (sys.executable, "-m", "clausewise", *map(str, given), "--out", str(out)),
        cwd=out.parent,
        env={**os.environ, "PYTHONPATH": str(HOME)},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit_it,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("megabytes", [40, 150, 300])
def test_too_little_memory_is_said(megabytes: int, tmp_path: Path) -> None:
    """The first are too little to start with, the last for what is to be done."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine")
    status, said = limited("RLIMIT_AS", megabytes * 2**20, out, "demo")
    assert (status, MEMORY in said, "Traceback" in said) == (2, True, False)
    assert [path.name for path in out.iterdir()] == ["mine.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_limit_on_the_size_of_files_is_said(tmp_path: Path) -> None:
    given = ("assess", FIRE / "returns", "--rules", FIRE / "rules")
    status, said = limited("RLIMIT_FSIZE", 20_000, tmp_path / "out", *given)
    assert (status, "has no room" in said, "File too large" in said) == (2, True, True)
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []
