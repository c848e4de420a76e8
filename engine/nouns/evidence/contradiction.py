"""Contradictions: what a return says in two places that cannot both be so."""

from __future__ import annotations

from dataclasses import dataclass

from engine.nouns.evidence.fact import Origin


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One check that fired on a return. It accuses nobody: both sides are shown."""

    check: str
    """The check's id."""
    title: str
    words: str
    """What is odd, with both sides as typed."""
    question: str
    facts: tuple[str, ...] = ()
    """The facts it put in dispute."""
    origins: tuple[Origin, ...] = ()
    """The cells of both sides, in the order said."""
