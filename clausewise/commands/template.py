"""``clausewise template``: a blank return to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from clausewise.options import QuarterType, pack_option, stop, usable_pack
from engine.nouns.quarter import Quarter


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
@pack_option
def command(
    kind: str,
    out: Path,
    services: str | None,
    code: str,
    name: str,
    period: Quarter | None,
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
    from evidence.template import write_template
    from evidence.template_request import Request, services_named

    try:
        provided = None if services is None else services_named(pack, services)
    except ValueError as error:
        stop(f"--services: {error}")
    try:
        write_template(pack, Request(kind, provided, code.strip(), name.strip(), period), out)
    except OSError as error:
        stop(f"{out} cannot be written: {error.strerror or error}. Give another place.")
    click.echo(f"Written: {out}")
