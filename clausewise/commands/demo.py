"""``clausewise demo``: the examples assessed."""

from __future__ import annotations

from pathlib import Path

import click

from clausewise.options import usable_pack
from clausewise.pipeline import assessment_of
from clausewise.places import DEFAULT_PACK, EXAMPLES
from clausewise.writing import write_and_tell


@click.command("demo")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("clausewise-demo"),
    show_default=True,
    metavar="FOLDER",
    help="Where to write the matrix; made if it is not there.",
)
def command(out: Path) -> None:
    """Assess the invented organisations that come with Clausewise, over three quarters.

    Open the matrix.html that it writes by double click.
    """
    pack = usable_pack(DEFAULT_PACK)
    write_and_tell(assessment_of([EXAMPLES], pack, None, None), out)
