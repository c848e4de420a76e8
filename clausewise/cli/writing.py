"""Writing a run's reports, and saying what they hold and where they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausewise.assessing import AssessmentRun
from clausewise.cli.remembering import record
from clausewise.use_cases.remember import RunHistory
from clausewise.use_cases.write_reports import SINGLE, write_reports
from engine.nouns.english import counted
from reports.files import DATASET, LINES, SITE
from reports.terminal.summary import summary
from reports.write import INDEX

if TYPE_CHECKING:
    from clausewise.spreading.executors import Workplace


def write_and_say(  # noqa: PLR0913 - all that is asked of the writing
    run: AssessmentRun,
    out: Path,
    single: Sequence[str] = (),
    history: RunHistory | None = None,
    dataset: bool = False,
    place: Workplace | None = None,
) -> None:
    """Write a run's reports into a folder and record it, then say what they hold and where they
    are: a terminal that is closed loses nothing. Ends the command where it cannot be recorded."""
    written = write_reports(run, out, single, dataset, place)
    recorded = None if history is None else record(history, run)
    _say(run, out, written)
    if recorded is not None:
        recorded()


def _say(run: AssessmentRun, out: Path, written: Sequence[Path]) -> None:
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
    parts = [path for path in written if path.is_relative_to(out / DATASET)]
    if parts:
        click.echo(f"Written: {out / DATASET}, with {counted(len(parts), 'file')} for analysts")
    if out / LINES in written:
        click.echo(
            f"{len(run.shown.findings):,} findings are too many for findings.json, which has none: "
            f"they are in {LINES}" + (f" and {DATASET}." if parts else ".")
        )
    click.echo(f"Written: {out / SITE}, with {counted(len(pages), 'page')}")
