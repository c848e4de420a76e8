"""Writing a run's reports, and saying what they hold and where they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from clausewise.assessing import AssessmentRun
from clausewise.use_cases.write_reports import SINGLE, write_reports
from engine.nouns.english import counted
from reports.files import SITE
from reports.terminal.summary import summary
from reports.write import INDEX


def write_and_say(run: AssessmentRun, out: Path, single: Sequence[str] = ()) -> None:
    """Write a run's reports into a folder, and say what they hold and where they are."""
    written = write_reports(run, out, single)
    click.echo(summary(run.shown))
    click.echo("")
    pages = [path for path in written if path.is_relative_to(out / SITE)]
    pages = [path for path in pages if path.suffix == ".html"]
    click.echo(f"Open by double click: {out / INDEX}")
    for path in written:
        if path.parent == out and path.name != INDEX:
            click.echo(f"Written: {path}")
        elif path.parent == out / SINGLE:
            click.echo(f"To be sent: {path}")
    click.echo(f"Written: {out / SITE}, with {counted(len(pages), 'page')}")
