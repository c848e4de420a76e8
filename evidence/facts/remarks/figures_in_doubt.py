"""Words beside a figure by which it is not the one asked for: an estimate, a part, another period.

The figure is then in dispute: what was typed is one claim, that nothing is known the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from engine.nouns.evidence.fact import Claim, Fact
from engine.nouns.evidence.in_dispute import with_claims
from engine.nouns.policy.phrasing import Phrasing
from engine.nouns.quarter import Quarter
from evidence.cells.values import leaves_open
from evidence.facts.collector import FactCollector, cell_quoted
from evidence.nouns.cells import Cell
from evidence.phrases import phrase_in
from evidence.text import ANY_MONTH, MONTH_NUMBERS, NUMBER_WORDS, folded, shortened

_WORDS = NUMBER_WORDS[:10]
_NUMBER = {word: place for place, word in enumerate(_WORDS, start=1)}
_MONTH = rf"(?P<month>{ANY_MONTH})"
_TOLD = (
    r"(?:figures?|data|numbers?|counts?|totals?|position|snapshot|percentages?|head ?counts?|"
    r"extract|download|staff list|census)"
)
_OF_WHEN = (
    rf"(?:{_TOLD}\s{{1,3}}(?:is |are |as |was |were ){{0,4}}"
    r"(?:pulled |run |drawn |taken |extracted |downloaded |collected |correct )?"
    r"(?:(?:for|from|of|at|to|in|on)\b)?|as at|as of|up to|position at)\s{0,3}"
    r"(?:the\s{1,3})?(?:end\s{1,3}(?:of\s{1,3})?)?(?:\d{1,2}(?:st|nd|rd|th)?\s{1,3})?"
)
_OF_A_MONTH = re.compile(rf"\b{_OF_WHEN}{_MONTH}\b(?:\s+(?P<year>(?:20)?\d\d)\b)?")
_MONTHS_OWN = re.compile(rf"\b{_MONTH}(?:['’]s)?\s+(?P<year>(?:20)?\d\d\s+)?{_TOLD}\b")
_SINCE = re.compile(rf"^since\s+(?:\d{{1,2}}\s+)?{_MONTH}\b")
_TWO_QUARTERS = re.compile(
    r"\b(?:q|qtr |quarter )[1-4]\s*(?:\+|&|and|to|-|/)\s*(?:q|qtr |quarter )?[1-4]\b"
)
_SO_MANY_MONTHS = re.compile(
    r"\b(\d{1,2}|one|two|four|five|six|seven|eight|nine|ten|twelve)[ -]months?\b"
    r"(?=[ -]*(?:figures?|data|total|count|period|rolling))"
)
_ROUGHLY = re.compile(
    r"^(?:over|more than|above|about|around|up to|nearly|almost|some|c\.?|~|>|≥) ?\d"
)
_RANGE = re.compile(r"^(?:between )?\d+ ?(?:-|–|or|to|and) ?\d+$|\bbetween \d+ and \d+\b")
_MONTHS_ON = re.compile(rf"\b{_MONTH}\s?(?:-|–|to)\s?(?P<last>[a-z]{{3,9}})\b")
_TWO_MONTHS = re.compile(rf"^(?:{ANY_MONTH})(?: ?(?:and|&|,|\+) ?(?:{ANY_MONTH}))?$")
_STILL_OPEN = re.compile(
    rf"^(?:{'|'.join(_WORDS)}|[1-9]\d?)\s+(?!(?:of|in|from|to|weeks?|days?|months?|years?)\b|[/.:-])[a-z]"
)
_AT_THE_END = re.compile(r"\bat (?:the )?(?:end of (?:the )?)?(?:quarter|year|month)(?: end)?\b")
_AT_ANOTHER_TIME = re.compile(
    r"\b(?:q[1-4]|quarters?|last|previous|earlier|year|since|before|prior|carried|from|wards?|sites?|"
    r"weeks?|days?|months?|beds?|closed|sessions?|clinics?)\b"
)
_A_MONTH_ONLY = re.compile(
    rf"\b{_MONTH}\s+(?:(?:and|to|-|&)\s+[a-z]+\s+)?(?:figures? |data )?only(?=\s*(?:$|[,.;:)]))"
)
_OF_ONE_MONTH = re.compile(rf"(?:the )?(?:{ANY_MONTH})(?:['’]s)? (?:figure|total|count)")
_OF_A_QUARTER = re.compile(
    rf"\b{_OF_WHEN}(?:quarter\s*|qtr\s*|q)(?P<after>[1-4])\b"
    r"|\b(?:quarter\s*|qtr\s*|q)(?P<before>[1-4])(?:['’]?s)?\s+"
    r"(?:figures?|data|numbers?|counts?|position|return)\b"
)
_OF_A_YEAR = re.compile(rf"\b{_OF_WHEN}(?P<year>20\d\d)\s*[-/–]\s*(?:20)?\d\d\b")


def why_in_doubt(words: str, phrasing: Phrasing, quarter: Quarter) -> str:
    """Why a quarter's figure is not the one asked for, by the words beside it; empty where it may
    be."""
    if leaves_open(words) or phrase_in(words, phrasing.in_doubt) or _is_rough(folded(words)):
        return "is not a count of what is asked for"
    if in_part(words, phrasing.parts) or _of_some(phrasing.professions).search(folded(words)):
        return "is about only part of the organisation"
    return "is for another period" if any(_other_periods(folded(words), quarter)) else ""


def _is_rough(text: str) -> bool:
    """Whether some words give bounds of a number: "over 20", "5 or 6"."""
    return bool(_ROUGHLY.match(text) or _RANGE.search(text))


def is_some_after_all(words: str) -> bool:
    """Whether the words beside a nought count something: "two waiting for a decision"."""
    text = _AT_THE_END.sub("", folded(words))
    return bool(_STILL_OPEN.match(text)) and not _AT_ANOTHER_TIME.search(text)


def doubtful_fact(
    collector: FactCollector, fact: Fact, figure: Cell, words: Cell, how: str
) -> Fact:
    """A fact in dispute: what was typed, and that what is asked for is not known."""
    collector.log_at(figure, words).add_check(
        f"“{shortened(figure.text)}” beside “{shortened(words.text)}”",
        "the figure of the whole organisation and of the quarter, as counted",
        "Give the figure that is asked for, or say why it is that already.",
    )
    why = f"{cell_quoted(figure)}, and {cell_quoted(words)}: by these words it {how}"
    note = "; ".join(part for part in (fact.note, f"by the words beside it, it {how}") if part)
    origins = collector.origins([figure, words])
    return replace(with_claims(fact, [Claim(None, False, origins)], why), note=note)


def doubted_size(collector: FactCollector, fact: Fact, figure: Cell) -> Fact:
    """A count in dispute that is larger than one organisation can have in a quarter."""
    collector.log_at(figure).add_check(
        figure.text,
        "a count of one organisation’s own cases in the quarter",
        "Check the figure, and that it is not of another area or period.",
        facts=(fact.name,),
    )
    why = f"{cell_quoted(figure)}, more than one organisation has in a quarter"
    claim = Claim(None, False, collector.origins([figure]))
    return replace(with_claims(fact, [claim], why), note=why)


def in_part(words: str, parts: tuple[str, ...]) -> bool:
    """Whether some words say that something is so in a part of the organisation alone: "one centre
    only", "two of three wards", "excludes the community clinics"."""
    if not parts:
        return False
    said, (plain, counted) = folded(words), _patterns(parts)
    if plain.search(said):
        return True
    return any(
        _fewer(match[1] or match[3], match[2] or match[4]) for match in counted.finditer(said)
    )


@lru_cache(maxsize=8)
def _of_some(professions: tuple[str, ...]) -> re.Pattern[str]:
    """Words that say that it is so of some of the staff alone, by what they are."""
    staff = "|".join(re.escape(folded(word)) for word in professions) or "(?!)"
    beside = rf"(?:(?:, and |, | and | & )(?:the |our )?(?:{staff}))*"
    return re.compile(
        r"^(?:of )?(?:the |our )?(?!(?:all|both|every|each|whole|any|named|incl\w*|excl\w*)\b)"
        rf"(?:[a-z]+ )?(?:{staff}|staff){beside}$"
        rf"|\b(?:{staff}|staff) only\b|\b(?:only|just) (?:the |our )?(?:{staff})\b"
        r"|(?:^|\bof )(?:the |all )*(?:those|\d+ (?:\w+ )?who|staff who|"
        r"people who)\b(?! (?:who |that )?(?:need|require|are due|were due|is due|due|have to|"
        r"had to|should|must|are eligible|work|were seen|attended)\w*)"
    )


def _fewer(part: str, whole: str | None) -> bool:
    if part in ("some", "most", "half"):
        return True
    few, all_of_them = _number(part), _number(whole or "")
    return few is not None and all_of_them is not None and few < all_of_them


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else _NUMBER.get(word)


@lru_cache(maxsize=8)
def _patterns(parts: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    longest_first = sorted(parts, key=len, reverse=True)
    part = rf"(?:{'|'.join(map(re.escape, longest_first))})(?:e?s)?"
    few = "|".join((*_WORDS, r"\d{1,3}"))
    numbers = "|".join((*_NUMBER, r"\d{1,3}"))
    plain = re.compile(
        rf"\b{part} only\b"
        rf"|\bonly (?:at |in |on |from |for |covers? )?(?:the )?(?:(?:{numbers}) )?"
        r"(?:of (?:the |our )?)?"
        rf"(?:[\w'’]+ )?{part}\b"
        rf"|\b(?:exclud\w+|not includ\w+|without|excepting|except|apart from|other than|not in|"
        rf"(?:no|missing) (?:data|figures?|numbers?|returns?) (?:from|for)|not (?:received )?from) "
        rf"(?:the |our |for |from )?(?:[\w'’]+ )?{part}\b"
        rf"|\b(?:{few}) of (?:the |our )(?:[\w'’]+ )?{part}\b"
        rf"|^(?:of )?(?:the |our )?(?!(?:all|both|every|each|whole|any|other)\b)[a-z]+ {part}$"
        rf"|\b{part} (?:did not|didn't|has not|have not|failed to) (?:report|return|send|submit)"
        rf"|\b{part} (?:is |are |was |were |has |have )?(?:been )?(?:left out|missing|not included|"
        rf"excluded|omitted|not counted|not returned|yet to return|still to report)\b"
        rf"|\bnot all (?:the |of the |our )?(?:[\w'’]+ )?{part}\b"
    )
    counted = re.compile(
        rf"\b({numbers}) {part} (?:out )?of (?:the |our )?({numbers})\b"
        rf"|\b({numbers}|some|most|half) (?:out )?of (?:the |our |all )*"
        rf"(?:({numbers}) )?(?:[\w'’]+ )?{part}\b"
    )
    return plain, counted


def _other_periods(text: str, quarter: Quarter) -> Iterator[bool]:
    """Of each period that some words say a figure is of, whether it is another than the quarter."""
    first, after = quarter.first_day, quarter.next.first_day
    # A figure drawn when the return was made, in the month after, is one of the quarter's end.
    own = {first.month, first.month + 1, first.month + 2}
    near = own | {after.month}
    yield bool(_TWO_MONTHS.search(text))
    yield bool(_TWO_QUARTERS.search(text)) or bool(_SO_MANY_MONTHS.search(text))
    if (since := _SINCE.match(text)) and MONTH_NUMBERS[since["month"]] != first.month:
        yield True
    for match in _MONTHS_ON.finditer(text):
        months = match["month"][:3], match["last"][:3]
        if all(name in MONTH_NUMBERS for name in months):
            yield {MONTH_NUMBERS[name] for name in months} - own != set()
    for match in (*_OF_A_MONTH.finditer(text), *_MONTHS_OWN.finditer(text)):
        month = MONTH_NUMBERS[match["month"]]
        year = int(match["year"]) % 100 if match["year"] else None
        yield month not in near or year not in (None, *(day.year % 100 for day in (first, after)))
    yield bool(_A_MONTH_ONLY.search(text) or _OF_ONE_MONTH.fullmatch(text))
    for match in _OF_A_QUARTER.finditer(text):
        yield int(match["after"] or match["before"]) != quarter.number
    for match in _OF_A_YEAR.finditer(text):
        yield int(match["year"]) != quarter.year
