"""A concern as derived, with what grouping, escalation and ranking need to know about it."""

from __future__ import annotations

from dataclasses import dataclass

from engine.nouns.outcome.concern import Concern
from engine.nouns.verdict import Verdict

_FOUND = (Verdict.NOT_MET, Verdict.PARTLY_MET, Verdict.CONFLICTING)


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
    verdicts: frozenset[Verdict] = frozenset()
    """The verdicts of all findings that it rests on."""
    latest: frozenset[Verdict] = frozenset()
    """The verdicts of those of its latest quarter."""

    @property
    def is_silent(self) -> bool:
        """Whether it rests on nothing but findings without evidence."""
        return self.verdicts == {Verdict.NO_EVIDENCE}

    @property
    def is_known(self) -> bool:
        """Whether something was found that is not met, or only partly, or contradicts itself."""
        return not self.verdicts.isdisjoint(_FOUND)
