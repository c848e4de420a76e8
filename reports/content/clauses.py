"""What a reader should know of the words of a clause."""

from __future__ import annotations

from engine.nouns.policy.pack import Pack


def notes_on(pack: Pack, clause_id: str) -> tuple[str, ...]:
    """What has replaced what a clause's words name: a sentence each."""
    return tuple(succession.sentence for succession in pack.successions_on(clause_id))
