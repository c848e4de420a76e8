"""The folder of a web application in small, as its backups and its record know one."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from clausewise.use_cases.records import DATABASE
from engine.verifying.event_chain import FIRST, RecordedEvent, event_line

_COLUMNS = "number, at, who, what, about, before, after, previous, digest"
KEPT = tuple(f"a return of {name}".encode() * 200 for name in ("RQA", "RQB", "RQC"))
SECRET = "the secret of this place"


def events(count: int = 4) -> Iterator[RecordedEvent]:
    """A record of so many events, each of which follows on the one before."""
    last = FIRST
    for number in range(1, count + 1):
        event = RecordedEvent(
            number, "2026-11-30", "Jane", "sent", "RQA", {}, {"file": number}, last, ""
        )
        event = replace(event, digest=event.computed_digest)
        last = event.digest
        yield event


def lay_record(path: Path) -> None:
    """A file of a record, an event a line."""
    path.write_text("".join(f"{event_line(event)}\n" for event in events()), "utf-8")


def lay_site(folder: Path) -> None:
    """A folder with a database, with what is kept beside it, and with a secret."""
    for content in KEPT:
        digest = hashlib.sha256(content).hexdigest()
        _lay(folder / "files" / digest[:2] / digest, content)
    _lay(folder / "assessments" / "1" / "some" / "index.json", b'{"title": "Matrix"}')
    _lay(folder / "packs" / "some" / "rules" / "pack.yaml", b"id: small\n")
    _lay(folder / "secret.txt", SECRET.encode())
    with closing(sqlite3.connect(folder / DATABASE)) as database, database:
        database.execute(f"CREATE TABLE record_eventrow ({_COLUMNS})")
        database.execute("CREATE TABLE people_account (id INTEGER PRIMARY KEY, email TEXT)")
        database.executemany(
            f"INSERT INTO record_eventrow ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [_row(event) for event in events()],
        )
        people = [(f"{number}@example.org",) for number in range(200)]
        database.executemany("INSERT INTO people_account (email) VALUES (?)", people)


def _row(event: RecordedEvent) -> tuple[object, ...]:
    states = (json.dumps(dict(event.before)), json.dumps(dict(event.after)))
    head = (event.number, event.at, event.who, event.what, event.about)
    return (*head, *states, event.previous, event.digest)


def _lay(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def contents(folder: Path) -> dict[str, bytes | list[tuple[object, ...]]]:
    """All that a site holds, by name: of its database the rows; nothing where it is not there."""
    held: dict[str, bytes | list[tuple[object, ...]]] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != DATABASE:
            held[path.relative_to(folder).as_posix()] = path.read_bytes()
    if (folder / DATABASE).exists():
        with closing(sqlite3.connect(folder / DATABASE)) as database:
            for table in ("record_eventrow", "people_account"):
                held[table] = [*database.execute(f"SELECT * FROM {table} ORDER BY 1")]
    return held
