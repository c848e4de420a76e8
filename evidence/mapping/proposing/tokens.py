"""The words that distinguish a text from others, without endings and abbreviations."""

from __future__ import annotations

import re
from functools import lru_cache

from evidence.mapping.foreign_sheet import without_periods
from evidence.text import folded

_SAME_WORD = 86.0
_LEAST_LETTERS, _LONGEST_ENDING = 4, 3
_STOP = frozenset(
    [
        "a",
        "all",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "by",
        "count",
        "do",
        "does",
        "during",
        "every",
        "for",
        "from",
        "given",
        "has",
        "have",
        "how",
        "in",
        "is",
        "it",
        "its",
        "no",
        "number",
        "of",
        "on",
        "or",
        "our",
        "percent",
        "percentage",
        "proportion",
        "rate",
        "s",
        "say",
        "says",
        "such",
        "that",
        "the",
        "their",
        "there",
        "they",
        "this",
        "those",
        "to",
        "us",
        "was",
        "we",
        "were",
        "which",
        "who",
        "whom",
        "with",
        "within",
        "you",
        "your",
    ]
)
_WORD = re.compile(r"[a-z]+|\d+(?:\.\d+)*")
_FEW = re.compile(r"\b[A-Z]{2,5}s?\b")
_TIMES = re.compile(r"<(?:day|year|quarter)>")


def without_times(text: str) -> str:
    """A text without the quarter, years and days in it: "Annual report 2013/14"."""
    plain = without_periods(text)
    return _TIMES.sub(" ", plain) if "<" in plain else text


@lru_cache(maxsize=1 << 12)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text that distinguish it from others, each once, without their endings."""
    words = (_stem(word) for word in _WORD.findall(folded(text)) if word not in _STOP)
    return tuple(dict.fromkeys(words))


@lru_cache(maxsize=1 << 14)
def spelt_out(text: str, phrase: str) -> str:
    """A text with its abbreviations written out by a phrase that has the words: "CP referrals to
    CSC" by "child protection referrals to children's social care"."""
    if not _FEW.search(text) or not _WORD.search(folded(_FEW.sub(" ", text))):
        # Letters alone are nobody's words: "AP" is no "attending peer review".
        return text
    words = [word for word in re.findall(r"[a-z]+", folded(phrase).replace("'s", "s")) if word]
    words = [word for word in words if word not in ("of", "the", "and", "to")]

    def written(found: re.Match[str]) -> str:
        initials = found[0].removesuffix("s").lower()
        for start in range(len(words) - len(initials) + 1):
            run = words[start : start + len(initials)]
            if "".join(word[0] for word in run) == initials:
                return " ".join(run)
        return found[0]

    return _FEW.sub(written, text)


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ions", "ion", "ings", "ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=1 << 16)
def same_word(word: str, other: str) -> bool:
    """Whether two words without their endings are the same, a slip of the pen aside."""
    if word == other:
        return True
    short, long = sorted((word, other), key=len)
    if word[0] != other[0] or len(short) < _LEAST_LETTERS or word.isdigit():
        return False
    if long.startswith(short):
        return len(short) > _LEAST_LETTERS or len(long) - len(short) <= _LONGEST_ENDING
    if len(short) <= _LEAST_LETTERS + 1:
        # "Plan" is no slip for "plain".
        return False
    # Imported here: only whoever proposes a mapping wants it.
    from rapidfuzz import fuzz

    return fuzz.ratio(word, other) >= _SAME_WORD
