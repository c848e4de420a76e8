"""A database that cannot be served is said in words, with status 2, and left as it is."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.web.conftest import Connection
from web.serving.database import CannotServe, _in_server, prepare_database

of_a_file = pytest.mark.parametrize("connection", ["sqlite"], indirect=True)


@pytest.fixture
def data(connection: Connection) -> Path:
    """The folder of a site whose database has all tables."""
    from django.db import connections

    connections["default"].close()
    return connection.config.data


def changed(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        for statement in statements:
            database.execute(statement)


def rows(path: Path) -> object:
    """All that a database holds; its bytes where it is none, or damaged."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            return [*database.iterdump()]
    except sqlite3.Error:
        return path.read_bytes()


def of_another(path: Path) -> None:
    path.unlink()
    changed(path, "CREATE TABLE bookmarks (url TEXT)", "INSERT INTO bookmarks VALUES ('x')")


NEWER = "INSERT INTO django_migrations (app, name, applied) VALUES ('rounds', '0099_later', '2030')"
SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut short": (lambda path: path.write_bytes(path.read_bytes()[:30_000]), "The database "),
    "random bytes": (lambda path: path.write_bytes(b"GIF89a" * 9_000), "file is not a database"),
    "a page of noughts": (
        lambda path: path.write_bytes(
            path.read_bytes()[:8_192] + bytes(4_096) + path.read_bytes()[12_288:]
        ),
        "The database ",
    ),
    "another program's": (of_another, "is another program’s (it holds bookmarks)"),
    "newer": (
        lambda path: changed(path, NEWER),
        "was used by a later Clausewise (rounds 0099_later is not known here)",
    ),
    "a table dropped": (
        lambda path: changed(path, "DROP TABLE django_migrations"),
        "is another program’s",
    ),
    "a table of people dropped": (
        lambda path: changed(path, "DROP TABLE people_account"),
        "cannot be used (no such table: people_account)",
    ),
}


@of_a_file
@pytest.mark.parametrize(("spoil", "said"), SPOILT.values(), ids=list(SPOILT))
def test_a_spoilt_database_is_not_served_and_stays_as_it_is(
    spoil: Callable[[Path], object], said: str, data: Path, connection: Connection
) -> None:
    path = data / "clausewise.sqlite3"
    spoil(path)
    rows_before = rows(path)
    with pytest.raises(CannotServe) as refused:
        prepare_database(connection.config)
    assert said in str(refused.value)
    from django.db import connections

    connections["default"].close()
    assert rows(path) == rows_before


@pytest.fixture
def locked(data: Path) -> Iterator[Path]:
    with closing(sqlite3.connect(data / "clausewise.sqlite3", isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN EXCLUSIVE")
        yield data


@of_a_file
def test_a_database_that_another_program_holds_is_not_served(
    locked: Path, connection: Connection
) -> None:
    with pytest.raises(CannotServe, match=r"cannot be used \(database is locked\)"):
        prepare_database(connection.config)


@of_a_file
@pytest.mark.slow
def test_the_command_ends_with_status_2_and_no_traceback(data: Path, tmp_path: Path) -> None:
    place = shutil.copytree(data, tmp_path / "copy")
    changed(place / "clausewise.sqlite3", NEWER)
    ended = subprocess.run(
        [sys.executable, "-m", "clausewise", "serve", "--no-browser", "--data", str(place)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (ended.returncode, "by a later Clausewise" in ended.stderr) == (2, True), ended.stderr
    assert "Traceback" not in ended.stdout + ended.stderr


def test_a_server_tells_its_tables_and_what_was_made_in_it(connection: Connection) -> None:
    tables, applied = _in_server()
    assert {"record_eventrow", "people_account"} <= {*tables}
    assert ("record", "0001_initial") in applied
