"""Words that say of how many something holds, where these are not enough to be all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from engine.nouns.policy.phrasing import Phrasing
from evidence.denials import parts_of
from evidence.facts.remarks.counts_said import falls_short, in_figures
from evidence.facts.remarks.figures_in_doubt import in_part
from evidence.phrases import pattern_of, words_of
from evidence.text import folded

_LEAST = 75.0
"""In %: where fewer of anything are counted, it is so in part alone, whatever they are."""
_NUMBER = r"(?<![\d/.,:])(\d{1,6})"
_OF_ANYTHING = re.compile(
    rf"{_NUMBER}(?: [a-z][a-z'’-]*){{0,2}} (?:out )?of (?:the |our |all |a total of )*(\d{{1,6}})"
    r"(?![\d/%]|\.\d| ?(?:per ?cent|(?:st|nd|rd|th)\b))"
)
_MARK = re.compile(
    r" (?:target|trajectory|standard|threshold|in q\d|last|points?\b|up\b|more|higher)"
)
"""Words after a percentage by which it is one too."""
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d+)?) ?(?:%|per ?cent\b)")
_BEFORE_NOW = re.compile(
    r"\b(?:from|was|were|by|of|over|under|above|below|least|target|than|last year|previously|other)"
    r" (?:(?:in \w+|only|just|about|around) )?$"
)
"""Words before a percentage by which it is an earlier one, a change or a mark to reach."""


_FRACTION = re.compile(
    r"\b(?:a|an|1|2|3|about|under|over|nearly|almost) (?:half|third|quarter|fifth|tenth|fraction)s?"
    r"(?: of)?\b(?! (?:hour|day|an hour|a day|past|to))|\b(?:half|third|two thirds) of\b"
)
_N_IN_M = re.compile(
    r"(?<![\d/.,:])(\d{1,3}) in (?:every )?(\d{1,3})\b"
    r"(?! ?(?:%|st|nd|rd|th|days|weeks|months|hours))"
)


def is_in_part(words: str, phrasing: Phrasing, enough: float) -> bool:
    """Whether some words say that it is so in parts of the organisation alone, or for too few:
    "two of three wards", "4 of 16 staff trained", "compliance 62 %". ``enough``, in %, is what
    rounding allows."""
    if in_part(words, phrasing.parts) or falls_short(words, phrasing.counting):
        return True
    counted, shares = _of_people(phrasing.professions)
    text = in_figures(folded(words))
    if any(100 * int(match[1]) < int(match[2]) * enough for match in counted.finditer(text)):
        return True
    if any(float(match[1]) < enough for match in shares.finditer(text)):
        return True
    # Without the words for what is only a sample, no share of anything else tells.
    return bool(phrasing.sampled) and any(
        share < least
        for part in parts_of(words)
        for share, least in _shares(in_figures(folded(part)), phrasing, enough)
    )


def _shares(text: str, phrasing: Phrasing, enough: float) -> Iterator[tuple[float, float]]:
    """Each share in a clause that is of what is to be in place, with what would be enough; in %."""
    if pattern_of(phrasing.sampled).search(words_of(text)):
        return
    for match in _OF_ANYTHING.finditer(text):
        part, whole = int(match[1]), int(match[2])
        if whole > 1 and part <= whole:
            yield 100 * part / whole, _LEAST
    for match in _N_IN_M.finditer(text):
        if int(match[1]) < int(match[2]):
            yield 100 * int(match[1]) / int(match[2]), _LEAST
    if _FRACTION.search(text):
        yield 50.0, _LEAST
    percents = _percents_now(text)
    if percents and max(percents) <= 100:
        reached = phrasing.reached and pattern_of(phrasing.reached).search(words_of(text))
        yield percents[-1], enough if reached else _LEAST


def percents_said(words: str, phrasing: Phrasing) -> list[float]:
    """Each percentage in some words that is of what the figure beside them is of, as far as they
    tell: no earlier one, no change, no mark to reach."""
    return [
        percent
        for part in parts_of(words)
        if not (phrasing.sampled and pattern_of(phrasing.sampled).search(words_of(part)))
        for percent in _percents_now(folded(part))
        if percent <= 100
    ]


def _percents_now(text: str) -> list[float]:
    return [
        float(match[1])
        for match in _PERCENT.finditer(text)
        if not _BEFORE_NOW.search(text[: match.start()]) and not _MARK.match(text[match.end() :])
    ]


@lru_cache(maxsize=8)
def _of_people(professions: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How many of the people that it is about it holds for, and the same in %."""
    staff = "|".join(re.escape(folded(word)) for word in ("staff", *professions))
    whose, quality = r"(?:the |our |all )*", r"(?:[\w'’]+ )?"
    others = "files|records|asked|interviewed|surveyed|sampled|responded"
    return (
        re.compile(
            rf"(?<![\d/.,])(\d{{1,6}}) (?:out )?of {whose}(\d{{1,6}}) {quality}"
            rf"(?:{staff}|people)\b(?! (?:{others}))"
        ),
        re.compile(
            rf"(?<![\d.,])(\d{{1,2}}(?:\.\d+)?) ?% (?:of )?{whose}{quality}(?:{staff})\b"
            rf"(?! (?:{others}|said|felt|kn[eo]w|agreed))"
        ),
    )
