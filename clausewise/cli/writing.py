"""Writing a run's reports, and saying what they hold and where they are."""

from __future__ import annotations

from pathlib import Path

import click

from clausewise.assessing import AssessmentRun
from clausewise.use_cases.write_reports import write_reports
from reports.terminal.summary import summary


def write_and_say(run: AssessmentRun, out: Path) -> None:
    """Write a run's reports into a folder, and say what they hold and where they are."""
    written = write_reports(run, out)
    click.echo(summary(run.shown))
    click.echo("")
    for path in written:
        click.echo(f"Written: {path}")
