"""Years in the title of a document that is made each year, held against the day of its approval."""

from __future__ import annotations

import datetime as dt
import re

from engine.nouns.evidence.fact import Range

_YEAR = r"(?:19|20)\d\d"
_PERIOD = re.compile(rf"(?<![\d/.-])({_YEAR})(?:\s*[-/–]\s*({_YEAR}|\d\d))?(?![\d/.-])")
_LAW = re.compile(
    rf"\b(?:acts?|regulations?|guidance|working together|framework)\b[\s(,]*(?:of\s+)?"
    rf"{_YEAR}(?:\s*(?:,|and|&)\s*{_YEAR})*",
    re.IGNORECASE,
)
"""A law or guidance with the year that it is of, which is not the document's."""


def other_year(title: str, approved: Range) -> str:
    """The year that a title names and that does not fit the day of approval, as written; "" where
    one fits, or none is named.

    What is made about a year is approved in it or in the one after.
    """
    found = list(_PERIOD.finditer(_LAW.sub(" ", title)))
    low, high = (dt.date.fromordinal(int(edge)).year for edge in (approved.low, approved.high))
    for match in found:
        first = int(match[1])
        last = int(match[2]) % 100 + first // 100 * 100 if match[2] else first
        if first <= high and low <= last + 1:
            return ""
    return found[0][0] if found else ""
