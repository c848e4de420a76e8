"""``clausewise history``: what a history of runs holds."""

from __future__ import annotations

import click

from clausewise.cli.options import count
from clausewise.cli.usage import CommandGroup
from clausewise.use_cases.remember import open_history


@click.group("history", cls=CommandGroup)
def command() -> None:
    """Show what a history holds, as “clausewise assess … --history” keeps it."""


@command.command("show")
@click.argument("where", metavar="FILE-OR-URL")
def show(where: str) -> None:
    """List the completed runs in a history, the latest last.

    FILE-OR-URL is the file of the history, or the URL of its database.
    """
    from engine.nouns.english import day_words
    from reports.terminal.layout import table

    history = open_history(where, make=False)
    runs = history.runs()
    click.echo(f"{count(len(runs), 'completed run')} in {history.name}")
    if runs:
        header = ("Run", "Recorded", "Quarter", "Judged as of", "Organisations", "Returns", "Pack")
        rows = [
            (
                recorded.run[:12],
                recorded.recorded_at,
                recorded.period.label,
                day_words(recorded.as_of),
                str(recorded.organisations),
                f"{recorded.returns} of {count(recorded.quarters, 'quarter')}",
                f"{recorded.pack}, version {recorded.pack_version}",
            )
            for recorded in runs
        ]
        click.echo("\n".join(("", *table(header, rows))))
