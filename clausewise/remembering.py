"""Remembering runs: reading a history before an assessment, and recording into it afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from clausewise.options import stop
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.past import NO_PAST, Past

if TYPE_CHECKING:
    from history import Database

Found = TypeVar("Found")
Command = TypeVar("Command", bound=Callable[..., Any])


def history_option(command: Command) -> Command:
    """``--history``, for a command that reads what earlier runs found and records nothing."""
    return click.option(
        "--history",
        "where",
        metavar="FILE-OR-URL",
        help="Read what earlier runs found of quarters not among RETURNS. Nothing is recorded.",
    )(command)


class Memory:
    """The history of a run: none, or one that is opened before anything else is done.

    With ``make`` false one that is not there ends the run.
    """

    def __init__(self, where: str | None, make: bool = True) -> None:
        self._database: Database | None = None
        if where is not None:
            # Imported here since only those who keep a history want it.
            from history import CannotUseHistory, open_history

            try:
                self._database = open_history(where, make=make)
            except CannotUseHistory as error:
                stop(str(error))

    def recall(self, assessment: Assessment) -> Past:
        """What earlier runs found; ends the run, saying why, where that cannot be read."""
        if self._database is None:
            return NO_PAST
        from history import CannotUseHistory, recall

        try:
            return recall(self._database, assessment)
        except CannotUseHistory as error:
            stop(str(error))

    def record(self, assessment: Assessment) -> str:
        """Record a run whose outputs are written; in words what was done, empty without history.

        Ends the run, saying why, where it cannot be recorded.
        """
        if self._database is None:
            return ""
        from history import CannotUseHistory, record

        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        try:
            new = record(self._database, assessment, now)
        except CannotUseHistory as error:
            stop(f"The outputs are written, but the run is not recorded. {error}")
        if new:
            return f"Recorded in the history: {self._database.name}"
        return f"The history has this run already: {self._database.name}"


def opened(where: str, read: Callable[[Database], Found]) -> tuple[Database, Found]:
    """A history that is there, and what is read from it; ends the run where it cannot be."""
    from history import CannotUseHistory, open_history

    try:
        database = open_history(where, make=False)
        return database, read(database)
    except CannotUseHistory as error:
        stop(str(error))
