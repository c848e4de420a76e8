"""``clausewise serve``: the web application, for one person or for a team."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from clausewise.errors import LibraryMissing


@click.command("serve")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Where everything is kept; created if it does not exist. [default: the folder "
    "Clausewise in your home folder]",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The settings of a team’s server (TOML), instead of --data.",
)
@click.option("--demo", is_flag=True, help="Fill an empty folder with the examples first.")
@click.option("--no-browser", is_flag=True, help="Print the link and open no browser.")
@click.option(
    "--administrator",
    metavar="EMAIL",
    default="",
    help="With --config: print a link with which this person signs in as an administrator.",
)
def command(
    data: Path | None, config: Path | None, demo: bool, no_browser: bool, administrator: str
) -> None:
    """Serve Clausewise to a browser: rounds, returns, what is wrong with them, decisions.

    For one person it needs no account: it opens your browser by a link that works once, answers
    on this computer alone, and ends with this window. It needs clausewise[web].
    """
    if config is not None and (data is not None or demo):
        raise click.UsageError("--config says itself where its data are; leave out the others.")
    # The command line does not know the web application: it is asked for by name, when it is.
    try:
        start = importlib.import_module("web.serving.start")
        importlib.import_module("waitress")
        importlib.import_module("django")
    except ImportError as error:
        raise LibraryMissing(
            f"clausewise serve needs the library {error.name}. "
            "Install it with: pip install clausewise[web]"
        ) from None
    folder = None if config is not None else data or Path.home() / "Clausewise"
    options = start.ServeOptions(folder, config, demo, not no_browser, administrator)
    start.serve(options, click.echo)
