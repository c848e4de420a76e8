"""``clausewise verify``: a run held to its manifest, and made again."""

from __future__ import annotations

import json
from pathlib import Path

import click

from clausewise.cli.options import UNUSABLE, PathType, stop
from clausewise.cli.progress import progress
from clausewise.errors import CannotMakeAgain
from clausewise.returns import mapping_files
from clausewise.use_cases.submitted import check_folder
from clausewise.use_cases.verify import CannotLocate, RunHeld, located, read_manifest, verify
from engine.nouns.outcome.manifest import DECISIONS, MAPPING, PARAMETERS, RETURN, Manifest
from engine.verifying.locating import RULES, Hints, Located
from reports.terminal.manifest import manifest_page, manifest_plain

_GIVEN_BY = {
    RETURN: "--returns FOLDER",
    PARAMETERS: "--parameters FILE",
    DECISIONS: "--decisions FILE",
    MAPPING: "--mapping FILE",
    RULES: "--rules PACK",
}
"""By what cannot be found: the option that gives its place."""


@click.command("verify")
@click.argument("manifest", type=PathType(), metavar="MANIFEST")
@click.option(
    "--returns",
    "returns",
    type=PathType(),
    multiple=True,
    metavar="FOLDER",
    help="Where the returns are, if not where the manifest says. May be given several times.",
)
@click.option(
    "--parameters",
    "overlay",
    type=PathType(),
    multiple=True,
    metavar="FILE",
    help="Where the run's own parameters are, if not where the manifest says.",
)
@click.option(
    "--decisions",
    "decisions",
    type=PathType(),
    metavar="FILE",
    help="Where the run's decisions are, if not where the manifest says.",
)
@click.option(
    "--mapping",
    "mappings",
    type=PathType(),
    multiple=True,
    metavar="FILE",
    help="Where the mappings of senders’ own layouts are, files or a folder of them, if not where "
    "the manifest says.",
)
@click.option(
    "--rules",
    "pack_path",
    type=PathType(),
    metavar="PACK",
    help="The folder of the policy's rules, if not where the manifest says.",
)
@click.option(
    "--out",
    type=PathType(),
    metavar="FOLDER",
    help="Keep the outputs made again in this folder; nothing is written otherwise.",
)
@click.option("--json", "as_json_wanted", is_flag=True, help="As JSON, for other programs.")
def command(  # noqa: PLR0913 - an option each
    manifest: Path,
    returns: tuple[Path, ...],
    overlay: tuple[Path, ...],
    decisions: Path | None,
    mappings: tuple[Path, ...],
    pack_path: Path | None,
    out: Path | None,
    as_json_wanted: bool,
) -> None:
    """Hold what is there to a run's MANIFEST (manifest.json), and make the run again.

    Tells which file read, rule, figure, library or output is not as it was, and which verdicts
    come out differently. Nothing that the run read or wrote is changed.

    Ends with status 0 when everything is the same, 1 when something differs, 2 when the run
    could not be held to it or made again.
    """
    if out is not None:
        given = (decisions, pack_path, *returns, *overlay, *mappings)
        check_folder(out, [path for path in given if path is not None])
    recorded = read_manifest(manifest)
    if out is not None and out.resolve() == manifest.resolve().parent:
        stop("--out: give another folder than the manifest's own, whose files are held to it.")
    beside = {PARAMETERS: overlay, DECISIONS: (decisions,) if decisions is not None else ()}
    beside[MAPPING] = mapping_files(mappings)
    where = _located(recorded, manifest.resolve().parent, Hints(returns, beside, pack_path))
    found = _verified(recorded, where, out)
    if as_json_wanted:
        plain = manifest_plain(recorded, found.differences, found.notes)
        click.echo(json.dumps(plain, ensure_ascii=False, indent=2))
    else:
        click.echo(manifest_page(recorded, found.differences, found.notes))
    if found.differences:
        raise SystemExit(1)


def _located(recorded: Manifest, folder: Path, hints: Hints) -> Located:
    """Where everything is; ends the command, saying which option gives what is missing."""
    try:
        return located(recorded, folder, hints)
    except CannotLocate as error:
        lines = [
            f"  {unlocated.words}: give {_GIVEN_BY[unlocated.about]}."
            if unlocated.about
            else f"  {unlocated.words}."
            for unlocated in error.missing
        ]
        stop("\n".join(("The run cannot be made again.", *lines)))


def _verified(recorded: Manifest, where: Located, out: Path | None) -> RunHeld:
    """What differs; ends the command, saying what differs all the same, where it cannot be made
    again."""
    try:
        return verify(recorded, where, out, progress())
    except CannotMakeAgain as error:
        click.echo(str(error), err=True)
        click.echo("", err=True)
        click.echo("The run cannot be made again, for the reason above.", err=True)
        if error.differences:
            click.echo(manifest_page(recorded, error.differences), err=True)
        raise SystemExit(UNUSABLE) from None
