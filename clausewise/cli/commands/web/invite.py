"""``clausewise invite``: a link by which the first administrator of a team's server comes in."""

from __future__ import annotations

import importlib
from pathlib import Path

import click


@click.command("invite")
@click.argument("email", metavar="EMAIL")
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    required=True,
    help="The settings of a team’s server, the same as for serve.",
)
def command(email: str, config: Path) -> None:
    """Say a link by which EMAIL comes in; somebody new comes in as an administrator.

    It works once, within seven days. Everybody else is let in on the page “People”.
    """
    # The command line does not know the web application: it is asked for by name, when it is.
    start = importlib.import_module("web.serving.start")
    click.echo(start.invite(start.ServeOptions(config=config, administrator=email)))
