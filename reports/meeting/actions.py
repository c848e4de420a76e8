"""The actions agreed: overdue, open, done."""

from __future__ import annotations

from engine.nouns.english import day_words
from reports.document.blocks import Block, Heading, TableBlock, plain_paragraph
from reports.lookup import citation_of
from reports.meeting.front_page import done_words
from reports.meeting.status import OrganisationStatus


def actions(status: OrganisationStatus) -> tuple[Block, ...]:
    """Every action on record for the organisation; overdue ones first."""
    if not status.actions:
        return ()
    return (
        Heading("Actions", 1),
        plain_paragraph(
            "An action is done when evidence of its closure is named, whatever its status says."
        ),
        TableBlock(
            "Actions agreed, overdue ones first",
            ("Clause", "Action", "Owner", "Due", "Status", "Evidence of closure"),
            tuple(
                (
                    citation_of(status.lookup, (action.clause,)) if action.clause else "",
                    action.action,
                    action.owner,
                    day_words(action.due) if action.due else "no date",
                    done_words(status, action),
                    action.evidence,
                )
                for action in status.actions
            ),
            (14, 34, 18, 16, 18, 26),
            small=True,
        ),
    )
