"""Days, months and years in what an answer rests on: it may be of long ago, or still to come."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from engine.nouns.policy.phrasing import Dating
from evidence.cells.dates import add_months
from evidence.denials import parts_of
from evidence.facts.collector import FactCollector
from evidence.facts.remarks.titled_periods import ended_before
from evidence.phrases import pattern_of, words_of
from evidence.text import ANY_MONTH, MONTH_NUMBERS, folded

EVIDENCE_DATED = "evidence_dated_months"
REVIEW_LONGEST = "review_longest_months"
_MONTH = rf"(?P<month>{ANY_MONTH})"
_YEAR = r"(?P<year>(?:19[89]|20\d)\d)"
_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-]((?:20)?\d\d)(?![\d/.-])")
_OF_YEAR = re.compile(rf"\b{_MONTH}\.?,? (?:{_YEAR}|['’](?P<short>\d\d))\b")
_YEARS = re.compile(
    rf"(?<![\d/.-]){_YEAR}(?: ?(?:[-/–]|to|and) ?(?P<last>(?:20)?\d\d))?(?![\d/.-])"
)
_BARE = re.compile(
    r"\b(?:from|by|until|till|starts?|starting|begins?|due|next|in|at|for|on|on the)"
    r" (?:next |early |late |mid |mid-|the |end of |its |\d{1,2}(?:st|nd|rd|th)? ){0,5}"
    rf"{_MONTH}\b(?! \d)"
)
_OTHER = _MONTH.replace("<month>", "<other>")
_DAY_ALONE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}"
    rf"|{_OTHER} (?P<after>\d{{1,2}})(?:st|nd|rd|th)?)\b(?! ?\d{{2}})"
)
_AHEAD = 6
"""A month without a year is the coming one where it is no more than so many months ahead."""
_PAST = re.compile(
    r"\b(?:\w{3,}ed|held|met|seen|sent|took|taken|gave|given|went|made|was|were|had)\b"
)


class _Time(NamedTuple):
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class DatingLimits:
    """The days and limits by which evidence is held to be of long ago, or still to come."""

    as_of: dt.date
    sent: dt.date
    """The day the return was sent, or the as-of date where it is not known."""
    months: float | None
    """How many months old what an answer rests on may be; None where any."""
    lasting: float | None
    """The same of what is in force for years."""


def dating_limits(collector: FactCollector) -> DatingLimits:
    """The days and limits of a return."""
    months = collector.limit(EVIDENCE_DATED)
    return DatingLimits(
        collector.as_of,
        collector.submitted.submitted_on or collector.as_of,
        months,
        None if months is None else collector.limit(REVIEW_LONGEST) or months,
    )


def out_of_time(words: str, dating: Dating, dated: DatingLimits) -> str:
    """Why what an answer rests on cannot show how things are: "is from long ago", "is still to
    come"; empty where nothing speaks against it."""
    if not dating.ahead:
        # Without the words for what may lie ahead, no day tells.
        return ""
    if not any(sign.isdigit() for sign in words) and not _BARE.search(folded(words)):
        return ""
    clauses = [_without_laws(folded(part), dating.published) for part in parts_of(words)]
    if any(_comes(clause, max(dated.sent, dated.as_of), dating) for clause in clauses):
        return "is still to come"
    text = words_of(words)
    lasting = _says(text, dating.lasting)
    if (lasting or _says(text, dating.spans)) and ended_before(words, dated.as_of):
        return "is about years that are over"
    if _says(text, dating.still_so):
        return ""
    months = dated.lasting if lasting else dated.months
    whole = _without_laws(folded(words), dating.published)
    latest = max((time.last for time in _times(whole)), default=None)
    if months is None or latest is None:
        return ""
    return "is from long ago" if add_months(latest, int(months)) < dated.as_of else ""


def _comes(clause: str, now: dt.date, dating: Dating) -> bool:
    """Whether a clause tells of a time after a day, and not of when it is looked at again."""
    if _says(words_of(clause), dating.ahead):
        return False
    times = list(_times(clause))
    if times:
        return min(time.first for time in times) > now
    alone = _DAY_ALONE.search(clause)
    if alone is not None and not _PAST.search(clause):
        return 0 < _days_on(alone, now) <= 31 * _AHEAD
    bare = _BARE.search(clause)
    if bare is None or _PAST.search(clause):
        return False
    return 0 < (MONTH_NUMBERS[bare["month"]] - now.month) % 12 <= _AHEAD


def _days_on(alone: re.Match[str], now: dt.date) -> int:
    """So many days after one the next such day is; 0 where it is no day, or the same."""
    day = int(alone["day"] or alone["after"])
    month = MONTH_NUMBERS[alone["month"] or alone["other"]]
    year = now.year + ((month, day) < (now.month, now.day))
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return 0
    return (dt.date(year, month, day) - now).days


def _times(text: str) -> Iterator[_Time]:
    """Each day, month or year that is named with its year."""
    for match in _DAY.finditer(text):
        day, month, year = (int(group) for group in match.groups())
        if 1 <= month <= 12 and 1 <= day <= 28 + 3:
            yield _month_of(year % 100 + 2000, month)
    rest = _DAY.sub(" ", text)
    for match in _OF_YEAR.finditer(rest):
        year = int(match["year"] or 2000 + int(match["short"]))
        yield _month_of(year, MONTH_NUMBERS[match["month"]])
    rest = _OF_YEAR.sub(" ", rest)
    for match in _YEARS.finditer(rest):
        first = int(match["year"])
        last = first // 100 * 100 + int(match["last"]) % 100 if match["last"] else first
        yield _Time(dt.date(first, 1, 1), dt.date(max(first, last), 12, 31))


def _month_of(year: int, month: int) -> _Time:
    first = dt.date(year, month, 1)
    return _Time(first, add_months(first, 1) - dt.timedelta(days=1))


def _without_laws(text: str, published: tuple[str, ...]) -> str:
    """A text without the years that laws and guidance are called by."""
    return _laws(published).sub(" ", text) if published else text


@lru_cache(maxsize=8)
def _laws(published: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(folded(name)) for name in published)
    return re.compile(
        rf"\b(?:{names})s?\b[\s(,]*(?:of\s+)?{_year_plain()}(?:\s*(?:,|and|&)\s*{_year_plain()})*"
        rf"|\b{_year_plain()} (?:{names})\b"
    )


def _year_plain() -> str:
    return r"(?:19|20)\d\d"


def _says(text: str, words: tuple[str, ...]) -> bool:
    return bool(words) and pattern_of(words).search(text) is not None
