"""Counts in what is written beside an answer: fewer than there were, too late, too few, still owed.

"Three cases this year, two reported"   two of three
"LADO told in 3 of 4 cases"             three of four, where each one counts
"Referral log, six chased after a week" six that were late
"Training list, two GPs to book"        two that are still owed
"Survey, n=3"                           too few to tell of all
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from engine.nouns.policy.phrasing import Counting
from evidence.phrases import sentences_of
from evidence.text import NUMBER_WORDS, folded

_A_WORD = re.compile(rf"\b(?:{'|'.join(NUMBER_WORDS)})\b")
_COUNT = r"(?<![\d/.,:£-])(\d{1,5})"
_LATE = (
    r"(?:after|over|more than) (?:(?:a|an|about|over|more than|nearly) )*(?:\d{1,3} )?"
    r"(?:fortnight|days?|weeks?|months?|quarters?|years?)"
)
_ASKED = re.compile(
    r"\bn ?= ?(\d{1,6})\b"
    r"|\b(?:samples?|surveys?|audits?|checks?|questionnaires?) of (?:only |just )?(\d{1,6})\b"
    r"(?! ?(?:%|per ?cent|(?:st|nd|rd|th)\b|[/.]\d| \w+ 20\d\d))"
    rf"|{_COUNT} (?:\w+ )?(?:forms?|cards?|slips?) (?:came back|came in|returned|back|received)\b"
    rf"|{_COUNT} (?:\w+ )?(?:replies|responses|respondents|questionnaires|replied|responded|"
    r"answered)\b"
)
"""How many were asked or looked at."""
_FEW = 20
_NEARLY_ALL = 95
"""In %."""
_ALL_TOLD = re.compile(rf"{_COUNT} (?:in all|in total|all told|altogether)\b")
_QUARTER = r"(?:the )?(?:q(?:uarter ?)?([1-4])|(?:last|previous|prior) quarter)\b"
_OF_ANOTHER_QUARTER = re.compile(
    rf"(?<!from )(?<!than )(?<!was )(?<!were )(?:{_COUNT}|\b(?:some|most|several|all)) "
    r"(?:of (?:these|them|the \w+) (?:\w+ ){0,2}(?:from|in|of|for|during) "
    rf"|(?:(?!more|fewer|less|higher|lower)\w+ ){{0,2}}from ){_QUARTER}"
)


def in_figures(text: str) -> str:
    """A text with its small numbers in figures: "two of three" is "2 of 3"."""
    return _A_WORD.sub(lambda found: str(NUMBER_WORDS.index(found[0]) + 1), text)


def falls_short(words: str, counting: Counting) -> bool:
    """Whether some words count fewer than all of what each one counts of, or some that were late,
    or that are still owed."""
    if not counting.cases:
        return False
    patterns, said = _patterns(counting), in_figures(folded(words))
    if any(_is_fewer(int(match[1]), int(match[2])) for match in patterns.of_each.finditer(said)):
        return True
    if some_late_or_owed(words, counting):
        return True
    whole = patterns.whole.search(said)
    if whole is None:
        return False
    done = patterns.done.finditer(said, whole.end())
    parts = [int(match[1] or match[2]) for match in done]
    return bool(parts) and _is_fewer(sum(parts), int(whole[1]))


def some_late_or_owed(words: str, counting: Counting) -> bool:
    """Whether some words count what was late, or is still owed: "one of the two took 90 days"."""
    if not counting.cases:
        return False
    patterns = _patterns(counting)
    sentences = [in_figures(folded(sentence)) for sentence in sentences_of(words)]
    return any(patterns.late.search(said) or patterns.owed.search(said) for said in sentences)


def _is_fewer(some: int, all_of_them: int) -> bool:
    """Whether some are not as good as all: of a few, each one counts; of many, nearly all do."""
    if all_of_them <= _FEW:
        return some < all_of_them
    return 100 * some < _NEARLY_ALL * all_of_them


def fewest_asked(words: str) -> int | None:
    """The fewest that some words say were asked or looked at; None where they do not say."""
    counts = [
        int(next(filter(None, match.groups())))
        for match in _ASKED.finditer(in_figures(folded(words)))
    ]
    return min(counts, default=None)


def counted_in_all(words: str) -> int | None:
    """How many some words say that there are in all; None where they do not say."""
    found = _ALL_TOLD.search(in_figures(folded(words)))
    return int(found[1]) if found is not None else None


def of_another_quarter(words: str, own: int) -> Iterator[int | None]:
    """How many of a count some words say are of another quarter than the one of this number, each
    time they do; None for some of them."""
    for match in _OF_ANOTHER_QUARTER.finditer(in_figures(folded(words))):
        if match[2] is None or int(match[2]) != own:
            yield int(match[1]) if match[1] else None


class _Patterns:
    """What the words of a pack look like in a sentence whose numbers are figures."""

    def __init__(self, counting: Counting) -> None:
        cases, done, still = (
            "|".join(sorted(map(_word, words), key=len, reverse=True)) or "(?!)"
            for words in (counting.cases, counting.done, counting.still_to)
        )
        few = r"(?:[a-z'’-]+ ){0,2}"
        self.whole = re.compile(rf"{_COUNT} {few}(?:{cases})\b")
        self.of_each = re.compile(
            rf"{_COUNT} (?:out )?of (?:the |our |all |these )*(\d{{1,5}}) {few}(?:{cases})\b"
        )
        had = r"(?:of (?:these|them|which|whom) )?(?:(?:were|was|had|has|have|been|got) )*"
        self.done = re.compile(
            rf"{_COUNT} {had}(?:{done})\b|\b(?:{done}) (?:about|of|on|for|in) {_COUNT}(?=$|[,.;])"
        )
        more = "(?:over |more than |nearly |about )*"
        took = rf"of (?:the )?\d{{1,5}} took {more}\d+ (?:days|weeks|months)"
        self.late = re.compile(rf"{_COUNT} (?:{few}{had}(?:{done}) {_LATE}|{took})\b")
        self.owed = re.compile(
            rf"{_COUNT} (?:[a-z'’-]+ ){{0,3}}(?:yet |still )?to (?:{still})\b(?! (?:each|every)\b)"
        )


@lru_cache(maxsize=8)
def _patterns(counting: Counting) -> _Patterns:
    return _Patterns(counting)


def _word(word: str) -> str:
    return re.escape(folded(word))
