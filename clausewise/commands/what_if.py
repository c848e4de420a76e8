"""``clausewise what-if``: the cells that would change if a figure were another."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from clausewise.options import run_options, stop, usable_pack
from clausewise.pipeline import assessed, reading_of
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
@run_options
def command(
    returns: tuple[Path, ...],
    settings: tuple[str, ...],
    pack_path: Path,
    period: Quarter | None,
    as_of: dt.date | None,
    overlay: tuple[Path, ...],
) -> None:
    """Assess RETURNS twice, the second time with other figures, and list each cell that changes.

    The value for all organisations is replaced; an organisation with a value of its own keeps
    it. Nothing is written.

    For example: clausewise what-if returns --set training_met=85
    """
    from engine.loading.tries import tries_of
    from engine.what_if import compared, tried
    from reports.what_if_text import what_if_text

    pack = usable_pack(pack_path, overlay)
    values, wrong = tries_of(settings, pack)
    if wrong:
        stop("\n".join(f"--set {one}" for one in wrong))
    reading = reading_of(returns, pack)
    now = assessed(reading, pack, period, as_of)
    run = now.run
    then = assessed(reading, tried(pack, values, run.as_of), run.period, run.as_of)
    click.echo(what_if_text(now, *compared(now, then, values)))
