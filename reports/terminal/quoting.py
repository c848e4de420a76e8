"""A clause as the terminal quotes it, and the reader's notes on what its words name."""

from __future__ import annotations

from collections.abc import Iterator

from engine.nouns.policy.clause import Clause
from engine.nouns.policy.pack import Pack
from reports.content.clauses import notes_on
from reports.terminal.layout import wrapped
from reports.text import quoted


def note_lines(pack: Pack, clause_id: str, indent: int = 4) -> Iterator[str]:
    """The same for the terminal, each told as a reader's note."""
    for note in notes_on(pack, clause_id):
        yield wrapped(f"Reader’s note: {note}", indent, 2)


def clause_lines(pack: Pack, clause: Clause, relied: str = "") -> Iterator[str]:
    """A clause quoted for the terminal, the words that a rule relies on, and the reader's notes."""
    yield wrapped(f"{clause.citation} ({clause.id}):")
    yield wrapped(quoted(clause.words or "(this paragraph is its lettered parts)"), 4)
    if relied and relied != clause.words:
        yield wrapped(f"The words relied on: {quoted(relied)}", 4, 2)
    yield from note_lines(pack, clause.id)
