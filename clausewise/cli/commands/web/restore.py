"""``clausewise restore``: a backup of the web application laid out again."""

from __future__ import annotations

from pathlib import Path

import click

from clausewise.cli.options import site_options


@click.command("restore")
@click.argument("archive", type=click.Path(path_type=Path), metavar="ARCHIVE.zip")
@site_options
def command(archive: Path, data: Path | None, config: Path | None) -> None:
    """Restore ARCHIVE.zip into a folder that is empty or not there; then serve it.

    A database in PostgreSQL has to be empty too. Every file, the rows of every table and the record
    are held to what the archive says of them.
    """
    from clausewise.cli.commands.web.sites import site_data
    from clausewise.use_cases.backups.archive import restore

    site = site_data(data, config)
    about = restore(archive, site.folder, site.database)
    click.echo(f"Restored: {site.folder}, with {about.files} files and {about.events} events.")
