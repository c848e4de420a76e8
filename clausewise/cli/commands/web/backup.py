"""``clausewise backup``: the data of the web application in one archive."""

from __future__ import annotations

from pathlib import Path

import click

from clausewise.cli.options import site_options


@click.command("backup")
@click.argument("archive", type=click.Path(path_type=Path), metavar="ARCHIVE.zip")
@site_options
def command(archive: Path, data: Path | None, config: Path | None) -> None:
    """Back the data of clausewise serve up into ARCHIVE.zip, while it runs or not.

    A database in PostgreSQL is dumped by pg_dump, which has to be there. Ends with status 1 where
    files of the data are damaged: all else is backed up, and those as they are.
    """
    from clausewise.cli.commands.web.sites import site_data
    from clausewise.use_cases.backups.archive import back_up

    site = site_data(data, config)
    about = back_up(site.folder, archive, site.database)
    click.echo(f"Written: {archive}, with {about.files} files and {about.events} events.")
    click.echo(f"The digest of the last event: {about.last}")
    if about.damaged:
        click.echo(
            "These files in the data are damaged: they are no longer what was kept. They are "
            "backed up as they are. Keep your earlier backups, and have the disk looked at:"
        )
        for name in about.damaged:
            click.echo(f"  {name}")
        raise SystemExit(1)
