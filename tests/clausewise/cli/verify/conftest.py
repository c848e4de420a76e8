"""A run for ``clausewise verify`` to hold, made once."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from clausewise.cli import command
from tests.clausewise.cli.verify.a_run import FIRE, OWN, Clausewise


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with returns, rules, own parameters, and what a run made of them in ``out``."""
    home = tmp_path_factory.mktemp("verify") / "home"
    shutil.copytree(FIRE, home)
    (home / "own.yaml").write_text(OWN, "utf-8")
    words = ["assess", home / "returns", "--rules", home / "rules", "--out", home / "out"]
    words += ["--parameters", home / "own.yaml", "--single", "Withy"]
    result = CliRunner().invoke(command, [str(word) for word in words], catch_exceptions=False)
    # One cell of the quarter says “about 12”, for the run that verifies too.
    assert (result.exit_code, "Evidence was lost" in result.output) == (1, True)
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    """The same at another place, for a test to change."""
    return Path(shutil.copytree(made, tmp_path / "home"))


@pytest.fixture
def verify(clausewise: Clausewise, home: Path) -> Callable[..., tuple[int, list[str]]]:
    """The exit status, and each difference as "about how: name"."""

    def run(*options: str | Path) -> tuple[int, list[str]]:
        result = clausewise("verify", home / "out" / "manifest.json", "--json", *options)
        told = json.loads(result.output)
        return result.exit_code, [
            f"{one['about']} {one['how']}: {one['name']}" for one in told["differences"]
        ]

    return run
