"""The long form of ending every command that writes, in short: at two of its changes."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from tests.fuzz.commands.command_kills import at_changes, at_moments

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="forks, and kills by signal"),
]
EACH_WAY = (
    *("packs in a folder", "marked copies in an archive", "blank return", "mapping as text"),
    *("new rule", "history", "backup", "restore", "restore beside a secret"),
)
"""One command of each way to write; the long form has them all."""


@pytest.mark.parametrize("name", EACH_WAY)
def test_a_command_ended_while_it_writes_leaves_the_old_or_the_new(
    name: str, tmp_path: Path
) -> None:
    def some(made: int) -> list[int]:
        return sorted({random.Random(name).randint(1, made - 1), made})

    assert at_changes(name, some, tmp_path, (True,)) == 2


def test_a_restore_killed_at_a_random_moment_leaves_nothing_or_all(tmp_path: Path) -> None:
    assert sum(at_moments("restore", 2, random.Random(1), tmp_path).values()) == 2
