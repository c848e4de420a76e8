"""The demonstration on two Dask workers: one is killed midway, and the bytes are the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_a_lost_worker_of_a_cluster_changes_nothing(tmp_path: Path) -> None:
    words = ("--organisations", "40", "--quarters", "2", "--compare")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.spread_lost", str(tmp_path), *words],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert "one of two workers was killed while it read" in lines
    assert "nothing is left beside the outputs" in lines
    assert lines[-1] == "the same bytes as one process wrote"
