"""``clausewise backup``: the data of the web application in one archive."""

from __future__ import annotations

from pathlib import Path

import click

from clausewise.cli.options import data_option


@click.command("backup")
@click.argument("archive", type=click.Path(path_type=Path), metavar="ARCHIVE.zip")
@data_option
def command(archive: Path, data: Path) -> None:
    """Back the data of clausewise serve up into ARCHIVE.zip, while it runs or not.

    For data in SQLite. Of PostgreSQL take pg_dump, and then a copy of the folder.
    """
    from clausewise.use_cases.backups import back_up

    about = back_up(data, archive)
    click.echo(f"Written: {archive}, with {about.files} files and {about.events} events.")
    click.echo(f"The digest of the last event: {about.last}")
