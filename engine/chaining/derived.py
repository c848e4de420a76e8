"""A concern as derived, with what grouping, escalating and ranking need to know of it."""

from __future__ import annotations

from dataclasses import dataclass

from engine.nouns.outcome.concern import Concern


@dataclass(frozen=True, slots=True)
class Derived:
    """A concern, with what the rules after it may match."""

    concern: Concern
    subject: str
    """What it is about, as its signal names it."""
    quarter: int
    """Its latest quarter, as a count of quarters."""
    about: str
    """What it is about, in words."""
    clauses: tuple[str, ...]
    """The clauses that it is about; all that it cites, where it is about none alone."""
    rung: int = 0
    """The number of its step on the ladder, from 1; 0 where it is on none."""
