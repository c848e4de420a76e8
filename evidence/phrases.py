"""Phrases of a pack found in texts that people type beside an answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from engine.nouns.policy.phrasing import Phrases
from evidence.text import folded

_NO_WORD = re.compile(r"[^a-z0-9%]+")
_SENTENCE_ENDS = re.compile(r"[.;:!?•·\n\r]+(?=\s|$)|\s[-–—]+\s")
_LEADING = frozenset({"to", "and", "then", "we", "will", "action", "please"})
"""Words that a sentence may begin with before what is to be done."""
_NOT_DONE = frozenset(
    {"not", "be", "being", "partly", "partially", "half", "nearly", "almost", "once", "until"}
    | {"when", "if", "yet"}
)
"""Words before "done" with which it is not."""


def phrase_in(text: str, phrases: Phrases) -> str:
    """The first phrase that a text says, as the pack writes it; empty where it says none.

    Only whole words count, whatever the case and the punctuation between them, none within
    a phrase of ``unless``, and none at all where the text says that it is done. A phrase of
    ``alone`` counts where the text says nothing else. One of
    ``suggests`` counts in a sentence without a word of ``anew``; one of ``begins`` where such a
    sentence begins with it, or after "to".
    """
    said = _words(text)
    if not said or _is_done(said, phrases):
        return ""
    if phrases.alone and _pattern(phrases.alone).fullmatch(said):
        return said
    left = _pattern(phrases.unless).sub(" | ", said) if phrases.unless else said
    found = _pattern(phrases.says).search(left) if phrases.says else None
    if found is not None:
        return found[0].strip()
    return next(_suggested(text, phrases), "")


def _is_done(said: str, phrases: Phrases) -> bool:
    """Whether some words say that what was to be done is done."""
    if not phrases.done:
        return False
    before = (said[: found.start()].split()[-2:] for found in _pattern(phrases.done).finditer(said))
    return any(_NOT_DONE.isdisjoint(words) for words in before)


def _suggested(text: str, phrases: Phrases) -> Iterator[str]:
    """The phrases of ``suggests`` and ``begins`` in sentences about what is not there yet."""
    if not (phrases.suggests or phrases.begins):
        return
    for sentence in _SENTENCE_ENDS.split(text):
        said = _words(sentence)
        if phrases.unless:
            said = _pattern(phrases.unless).sub(" | ", said)
        if phrases.anew and _pattern(phrases.anew).search(said):
            continue
        if phrases.suggests and (found := _pattern(phrases.suggests).search(said)):
            yield found[0].strip()
        for found in _pattern(phrases.begins).finditer(said) if phrases.begins else ():
            before = said[: found.start()].split()
            if before[-1:] == ["to"] or _LEADING.issuperset(before):
                yield found[0].strip()


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
