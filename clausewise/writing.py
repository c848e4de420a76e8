"""Writing an assessment's reports, and saying where they are."""

from __future__ import annotations

from pathlib import Path

import click

from clausewise.options import stop
from engine.nouns.assessment import Assessment
from reports import CannotWrite, write_reports
from reports.summary import summary


def write_and_tell(assessment: Assessment, out: Path) -> None:
    """Write the reports into a folder; ends the run where the folder cannot be written."""
    try:
        written = write_reports(assessment, out)
    except CannotWrite as error:
        stop(str(error))
    click.echo(summary(assessment))
    click.echo("")
    for path in written:
        click.echo(f"Written: {path}")
