"""NHS quarters: the periods for which organisations submit returns."""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass

_Q = r"(?:Q|Qtr|Quarter)\.?\s*"
_LABEL = re.compile(
    rf"^\s*(?:{_Q}(?P<q1>[1-4])[\s,:]+(?:of\s+)?)?(?P<year>\d{{4}})\s*[-/–]\s*"
    rf"(?P<next>\d{{2}}|\d{{4}})(?:[\s,:–-]*{_Q}(?P<q2>[1-4]))?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One NHS quarter: ``Quarter(2014, 1)`` is 1 April to 30 June 2014, written ``2014-15 Q1``."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """The quarter that a label such as ``2014-15 Q2`` or ``Quarter 2 2014/15`` names.

        Raises ValueError, in words for the reader, when the text names no NHS quarter.
        """
        match = _LABEL.match(text)
        number = match and (match["q1"] or match["q2"])
        if match is None or number is None or (match["q1"] and match["q2"]):
            raise ValueError(f"“{text}” is not an NHS quarter; write it like 2014-15 Q2")
        year, following = int(match["year"]), int(match["next"])
        if following not in ((year + 1) % 100, year + 1):
            raise ValueError(f"“{text}” is not a financial year; {year} is followed by {year + 1}")
        return cls(year, int(number))

    @classmethod
    def of_index(cls, index: int) -> Quarter:
        """The quarter with that number in the unbroken count of quarters (see ``index``)."""
        return cls(index // 4, index % 4 + 1)

    @classmethod
    def of_day(cls, day: dt.date) -> Quarter:
        """The quarter that a day lies in."""
        year, month = divmod(day.year * 12 + day.month - 4, 12)
        return cls(year, month // 3 + 1)

    @property
    def label(self) -> str:
        """``2014-15 Q2``."""
        return _label(self.year, self.number)

    @property
    def index(self) -> int:
        """A count that rises by one from each quarter to the next."""
        return self.year * 4 + self.number - 1

    @property
    def first_day(self) -> dt.date:
        """The first day of the quarter; that of Q1 is 1 April."""
        month = (4, 7, 10, 1)[self.number - 1]
        return dt.date(self.year + (self.number == 4), month, 1)

    @property
    def last_day(self) -> dt.date:
        """The last day of the quarter."""
        return self.next.first_day - dt.timedelta(days=1)

    @property
    def next(self) -> Quarter:
        """The quarter after this one."""
        return Quarter.of_index(self.index + 1)

    @property
    def previous(self) -> Quarter:
        """The quarter before this one."""
        return Quarter.of_index(self.index - 1)

    def __str__(self) -> str:
        return self.label


@functools.lru_cache(maxsize=256)
def _label(year: int, number: int) -> str:
    return f"{year}-{(year + 1) % 100:02d} Q{number}"
