"""What spreads a run is loaded by those alone who ask for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[3]
FIRE = HOME / "examples" / "fire-safety-care-home"
LOADED = """
import sys
from click.testing import CliRunner
from clausewise.cli import command
result = CliRunner().invoke(command, sys.argv[1:])
assert result.exit_code in (0, 1), result.output
wanted = ("dask", "distributed", "fsspec", "clausewise.spreading", "pyarrow.parquet")
print(*(name for name in wanted if name in sys.modules), sep="\\n")
"""


def loaded(out: Path, *options: str) -> list[str]:
    words = ["assess", FIRE / "returns", "--rules", FIRE / "rules", "--out", out, *options]
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *map(str, words)],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


@pytest.mark.slow
def test_a_run_loads_what_its_options_ask_for_and_no_more(tmp_path: Path) -> None:
    assert loaded(tmp_path / "plain") == []
    assert loaded(tmp_path / "parquet", "--parquet") == ["pyarrow.parquet"]
    assert loaded(tmp_path / "workers", "--workers", "1") == ["clausewise.spreading"]
