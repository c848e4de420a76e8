"""``clausewise assess``: returns in, a cited compliance matrix out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from clausewise.options import audience_of, audience_options, decisions_option, run_options, stop
from clausewise.recording import Asked, run
from clausewise.remembering import Memory
from clausewise.writing import write_and_tell
from engine.nouns.outcome.audience import Audience
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Verdict


@click.command("assess")
@click.argument(
    "returns", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="RETURNS..."
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where to write the matrix; made if it is not there.",
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
    "this one when it is done. A file (made if it is not there), or the URL of a database.",
)
@audience_options(Audience.SHARED)
@decisions_option
@run_options
def command(
    returns: tuple[Path, ...],
    out: Path,
    fail_on: str | None,
    where: str | None,
    pack_path: Path,
    period: Quarter | None,
    as_of: dt.date | None,
    overlay: tuple[Path, ...],
    audience: str,
    names: bool,
    decisions: Path | None,
) -> None:
    """Assess RETURNS: workbooks (.xlsx), folders of CSV files, or folders of both.

    Give the returns of several quarters together to compare them. Writes matrix.html (open it
    by double click), matrix.xlsx, matrix.csv, findings.json, and manifest.json, by which anybody
    can make the run again (clausewise verify).

    Ends with status 0 when it ran, 1 when --fail-on found what it asks for, 2 when the input
    could not be used.
    """
    watched, reader = _verdicts(fail_on), audience_of(audience, names)
    asked = Asked(returns, pack_path, overlay, period, as_of, reader, decisions)
    memory = Memory(where)
    assessment, shown = run(asked, memory.recall)
    write_and_tell(asked, assessment, shown, out)
    if told := memory.record(assessment):
        click.echo(told)
    if any(
        finding.verdict in watched
        for finding in assessment.findings
        if finding.period == assessment.run.period
    ):
        raise SystemExit(1)


def _verdicts(text: str | None) -> frozenset[Verdict]:
    """The verdicts that ``--fail-on`` lists; ends the run where one is none."""
    names = [name.strip() for name in (text or "").split(",") if name.strip()]
    unknown = [name for name in names if name not in {verdict.value for verdict in Verdict}]
    if unknown:
        known = ", ".join(verdict.value for verdict in Verdict)
        stop(f"--fail-on: “{unknown[0]}” is no verdict; the verdicts are {known}.")
    return frozenset(Verdict(name) for name in names)
