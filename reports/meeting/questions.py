"""The questions to ask, each with what raises it, who said what where, and the clause."""

from __future__ import annotations

from collections.abc import Iterator

from engine.nouns.english import counted
from engine.nouns.outcome.concern import Concern, Statement
from reports.content.found import places_words
from reports.document.blocks import Block, Bullets, Heading, Paragraph, Style, Words, plain
from reports.lookup import citation_of
from reports.meeting.status import OrganisationStatus
from reports.pictures.drawing import wrapped_words
from reports.words import kind_words

MOST_SHOWN = 6
"""How many statements are shown under one concern; the matrix has them all."""
MOST_CLAUSES = 8
"""How many clauses are named under one concern; the matrix has them all."""
_MOST_PLACES = 2
_LONG = 240
"""A reason that its statements tell again is cut to so many characters."""


def questions(status: OrganisationStatus) -> tuple[Block, ...]:
    """Every concern that reaches into the quarter, as a question with its grounds."""
    blocks: list[Block] = [Heading("Questions to ask", 1, new_page=True)]
    if not status.concerns:
        blocks.append(plain("No concern follows from the findings; see the gaps below."))
    for number, concern in enumerate(status.concerns, 1):
        blocks += _question(status, number, concern)
    return tuple(blocks)


def _question(status: OrganisationStatus, number: int, concern: Concern) -> Iterator[Block]:
    yield Heading(f"{number}. {concern.title}", 2)
    yield Paragraph((Words(concern.question, strong=True),), keep_with_next=True)
    kind = f"{kind_words(concern.kind)}, {' and '.join(concern.periods)}. "
    because = "".join(wrapped_words(concern.because, _LONG, 1)) if concern.said else concern.because
    yield plain(f"{kind}{because}", keep_with_next=True)
    if concern.stake:
        yield plain(concern.stake, Style.SMALL)
    statements = tuple(
        (Words(f"{said.label}: "), Words(said.words, strong=True), Words(_where(said)))
        for said in concern.said[:MOST_SHOWN]
    )
    if statements:
        yield Bullets(statements)
    more = len(concern.said) - MOST_SHOWN
    if more > 0:
        yield plain(f"and {counted(more, 'more statement')} in the matrix.", Style.SMALL)
    yield Paragraph((Words("Next step: ", strong=True), Words(concern.next_step)))
    clauses = concern.cites[:MOST_CLAUSES]
    more = len(concern.cites) - len(clauses)
    tail = f" and {counted(more, 'more clause')}" if more else ""
    yield plain(f"Clauses: {citation_of(status.lookup, clauses)}{tail}", Style.SMALL)


def _where(said: Statement) -> str:
    places = places_words(said.origins, _MOST_PLACES)
    return f" ({'; '.join(places)})" if places else ""
