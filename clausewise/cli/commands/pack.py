"""``clausewise pack``: what a review meeting has before it, of one organisation or of each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from clausewise.cli.documents import document_option, write_and_say
from clausewise.cli.endings import end
from clausewise.cli.options import stop
from clausewise.cli.remembering import history_file, history_option, recall_from
from clausewise.cli.running import RunOptions, audience_options, decisions_option, run_options
from clausewise.names import organisation_named
from clausewise.use_cases.meeting_packs import (
    ENDINGS,
    check_ending,
    meeting_pack,
    meeting_packs,
    write_documents,
)
from clausewise.use_cases.submitted import check_file, check_place
from engine.nouns.outcome.audience import Audience


@click.command("pack")
@click.argument("words", nargs=-1, required=True, metavar="[ORGANISATION] RETURNS...")
@document_option(" With --all a folder, or one archive (.zip).")
@click.option(
    "--all",
    "every",
    is_flag=True,
    help="Write the packs of all organisations in one run. Then give RETURNS alone.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice([ending.removeprefix(".") for ending in ENDINGS]),
    default="docx",
    show_default=True,
    help="The format of the packs of --all.",
)
@audience_options(Audience.SHARED)
@history_option
@decisions_option
@run_options
def command(  # noqa: PLR0913 - an option each
    words: tuple[str, ...],
    out: Path,
    every: bool,
    form: str,
    where: str | None,
    options: RunOptions,
) -> None:
    """Write the meeting pack of an ORGANISATION (its code or name) as Word or PDF, or, with
    --all, those of all organisations.

    One page for the chair, then the questions to ask with room for the answers, the gaps with
    what would meet each, what was not evidenced, training and trends, actions, and every finding.
    For example: clausewise pack RZ1 returns/ --out rz1.docx

    Ends with status 1 when evidence was lost (clausewise --help).
    """
    if every:
        if out.suffix.lower() in ENDINGS:
            stop(f"--out: “{out}” is the name of one file; --all writes a folder or a .zip.")
    elif len(words) < 2:
        raise click.UsageError("Give an ORGANISATION and then RETURNS, or --all and RETURNS.")
    else:
        check_ending(out)
    options = replace(options, returns=tuple(map(Path, words if every else words[1:])))
    (check_place if every else check_file)(out, options.given(history_file(where)))
    recall = recall_from(where)
    run = options.assess(options.load(), recall)
    if not every:
        write_and_say(meeting_pack(run, words[0]), out)
        end(run.whole, organisation_named(run.whole, words[0]).code)
        return
    for path in write_documents(meeting_packs(run), out, f".{form}"):
        click.echo(f"Written: {path}")
    end(run.whole)
