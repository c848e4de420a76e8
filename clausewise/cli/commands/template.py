"""``clausewise template``: a blank return to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausewise.cli.options import QuarterType, pack_option, stop
from clausewise.cli.progress import progress
from clausewise.packs import load_pack
from engine.nouns.quarter import Quarter

if TYPE_CHECKING:
    from evidence.blank_return.carried_rows import Carried


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
def command(  # noqa: PLR0913 - an option each
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
    from clausewise.use_cases.blank_return import (
        carry_forward,
        check_kind,
        services_provided,
        write_blank,
    )
    from evidence.blank_return.request import Request

    policy = load_pack(pack_path)
    check_kind(policy.pack, kind)
    if out.suffix.lower() != ".xlsx":
        stop(f"--out: “{out}” does not end in .xlsx; the template is an Excel workbook.")
    if out.exists():
        stop(f"--out: {out} is there already; give another name, or move that file away.")
    provided = None if services is None else services_provided(policy.pack, services)
    request = Request(kind, provided, code.strip(), name.strip(), period)
    if previous is not None:
        request = carry_forward(policy, request, previous, progress())
    write_blank(policy, request, out)
    click.echo(f"Written: {out}")
    if request.carried is not None:
        _say_carried(request.carried)


def _say_carried(carried: Carried) -> None:
    from evidence.blank_return.carry_forward import said_of

    click.echo(
        f"Carried from {carried.file}, the return for {carried.quarter.label}: {said_of(carried)}."
    )
    for n, words in enumerate(carried.left):
        click.echo(f"Not carried, and asked anew:\n  {words}" if n == 0 else f"  {words}")
