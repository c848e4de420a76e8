"""``clausewise template``: a blank return to fill in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausewise.options import (
    UNUSABLE,
    QuarterType,
    pack_option,
    say_faults,
    stop,
    usable_pack,
)
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter

if TYPE_CHECKING:
    from evidence.blank_return.carried_rows import Carried
    from evidence.blank_return.request import Request


@click.command("template")
@click.option(
    "--kind",
    required=True,
    metavar="KIND",
    help="The kind of organisation, as evidence.yaml of the pack names it.",
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE.xlsx",
    help="The workbook to write; never over one that is there.",
)
@click.option(
    "--services",
    metavar="SERVICES",
    help="The services provided, with commas between them, or “none”: only what they call for "
    "is asked. [default: everything, each line saying which services it is for]",
)
@click.option("--code", default="", metavar="CODE", help="The organisation’s code, filled in.")
@click.option("--name", default="", metavar="NAME", help="The organisation’s name, filled in.")
@click.option(
    "--period",
    type=QuarterType(),
    metavar="QUARTER",
    help='The quarter it is for, like "2014-15 Q2", filled in.',
)
@click.option(
    "--carry-forward",
    "previous",
    type=click.Path(path_type=Path),
    metavar="PREVIOUS",
    help="The organisation’s previous return, in any format that is read: its documents and its "
    "own audit answers are filled in, marked as carried, with the day they were first given.",
)
@pack_option
def command(
    kind: str,
    out: Path,
    services: str | None,
    code: str,
    name: str,
    period: Quarter | None,
    previous: Path | None,
    pack_path: Path,
) -> None:
    """Write a blank return for an organisation of one KIND, to fill in and send back."""
    pack = usable_pack(pack_path)
    if kind not in pack.vocabulary.kinds:
        stop(f"--kind: “{kind}” is no kind; the kinds are {', '.join(pack.vocabulary.kinds)}.")
    if out.suffix.lower() != ".xlsx":
        stop(f"--out: “{out}” does not end in .xlsx; the template is an Excel workbook.")
    if out.exists():
        stop(f"--out: {out} is there already; give another name, or move that file away.")
    from evidence.blank_return.excel.write import write_template
    from evidence.blank_return.request import Request, services_named
    from evidence.workbook_kit import TooLong

    try:
        provided = None if services is None else services_named(pack, services)
    except ValueError as error:
        stop(f"--services: {error}")
    request = Request(kind, provided, code.strip(), name.strip(), period)
    carried = None if previous is None else _carried(previous, pack, request)
    request = replace(request, carried=carried)
    try:
        write_template(pack, request, out)
    except OSError as error:
        stop(f"{out} cannot be written: {error.strerror or error}. Give another place.")
    except TooLong as error:
        stop(f"A cell cannot hold what would be carried to it: {error}. Shorten it in the return.")
    click.echo(f"Written: {out}")
    if carried is not None:
        _say_carried(carried)


def _carried(previous: Path, pack: Pack, request: Request) -> Carried:
    """What is carried from the previous return; ends the run where it cannot be used."""
    from clausewise.pipeline import reading_quietly
    from evidence.blank_return.carry_forward import CannotCarry, carried_from

    try:
        return carried_from(reading_quietly((previous,), pack), pack, request)
    except CannotCarry as error:
        click.echo(f"--carry-forward: {previous} {error}", err=True)
        say_faults(error.faults)
        raise SystemExit(UNUSABLE) from None


def _say_carried(carried: Carried) -> None:
    from evidence.blank_return.carry_forward import said_of

    click.echo(
        f"Carried from {carried.file}, the return for {carried.quarter.label}: {said_of(carried)}."
    )
    for n, words in enumerate(carried.left):
        click.echo(f"Not carried, and asked anew:\n  {words}" if n == 0 else f"  {words}")
