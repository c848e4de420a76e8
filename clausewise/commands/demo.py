"""``clausewise demo``: the examples assessed."""

from __future__ import annotations

from pathlib import Path

import click

from clausewise.options import audience_of, audience_options
from clausewise.places import DEFAULT_PACK, EXAMPLE_DECISIONS, EXAMPLES
from clausewise.recording import Asked, run
from clausewise.writing import write_and_tell
from engine.nouns.outcome.audience import Audience


@click.command("demo")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("clausewise-demo"),
    show_default=True,
    metavar="FOLDER",
    help="Where to write the matrix; made if it is not there.",
)
@audience_options(Audience.SHARED)
def command(out: Path, audience: str, names: bool) -> None:
    """Assess the invented organisations that come with Clausewise, over three quarters,
    with what was decided about them.

    Open the matrix.html that it writes by double click.
    """
    reader = audience_of(audience, names)
    asked = Asked((EXAMPLES,), DEFAULT_PACK, (), None, None, reader, EXAMPLE_DECISIONS)
    true, shown = run(asked)
    write_and_tell(asked, true, shown, out)
