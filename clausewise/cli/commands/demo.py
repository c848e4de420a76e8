"""``clausewise demo``: the examples assessed."""

from __future__ import annotations

from pathlib import Path

import click

from clausewise.cli.keeping import cache_option
from clausewise.cli.options import PathType
from clausewise.cli.running import RunOptions, audience_of, audience_options
from clausewise.cli.writing import write_and_say
from clausewise.places import EXAMPLE_DECISIONS, EXAMPLES
from clausewise.use_cases.submitted import check_folder
from engine.nouns.outcome.audience import Audience


@click.command("demo")
@click.option(
    "--out",
    type=PathType(),
    default=Path("clausewise-demo"),
    show_default=True,
    metavar="FOLDER",
    help="Where to write the matrix; created if it does not exist.",
)
@audience_options(Audience.SHARED)
@cache_option
def command(out: Path, audience: str, names: bool, no_cache: bool) -> None:
    """Assess the invented organisations that come with Clausewise, over five quarters,
    with what was decided about them.

    Open the index.html that it writes by double click.
    """
    options = RunOptions(
        (EXAMPLES,),
        decisions=EXAMPLE_DECISIONS,
        audience=audience_of(audience, names),
        no_cache=no_cache,
    )
    check_folder(out, options.given())
    write_and_say(options.assess(options.load()), out)
