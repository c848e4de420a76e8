"""``clausewise verify``: a run held to its manifest, and made again."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import click

from clausewise.locating import Located, located
from clausewise.options import UNUSABLE, stop
from clausewise.recording import Asked
from clausewise.verifying import held, made_again, notes_on, returns_held
from engine.nouns.outcome.audience import Audience
from engine.nouns.outcome.difference import About, Difference
from engine.nouns.outcome.manifest import DECISIONS, PARAMETERS, Manifest
from engine.nouns.quarter import Quarter
from engine.verifying.form import UnreadableError, manifest_from
from engine.verifying.remembered import past_from
from reports.terminal.manifest import manifest_page, manifest_plain


@click.command("verify")
@click.argument("manifest", type=click.Path(path_type=Path), metavar="MANIFEST")
@click.option(
    "--returns",
    "returns",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FOLDER",
    help="Where the returns are, if not where the manifest says. May be given several times.",
)
@click.option(
    "--parameters",
    "overlay",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Where the run's own parameters are, if not where the manifest says.",
)
@click.option(
    "--decisions",
    "decisions",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where the run's decisions are, if not where the manifest says.",
)
@click.option(
    "--rules",
    "pack_path",
    type=click.Path(path_type=Path),
    metavar="PACK",
    help="The folder of the policy's rules, if not where the manifest says.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Keep the outputs made again in this folder; nothing is written otherwise.",
)
@click.option("--json", "as_json_wanted", is_flag=True, help="As JSON, for other programs.")
def command(
    manifest: Path,
    returns: tuple[Path, ...],
    overlay: tuple[Path, ...],
    decisions: Path | None,
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
    recorded = _read(manifest)
    if out is not None and out.resolve() == manifest.resolve().parent:
        stop("--out: give another folder than the manifest's own, whose files are held to it.")
    given = {PARAMETERS: overlay, DECISIONS: (decisions,) if decisions is not None else ()}
    where, problems = located(recorded, manifest.resolve().parent, returns, given, pack_path)
    if where is None:
        stop("The run cannot be made again.\n" + "\n".join(f"  {one}" for one in problems))
    options = recorded.options
    asked = where.asked(
        Quarter.parse(options.period),
        dt.date.fromisoformat(options.as_of),
        Audience(options.audience),
    )
    differences = held(recorded, where, asked)
    notes = notes_on(recorded, where.folder)
    differences += _again(recorded, where, asked, out, differences)
    differences.sort(key=lambda one: tuple(About).index(one.about))
    if as_json_wanted:
        told = manifest_plain(recorded, differences, notes)
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        click.echo(manifest_page(recorded, differences, notes))
    if differences:
        raise SystemExit(1)


def _again(
    recorded: Manifest,
    where: Located,
    asked: Asked,
    out: Path | None,
    differences: list[Difference],
) -> list[Difference]:
    """What differs in the run made again; says what differed before, where it cannot be."""
    try:
        return made_again(recorded, where, asked, out)
    except SystemExit:
        click.echo("", err=True)
        click.echo("The run cannot be made again, for the reason above.", err=True)
        told = [*differences, *returns_held(recorded, where)]
        if told:
            click.echo(manifest_page(recorded, told), err=True)
        raise SystemExit(UNUSABLE) from None


def _read(path: Path) -> Manifest:
    try:
        recorded = manifest_from(path.read_bytes())
        Quarter.parse(recorded.options.period)
        dt.date.fromisoformat(recorded.options.as_of)
        Audience(recorded.options.audience)
        past_from(recorded.past)
    except OSError as error:
        stop(f"{path} cannot be opened: {error.strerror or error}. Check the name and the folder.")
    except UnreadableError as error:
        stop(f"{path} cannot be used as a manifest. {error}")
    except ValueError as error:
        stop(f"{path} cannot be used as a manifest. Its options cannot be read: {error}")
    return recorded
