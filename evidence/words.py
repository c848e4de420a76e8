"""Words as people type them, matched to the words that a pack knows."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

_LISTED_IN_FULL = 15


def plain(text: str) -> str:
    """The text with every run of white space, non-breaking spaces included, as one space."""
    return " ".join(text.replace("\u200b", "").replace("\ufeff", "").split())


def typed(text: str) -> str:
    """Plain text without case and with every sign kept: "9²" stays apart from "92"."""
    return plain(text).casefold()


def same_id(text: str) -> str:
    """What ways of writing an id have in common: case, spaces and a stop at the end do not count,
    every other sign does, so that "S6.p1.1" stays apart from "S6.p11"."""
    return typed(text).replace(" ", "").rstrip(".:")


@lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """Plain text without case and accents, for comparing."""
    parts = unicodedata.normalize("NFKD", plain(text).casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


@lru_cache(maxsize=1 << 14)
def key(text: str) -> str:
    """Only the letters and digits of a text, without case and accents.

    "Looked-after children", "looked_after_children" and "LOOKED AFTER CHILDREN" share a key.
    """
    return "".join(sign for sign in fold(text) if sign.isalnum())


def shortened(text: str, most: int = 80) -> str:
    """A text on one line, cut to ``most`` signs so that a message stays readable."""
    line = plain(text)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def listed(words: Iterable[str], joined_by: str = "or") -> str:
    """Words as a list in a sentence: "a, b or c"."""
    *most, last = list(words) or [""]
    return f"{', '.join(most)} {joined_by} {last}" if most else last


@dataclass(frozen=True)
class Names:
    """The words that one column of a table may hold, and every way of writing each."""

    what: str
    """What each of them is, with its article: "a role of item 1"."""
    labels: Mapping[str, str]
    """How each is written to the reader, by its key in the pack."""
    spellings: Mapping[str, tuple[str, ...]]
    """The ways of writing each, by its key in the pack; the key and label are among them."""
    same: Callable[[str], str] = key
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
        return self._by_key.get(self.same(text)) if key(text) else None

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
            return f"{self.what}, such as {listed(labels[:3])}"
        return f"{self.what}: {listed(labels)}" if labels else self.what

    def to_do(self, text: str) -> str:
        """What to do about a text that names none of them."""
        near = self.nearest(text)
        if near:
            return f"If “{near}” is meant, write that."
        return "Write one of the words expected here, or take the line out."


def names(
    what: str,
    terms: Mapping[str, tuple[str, tuple[str, ...]]],
    same: Callable[[str], str] = key,
) -> Names:
    """Names from a pack's terms: by key, the label and the other ways of writing it."""
    return Names(
        what,
        {name: label for name, (label, _) in terms.items()},
        {name: (name, label, *also) for name, (label, also) in terms.items()},
        same,
    )
