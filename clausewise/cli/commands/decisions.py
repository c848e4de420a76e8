"""``clausewise decisions``: a workbook for what people decide about the findings."""

from __future__ import annotations

from pathlib import Path

import click

from clausewise.cli.options import PathType, count, say_faults, stop
from clausewise.cli.progress import progress
from clausewise.cli.running import RunOptions, returns_argument, run_options
from clausewise.use_cases.submitted import check_file
from reports.files import is_taken


@click.command("decisions")
@returns_argument
@click.option(
    "--out",
    required=True,
    type=PathType(),
    metavar="FILE.xlsx",
    help="The workbook to write; it never replaces an existing file.",
)
@click.option(
    "--from",
    "old",
    type=PathType(),
    metavar="FILE",
    help="An earlier workbook of decisions: all that was decided in it is carried over.",
)
@run_options
def command(out: Path, old: Path | None, options: RunOptions) -> None:
    """Write a workbook to decide in about the findings on RETURNS: moderated scores, waivers and
    actions. Give it back to clausewise assess after --decisions.

    It holds names of people and is for those who hold the returns.
    """
    if out.suffix.lower() != ".xlsx":
        stop(f"--out: “{out}” does not end in .xlsx; the decisions are an Excel workbook.")
    check_file(out, options.given(old))
    if is_taken(out):
        stop(f"--out: {out} already exists; give another name, or move that file.")
    from clausewise.returns import read_whatever, usable
    from clausewise.use_cases.decide import carried_over, decide
    from reports.files import write_new

    policy = options.load()
    earlier = carried_over(old, policy.pack) if old is not None else None
    if earlier is not None and earlier.book.faults:
        click.echo(f"To check in {old}; what is not read is not carried over:", err=True)
        say_faults(earlier.book.faults)
    mappings = options.read_mappings(policy)
    evidence = usable(read_whatever(options.returns, policy, earlier, progress(), mappings))
    made = decide(evidence, options.period, options.as_of)
    write_new(out, made.content)
    click.echo(f"Written: {out}, on {made.period.label}")
    for sheet in made.sheets:
        new = len(sheet.lines) - sheet.carried
        name = sheet.table.replace("_", " ").capitalize()
        click.echo(f"  {name}: {count(sheet.carried, 'line')} carried over, {new} new")
