"""``clausewise area-pack``: all organisations side by side."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from clausewise.documents import document_option, shown_in, write_document
from clausewise.options import audience_of, audience_options, decisions_option, run_options
from clausewise.recording import Asked
from clausewise.remembering import history_option
from engine.nouns.outcome.audience import Audience
from engine.nouns.quarter import Quarter


@click.command("area-pack")
@click.argument(
    "returns", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="RETURNS..."
)
@document_option
@audience_options(Audience.SHARED)
@history_option
@decisions_option
@run_options
def command(
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
    """Write the pack of all organisations side by side, as Word or PDF.

    How each stands, what matters most, the gaps that several share and who is better at them.
    For example: clausewise area-pack returns/ --out area.docx
    """
    reader = audience_of(audience, names)
    asked = Asked(returns, pack_path, overlay, period, as_of, reader, decisions)
    assessment = shown_in(asked, where, out)
    from reports.lookup import Lookup
    from reports.meeting.area import area_pack

    write_document(area_pack(Lookup.of(assessment)), out)
