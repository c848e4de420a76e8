"""The actions agreed: overdue, open, done."""

from __future__ import annotations

from engine.nouns.english import day_words
from reports.document.blocks import Block, Heading, Table, plain
from reports.meeting.front_page import done_words
from reports.meeting.standing import Stand


def actions(stand: Stand) -> tuple[Block, ...]:
    """Every action on record for the organisation; overdue ones first."""
    if not stand.actions:
        return ()
    return (
        Heading("Actions", 1),
        plain("An action is done when evidence of its closure is named, whatever its status says."),
        Table(
            "Actions agreed, overdue ones first",
            ("Clause", "Action", "Owner", "Due", "Status", "Evidence of closure"),
            tuple(
                (
                    one.clause,
                    one.action,
                    one.owner,
                    day_words(one.due) if one.due else "no date",
                    done_words(stand, one),
                    one.evidence,
                )
                for one in stand.actions
            ),
            (14, 34, 18, 16, 18, 26),
            small=True,
        ),
    )
