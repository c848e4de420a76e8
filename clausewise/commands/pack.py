"""``clausewise pack``: what a review meeting has before it, of one organisation."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from clausewise.documents import document_option, shown_in, write_document
from clausewise.options import audience_of, audience_options, decisions_option, run_options, stop
from clausewise.recording import Asked
from clausewise.remembering import history_option
from clausewise.who import organisation_named
from engine.nouns.outcome.audience import Audience
from engine.nouns.quarter import Quarter


@click.command("pack")
@click.argument("organisation")
@click.argument(
    "returns", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="RETURNS..."
)
@document_option
@audience_options(Audience.SHARED)
@history_option
@decisions_option
@run_options
def command(
    organisation: str,
    returns: tuple[Path, ...],
    out: Path,
    where: str | None,
    pack_path: Path,
    period: Quarter | None,
    as_of: dt.date | None,
    overlay: tuple[Path, ...],
    audience: str,
    names: bool,
    decisions: Path | None,
) -> None:
    """Write the meeting pack of an ORGANISATION (its code or name) as Word or PDF.

    One page for the chair, then the questions to ask with their evidence, the gaps with what
    would meet each, what was not evidenced, training and trends, actions, and every finding.
    For example: clausewise pack RZ1 returns/ --out rz1.docx
    """
    reader = audience_of(audience, names)
    asked = Asked(returns, pack_path, overlay, period, as_of, reader, decisions)
    assessment = shown_in(asked, where, out)
    from engine.trending import trends
    from reports.lookup import Lookup
    from reports.meeting.pack import meeting_pack

    who = organisation_named(assessment, organisation)
    if not any(one.organisation.code == who.code for one in assessment.findings):
        label = assessment.pack.vocabulary.kinds[who.kind].label
        stop(f"The pack has no rules for {who.name}, which is of the kind “{label}”.")
    write_document(meeting_pack(Lookup.of(assessment), who, trends(assessment)), out)
