"""``clausewise template``: a blank return to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from clausewise.options import pack_option, stop, usable_pack


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
@pack_option
def command(kind: str, out: Path, pack_path: Path) -> None:
    """Write a blank return for an organisation of one KIND, to fill in and send back."""
    pack = usable_pack(pack_path)
    if kind not in pack.vocabulary.kinds:
        stop(f"--kind: “{kind}” is no kind; the kinds are {', '.join(pack.vocabulary.kinds)}.")
    if out.suffix.lower() != ".xlsx":
        stop(f"--out: “{out}” does not end in .xlsx; the template is an Excel workbook.")
    if out.exists():
        stop(f"--out: {out} is there already; give another name, or move that file away.")
    from evidence.template import write_template

    try:
        write_template(pack, kind, out)
    except OSError as error:
        stop(f"{out} cannot be written: {error.strerror or error}. Give another place.")
    click.echo(f"Written: {out}")
