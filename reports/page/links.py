"""Links within the page, and clauses as it quotes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Link:
    """A link within the page; without ``anchor`` it is text."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause as quoted beside a duty or a concern."""

    id: str
    citation: str
    words: str
    replaced: tuple[str, ...] = ()
    """What of its words has been replaced, a name each: the reader's notes, folded."""
    notes: tuple[str, ...] = ()
    """The same told in full."""
    relied: str = ""
    """The words of it that the duty rests on."""
    anchor: str = ""
    """Of the clause's own place on the page, where it has one."""

    @property
    def split(self) -> tuple[str, str, str]:
        """Its words before those that the duty rests on, those, and the words after them."""
        before, relied, after = self.words.partition(self.relied) if self.relied else ("", "", "")
        return (before, relied, after) if relied else (self.words, "", "")
