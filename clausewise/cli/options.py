"""Options that several commands share, and the ways in which a command can end."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from clausewise.places import DEFAULT_PACK
from engine.nouns.english import counted
from engine.nouns.evidence.errors import ClausewiseError, fault_text
from engine.nouns.evidence.fault import Fault
from engine.nouns.quarter import Quarter

Command = TypeVar("Command", bound=Callable[..., Any])

UNUSABLE = 2
"""The exit status when input could not be used."""


class QuarterType(click.ParamType[Quarter]):
    """A quarter as an option takes it: 2014-15 Q2."""

    name = "quarter"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Quarter:
        """The quarter that a label names; it ends the command where none does."""
        if isinstance(value, Quarter):
            return value
        try:
            return Quarter.parse(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class DateType(click.ParamType[dt.date]):
    """A day as an option takes it: 2014-10-15."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """The day of an ISO date such as 2014-10-31; it ends the command for any other text."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is not a date; write it like 2014-09-30", param, ctx)


class PathType(click.ParamType[Path]):
    """The name of a file or folder. An empty one, as of an unset variable in a script, is none."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path; it ends the command for an empty name."""
        if not os.fspath(value).strip():
            self.fail("the name is empty; give that of a file or folder", param, ctx)
        return Path(value)


def site_options(command: Command) -> Command:
    """Where a web application keeps its data: its folder, or its file of settings."""
    folder = click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="FOLDER",
        help="The data folder, the same as for serve.",
    )
    settings = click.option(
        "--config",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="The settings of a team’s server, the same as for serve, instead of --data.",
    )
    return folder(settings(command))


def pack_option(command: Command) -> Command:
    """``--rules PACK``: the folder of another policy's pack."""
    return click.option(
        "--rules",
        "pack_path",
        type=PathType(),
        default=DEFAULT_PACK,
        show_default="the Suffolk safeguarding children policy of 2013",
        metavar="PACK",
        help="The folder of a policy's rules.",
    )(command)


def say_faults(faults: Sequence[Fault]) -> None:
    """Every fault of the returns: place, found, expected, what to do."""
    for fault in faults:
        click.echo(fault_text(fault), err=True)


def words_of(error: ClausewiseError) -> str:
    """An error as the command line says it: what is wrong with an option begins with its name."""
    argument = getattr(error, "argument", None)
    if argument is None:
        return str(error)
    return f"{'ID' if argument == 'id' else f'--{argument}'}: {error}"


def stop(message: str) -> NoReturn:
    """End the command: the input cannot be used."""
    click.echo(message, err=True)
    raise SystemExit(UNUSABLE)


def count(number: int, noun: str) -> str:
    """A number of things in words, none of them as 0."""
    return counted(number, noun, zero="0")
