"""Making an assessment's reports with their manifest, writing them, and saying where they are."""

from __future__ import annotations

from pathlib import Path

import click

from clausewise.options import stop
from clausewise.recording import MANIFEST, Asked, manifest_for
from engine.nouns.outcome.assessment import Assessment
from engine.verifying.form import manifest_bytes
from reports import CannotWrite
from reports.files import write_made
from reports.terminal.summary import summary
from reports.write import made_reports


def made_outputs(asked: Asked, true: Assessment, shown: Assessment, out: Path) -> dict[str, bytes]:
    """Everything that a run writes into a folder, by name; the manifest last."""
    made = made_reports(shown)
    return {**made, MANIFEST: manifest_bytes(manifest_for(asked, true, shown, made, out))}


def write_and_tell(asked: Asked, true: Assessment, shown: Assessment, out: Path) -> None:
    """Write the reports into a folder; ends the run where the folder cannot be written."""
    try:
        written = write_made(made_outputs(asked, true, shown, out), out)
    except CannotWrite as error:
        stop(str(error))
    click.echo(summary(shown))
    click.echo("")
    for path in written:
        click.echo(f"Written: {path}")
