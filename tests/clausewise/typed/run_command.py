"""The command line as a terminal sees it: in a process of its own."""

from __future__ import annotations

import subprocess
import sys


def told_by(*words: str) -> str:
    """All that a command says on its outputs, as text."""
    made = subprocess.run(
        [sys.executable, "-m", "clausewise", *words],
        capture_output=True,
        check=False,
        env={"PYTHONUTF8": "1", "PATH": ""},
    )
    return (made.stdout + made.stderr).decode()
