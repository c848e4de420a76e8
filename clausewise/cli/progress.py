"""Progress: which file is being read, told on the terminal."""

from __future__ import annotations

import sys

import click

from clausewise.cli.streams import CLEAR
from evidence.reading import Progress, no_progress


def progress() -> Progress:
    """Tell which file is being read; say nothing where output is redirected."""
    if not sys.stderr.isatty():
        return no_progress

    def show(name: str, done: int, of: int) -> None:
        click.echo(f"{CLEAR}Reading {done} of {of}: {name}", nl=False, err=True)
        if done == of:
            click.echo(CLEAR, nl=False, err=True)

    return show
