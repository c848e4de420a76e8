"""NHS numbers: told by their check digit, however they are spaced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from operator import mul

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
        return len(raw) >= _DIGITS and next(_spans(raw), None) is not None
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if isinstance(raw, int) and not isinstance(raw, bool):
        return abs(raw) in _TEN_DIGITS and is_nhs_number(str(abs(raw)))
    return False


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
        groups = [match.span() for match in _GROUP.finditer(text, *run.span())]
        digits = "".join(text[first:last] for first, last in groups)
        ends = list(accumulate(last - first for first, last in groups))
        group_ending = {end: at for at, end in enumerate(ends)}
        taken = run.start()
        for at, (first, end) in enumerate(groups):
            begin = ends[at] - (end - first)
            to = group_ending.get(begin + _DIGITS)
            if to is None or first < taken:
                continue
            last = groups[to][1]
            if not _like_one(text, first, last, to - at + 1) or _DATE.match(text, first, last):
                continue
            if is_nhs_number(digits[begin : begin + _DIGITS]):
                yield first, last
                taken = last


def _like_one(text: str, first: int, last: int, groups: int) -> bool:
    """Whether ten digits are grouped as people write one number, not as several figures.

    A decimal such as 0.916666667 has ten digits too, and so have rows of small figures.
    """
    if groups == 2 and "." in text[first:last]:
        return False
    return groups <= 5 or groups == _DIGITS
