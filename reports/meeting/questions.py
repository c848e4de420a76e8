"""The questions to ask, each with what raises it, who said what where, and the clause."""

from __future__ import annotations

from collections.abc import Iterator

from engine.nouns.english import capitalised, counted, day_words, listed
from engine.nouns.outcome.concern import Concern, Statement
from reports.content.found import places_words
from reports.content.gist import gist, headline, in_order_of_interest
from reports.document.blocks import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Style,
    Words,
    WriteIn,
    plain_paragraph,
)
from reports.lookup import citation_of
from reports.meeting.front_page import done_words
from reports.meeting.status import OrganisationStatus
from reports.words import kind_words

MOST_SHOWN = 6
"""How many statements are shown under one concern; the matrix has them all."""
MOST_CLAUSES = 8
"""How many clauses are named under one concern; the matrix has them all."""
_MOST_PLACES = 2
_ROOM = 22
"""Of the boxes to write in, in millimetres: some three lines by hand."""


def questions(status: OrganisationStatus) -> tuple[Block, ...]:
    """Every concern that reaches into the quarter, as a question with its grounds."""
    blocks: list[Block] = [Heading("Questions to ask", 1, new_page=True)]
    if not status.concerns:
        blocks.append(plain_paragraph("No concern follows from the findings; see the gaps below."))
    for number, concern in enumerate(status.concerns, 1):
        blocks += _question(status, number, concern)
    return tuple(blocks)


def _question(status: OrganisationStatus, number: int, concern: Concern) -> Iterator[Block]:
    yield Heading(f"{number}. {headline(status.lookup, concern)}", 2)
    yield Paragraph((Words(concern.question, strong=True),), keep_with_next=True)
    quarters = listed(concern.periods)
    short = gist(status.lookup, concern)
    yield plain_paragraph(
        f"{kind_words(concern.kind)}, {quarters}. {short.sentence}", keep_with_next=True
    )
    if concern.parts:
        yield plain_paragraph(concern.because, Style.SMALL, keep_with_next=True)
    if concern.stake:
        yield plain_paragraph(f"Why it has this rank: {concern.stake}", Style.SMALL)
    yield from _statements(status, concern)
    yield from _promised(status, concern)
    # The room to write in stands on the page of the words that it answers.
    step = (Words("Next step: ", strong=True), Words(concern.next_step))
    yield Paragraph(step, keep_with_next=True)
    clauses = concern.cites[:MOST_CLAUSES]
    more = len(concern.cites) - len(clauses)
    tail = f" and {counted(more, 'more clause')}" if more else ""
    cited = f"Clauses: {citation_of(status.lookup, clauses)}{tail}"
    yield plain_paragraph(cited, Style.SMALL, keep_with_next=True)
    yield WriteIn(("Answer", "Decision: what, who, by when"), _ROOM)


def _statements(status: OrganisationStatus, concern: Concern) -> Iterator[Block]:
    """What it rests on: what failed this quarter first, what was met before last."""
    every = in_order_of_interest(concern, status.quarter.label)
    if every:
        yield Bullets(
            tuple(
                (
                    Words(f"{capitalised(statement.label)}: "),
                    Words(statement.words, strong=True),
                    Words(_where(statement)),
                )
                for statement in every[:MOST_SHOWN]
            )
        )
    more = len(every) - MOST_SHOWN
    if more > 0:
        yield plain_paragraph(f"and {counted(more, 'more statement')} in the matrix.", Style.SMALL)


def _promised(status: OrganisationStatus, concern: Concern) -> Iterator[Block]:
    """What was agreed on the duties of a concern, and whether it was done."""
    rules, clauses = {key.rule for key in concern.findings}, set(concern.cites)
    agreed = [
        action
        for action in status.actions
        if (action.rule in rules if action.rule else action.clause in clauses)
    ]
    for action in agreed:
        due = f", due {day_words(action.due)}" if action.due is not None else ""
        yield Paragraph(
            (
                Words("Promised: ", strong=True),
                Words(f"{action.action} ({action.owner}{due}): "),
                Words(f"{done_words(status, action)}.", strong=True),
            ),
            keep_with_next=True,
        )


def _where(statement: Statement) -> str:
    places = places_words(statement.origins, _MOST_PLACES)
    return f" ({'; '.join(places)})" if places else ""
