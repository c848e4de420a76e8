"""Options that several commands share, and the ways in which a run can end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from clausewise.places import DEFAULT_PACK
from engine.loading import OverlayError, PackError, load_overlays, load_pack
from engine.nouns.evidence.fault import Fault, PackFault
from engine.nouns.outcome.audience import Audience
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter

Command = TypeVar("Command", bound=Callable[..., Any])

UNUSABLE = 2
"""The exit status when input could not be used."""


class QuarterType(click.ParamType[Quarter]):
    name = "quarter"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Quarter:
        if isinstance(value, Quarter):
            return value
        try:
            return Quarter.parse(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class DateType(click.ParamType[dt.date]):
    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is not a date; write it like 2014-09-30", param, ctx)


def pack_option(command: Command) -> Command:
    """``--rules PACK``: the folder of another policy's pack."""
    return click.option(
        "--rules",
        "pack_path",
        type=click.Path(path_type=Path),
        default=DEFAULT_PACK,
        show_default="the Suffolk safeguarding children policy of 2013",
        metavar="PACK",
        help="The folder of a policy's rules.",
    )(command)


def run_options(command: Command) -> Command:
    """The options of a run: period, as-of date, own parameters, pack."""
    for option in (
        click.option(
            "--parameters",
            "overlay",
            type=click.Path(path_type=Path),
            multiple=True,
            metavar="FILE",
            help="Your own parameter values (YAML), for all organisations or for those they "
            "name, used in place of the pack's defaults. May be given several times.",
        ),
        click.option(
            "--as-of",
            type=DateType(),
            metavar="DATE",
            help="Judge dates as on this day, like 2014-09-30. [default: the period's last day]",
        ),
        click.option(
            "--period",
            type=QuarterType(),
            metavar="QUARTER",
            help='The quarter to assess, like "2014-15 Q2". [default: the latest returned]',
        ),
    ):
        command = option(command)
    return pack_option(command)


def decisions_option(command: Command) -> Command:
    """``--decisions FILE``: what people decided about the findings."""
    return click.option(
        "--decisions",
        "decisions",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Moderated scores, waivers and actions, as clausewise decisions writes them. "
        "A waiver is laid over a verdict and never changes it.",
    )(command)


def audience_options(default: Audience) -> Callable[[Command], Command]:
    """``--audience`` and ``--names``, for whoever will read the outputs."""

    def with_options(command: Command) -> Command:
        for option in (
            click.option(
                "--names",
                "names",
                is_flag=True,
                help="Show names of people to those at the same table.",
            ),
            click.option(
                "--audience",
                type=click.Choice([one.value for one in Audience]),
                default=default.value,
                show_default=True,
                help="Who will read it. shared: no names of people. public: no text "
                "as typed, no figure that could tell who somebody is. internal: everything.",
            ),
        ):
            command = option(command)
        return command

    return with_options


def audience_of(audience: str, names: bool) -> Audience:
    """For whom a run is; ends the run where names are asked for that are never shown."""
    chosen = Audience(audience)
    if names and chosen is Audience.PUBLIC:
        stop("--names: names of people are never shown to the public; leave out one of the two.")
    return Audience.INTERNAL if names else chosen


def usable_pack(path: Path, overlay: Sequence[Path] = ()) -> Pack:
    """The pack, with the run's own parameters; ends the run, saying all that is wrong with them."""
    try:
        pack = load_pack(path)
    except PackError as error:
        say_pack_faults(f"The rules in {path} cannot be used", error.faults)
        raise SystemExit(UNUSABLE) from None
    try:
        return load_overlays(overlay, pack)
    except OverlayError as error:
        files = " and ".join(str(one) for one in overlay)
        say_pack_faults(f"The parameters in {files} cannot be used", error.faults)
        raise SystemExit(UNUSABLE) from None


def say_pack_faults(heading: str, faults: Sequence[PackFault]) -> None:
    click.echo(f"{heading}: {count(len(faults), 'fault')}.", err=True)
    for fault in faults:
        click.echo(f"  {fault}", err=True)


def say_faults(faults: Sequence[Fault]) -> None:
    """Every fault of the returns: place, found, expected, what to do."""
    for fault in faults:
        click.echo(f"  {fault.place}: {fault.severity.value}", err=True)
        click.echo(f"    found {fault.found}; expected {fault.expected}. {fault.to_do}", err=True)


def stop(message: str) -> NoReturn:
    """End the run: the input cannot be used."""
    click.echo(message, err=True)
    raise SystemExit(UNUSABLE)


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
