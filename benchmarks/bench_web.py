"""The web application under load: 50 people reading and 5 uploading at once, on the examples.

``python -m benchmarks.bench_web [--seconds N] [--database sqlite|postgresql|URL] ...`` prints one
table in Markdown for each database named. ``postgresql`` starts a server of its own (Debian's
package), a URL is of an empty database. Server, worker and readers share the machine, so that it
should have nothing else to do.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.web.hands import READERS, ROUND, UPLOADERS, Load, come_in
from benchmarks.web.served import Served, entry, served, start_once
from tests.postgresql_server import running

STARTS = 3
_DONE = "SELECT count(*) FROM rounds_sentreturn WHERE state = 'received'"
_KEPT = "SELECT DISTINCT sha256 FROM rounds_sentfile"


@contextmanager
def database_at(said: str) -> Iterator[str]:
    """The URL of a database; empty for SQLite."""
    if said == "postgresql":
        with running() as server:
            yield f"{server}/postgres"
    else:
        yield "" if said == "sqlite" else said


def asked(folder: Path, database: str, statement: str) -> list[str]:
    """The first column of what a database answers."""
    if database:
        import psycopg

        with psycopg.connect(database) as connection:
            rows = connection.execute(statement.encode()).fetchall()
    else:
        import sqlite3

        with sqlite3.connect(folder / "data" / "clausewise.sqlite3") as connection:
            rows = connection.execute(statement).fetchall()
    return [str(row[0]) for row in rows]


def measure(server: Served, load: Load, seconds: float) -> tuple[float, float]:
    """Open the last round again, then read and upload at once; returns the processor seconds of
    the server and of its worker meanwhile."""
    while f"{ROUND}pages/index" not in load.get(ROUND):
        time.sleep(1)
    status = load.post(f"{ROUND}state", state="open", reason="a measurement")
    assert status == 302, status
    before = server.seconds, server.seconds_of_worker
    load.run(seconds)
    return server.seconds - before[0], server.seconds_of_worker - before[1]


def table(load: Load) -> Iterator[str]:
    """How long each kind of page took: the middle, and what 95 and 99 of 100 stay below."""
    yield "| page | answers | p50 ms | p95 ms | p99 ms |"
    yield "|---|---:|---:|---:|---:|"
    every = [taken for times in load.pages.values() for taken in times]
    for name, times in [*load.pages.items(), ("**All pages**", every), ("Upload", load.uploads)]:
        ranked = statistics.quantiles(times, n=100, method="inclusive") if len(times) > 1 else []
        told = [f"{ranked[place]:.0f}" for place in (49, 94, 98)] if ranked else ["", "", ""]
        yield f"| {name} | {len(times)} | {' | '.join(told)} |"


def report(said: str, seconds: float) -> None:
    """Measure on a database, and print its table."""
    with database_at(said) as database, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with served(folder, database) as server:
            load = come_in(entry(folder, server.base))
            web, worker = measure(server, load, seconds)
            begun = time.monotonic()
            while asked(folder, database, _DONE) != ["0"] and time.monotonic() - begun < 120:
                time.sleep(0.5)
            waited = time.monotonic() - begun
            unchecked = asked(folder, database, _DONE)[0]
        files = folder / "data" / "files"
        named = {*asked(folder, database, _KEPT)}
        kept = [
            key for key in load.acknowledged if key in named and (files / key[:2] / key).is_file()
        ]
    answers = sum(map(len, load.pages.values())) + len(load.uploads)
    print(f"\n### {'PostgreSQL' if database else 'SQLite'}\n")
    print("\n".join(table(load)))
    print(
        f"\n{READERS} readers and {UPLOADERS} who upload for {seconds:.0f} s on {os.cpu_count()} "
        f"processors. Uploads: {load.sent} sent, {len(load.acknowledged)} acknowledged, "
        f"{len(kept)} kept; {unchecked} unchecked {waited:.0f} s after the last. "
        f"Errors: {len(load.failures)}{''.join(f' ({error})' for error in load.failures[:3])}. "
        "Processor time: "
        f"{1000 * web / max(answers, 1):.1f} ms of the server an answer, "
        f"{worker:.1f} s of the worker in all."
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bench_web")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--database", action="append")
    given = parser.parse_args()
    starts = []
    for _ in range(STARTS):
        with tempfile.TemporaryDirectory() as folder:
            starts.append(start_once(Path(folder)))
    taken, processor = (statistics.median(column) for column in zip(*starts, strict=True))
    print(
        f"From an empty folder to the first page: {taken:.2f} s (the middle of {STARTS}), "
        f"{processor:.2f} processor seconds of the server."
    )
    for database in given.database or ["sqlite"]:
        report(database, given.seconds)


if __name__ == "__main__":
    main()
