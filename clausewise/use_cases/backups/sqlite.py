"""The database of a backup, where it is SQLite: a file in the folder of data."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from clausewise.errors import BackupUnusable, RecordUnusable
from clausewise.use_cases.backups.database import DatabaseHeld, held_of
from clausewise.use_cases.records import DATABASE, verify_record


@dataclass(frozen=True, slots=True)
class SqliteData:
    """The SQLite database in a folder of data."""

    folder: Path

    @property
    def name(self) -> str:
        """The name of the database file within a backup."""
        return DATABASE

    def copy(self, copy: Path) -> DatabaseHeld:
        """Copy the database as it is at one moment, while others may write to it."""
        path = self.folder / DATABASE
        if not path.is_file():
            raise BackupUnusable(
                f"There is no {path.name} in {path.parent}. Give the folder of data."
            )
        where = f"{path.resolve().as_uri()}?mode=ro"
        try:
            with (
                closing(sqlite3.connect(where, uri=True)) as source,
                closing(sqlite3.connect(copy)) as target,
            ):
                source.backup(target)
                target.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.Error as error:
            raise BackupUnusable(f"{path} cannot be copied: {error}.") from None
        return _held(copy)

    @property
    def is_file(self) -> bool:
        """Whether its copy is a file of the folder of data."""
        return True

    def check_empty(self) -> None:
        """Nothing to check: the folder that it goes into is empty."""

    def check(self, copy: Path, check: Callable[[DatabaseHeld], None]) -> None:
        """Put what a copy holds to a check."""
        check(_held(copy))

    def restore(self, copy: Path, check: Callable[[DatabaseHeld], None]) -> None:
        """Nothing to do: it came with the other files."""


def _held(path: Path) -> DatabaseHeld:
    try:
        verdict = verify_record(path)
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            listed = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            tables = [str(name) for (name,) in listed if not str(name).startswith("sqlite_")]
            rows = {
                table: int(database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])
                for table in sorted(tables)
            }
    except RecordUnusable as error:
        raise BackupUnusable(str(error)) from None
    except (sqlite3.Error, UnicodeError) as error:
        raise BackupUnusable(f"The database is damaged: {error}. Take another backup.") from None
    return held_of(verdict, rows)
