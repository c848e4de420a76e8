"""``clausewise map``: how a workbook in its sender's own layout may answer the policy."""

from __future__ import annotations

from pathlib import Path

import click

from clausewise.cli.options import PathType, pack_option, stop
from clausewise.packs import load_pack
from clausewise.use_cases.submitted import check_file
from reports.files import is_taken


@click.command("map")
@click.argument("file", type=PathType(), metavar="FILE")
@click.option(
    "--out",
    type=PathType(),
    metavar="FILE",
    help="Write the proposals here to be confirmed: as a workbook with drop-downs (.xlsx) or as "
    "text (.yaml); it never replaces an existing file.",
)
@click.option(
    "--kind",
    default="",
    metavar="KIND",
    help="The kind of organisation that sends it, as evidence.yaml of the pack names it: only what "
    "it is asked is proposed.",
)
@pack_option
def command(file: Path, out: Path | None, kind: str, pack_path: Path) -> None:
    """Propose how FILE, a workbook in its sender's own layout, answers the policy.

    Each proposal has its cell, the words that it rests on and how near they are to the policy's;
    what is not proposed is listed with the reason. Nothing is used until a person has confirmed it
    in the file that --out writes, and gives that file to clausewise check or assess after
    --mapping.

    Ends with status 0 when something is proposed, 1 when nothing is, 2 when the file could not be
    opened.
    """
    from clausewise.use_cases.map import map_workbook, write_mapping

    if out is not None:
        check_file(out, (file, pack_path))
    if out is not None and is_taken(out):
        stop(f"--out: {out} already exists; give another name, or move that file.")
    proposed = map_workbook(file, load_pack(pack_path), kind)
    click.echo(str(proposed))
    if out is not None and not proposed.is_empty:
        write_mapping(proposed, out)
        click.echo(f"\nWritten: {out}. Confirm in it what is right, then give it after --mapping.")
    if proposed.is_empty:
        raise SystemExit(1)
