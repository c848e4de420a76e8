"""``clausewise what-if``: the cells that would change if a figure were another."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from clausewise.options import decisions_option, run_options, stop, usable_pack
from clausewise.pipeline import assessed, decision_file, reading_of
from engine.nouns.quarter import Quarter


@click.command("what-if")
@click.argument(
    "returns", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="RETURNS..."
)
@click.option(
    "--set",
    "settings",
    multiple=True,
    required=True,
    metavar="NAME=VALUE",
    help="A parameter and the value to try, like training_met=85. May be given several times; "
    "all hold at once.",
)
@decisions_option
@run_options
def command(
    returns: tuple[Path, ...],
    settings: tuple[str, ...],
    pack_path: Path,
    period: Quarter | None,
    as_of: dt.date | None,
    overlay: tuple[Path, ...],
    decisions: Path | None,
) -> None:
    """Assess RETURNS twice, the second time with other figures, and list each cell that changes.

    The value for all organisations is replaced; an organisation with a value of its own keeps
    it. Nothing is written.

    For example: clausewise what-if returns --set training_met=85
    """
    from engine.loading.tries import tries_of
    from engine.what_if import compared, tried
    from reports.terminal.what_ifs import what_if_text

    pack = usable_pack(pack_path, overlay)
    values, wrong = tries_of(settings, pack)
    if wrong:
        stop("\n".join(f"--set {one}" for one in wrong))
    book = decision_file(decisions, pack)
    reading = reading_of(returns, pack, book)
    now = assessed(reading, pack, period, as_of, book)
    run = now.run
    then = assessed(reading, tried(pack, values, run.as_of), run.period, run.as_of, book)
    click.echo(what_if_text(now, *compared(now, then, values)))
