"""Where a web application keeps its data, from what a command was given."""

from __future__ import annotations

import importlib
import os
from dataclasses import dataclass
from pathlib import Path

import click

from clausewise.use_cases.backups.database import DatabaseData
from clausewise.use_cases.backups.postgresql import PostgresqlData


@dataclass(frozen=True, slots=True)
class SiteData:
    """The data of a web application."""

    folder: Path
    database: DatabaseData | None
    """Its PostgreSQL database; None where the database is a file in the folder."""


def site_data(data: Path | None, config: Path | None) -> SiteData:
    """The data that --data or --config names; raises UsageError where not one of them does."""
    if (data is None) == (config is None):
        raise click.UsageError("Give --data or --config: where the data are.")
    if data is not None:
        return SiteData(data, None)
    # The command line does not know the web application: it is asked for by name, when it is.
    configured = importlib.import_module("web.config").config_from(config, os.environ)
    database = PostgresqlData(configured.database, os.environ) if configured.database else None
    return SiteData(configured.data, database)
