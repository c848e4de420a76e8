"""Successions: what has replaced a body, a law or a guidance that the policy names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Succession:
    """A note for the reader of a clause; no verdict depends on it."""

    id: str
    terms: tuple[str, ...]
    """The words by which the policy names what was replaced."""
    was: str
    now: str
    since: str = ""
    """The day or the year, as text; empty where it is not given."""
    note: str = ""

    def applies_to(self, words: str) -> bool:
        """Whether a clause's words hold one of the terms."""
        return any(holds_term(words, term) for term in self.terms)

    @property
    def sentence(self) -> str:
        """``Clinical commissioning groups: now integrated care boards, since 1 July 2022.``"""
        since = f", since {self.since}" if self.since else ""
        return f"{self.was}: now {self.now}{since}." + (f" {self.note}" if self.note else "")


@lru_cache(maxsize=1 << 14)
def holds_term(words: str, term: str) -> bool:
    """Whether words hold a term, as whole words.

    A term in small letters is found whatever the case; any other is found only as written. Where
    the term has a space the words may have several, or a line break.
    """
    return _pattern(term).search(words) is not None


@lru_cache(maxsize=1024)
def _pattern(term: str) -> re.Pattern[str]:
    spaced = r"\s+".join(re.escape(word) for word in term.split())
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE if term == term.lower() else 0)
