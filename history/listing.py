"""The list of the runs that a history holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select

from engine.nouns.quarter import Quarter
from history.checksums import checked_runs
from history.database import Database
from history.tables import RETURNS, RUNS


@dataclass(frozen=True, slots=True)
class RecordedRun:
    """A completed run, as the history shows it."""

    run: str
    """Its identity."""
    recorded_at: str
    """When it was first recorded, as the command line gave it."""
    software: str
    pack: str
    pack_version: str
    period: Quarter
    as_of: dt.date
    organisations: int
    quarters: int
    returns: int
    """How many returns it had."""


def recorded_runs(database: Database) -> tuple[RecordedRun, ...]:
    """Every completed run, the latest last. Raises CannotUseHistory where the database fails."""
    came = RETURNS.c.number.distinct()
    query = (
        select(
            RUNS,
            func.count(RETURNS.c.organisation.distinct()).label("organisations"),
            func.count(RETURNS.c.period.distinct()).label("quarters"),
            func.count(came).filter(RETURNS.c.received).label("returns"),
        )
        .join(RETURNS, RETURNS.c.run_id == RUNS.c.id, isouter=True)
        .group_by(*RUNS.c)
        .order_by(RUNS.c.sequence)
    )
    with database.reading() as connection:
        if database.has_checksums:
            checked_runs(connection, database.name)
        return tuple(
            RecordedRun(
                row.run,
                row.recorded_at,
                row.software,
                row.pack,
                row.pack_version,
                Quarter.of_index(row.period),
                dt.date.fromisoformat(row.as_of),
                row.organisations,
                row.quarters,
                row.returns,
            )
            for row in connection.execute(query)
        )
