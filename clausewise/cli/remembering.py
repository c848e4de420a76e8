"""The option for a history of runs, and recording into it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from clausewise.assessing import AssessmentRun, Recall
from clausewise.cli.options import stop
from clausewise.use_cases.remember import RunHistory, open_history
from engine.nouns.evidence.errors import ClausewiseError

Command = TypeVar("Command", bound=Callable[..., Any])


def history_option(command: Command) -> Command:
    """``--history``, for a command that reads what earlier runs found and records nothing."""
    return click.option(
        "--history",
        "where",
        metavar="FILE-OR-URL",
        help="Read what earlier runs found of quarters not among RETURNS. Nothing is recorded.",
    )(command)


def history_file(where: str | None) -> Path | None:
    """The file that a history is, or will be; None where it is a database elsewhere."""
    if where is None or not where.strip():
        return None
    scheme, separator, place = where.partition("://")
    if not separator:
        return Path(where)
    return Path(place[1:]) if scheme.startswith("sqlite") and place[1:] else None


def recall_from(where: str | None) -> Recall | None:
    """What reads an existing history; None without one."""
    return None if where is None else open_history(where, make=False).recall


def record(history: RunHistory, run: AssessmentRun) -> Callable[[], None]:
    """Record a run whose outputs are written; returns what says so, and ends the command where it
    could not be."""
    try:
        new = history.record(run, now())
    except ClausewiseError as error:
        return partial(stop, f"The outputs are written, but the run is not recorded. {error}")
    message = "Recorded in the history" if new else "The history has this run already"
    return partial(click.echo, f"{message}: {history.name}")


def now() -> dt.datetime | None:
    """The time; None where the clock shows one that is none. It decides nothing."""
    try:
        return dt.datetime.now(dt.UTC)
    except (OverflowError, OSError, ValueError):
        return None
