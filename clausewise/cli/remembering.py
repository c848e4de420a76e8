"""The option for a history of runs, and recording into it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
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


def recall_from(where: str | None) -> Recall | None:
    """What reads an existing history; None without one."""
    return None if where is None else open_history(where, make=False).recall


def record(history: RunHistory, run: AssessmentRun) -> None:
    """Record a run whose outputs are written, and say so; ends the run where it cannot be."""
    try:
        new = history.record(run, dt.datetime.now(dt.UTC))
    except ClausewiseError as error:
        stop(f"The outputs are written, but the run is not recorded. {error}")
    said = "Recorded in the history" if new else "The history has this run already"
    click.echo(f"{said}: {history.name}")
