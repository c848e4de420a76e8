"""The record of the web application, held to its own chain: from a file, or from the database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from clausewise.errors import RecordUnusable
from clausewise.packs import FilePath
from engine.loading.regular_files import check_regular
from engine.verifying.event_chain import (
    ChainVerdict,
    RecordedEvent,
    chain_verdict,
    event_from,
)

DATABASE = "clausewise.sqlite3"
_COLUMNS = "number, at, who, what, about, before, after, previous, digest"


def verify_record(path: FilePath) -> ChainVerdict:
    """Whether a record is whole: a file with an event a line, the SQLite database of a web
    application, or the folder that holds one.

    The database is opened to read alone. Raises RecordUnusable where there is no record.
    """
    place = Path(path)
    if place.is_dir():
        place = place / DATABASE
    try:
        check_regular(place)
        with place.open("rb") as file:
            is_database = file.read(16).startswith(b"SQLite format 3")
    except OSError as error:
        raise RecordUnusable(
            f"{place} cannot be opened: {error.strerror or error}. Give the file of a record, or "
            "the folder of a web application."
        ) from None
    return chain_verdict(_from_database(place) if is_database else _from_file(place))


def _from_file(path: Path) -> Iterator[RecordedEvent]:
    with path.open(encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, 1):
            try:
                yield event_from(line)
            except ValueError as error:
                raise RecordUnusable(f"{path}, line {number}, is {error}.") from None


def _from_database(path: Path) -> Iterator[RecordedEvent]:
    where = f"{path.resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(where, uri=True)) as connection:
            rows: Iterable[tuple[int, str, str, str, str, str, str, str, str]] = connection.execute(
                f"SELECT {_COLUMNS} FROM record_eventrow ORDER BY number"
            )
            for number, at, who, what, about, before, after, previous, digest in rows:
                then, since = json.loads(before), json.loads(after)
                yield RecordedEvent(number, at, who, what, about, then, since, previous, digest)
    except (sqlite3.Error, TypeError, ValueError, RecursionError) as error:
        raise RecordUnusable(f"{path} holds no record that can be read: {error}.") from None
