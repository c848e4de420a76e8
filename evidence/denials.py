"""Sentences that speak against the answer they stand beside, whatever they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from engine.nouns.policy.phrasing import Denials, Phrases
from evidence.phrases import pattern_of, phrase_in, words_of

_CLAUSE_ENDS = re.compile(
    r"(?<![.;:!?,()\[\]•·\n\r])[.;:!?,()\[\]•·\n\r]+(?=\s|$)|[(\[]|\s[-–—/]+\s"
    r"|\b(?:but|although|though|however|yet(?! to\b)|whereas)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\bno(?:s?\. ?(?=\d)|s? ?(?=\d{2,}\b))", re.IGNORECASE)
"""The "no" of "ref no 2014/103"."""
_CLOSE = 3
"""So many words on, a word that denies still denies another: "no known delays"."""
_NEXT = 2
"""So many words on, "missing children procedure" is still the name of something."""
_MASKED = "|"
"""Stands for a phrase of ``unless``."""
_FAR = 8
"""So many words on, "none of the wards" still denies what it is about."""


@lru_cache(maxsize=1 << 14)
def denial_in(text: str, denials: Denials) -> str:
    """The first words of a text that speak against an answer, as found; empty where none do."""
    return next((said for part in parts_of(text) for said in _against(words_of(part), denials)), "")


def parts_of(text: str) -> Iterator[str]:
    """The clauses of a text, each as typed."""
    return filter(None, _CLAUSE_ENDS.split(_NUMBERED.sub("number ", text)))


def _against(text: str, denials: Denials) -> Iterator[str]:
    left = pattern_of(denials.unless).sub(f" {_MASKED} ", text) if denials.unless else text
    wrong = pattern_of(denials.wrong).finditer(left) if denials.wrong else ()
    for found in wrong:
        before = left[: found.start()]
        if not (
            _is_denied(before, denials)
            or _is_seen_to(left, found, denials)
            or _says(" ".join(before.split()[:1]), denials.conditions)
        ):
            yield found[0]
    for words, reach in ((denials.negates, _CLOSE), (denials.none_of, _FAR)):
        for found in pattern_of(words).finditer(left) if words else ():
            if not (
                _is_harmless(left[found.end() :], reach, denials)
                or _is_supposed(left, found, denials)
                or _is_twice(left[: found.start()], found[0], denials)
                or _says(left[found.end() :], denials.dealt_with)
                or _says(" ".join(left[: found.start()].split()[-1:]), denials.negates)
            ):
                yield f"{found[0]} {left[found.end() :].strip()}".strip()


def phrase_not_denied(text: str, phrases: Phrases, denials: Denials) -> str:
    """The first phrase that a text says, as ``phrase_in`` finds it, but for one that the words
    before it in its clause deny: "nobody is out of date"."""
    found = phrase_in(text, phrases)
    if not found:
        return ""
    clauses = [words_of(part) for part in parts_of(text)]
    before = [clause[: clause.index(found)] for clause in clauses if found in clause]
    return "" if before and all(_is_denied(words, denials) for words in before) else found


def _is_denied(before: str, denials: Denials) -> bool:
    """Whether what comes next is said not to be: "no delays", "none of the records were late"."""
    near, far = (" ".join(before.split()[-reach:]) for reach in (_CLOSE, _FAR))
    return _says(near, denials.negates) or _says(far, denials.none_of)


def _is_seen_to(text: str, found: re.Match[str], denials: Denials) -> bool:
    """Whether somebody sees to what is wrong, or a single word of it is part of a name."""
    after = text[found.end() :]
    is_word = " " not in found[0].strip()
    return _says(after, denials.dealt_with) or (
        is_word and _says(" ".join(after.split()[:_NEXT]), denials.topics)
    )


def _is_harmless(after: str, reach: int, denials: Denials) -> bool:
    """Whether a word that denies is about what may well be missing: "no exceptions"."""
    near = after.split()[:reach]
    said = " ".join(near)
    return (
        _MASKED in near
        or _says(said, denials.harmless)
        or _says(said, denials.wrong)
        or _says(" ".join(after.split()[:_FAR]), denials.provisos)
    )


def _is_twice(before: str, word: str, denials: Denials) -> bool:
    """Whether a word such as "without" is itself denied: "no visit ends without a note"."""
    if not _says(word, denials.provisos):
        return False
    far = " ".join(before.split()[-_FAR:])
    return _says(far, denials.negates) or _says(far, denials.none_of)


def _is_supposed(text: str, found: re.Match[str], denials: Denials) -> bool:
    return _says(" ".join(text[: found.start()].split()[-2 * _CLOSE :]), denials.supposing)


def _says(text: str, words: tuple[str, ...]) -> bool:
    return bool(words) and pattern_of(words).search(text) is not None
