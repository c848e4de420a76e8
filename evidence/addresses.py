"""Addresses on the web within what people type."""

from __future__ import annotations

import re

_WORD = re.compile(r"\S+")
_BEGINS = re.compile(r"\bhttps?://\S|\bwww\.\S")
_DOMAIN_ENDS = re.compile(r"[\w-](?=\.(?:uk|org|com|net)\b)")
_LETTER = re.compile(r"\w")
_BACKWARDS = re.compile(r"[\w-]+(?:\.[\w-]+)*")
"""The parts of a domain, from its last sign to its first."""


def names_address(text: str) -> bool:
    """Whether a text has an address in it: "https://…", "www.…", or a domain of a usual kind."""
    return any(_begin(word[0]) is not None for word in _WORD.finditer(text))


def without_addresses(text: str) -> str:
    """A text with a space for each address and what is written on to it."""
    return _WORD.sub(lambda found: _cut(found[0]), text)


def _cut(word: str) -> str:
    begin = _begin(word)
    return word if begin is None else f"{word[:begin]} "


def _begin(word: str) -> int | None:
    """Where in a word an address begins; None where none does.

    A domain is looked for from its end: from each of its parts on, a long row of parts without
    an end would be read again and again.
    """
    begins = [found.start()] if (found := _BEGINS.search(word)) else []
    for ends in _DOMAIN_ENDS.finditer(word):
        back = _BACKWARDS.match(word[ends.start() :: -1])
        assert back is not None
        first = ends.start() + 1 - back.end()
        # A domain begins with a letter or figure; of what is before another end one is a part.
        letter = _LETTER.search(word, first, ends.start() + 1)
        if letter is not None:
            begins.append(letter.start())
            break
    return min(begins, default=None)
