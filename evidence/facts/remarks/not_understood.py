"""Words beside an answer that are not those in which evidence is written.

No list holds every way in which people write that something is not so. What bears an answer out is
written in far fewer words: it names a document, a day, a figure, a body, and what was done. So a
text is taken to bear an answer out only where its words are known to the pack, or nearly all of
them; what is not understood is for a reader to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from engine.nouns.policy.phrasing import KnownWords, Phrasing
from evidence.phrases import pattern_of, sentences_of, words_of
from evidence.text import MONTHS, SHORT_MONTHS, folded

MOST_STRANGE = 1 / 6
"""Of the words of a sentence, so many may be strange to the pack where the text names what can be
looked up; none where it names nothing."""
TOO_MANY = 4
"""So many strange words in a sentence are too many however long it is."""
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "sept")
_DATES = frozenset((*MONTHS, *SHORT_MONTHS, *_DAYS))
_WORD = re.compile(r"[^\W_][\w’'&/.:@%-]*")
_JOINED = re.compile(r"(?<![-/&.:@])[-/&.:@]+(?=[^\W\d_])")
"""What joins the parts of "one-to-one" and "Q1/Q2"."""
_OWNED = re.compile(r"[’'][a-z]?$")
_NAME_FIRST = re.compile(r"\s*[A-Z][a-z'’-]+ (?:[A-Z]\.? )?[A-Z][a-zA-Z'’-]+ ?[,;:(–-]")
"""A sentence that begins with somebody's name: "Jo Ellis, lead"."""
_LONGEST_ABBREVIATION = 7
_NO_WORD_OF_ENGLISH = re.compile(
    r"[^aeiouy]{2,}|(?!s(?:ch|cr|hr|pl|pr|tr)|[tcp]hr|sph)[^aeiouy]{3}[a-z]*"
)
"""Letters of which only an abbreviation is made: "LSCB", "NHSE"; asked where all is in capitals."""


class _Word(NamedTuple):
    said: str
    checkable: bool
    strange: bool
    name: bool


def not_understood(text: str, phrasing: Phrasing, *, named: bool = False) -> tuple[str, ...]:
    """The words of a text that leave it not understood, as typed; none where it is understood, or
    where the pack does not say which words are known.

    ``named`` is whether something that can be looked up stands beside the text already.
    """
    known, said = phrasing.known, words_of(text).split()
    if not known.plain or not said:
        return ()
    if all(_among(word, known.joining) for word in said):
        return tuple(text.split())
    capitals = text == text.upper()
    sentences = [list(_words(part, phrasing, capitals)) for part in sentences_of(text)]
    checkable = named or any(word.checkable for words in sentences for word in words)
    for words in sentences:
        strange = tuple(word.said for word in words if word.strange)
        most = MOST_STRANGE * sum(not word.name for word in words) if checkable else 0
        if len(strange) > most or len(strange) >= TOO_MANY:
            return strange
    return ()


def _words(sentence: str, phrasing: Phrasing, capitals: bool) -> Iterator[_Word]:
    """Each word of a sentence, with what it is; ``capitals`` is whether all are written so."""
    read: frozenset[str] | None = None
    named = _NAME_FIRST.match(sentence)
    first = named is None
    for found in _WORD.finditer(sentence):
        for part in _JOINED.split(found[0]):
            said = _OWNED.sub("", part.rstrip(".:’'-/&@%"))
            if not said:
                continue
            word = _known(said, phrasing.known, capitals=capitals, first=first)
            if word.strange:
                read = _read_elsewhere(sentence, phrasing) if read is None else read
                word = word._replace(strange=not read.issuperset(words_of(said).split()))
            yield word
            first = False


def _known(word: str, known: KnownWords, *, capitals: bool, first: bool) -> _Word:
    """What a word is by itself. An abbreviation and a figure can be looked up; a name in the midst
    of a sentence says nothing either way."""
    plain = folded(word)
    if any(sign.isdigit() for sign in word) or _among(plain, known.checkable):
        return _Word(word, checkable=True, strange=False, name=False)
    if len(plain) == 1 or plain in _DATES or _is_plain(plain, known):
        return _Word(word, checkable=False, strange=False, name=False)
    spelt = _NO_WORD_OF_ENGLISH.fullmatch(plain) if capitals else None
    if spelt or (not capitals and _is_abbreviation(word)):
        return _Word(word, checkable=True, strange=False, name=False)
    name = word[0].isupper() and not first and not capitals
    return _Word(word, checkable=False, strange=not name, name=name)


def _is_abbreviation(word: str) -> bool:
    """Whether a word is written as "LSCB", "GPs" or "SystmOne" are."""
    inner = word[1:].removesuffix("s")
    return (len(word) <= _LONGEST_ABBREVIATION and inner != "" and inner.isupper()) or (
        any(sign.isupper() for sign in inner) and any(sign.islower() for sign in word)
    )


def is_known(word: str, known: KnownWords) -> bool:
    """Whether a word is among those in which evidence is written."""
    plain = folded(word)
    return _among(plain, known.checkable) or _is_plain(plain, known)


def _is_plain(plain: str, known: KnownWords) -> bool:
    return _among(plain, known.plain) or _among(plain, known.joining)


def _among(plain: str, words: tuple[str, ...]) -> bool:
    exact, beginnings = _split(words)
    return plain in exact or plain.startswith(beginnings)


@lru_cache(maxsize=8)
def _split(words: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Some words, and the beginnings of those that may have any end."""
    folds = [folded(word) for word in words]
    return (
        frozenset(word for word in folds if not word.endswith("*")),
        tuple(word.removesuffix("*") for word in folds if word.endswith("*")),
    )


@lru_cache(maxsize=8)
def _phrases(words: tuple[str, ...]) -> tuple[str, ...]:
    """Those that are known together alone: "signed off"."""
    return tuple(phrase for phrase in words if " " in phrase)


def _read_elsewhere(sentence: str, phrasing: Phrasing) -> frozenset[str]:
    """The words of a sentence that other lists of the pack have read, and let pass."""
    denials, dating = phrasing.denials, phrasing.dating
    lists = (
        *(denials.wrong, denials.negates, denials.none_of, denials.harmless, denials.topics),
        *(denials.dealt_with, denials.supposing, denials.conditions, denials.unless),
        *(dating.lasting, dating.spans, dating.still_so, dating.ahead, dating.published),
        *(phrasing.reached, phrasing.sampled, phrasing.parts, phrasing.professions),
        *(phrasing.not_so.unless, phrasing.still_to_do.anew, _phrases(phrasing.known.plain)),
    )
    text = words_of(sentence)
    return frozenset(
        word
        for words in lists
        if words
        for found in pattern_of(words).finditer(text)
        for word in found[0].split()
    )
