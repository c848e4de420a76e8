"""``clausewise check``: what is wrong with the returns themselves, before anything is assessed."""

from __future__ import annotations

from pathlib import Path

import click

from clausewise.cli.options import PathType
from clausewise.cli.progress import progress
from clausewise.cli.running import RunOptions, returns_argument, run_options
from clausewise.returns import read_whatever
from clausewise.use_cases.check import ReturnsChecked, check, write_marked
from clausewise.use_cases.submitted import check_place


@click.command("check")
@returns_argument
@click.option(
    "--out",
    type=PathType(),
    metavar="FOLDER",
    help="Write a copy of each return here, with every fault marked in its cell; into one archive "
    "where it ends in .zip.",
)
@run_options
def command(out: Path | None, options: RunOptions) -> None:
    """Check RETURNS as a careful person would, without writing an assessment: can each file be
    opened, whose is it, which tables, rows and cells can be used, and do they agree.

    Every fault of every file is told at once: where, what was found and expected, what to do,
    and which clauses are without evidence because of it. With --out a copy of each return is
    written with the faults marked; a submitted file is never changed.

    Ends with status 1 when evidence was lost (clausewise --help), of whatever quarter, 2 when no
    file could be used at all. What a return leaves blank is told, and is not lost.
    """
    from reports.terminal.faults import checked_text, faults_text

    if out is not None:
        check_place(out, options.given())
    policy = options.load()
    mappings = options.read_mappings(policy)
    evidence = read_whatever(options.returns, policy, None, progress(), mappings)
    checked = check(evidence, options.period, options.as_of)
    if checked.assessment is None:
        click.echo(faults_text(checked.faults))
        click.echo("None of the files can be used.")
    else:
        click.echo(checked_text(checked.assessment))
    if out is not None:
        _write_copies(checked, out)
    if checked.assessment is None:
        raise SystemExit(2)
    raise SystemExit(1 if checked.costs_evidence else 0)


def _write_copies(checked: ReturnsChecked, out: Path) -> None:
    written = write_marked(checked, out)
    click.echo("")
    for path in written:
        click.echo(f"Written: {path}")
