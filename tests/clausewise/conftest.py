"""The command line as a user meets it: what it prints, what it writes, how it ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clausewise.cli import command

Clausewise = Callable[..., Result]


@pytest.fixture
def clausewise() -> Clausewise:
    """Runs one command line; an exception that no user should see fails the test."""

    def run(*words: str | Path) -> Result:
        result = CliRunner().invoke(command, [str(word) for word in words], prog_name="clausewise")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture(scope="session")
def shared_returns() -> Path:
    """The untidy returns that stand beside the checkout."""
    return Path(__file__).resolve().parents[1] / "shared" / "returns"
