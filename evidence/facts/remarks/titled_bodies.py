"""Titles of documents that name another organisation than the one that returns them."""

from __future__ import annotations

import re

from engine.nouns.policy.phrasing import KnownWords
from evidence.facts.remarks.not_understood import is_known
from evidence.text import folded

_WORD = re.compile(r"[^\W\d_][\w’'.-]*|&|[,;:()–]|\s-\s")
_BETWEEN = frozenset({"and", "&", "of", "the", "st", "st.", "for"})
_LEAST_LETTERS = 3
"""A shorter word is hardly what an organisation is called by."""


def other_body(title: str, own: str, bodies: tuple[str, ...], known: KnownWords) -> str:
    """The organisation that a title names, where it is not ``own``: "Norwich Hospitals" in a
    return of Ipswich Hospital. Empty where it names none, or the same.

    ``bodies`` are the words that organisations are called by: "hospital". A name is made of words
    before one of them that begin with a capital and are not ``known``.
    """
    if not bodies or not own.strip() or not known.plain:
        return ""
    kinds = frozenset(map(folded, bodies))
    own_words = {folded(word) for word in _WORD.findall(own)}
    before: list[str] = []
    for word in _WORD.findall(title):
        if folded(word) in kinds and before:
            named = [at for at, name in enumerate(before) if _is_name(name, known, kinds)]
            if named and own_words.isdisjoint(folded(before[at]) for at in named):
                saint = named[0] > 0 and folded(before[named[0] - 1]).rstrip(".") == "st"
                return " ".join([*before[named[0] - saint :], word])
        if word[:1].isupper() or folded(word) in _BETWEEN:
            before.append(word)
        else:
            before = []
    return ""


def _is_name(word: str, known: KnownWords, kinds: frozenset[str]) -> bool:
    plain = folded(word)
    return (
        word[:1].isupper()
        and len(plain) >= _LEAST_LETTERS
        and not word.isupper()
        and plain not in _BETWEEN | kinds
        and not is_known(word, known)
    )
