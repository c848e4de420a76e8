"""``clausewise record``: the record of the web application, held to its own chain."""

from __future__ import annotations

from pathlib import Path

import click

from clausewise.cli.usage import CommandGroup


@click.group("record", cls=CommandGroup)
def command() -> None:
    """The record of who did what in the web application."""


@command.command("verify")
@click.argument("record", type=click.Path(path_type=Path), metavar="RECORD")
def verify_command(record: Path) -> None:
    """Say whether RECORD is whole, or where it is broken: a file that the page “Record” gives, or
    the folder of a web application that keeps its data in SQLite.

    Ends with status 0 where it is whole, 1 where it is broken, 2 where there is none.
    """
    from clausewise.use_cases.records import verify_record

    verdict = verify_record(record)
    if verdict.is_whole:
        click.echo(f"The record is whole: {verdict.events} events follow on each other.")
        click.echo(f"The digest of the last: {verdict.last}")
        return
    click.echo(f"The record is broken at event {verdict.broken_at}: {verdict.why}.")
    click.echo(f"The {verdict.events} before it follow on each other.")
    raise SystemExit(1)
