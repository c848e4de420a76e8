"""Clauses: the policy's paragraphs, each with its id, its words and who must keep it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Force(StrEnum):
    """How strongly a clause binds, by the policy's own verb."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Start:
    """From which day a clause is asked for, and the clause that says so."""

    on: dt.date
    by: str

    def is_before_it(self, day: dt.date) -> bool:
        """Whether what began on a day is not yet judged by the clause."""
        return day < self.on


@dataclass(frozen=True, slots=True)
class Reading:
    """How some clauses are read, where their force or bearers are not those of their words."""

    clauses: tuple[str, ...]
    """Their ids, each standing for all its parts too."""
    force: Force
    """The force that they are read with."""
    words: str
    """Why."""

    def covers(self, clause: str) -> bool:
        """Whether a clause is one of them, or a part of one."""
        return any(clause == head or clause.startswith(f"{head}.") for head in self.clauses)


@dataclass(frozen=True, slots=True)
class Clause:
    """One citable paragraph, list item, table row or dashboard item of the policy."""

    id: str
    citation: str
    """In words: "Section 6, paragraph 8(b)"."""
    section: str
    """The heading it is shown under: "6. Responsibilities of NHS Trusts, ..."."""
    words: str
    """Quoted from the policy, as printed."""
    bearers: tuple[str, ...]
    """The kinds that bear the duty; empty for a statement nobody bears."""
    force: Force
    fingerprint: str
    """The first 16 hex digits of the SHA-256 of the words, pinned when they were last read."""
    reason: str = ""
    """Why nothing submitted can test it, where no rule does."""
    parts: tuple[str, ...] = ()
    """For a paragraph that is only its lettered parts: their ids."""
    context: bool = False
    """Sections 1 to 3: registered as context, not as duties."""
    starts: Start | None = None
    """From when it is asked for, where a clause says so."""


def fingerprint(words: str) -> str:
    """The pin of a clause's words: the first 16 hex digits of their SHA-256, in UTF-8."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]
