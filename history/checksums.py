"""Checksums of what a history remembers: what is not as it was recorded is never used.

They find what a disk, a copy or another program has spoilt. They are no seal: anyone who may write
into a history may write them too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from history.errors import CannotUseHistory
from history.tables import CHECKSUMS, FIGURES, FINDINGS, RETURNS, RUNS

OF_RUN = -1
"""The number under which the checksum of a run itself stands, beside those of its returns."""
Rows = Iterable[Sequence[Any]]
Place = tuple[int, int]
"""A run and the number of a return in it."""


def write_checksums(connection: Connection, run_id: int) -> None:
    """Write the checksums of a run that is in the history, and of each return of it."""
    connection.execute(delete(CHECKSUMS).where(CHECKSUMS.c.run_id == run_id))
    run = connection.execute(select(RUNS).where(RUNS.c.id == run_id)).one()
    returns = connection.execute(select(RETURNS).where(RETURNS.c.run_id == run_id)).all()
    under = [_under(connection, table, run_id) for table in (FINDINGS, FIGURES)]
    sums = {OF_RUN: _sum(_plain(run), returns)}
    for own in returns:
        sums[own.number] = of_return(*(found.get(own.number, []) for found in under))
    connection.execute(
        insert(CHECKSUMS),
        [{"run_id": run_id, "number": number, "sha256": digest} for number, digest in sums.items()],
    )


def write_all(connection: Connection) -> None:
    """Write the checksums of a history that an earlier Clausewise kept without."""
    for run_id in connection.execute(select(RUNS.c.id)).scalars().all():
        write_checksums(connection, run_id)


def of_return(findings: Rows, figures: Rows) -> str:
    """The checksum of the findings and figures of a return."""
    return _sum((), findings, figures)


def checked_runs(connection: Connection, name: str) -> Mapping[Place, str]:
    """The checksums of all returns in a history, once its runs are found to be as recorded.

    Raises CannotUseHistory where one is not, or where a run is missing.
    """
    known = {(row.run_id, row.number): row.sha256 for row in connection.execute(select(CHECKSUMS))}
    returns: dict[int, list[Sequence[Any]]] = {}
    for row in connection.execute(select(RETURNS)):
        returns.setdefault(row.run_id, []).append(row)
    runs = connection.execute(select(RUNS)).all()
    for run in runs:
        if known.get((run.id, OF_RUN)) != _sum(_plain(run), returns.get(run.id, [])):
            raise spoilt(name, run.run)
    ids = {run.id for run in runs}
    if {run_id for run_id, _ in known} != ids or not ids.issuperset(returns):
        raise spoilt(name)
    return known


def spoilt(name: str, run: object = "") -> CannotUseHistory:
    """The error for a history that is not as it was recorded."""
    of = f" (of the run {str(run)[:12]})" if run else ""
    return CannotUseHistory(
        f"The history {name} is damaged: what it remembers{of} is not what was recorded. "
        "Take back a copy of it, or begin another history."
    )


def _under(connection: Connection, table: Table, run_id: int) -> dict[int, list[Sequence[Any]]]:
    """The rows of a table under each return of a run, without what names the return."""
    found: dict[int, list[Sequence[Any]]] = {}
    for _, number, *values in connection.execute(select(table).where(table.c.run_id == run_id)):
        found.setdefault(number, []).append(values)
    return found


def _plain(run: Sequence[Any]) -> Sequence[Any]:
    """A run without the number that a database gave it."""
    return list(run)[1:]


def _sum(own: Sequence[Any], *under: Rows) -> str:
    """The SHA-256 of a row and of those under it, whose order does not count."""
    rows = [sorted(json.dumps(list(row)) for row in part) for part in under]
    return hashlib.sha256(json.dumps([list(own), *rows]).encode("ascii")).hexdigest()
