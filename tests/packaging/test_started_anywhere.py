"""``python -m clausewise`` runs no file of the folder that one stands in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from clausewise.__main__ import without_the_folder_one_stands_in

HOME = Path(__file__).resolve().parents[2]
LIBRARIES = ("click", "durable", "jinja2", "lxml", "numpy", "openpyxl", "pydantic", "yaml")
"""Libraries that the commands below import."""


def looked_for_by_python_itself() -> set[str]:
    """What ``-m`` imports before a line of Clausewise; ``python -P -m`` keeps these safe too."""
    looked_for = "import runpy, sys; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-S", "-c", looked_for], capture_output=True, text=True, check=True
    )
    return set(run.stdout.split())


@pytest.mark.slow
@pytest.mark.parametrize("command", [["--help"], ["rules", "lint"]])
def test_a_module_in_the_folder_is_not_run(tmp_path: Path, command: list[str]) -> None:
    ran = tmp_path / "ran"
    for name in {*sys.stdlib_module_names, *LIBRARIES} - looked_for_by_python_itself():
        module = f"open({str(ran)!r}, 'a').write({name!r} + '\\n')\nraise SystemExit(99)\n"
        (tmp_path / f"{name}.py").write_text(module, "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "clausewise", *command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(HOME)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr, ran.exists()) == (0, "", False)


@pytest.mark.parametrize(
    ("path", "here", "left"),
    [
        (["/returns", "/lib"], "/returns", ["/lib"]),
        (["", "/lib"], "/returns", ["/lib"]),
        (["/lib"], "/returns", ["/lib"]),
        (["/lib", "/returns"], "/returns", ["/lib", "/returns"]),
        (["/source", "/lib"], "/source", ["/source", "/lib"]),
        ([], "/returns", []),
    ],
)
def test_the_folder_is_looked_in_only_where_clausewise_is_in_it(
    path: list[str], here: str, left: list[str]
) -> None:
    assert without_the_folder_one_stands_in(path, here, "/source") == left
