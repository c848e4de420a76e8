"""``clausewise check``: what is wrong with the returns themselves, before anything is assessed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from clausewise.options import run_options, stop, usable_pack
from clausewise.pipeline import assessed, reading_quietly
from engine.nouns.evidence.fault import Fault
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter


@click.command("check")
@click.argument(
    "returns", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="RETURNS..."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write a copy of each return here, with every fault marked in its cell.",
)
@run_options
def command(
    returns: tuple[Path, ...],
    out: Path | None,
    pack_path: Path,
    period: Quarter | None,
    as_of: dt.date | None,
    overlay: tuple[Path, ...],
) -> None:
    """Check RETURNS as a careful person would, without writing an assessment: can each file be
    opened, whose is it, which tables, rows and cells can be used, and do they agree.

    Every fault of every file is told at once: where, what was found and expected, what to do,
    and which clauses are without evidence because of it. With --out a copy of each return is
    written with the faults marked; a submitted file is never changed.

    Ends with status 0 when every file can be used in full, 1 when a fault costs evidence, 2 when
    no file could be used at all.
    """
    from reports.content.faults import cost_evidence
    from reports.terminal.faults import checked_text, faults_text

    pack = usable_pack(pack_path, overlay)
    reading = reading_quietly(returns, pack)
    if not reading.returns:
        click.echo(faults_text(reading.faults))
        click.echo("None of the files can be used.")
        _write_copies(returns, reading.faults, pack, out)
        raise SystemExit(2)
    assessment = assessed(reading, pack, period, as_of)
    click.echo(checked_text(assessment))
    _write_copies(returns, assessment.faults, pack, out)
    raise SystemExit(1 if cost_evidence(assessment.faults) else 0)


def _write_copies(
    returns: tuple[Path, ...], faults: tuple[Fault, ...], pack: Pack, out: Path | None
) -> None:
    if out is None:
        return
    from evidence.returns.copies import copies
    from reports import CannotWrite
    from reports.workbook.marked_return import write_copies

    try:
        written = write_copies(copies(returns, pack), faults, out)
    except CannotWrite as error:
        stop(str(error))
    click.echo("")
    for path in written:
        click.echo(f"Written: {path}")
