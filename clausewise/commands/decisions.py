"""``clausewise decisions``: a workbook for what people decide about the findings."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from clausewise.options import count, run_options, say_faults, stop, usable_pack
from clausewise.pipeline import assessed, decision_file, reading_of
from engine.nouns.evidence.fault import Severity
from engine.nouns.quarter import Quarter


@click.command("decisions")
@click.argument(
    "returns", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="RETURNS..."
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE.xlsx",
    help="The workbook to write; never over one that is there.",
)
@click.option(
    "--from",
    "old",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="An earlier workbook of decisions: all that was decided in it is carried over.",
)
@run_options
def command(
    returns: tuple[Path, ...],
    out: Path,
    old: Path | None,
    pack_path: Path,
    period: Quarter | None,
    as_of: dt.date | None,
    overlay: tuple[Path, ...],
) -> None:
    """Write a workbook to decide in about the findings on RETURNS: moderated scores, waivers and
    actions. Give it back to clausewise assess after --decisions.

    It holds names of people and is for those who hold the returns.
    """
    if out.suffix.lower() != ".xlsx":
        stop(f"--out: “{out}” does not end in .xlsx; the decisions are an Excel workbook.")
    if out.exists():
        stop(f"--out: {out} is there already; give another name, or move that file away.")
    from evidence.decisions.plan import plan_decisions
    from evidence.decisions.workbook import decisions_workbook
    from evidence.workbook_kit import TooLong
    from reports.files import CannotWrite, write_file

    pack = usable_pack(pack_path, overlay)
    book = decision_file(old, pack)
    if book is not None and book.faults:
        lost = [one for one in book.faults if one.severity is not Severity.CHECK]
        if lost:
            click.echo(f"Nothing is written: {old} cannot be carried over without loss.", err=True)
            say_faults(lost)
            raise SystemExit(2)
        click.echo(f"To check in {old}; what is not read is not carried over:", err=True)
        say_faults(book.faults)
    reading = reading_of(returns, pack, book)
    assessment = assessed(reading, pack, period, as_of, book)
    sheets = plan_decisions(assessment, reading.returns, book)
    try:
        write_file(out, decisions_workbook(pack, sheets))
    except CannotWrite as error:
        stop(str(error))
    except TooLong as error:
        stop(f"Nothing is written: too long for a cell of a workbook, {error}")
    click.echo(f"Written: {out}, on {assessment.run.period.label}")
    for sheet in sheets:
        new = len(sheet.lines) - sheet.carried
        name = sheet.table.replace("_", " ").capitalize()
        click.echo(f"  {name}: {count(sheet.carried, 'line')} carried over, {new} new")
