"""``clausewise assess``: returns in, a cited compliance matrix out."""

from __future__ import annotations

from pathlib import Path

import click

from clausewise.cli.endings import end
from clausewise.cli.options import PathType, stop
from clausewise.cli.remembering import history_file
from clausewise.cli.running import (
    RunOptions,
    audience_options,
    decisions_option,
    returns_argument,
    run_options,
)
from clausewise.cli.writing import write_and_say
from clausewise.libraries import check_cluster, check_parquet
from clausewise.use_cases.remember import open_history
from clausewise.use_cases.submitted import check_folder
from engine.nouns.outcome.audience import Audience
from engine.nouns.verdict import Verdict

MOST_WORKERS = 61
"""Windows waits for no more processes at once."""


@click.command("assess")
@returns_argument
@click.option(
    "--out",
    required=True,
    type=PathType(),
    metavar="FOLDER",
    help="Where to write the matrix; created if it does not exist.",
)
@click.option(
    "--fail-on",
    metavar="VERDICTS",
    help="End with status 1 if the period has any of these verdicts, "
    "like not_met,no_evidence (for scripts).",
)
@click.option(
    "--history",
    "where",
    metavar="FILE-OR-URL",
    help="Remember runs: read what earlier ones found of quarters not among RETURNS, and record "
    "this one when it is done. A file (created if it does not exist), or the URL of a database.",
)
@click.option(
    "--single",
    "single",
    multiple=True,
    metavar="ORGANISATION",
    help="Write a page of this organisation (its code or name) that stands alone, to be sent by "
    "e-mail, into the folder pages/single. May be given several times.",
)
@click.option(
    "--parquet",
    "dataset",
    is_flag=True,
    help="Write the findings for analysts too: Parquet files by quarter and kind of organisation, "
    "in the folder findings.parquet.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, MOST_WORKERS),
    default=None,
    metavar="NUMBER",
    help="Spread reading and writing over so many processes of this machine: the same outputs.",
)
@click.option(
    "--scheduler",
    default="",
    metavar="ADDRESS",
    help="Spread them over the workers of a Dask cluster, by its scheduler’s address, like "
    "tcp://10.0.0.5:8786. They must see RETURNS and the folder around FOLDER at the same places.",
)
@audience_options(Audience.SHARED)
@decisions_option
@run_options
def command(
    out: Path,
    fail_on: str | None,
    where: str | None,
    single: tuple[str, ...],
    options: RunOptions,
) -> None:
    """Assess RETURNS: workbooks (.xlsx), folders of CSV files, or folders of both.

    Give the returns of several quarters together to compare them. Writes index.html (open it by
    double click) with its pages in the folder pages, matrix.xlsx, matrix.csv, findings.json, and
    manifest.json, by which anybody can make the run again (clausewise verify). Pages of an
    earlier run in the same folder are removed; no page that Clausewise did not write is replaced.
    Of more than 200,000 findings findings.json has none: they are in findings.jsonl, a line each.

    Ends with status 1 when evidence was lost (clausewise --help), or when --fail-on found what it
    asks for.
    """
    watched = _verdicts(fail_on)
    if options.dataset:
        check_parquet()
    if options.scheduler:
        check_cluster()
    check_folder(out, options.given(history_file(where)))
    history = open_history(where) if where is not None else None
    with options.place(out) as place:
        run = options.assess(options.load(), history.recall if history is not None else None, place)
        write_and_say(run, out, single, history, options.dataset, place)
    rulings = run.whole.findings.rulings(run.whole.run.period)
    verdicts = {ruling.verdict for ruling in rulings}
    end(run.whole, found=bool(verdicts & watched))


def _verdicts(text: str | None) -> frozenset[Verdict]:
    """The verdicts that ``--fail-on`` lists; ends the command where one is none."""
    names = [name.strip() for name in (text or "").split(",") if name.strip()]
    unknown = [name for name in names if name not in {verdict.value for verdict in Verdict}]
    if unknown:
        known = ", ".join(verdict.value for verdict in Verdict)
        stop(f"--fail-on: “{unknown[0]}” is not a verdict; the verdicts are {known}.")
    return frozenset(Verdict(name) for name in names)
