"""Phrases of a pack found in texts that people type beside an answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from engine.nouns.policy.phrasing import Phrases
from evidence.text import ANY_MONTH, folded

_NO_WORD = re.compile(r"[^a-z0-9%]+")
_SENTENCE_ENDS = re.compile(r"(?<![.;:!?•·\n\r])[.;:!?•·\n\r]+(?=\s|$)|\s[-–—]+\s")
_LED = re.compile(r"(?:(?:to|and|then|we|will|action|please)(?:\s+|$))*")
"""Words that a sentence may begin with before what is to be done."""
_YEAR_OF_A_DEADLINE = re.compile(
    rf"\b({ANY_MONTH}|q[1-4]|by|by the end of|\d\d? \d\d?) 20\d\d\b(?: \d\d\b)?"
)
"""A year that says by when, as in "by March 2015", and not of which year something is anew."""
_STAR = "_"
"""Stands in a pattern for any end of a word; no word as found has it."""
_NEAR = 80
"""Words before others are looked for within so many signs."""
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
    words = words_of(text)
    if not words or _is_done(words, phrases):
        return ""
    if phrases.alone and pattern_of(phrases.alone).fullmatch(words):
        return words
    left = pattern_of(phrases.unless).sub(" | ", words) if phrases.unless else words
    found = pattern_of(phrases.says).search(left) if phrases.says else None
    if found is not None:
        return found[0].strip()
    return next(_suggested(text, phrases), "") or _says_no_upkeep(words, phrases)


def _says_no_upkeep(words: str, phrases: Phrases) -> str:
    """A text that nowhere says that it keeps up what is there; empty where it does, or where the
    phrases do not ask."""
    upkeep = (*phrases.keeps_up, *phrases.anew, *phrases.unless)
    return words if phrases.keeps_up and not pattern_of(upkeep).search(words) else ""


def _is_done(text: str, phrases: Phrases) -> bool:
    """Whether some words say that what was to be done is done."""
    if not phrases.done:
        return False
    return any(
        _NOT_DONE.isdisjoint(_before(text, found)[-2:])
        for found in pattern_of(phrases.done).finditer(text)
    )


def _before(text: str, found: re.Match[str]) -> list[str]:
    """The last words before what was found, as many as are near."""
    return text[max(0, found.start() - _NEAR) : found.start()].split()


def _suggested(text: str, phrases: Phrases) -> Iterator[str]:
    """The phrases of ``suggests`` and ``begins`` in sentences about what is not there yet."""
    if not (phrases.suggests or phrases.begins):
        return
    for sentence in sentences_of(text):
        words = _YEAR_OF_A_DEADLINE.sub(r"\1", words_of(sentence))
        if phrases.unless:
            words = pattern_of(phrases.unless).sub(" | ", words)
        if phrases.anew and pattern_of(phrases.anew).search(words):
            continue
        if phrases.suggests and (found := pattern_of(phrases.suggests).search(words)):
            yield found[0].strip()
        leading = _LED.match(words)
        led = leading.end() if leading is not None else 0
        for found in pattern_of(phrases.begins).finditer(words) if phrases.begins else ():
            if _before(words, found)[-1:] == ["to"] or found.start() <= led:
                yield found[0].strip()


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a text, and what stands within dashes, each as typed."""
    return filter(None, _SENTENCE_ENDS.split(text))


def only_phrase(text: str, phrases: Phrases, around: Iterable[str] = ()) -> bool:
    """Whether a text says one of the phrases and nothing else, except for the words ``around``; or
    ends in one within brackets or after a dash, as "Named Nurse (vacant)" does."""
    return any(
        _rest(words, phrases.says) <= frozenset(around)
        for words in map(words_of, [text, *_end(text)])
        if phrase_in(words, phrases)
    )


def _end(text: str) -> list[str]:
    """What stands within brackets or after a dash at the end of a text, where anything does; the
    longer, where both do."""
    found: list[str] = []
    bare = text.rstrip()
    opened = max(bare.rfind(sign, 0, -1) for sign in "()[]")
    if bare.endswith((")", "]")) and opened >= 0 and bare[opened] in "([":
        found.append(bare[opened + 1 : -1])
    after = text[1 + max(text.rfind(sign) for sign in "-–:") :]
    if len(after) < len(text) and after[:1].isspace():
        found.append(after.strip())
    return [max(found, key=len)] if found else []


def _rest(text: str, phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(pattern_of(phrases).sub(" ", text).split())


def words_of(text: str) -> str:
    """A text's words with a space between each two: "No-one's in post" is "no one s in post"."""
    return _NO_WORD.sub(" ", folded(text)).strip()


@lru_cache(maxsize=64)
def pattern_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """The longest phrase first, so that "not yet agreed" is found whole; a star is any end of a
    word."""
    ordered = sorted(
        {_with_stars(phrase) for phrase in phrases}, key=lambda words: (-len(words), words)
    )
    words = (re.escape(words).replace(_STAR, "[a-z0-9%]*") for words in ordered)
    return re.compile(rf"(?:^|(?<=\s))(?:{'|'.join(words)})(?=\s|$)")


def _with_stars(phrase: str) -> str:
    return " ".join(
        words_of(word) + (_STAR if word.endswith("*") else "") for word in phrase.split()
    )
