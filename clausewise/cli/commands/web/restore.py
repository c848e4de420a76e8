"""``clausewise restore``: a backup of the web application laid out again."""

from __future__ import annotations

from pathlib import Path

import click

from clausewise.cli.options import data_option


@click.command("restore")
@click.argument("archive", type=click.Path(path_type=Path), metavar="ARCHIVE.zip")
@data_option
def command(archive: Path, data: Path) -> None:
    """Restore ARCHIVE.zip into a folder that is empty or not there; then serve it.

    Every file, the database and the record are held to what the archive says of them.
    """
    from clausewise.use_cases.backups import restore

    about = restore(archive, data)
    click.echo(f"Restored: {data}, with {about.files} files and {about.events} events.")
