"""Opening the database of a history: a file of SQLite, or any that SQLAlchemy has a URL for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from history.checksums import spoilt, write_all
from history.errors import CannotUseHistory
from history.tables import ABOUT, CHECKSUMS, SCHEMA, TABLES

_DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}
_NOT_AS_WRITTEN = (ValueError, TypeError, KeyError, OverflowError)
_WAIT = 30
"""Seconds to wait for another run that is recording into the same file."""


@dataclass(frozen=True, slots=True)
class Database:
    """A history, opened and found fit to use."""

    engine: Engine
    name: str
    """As it may be shown: the file, or the URL without its password."""
    has_checksums: bool = True
    """False of one that an earlier Clausewise kept, and that is only read."""

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reading. Raises CannotUseHistory where the database fails."""
        with _failures_in_words(self.name, "cannot be read"), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that alone may write; whole at its end, or nothing of it remains."""
        options = self.engine.execution_options(clausewise_writes=True)
        with _failures_in_words(self.name, "cannot be written"), options.begin() as connection:
            yield connection


def open_history(where: str, make: bool = True) -> Database:
    """The history in a file, or at a URL such as ``postgresql://user@host/name``.

    Made where it is not there and ``make`` says so. Raises CannotUseHistory, in words for the
    reader, where there is none, where the file or database is another program's, or where a
    later Clausewise made it.
    """
    url = _url(where)
    name = url.database or "" if _is_file(url) else url.render_as_string(hide_password=True)
    if _is_file(url):
        _check_file(Path(name), make)
    with _failures_in_words(name, "cannot be opened"):
        try:
            engine = create_engine(url, poolclass=NullPool, connect_args=_arguments(url))
        except (ValueError, TypeError) as error:
            raise _no_place(f"“{name}”") from error
        except (NoSuchModuleError, ModuleNotFoundError) as error:
            raise CannotUseHistory(
                f"The history {name} cannot be opened: this installation has no driver for "
                f"“{url.drivername}” ({error}). For PostgreSQL install Clausewise with its extra "
                "“postgresql”; otherwise give the name of a file."
            ) from error
    if _is_file(url):
        _take_over_transactions(engine)
    database = Database(engine, name)
    return replace(database, has_checksums=_check(database, make))


def _url(where: str) -> URL:
    if "://" not in where:
        if not where.strip():
            raise CannotUseHistory("The history has no name. Give the name of a file.")
        return URL.create("sqlite", database=where)
    try:
        url = make_url(where)
    except (ArgumentError, ValueError) as error:
        raise _no_place("What was given") from error
    url = url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))
    if _is_file(url) and (url.database or "") in ("", ":memory:"):
        raise CannotUseHistory(
            f"“{where}” names no file, so nothing would be kept. Give the name of a file."
        )
    return url


def _no_place(what: str) -> CannotUseHistory:
    """The error for a history whose place cannot be; ``what`` repeats no password."""
    return CannotUseHistory(
        f"{what} is neither a file nor the URL of a database. Write a URL like "
        "postgresql://user@host/name."
    )


def _is_file(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _arguments(url: URL) -> dict[str, Any]:
    return {"timeout": _WAIT} if _is_file(url) else {}


def _check_file(path: Path, make: bool) -> None:
    try:
        _check_there(path, make)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise CannotUseHistory(
            f"The history {path.name[:80]} cannot be opened ({why}). Give the name of a file."
        ) from error


def _check_there(path: Path, make: bool) -> None:
    if path.exists() and not (path.is_dir() or path.is_file()):
        raise CannotUseHistory(f"{path} is a device or a pipe, and the history is a file.")
    if path.is_dir():
        raise CannotUseHistory(
            f"{path} is a folder, and the history is one file. Give the name of a file in it."
        )
    if not path.exists() and not make:
        raise CannotUseHistory(f"There is no history at {path}. Check the name.")
    if not path.parent.is_dir():
        raise CannotUseHistory(
            f"The folder {path.parent} is not there, so the history {path.name} cannot be made in "
            "it. Make the folder first, or check the name."
        )


def _take_over_transactions(engine: Engine) -> None:
    """Have SQLite begin each transaction when SQLAlchemy does, and lock at once to write.

    Left to itself Python's driver begins only at the first change, so that what was read before
    it may be stale, and two runs that record at once would fail rather than wait.
    """

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("clausewise_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _check(database: Database, make: bool) -> bool:
    """That the tables are ours and of this version; they are made in an empty database, and
    completed where ``make`` says so. Whether there are checksums."""
    with database.reading() as connection:
        found = _version(connection, database.name)
    if found is None:
        if not make:
            raise CannotUseHistory(f"{database.name} holds no history yet. Check the name.")
        try:
            with database.writing() as connection:
                # Another run may have made them since.
                if _version(connection, database.name) is None:
                    TABLES.create_all(connection)
                    connection.execute(insert(ABOUT).values(name="schema", value=str(SCHEMA)))
        except CannotUseHistory:
            # Or it was making them at the same time, and was first.
            with database.reading() as connection:
                if _version(connection, database.name) is None:
                    raise
    elif found < SCHEMA and make:
        with database.writing() as connection:
            # Another run may have done it since.
            if _version(connection, database.name) != SCHEMA:
                CHECKSUMS.create(connection)
                write_all(connection)
                connection.execute(update(ABOUT).values(value=str(SCHEMA)))
        return True
    return found is None or found == SCHEMA


def _version(connection: Connection, name: str) -> int | None:
    """The version of the tables; None in an empty database."""
    tables = set(inspect(connection).get_table_names())
    if ABOUT.name not in tables:
        if tables:
            known = ", ".join(sorted(tables)[:3])
            raise CannotUseHistory(
                f"{name} is another program's database (it holds {known}). "
                "Give a file or a database of its own to the history."
            )
        return None
    value = connection.execute(select(ABOUT.c.value).where(ABOUT.c.name == "schema")).scalar()
    if value is None or not value.isdigit() or int(value) > SCHEMA:
        raise CannotUseHistory(
            f"The history {name} was made by a later Clausewise (its tables have version {value}; "
            f"this one knows {SCHEMA}). Use that Clausewise, or begin another history."
        )
    wanted = {table.name for table in TABLES.sorted_tables}
    missing = sorted(wanted - tables - ({CHECKSUMS.name} if int(value) < SCHEMA else set()))
    if missing:
        raise CannotUseHistory(
            f"The history {name} is damaged: the table {missing[0]} is missing. "
            "Take back a copy of it, or begin another history."
        )
    return int(value)


@contextmanager
def _failures_in_words(name: str, what: str) -> Iterator[None]:
    """Turn a failure of the database into words."""
    try:
        yield
    except _NOT_AS_WRITTEN as error:
        # What a database gives is not of the kind that was put into it.
        raise spoilt(name) from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        why = str(getattr(error, "orig", None) or error).strip().splitlines()
        raise CannotUseHistory(
            f"The history {name} {what} ({why[0] if why else type(error).__name__}). "
            "Check that it is a history of Clausewise, that you may write to it and that nothing "
            "else holds it locked."
        ) from error
