"""Words as people type them, matched to the terms that a pack knows."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from engine.nouns.english import either
from evidence.text import match_key

_LISTED_IN_FULL = 15
_LONGEST = 100
_COMPARED = 8
_APART = 0.06
"""A hint must be nearer than any other word by so much of 1."""
_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
_LAST_LETTER = re.compile(r"[0-9._ /)(-]([A-Za-z])[).]?$")


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
    def _by_key(self) -> Mapping[str, str]:
        return _names_by_key(tuple(self.spellings.items()), self.same)

    def find(self, text: str) -> str | None:
        """The word in the pack that a text names, without regard to case and punctuation."""
        return self._by_key.get(self.same(text)) if match_key(text) else None

    def nearest(self, text: str) -> str:
        """The label of the word that a misspelt text comes nearest to; empty if none is near.

        The figures in both must be the same, and the letter at the end: "S6.p8.a" is near to
        S6.p08.a and to no other clause.
        """
        meant, figures = self.same(text)[:_LONGEST], _figures(text)
        alike = [
            way
            for way in self._by_key
            if _figures(way) == figures
            and (not figures or _last_letter(way) == _last_letter(meant))
        ]
        near = difflib.get_close_matches(meant, alike, n=_COMPARED, cutoff=0.6 if figures else 0.75)
        named = {self._by_key[way] for way in alike}
        if not near and len(figures) > 1 and len(named) == 1:
            return self.labels[named.pop()]
        return (
            "" if not near or self._is_between(meant, near) else self.labels[self._by_key[near[0]]]
        )

    def _is_between(self, meant: str, near: Sequence[str]) -> bool:
        """Whether a text is about as near to another word as to the nearest."""
        ratio = difflib.SequenceMatcher(None, "", meant)

        def nearness(way: str) -> float:
            ratio.set_seq1(way)
            return ratio.ratio()

        others = [way for way in near if self._by_key[way] != self._by_key[near[0]]]
        return bool(others) and nearness(near[0]) - nearness(others[0]) < _APART

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


@lru_cache(maxsize=64)
def _names_by_key(
    spellings: tuple[tuple[str, tuple[str, ...]], ...], same: Callable[[str], str]
) -> Mapping[str, str]:
    """Each word by what its ways of writing come to; one pack has the same for every return."""
    found: dict[str, str] = {}
    for name, ways in spellings:
        for way in ways:
            found.setdefault(same(way), name)
    return found


def _figures(text: str) -> tuple[int, ...]:
    """The numbers in a text, noughts before them left out: S6.p08.a has 6 and 8."""
    return tuple(map(int, _NUMBER.findall(text[:_LONGEST])))


def _last_letter(text: str) -> str:
    """The letter that ends an id behind a figure or a sign: the a of 6.1a and of S6.p01.a."""
    match = _LAST_LETTER.search(text)
    return match[1].casefold() if match else ""


def unique_labels(labels: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """By key the label, where no other key has it, as another way of writing the key."""
    counts = Counter(map(match_key, labels.values()))
    return {
        key: (label,) if label and counts[match_key(label)] == 1 else ()
        for key, label in labels.items()
    }


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
