"""The database of an installation, looked at and brought up to date before anything is served."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from engine.nouns.evidence.errors import ClausewiseError
from web.config import DATABASE_FILE, WebConfig

if TYPE_CHECKING:
    from django.db.migrations.executor import MigrationExecutor

_OWN = "web."
"""What the modules of this application's own tables begin with."""


MIGRATIONS = "django_migrations"


class CannotServe(ClausewiseError):
    """What an installation needs cannot be used: its database, or the place it answers on."""


def prepare_database(config: WebConfig) -> None:
    """Raises CannotServe where the database cannot be used; it is then as it was."""
    from django.db import Error
    from django.db.migrations.exceptions import InconsistentMigrationHistory

    where = "of the settings" if config.database else str(config.data / DATABASE_FILE)
    try:
        _check_own(config, where)
        bring_up_to_date()
    except (Error, sqlite3.Error, InconsistentMigrationHistory, ValueError, TypeError) as error:
        why = str(error).partition("\n")[0]
        raise CannotServe(
            f"The database {where} cannot be used ({why}). Check that it is Clausewise’s, that you "
            "may write to it, that it can be reached, and that nothing else holds it locked."
        ) from None


def bring_up_to_date() -> None:
    """Make the tables, or bring them to what this version needs."""
    from django.core.management import call_command

    executor = _migrations()
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)
    from web.jobs.moved import take_moved_along
    from web.people.factors import seal_anew

    take_moved_along()
    seal_anew()


def _migrations() -> MigrationExecutor:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    return MigrationExecutor(connection)


def _check_own(config: WebConfig, where: str) -> None:
    """That a database is empty, or Clausewise's and of no later version, and whole as far as its
    file tells. Raises CannotServe, or an error of the database."""
    from django.apps import apps
    from django.db.migrations.loader import MigrationLoader

    tables, applied = _in_server() if config.database else _in_file(config.data / DATABASE_FILE)
    own = {app.label for app in apps.get_app_configs() if app.name.startswith(_OWN)}
    applied = {key for key in applied if key[0] in own}
    if tables and not applied:
        raise CannotServe(
            f"The database {where} is another program’s (it holds {', '.join(tables[:3])}). Give "
            "Clausewise a database of its own."
        )
    later = sorted(applied - {*MigrationLoader(None, ignore_no_migrations=True).disk_migrations})
    if later:
        app, name = later[0]
        raise CannotServe(
            f"The database {where} was used by a later Clausewise ({app} {name} is not known "
            "here). Install that version, or restore a backup of before."
        )


def _in_server() -> tuple[list[str], set[tuple[str, str]]]:
    """The tables of a database, and the changes of tables that were made in it."""
    from django.db import connection, connections
    from django.db.migrations.recorder import MigrationRecorder

    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
    return tables, set(MigrationRecorder(connections[connection.alias]).applied_migrations())


def _in_file(path: Path) -> tuple[list[str], set[tuple[str, str]]]:
    """The same of a file, which is only read: it may be another program's. Raises CannotServe where
    it is damaged."""
    if not path.exists() or not path.stat().st_size:
        return [], set()
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
        ((found,),) = database.execute("PRAGMA quick_check(1)")
        if found != "ok":
            raise CannotServe(
                f"The database {path} is damaged ({str(found).splitlines()[-1]}). Keep a copy of "
                "the folder as it is, and restore a backup into another."
            )
        listed = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
        tables = [str(name) for (name,) in listed if not str(name).startswith("sqlite_")]
        if MIGRATIONS not in tables:
            return tables, set()
        return tables, {*database.execute(f"SELECT app, name FROM {MIGRATIONS}")}
