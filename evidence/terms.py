"""Words as people type them, matched to the terms that a pack knows."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from engine.nouns.english import either
from evidence.text import match_key

_LISTED_IN_FULL = 15


@dataclass(frozen=True)
class TermMatcher:
    """The words that one column of a table may hold, and every way of writing each."""

    what: str
    """What each of them is, with its article: "a role of item 1"."""
    labels: Mapping[str, str]
    """How each is written to the reader, by its key in the pack."""
    spellings: Mapping[str, tuple[str, ...]]
    """The ways of writing each, by its key in the pack; the key and label are among them."""
    same: Callable[[str], str] = match_key
    """What two ways of writing the same thing have in common."""

    @cached_property
    def _by_key(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, ways in self.spellings.items():
            for way in ways:
                found.setdefault(self.same(way), name)
        return found

    def find(self, text: str) -> str | None:
        """The word in the pack that a text names, without regard to case and punctuation."""
        return self._by_key.get(self.same(text)) if match_key(text) else None

    def nearest(self, text: str) -> str:
        """The label of the word that a misspelt text comes nearest to; empty if none is near."""
        meant = self.same(text)[:100]
        near = difflib.get_close_matches(meant, list(self._by_key), n=1, cutoff=0.75)
        return self.labels[self._by_key[near[0]]] if near else ""

    @property
    def expected(self) -> str:
        """What could have been written, for a fault."""
        labels = list(self.labels.values())
        if len(labels) > _LISTED_IN_FULL:
            return f"{self.what}, such as {either(labels[:3])}"
        return f"{self.what}: {either(labels)}" if labels else self.what

    def to_do(self, text: str) -> str:
        """What to do about a text that names none of them."""
        near = self.nearest(text)
        if near:
            return f"If “{near}” is meant, write that."
        return "Write one of the words expected here, or take the line out."


def match_terms(
    what: str,
    terms: Mapping[str, tuple[str, tuple[str, ...]]],
    same: Callable[[str], str] = match_key,
) -> TermMatcher:
    """Names from a pack's terms: by key, the label and the other ways of writing it."""
    return TermMatcher(
        what,
        {name: label for name, (label, _) in terms.items()},
        {name: (name, label, *also) for name, (label, also) in terms.items()},
        same,
    )
