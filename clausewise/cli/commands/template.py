"""``clausewise template``: a blank return to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausewise.cli.options import PathType, QuarterType, pack_option, stop
from clausewise.cli.progress import progress
from clausewise.packs import LoadedPack, load_pack
from clausewise.use_cases.submitted import check_file, check_place
from engine.nouns.quarter import Quarter
from reports.files import is_taken

if TYPE_CHECKING:
    from evidence.blank_return.carried_rows import Carried
    from evidence.blank_return.request import Request
    from evidence.mapping.nouns import MappingsGiven


@click.command("template")
@click.option(
    "--kind",
    metavar="KIND",
    help="The kind of organisation, as evidence.yaml of the pack names it.",
)
@click.option(
    "--out",
    required=True,
    type=PathType(),
    metavar="FILE.xlsx",
    help="The workbook to write; it never replaces an existing file. With --all a folder, or one "
    "archive (.zip).",
)
@click.option(
    "--all",
    "every",
    type=PathType(),
    metavar="RETURNS",
    help="Write one for each organisation of these returns: its kind, code and name are filled "
    "in, and what --carry-forward would carry of its latest return. [default quarter: the one "
    "after the latest returned]",
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
    type=PathType(),
    metavar="PREVIOUS",
    help="The organisation’s previous return, in any format that is read: its documents and its "
    "own audit answers are filled in, marked as carried, with the day they were first given.",
)
@click.option(
    "--mapping",
    "mappings",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="How a previous return in its sender’s own layout answers the policy, as clausewise map "
    "writes it and a person confirms it. One that names no quarter is taken for the one before "
    "--period. May be given several times.",
)
@pack_option
def command(  # noqa: PLR0913 - an option each
    kind: str | None,
    out: Path,
    every: Path | None,
    services: str | None,
    code: str,
    name: str,
    period: Quarter | None,
    previous: Path | None,
    mappings: tuple[Path, ...],
    pack_path: Path,
) -> None:
    """Write a blank return for an organisation of one KIND, to fill in and send back; or, with
    --all, one for each organisation that sent a return."""
    paths = [path for path in (pack_path, every, previous) if path is not None]
    (check_place if every is not None else check_file)(out, [*paths, *mappings])
    from evidence.blank_return.request import Request

    if every is not None:
        given: dict[str, object] = {"kind": kind, "services": services, "code": code}
        given |= {"name": name, "carry-forward": previous}
        policy = load_pack(pack_path)
        read = _mappings(policy, mappings, Request("", None, "", "", period))
        _write_every(policy, (every, read), out, period, given)
        return
    if kind is None:
        raise click.UsageError("Give --kind, or --all with returns.")
    from clausewise.use_cases.blank_return import check_kind, services_provided

    policy = load_pack(pack_path)
    check_kind(policy.pack, kind)
    provided = None if services is None else services_provided(policy.pack, services)
    request = Request(kind, provided, code.strip(), name.strip(), period)
    _write_single(policy, request, (previous, _mappings(policy, mappings, request)), out)


def _mappings(policy: LoadedPack, files: tuple[Path, ...], request: Request) -> MappingsGiven:
    """The mappings of earlier returns; what such a return does not say is as the request has it."""
    from clausewise.returns import read_mappings

    quarter = request.quarter
    if not files:
        return read_mappings((), policy)
    before = None if quarter is None else Quarter.of_index(quarter.index - 1)
    return read_mappings(files, policy, before, request.code.upper(), request.kind)


def _write_single(
    policy: LoadedPack, request: Request, earlier: tuple[Path | None, MappingsGiven], out: Path
) -> None:
    """Write one blank return, with what still stands of a previous one."""
    from clausewise.use_cases.blank_return import carry_forward, write_blank

    if out.suffix.lower() != ".xlsx":
        stop(f"--out: “{out}” does not end in .xlsx; the template is an Excel workbook.")
    if is_taken(out):
        stop(f"--out: {out} already exists; give another name, or move that file.")
    previous, mappings = earlier
    if previous is not None:
        request = carry_forward(policy, request, previous, progress(), mappings)
    write_blank(policy, request, out)
    click.echo(f"Written: {out}")
    if request.carried is not None:
        _say_carried(request.carried)


def _write_every(
    policy: LoadedPack,
    returns: tuple[Path, MappingsGiven],
    out: Path,
    period: Quarter | None,
    given: Mapping[str, object],
) -> None:
    """Write a blank return for each organisation; ``given`` are options that say it of one."""
    from clausewise.use_cases.blank_return import requests_for_all, write_blanks

    for option, value in given.items():
        if value:
            stop(f"--{option}: --all takes it from the returns; leave out one of the two.")
    if out.suffix.lower() == ".xlsx":
        stop(f"--out: “{out}” is the name of one file; --all writes a folder or a .zip.")
    paths, mappings = returns
    requests = requests_for_all(policy, paths, period, progress(), mappings)
    for path in write_blanks(policy, requests, out):
        click.echo(f"Written: {path}")


def _say_carried(carried: Carried) -> None:
    from evidence.blank_return.carry_forward import carried_in_words

    click.echo(
        f"Carried from {carried.file}, the return for {carried.quarter.label}: "
        f"{carried_in_words(carried)}."
    )
    for n, words in enumerate(carried.left):
        click.echo(f"Not carried, so to be answered again:\n  {words}" if n == 0 else f"  {words}")
