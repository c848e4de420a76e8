"""How a command that judges returns ends: one meaning of its status, whatever it writes."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from engine.nouns.outcome.assessment import Assessment

STATUSES = """\
Commands end with status 0 when they ran, and with 2 when what they were given could not be used.
Those that judge returns (assess, check, pack, area-pack, explain, what-if) end with 1 when evidence
was lost: through a fault in what was sent a file, a table or a cell cannot be used, a table is
missing, or a clause is without evidence. What was left blank is not lost. Of several quarters
given only the one assessed counts, except to check; of a pack only the faults of its organisation,
and of an explanation those that cost what it explains. Other reasons for 1 stand with the
command. A fault of Clausewise itself ends with 70 and names a file to send; Ctrl+C ends with
130."""
"""What the status of a command means, said once for all of them."""


def end(
    assessment: Assessment,
    organisation: str = "",
    clauses: Collection[str] = (),
    found: bool = False,
) -> None:
    """End with status 1, saying so, where evidence of the quarter was lost, or where what was asked
    for was ``found``; return otherwise.

    Give the run as those who hold the returns have it, not as it is shown to others. With
    ``organisation``, a code, only what that organisation sent counts, and with ``clauses`` what
    costs one of them.
    """
    from reports.content.faults import evidence_lost, lost_words
    from reports.terminal.layout import wrapped

    lost = evidence_lost(assessment, assessment.run.period, organisation, clauses)
    if lost:
        words = f"{lost_words(lost)} clausewise check says what to correct."
        click.echo(wrapped(words, 0), err=True)
    if lost or found:
        raise SystemExit(1)
