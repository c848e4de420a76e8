"""``clausewise pack``: what a review meeting has before it, of one organisation."""

from __future__ import annotations

from pathlib import Path

import click

from clausewise.cli.documents import document_option, write_and_say
from clausewise.cli.remembering import history_option, recall_from
from clausewise.cli.running import (
    RunOptions,
    audience_options,
    decisions_option,
    returns_argument,
    run_options,
)
from clausewise.use_cases.meeting_packs import check_ending, meeting_pack
from engine.nouns.outcome.audience import Audience


@click.command("pack")
@click.argument("organisation")
@returns_argument
@document_option
@audience_options(Audience.SHARED)
@history_option
@decisions_option
@run_options
def command(organisation: str, out: Path, where: str | None, options: RunOptions) -> None:
    """Write the meeting pack of an ORGANISATION (its code or name) as Word or PDF.

    One page for the chair, then the questions to ask with their evidence, the gaps with what
    would meet each, what was not evidenced, training and trends, actions, and every finding.
    For example: clausewise pack RZ1 returns/ --out rz1.docx
    """
    check_ending(out)
    recall = recall_from(where)
    write_and_say(meeting_pack(options.assess(options.load(), recall), organisation), out)
