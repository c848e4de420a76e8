"""Phrases of a pack found in texts that people type beside an answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from engine.nouns.policy.phrasing import Phrases
from evidence.text import folded

_NO_WORD = re.compile(r"[^a-z0-9%]+")


def phrase_in(text: str, phrases: Phrases) -> str:
    """The first phrase that a text says, as the pack writes it; empty where it says none.

    Only whole words count, whatever the case and the punctuation between them, and none within
    a phrase of ``unless``.
    """
    said = _words(text)
    if not said:
        return ""
    left = _pattern(phrases.unless).sub(" | ", said) if phrases.unless else said
    found = _pattern(phrases.says).search(left) if phrases.says else None
    return "" if found is None else found[0].strip()


def only_phrase(text: str, phrases: Phrases, around: Iterable[str] = ()) -> bool:
    """Whether a text says one of the phrases and nothing else, but for the words ``around``; or
    ends in one within brackets or after a dash, as "Named Nurse (vacant)" does."""
    last = re.search(r"[(\[]([^()\[\]]+)[)\]]\s*$|[-–:]\s+([^-–:]+)$", text)
    ends = [end for end in (last[1] or last[2],) if end] if last else []
    return any(
        _rest(said, phrases.says) <= frozenset(around)
        for said in map(_words, [text, *ends])
        if phrase_in(said, phrases)
    )


def _rest(said: str, phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_pattern(phrases).sub(" ", said).split())


def _words(text: str) -> str:
    """A text's words with a space between each two: "No-one's in post" is "no one s in post"."""
    return _NO_WORD.sub(" ", folded(text)).strip()


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """The longest phrase first, so that "not yet agreed" is found whole."""
    ordered = sorted({_words(phrase) for phrase in phrases}, key=len, reverse=True)
    return re.compile(rf"(?:^|(?<=\s))(?:{'|'.join(map(re.escape, ordered))})(?=\s|$)")
