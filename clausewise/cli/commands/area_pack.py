"""``clausewise area-pack``: all organisations side by side."""

from __future__ import annotations

from pathlib import Path

import click

from clausewise.cli.documents import document_option, write_and_say
from clausewise.cli.endings import end
from clausewise.cli.remembering import history_file, history_option, recall_from
from clausewise.cli.running import (
    RunOptions,
    audience_options,
    decisions_option,
    returns_argument,
    run_options,
)
from clausewise.use_cases.meeting_packs import area_pack, check_ending
from clausewise.use_cases.submitted import check_file
from engine.nouns.outcome.audience import Audience


@click.command("area-pack")
@returns_argument
@document_option()
@audience_options(Audience.SHARED)
@history_option
@decisions_option
@run_options
def command(out: Path, where: str | None, options: RunOptions) -> None:
    """Write the pack of all organisations side by side, as Word or PDF.

    How each stands, what matters most, the gaps that several share and who is better at them.
    For example: clausewise area-pack returns/ --out area.docx

    Ends with status 1 when evidence was lost (clausewise --help).
    """
    check_ending(out)
    check_file(out, options.given(history_file(where)))
    recall = recall_from(where)
    run = options.assess(options.load(), recall)
    write_and_say(area_pack(run), out)
    end(run.whole)
