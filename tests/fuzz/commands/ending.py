"""How a command ended that was given something spoilt."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from clausewise.cli import command


class WrongEnd(Exception):
    """A case that ended otherwise than in words and a status of its own."""


def run(*words: str | Path) -> str:
    """A command's status, as what became of a case. Raises WrongEnd."""
    result = CliRunner().invoke(command, [str(word) for word in words], prog_name="clausewise")
    if result.exit_code not in (0, 1, 2) or "Traceback" in result.output:
        cause = result.exception.__cause__ if result.exception else None
        raise WrongEnd(f"status {result.exit_code}: {result.output}") from cause or result.exception
    if result.exit_code == 2 and not result.output.strip():
        raise WrongEnd("status 2 without a word")
    return f"status {result.exit_code}"
