"""NHS numbers: recognised by their check digit, however they are spaced."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, count
from operator import mul

_LONG = 1_000
"""Signs beyond which what was found of a text is remembered."""
_LONG_TEXTS = 256
"""So many are: no more than 8 MB of the longest cells."""
_REPLACEMENT = "[what looks like an NHS number]"


_DIGITS = 10
_TEN_DIGITS = range(10 ** (_DIGITS - 1), 10**_DIGITS)


_WEIGHTS = range(10, 1, -1)


_SEPARATOR = r"[\s.\-\u00ad\u2010-\u2015\u2212_/]{1,3}"


_RUN = re.compile(rf"\d+(?:{_SEPARATOR}\d+)*")


_GROUP = re.compile(r"\d+")


_DATE = re.compile(
    r"(?:(?:19|20)\d\d([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|1[0-2])\2(?:19|20)\d\d)(?!\d)"
)


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits pass the check that every NHS number passes (modulus 11)."""
    total: int = sum(map(mul, _WEIGHTS, map(int, digits)))
    return (11 - total % 11) % 11 == int(digits[9])


def holds_nhs_number(raw: object) -> bool:
    """Whether a cell's value holds a valid NHS number, with or without spaces and dashes."""
    if isinstance(raw, str):
        if len(raw) == _DIGITS and raw.isascii() and raw.isdigit():
            return is_nhs_number(raw)
        # A long text costs most, and is looked at for each way in which its file may be read.
        return len(raw) >= _DIGITS and (_known_to_hold if len(raw) > _LONG else _holds)(raw)
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if isinstance(raw, int) and not isinstance(raw, bool):
        return abs(raw) in _TEN_DIGITS and is_nhs_number(str(abs(raw)))
    return False


def _holds(text: str) -> bool:
    return next(_spans(text), None) is not None


_known_to_hold = lru_cache(maxsize=_LONG_TEXTS)(_holds)


def without_nhs_numbers(text: str) -> str:
    """Text that may be shown: names of files and sheets with any NHS number taken out."""
    kept, at = [], 0
    for first, last in _spans(text):
        kept.append(text[at:first])
        at = last
    return _REPLACEMENT.join([*kept, text[at:]])


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where NHS numbers stand in a text: each as (first, one past the last), none overlapping."""
    for run in _RUN.finditer(text):
        if run.end() - run.start() >= _DIGITS:
            yield from _spans_within(text, *run.span())


def _spans_within(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where NHS numbers stand in a run of groups of digits."""
    groups = [match.span() for match in _GROUP.finditer(text, start, stop)]
    if len(groups) == 1 and stop - start != _DIGITS:
        return
    ends = list(accumulate(last - first for first, last in groups))
    taken = start
    for begin in _passing("".join(_GROUP.findall(text, start, stop))):
        at, to = bisect_right(ends, begin), bisect_left(ends, begin + _DIGITS)
        first, last = groups[at][0], groups[to][1]
        if begin != (ends[at - 1] if at else 0) or ends[to] != begin + _DIGITS or first < taken:
            continue
        if _like_one(text, first, last, to - at + 1) and not _DATE.match(text, first, last):
            yield first, last
            taken = last


def _passing(digits: str) -> list[int]:
    """Where the ten digits begin that pass the check, wherever groups of them end.

    Sums so far tell every sum of ten in one step: a cell may hold thousands of figures.
    """
    # A "0" is 48, and 48 for each of ten digits comes to 48 x 55, which 11 divides.
    values = digits.encode() if digits.isascii() else list(map(int, digits))
    plain = list(accumulate(values, initial=0))
    by_place = list(accumulate(map(mul, count(), values), initial=0))
    windows = zip(plain, plain[_DIGITS:], by_place, by_place[_DIGITS:], strict=False)
    return [
        begin
        for begin, (low, high, low_by_place, high_by_place) in enumerate(windows)
        if ((begin + _DIGITS) * (high - low) - high_by_place + low_by_place) % 11 == 0
    ]


def _like_one(text: str, first: int, last: int, groups: int) -> bool:
    """Whether ten digits are grouped as people write one number, not as several figures.

    A decimal such as 0.916666667 has ten digits too, and so have rows of small figures.
    """
    if groups == 2 and "." in text[first:last]:
        return False
    return groups <= 5 or groups == _DIGITS
