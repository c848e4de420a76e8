"""Writing an assessment's reports, and saying where they are."""

from __future__ import annotations

from pathlib import Path

import click

from clausewise.options import stop
from engine.nouns.assessment import Assessment
from reports import write_reports
from reports.summary import summary


def write_and_tell(assessment: Assessment, out: Path) -> None:
    """Write the reports into a folder; ends the run where the folder cannot be written."""
    try:
        written = write_reports(assessment, out)
    except OSError as error:
        stop(
            f"{out} cannot be written: {error.strerror or error}. "
            "Close the files in it if they are open, or give another folder with --out."
        )
    click.echo(summary(assessment))
    click.echo("")
    for path in written:
        click.echo(f"Written: {path}")
