"""``clausewise assess``: returns in, a cited compliance matrix out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from clausewise.options import (
    audience_of,
    audience_options,
    decisions_option,
    run_options,
    stop,
    usable_pack,
)
from clausewise.pipeline import assessment_for
from clausewise.writing import write_and_tell
from engine.nouns.audience import Audience
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
@audience_options(Audience.SHARED)
@decisions_option
@run_options
def command(
    returns: tuple[Path, ...],
    out: Path,
    fail_on: str | None,
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
    by double click), matrix.xlsx, matrix.csv and findings.json.

    Ends with status 0 when it ran, 1 when --fail-on found what it asks for, 2 when the input
    could not be used.
    """
    watched, reader = _verdicts(fail_on), audience_of(audience, names)
    pack = usable_pack(pack_path, overlay)
    assessment, shown = assessment_for(reader, returns, pack, period, as_of, decisions)
    write_and_tell(shown, out)
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
