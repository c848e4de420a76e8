"""No data about single people: a cell that holds such is refused and never repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import mul

from evidence.grid import Typed
from evidence.single_people import (
    POSTCODE_FOUND,
    RECORD_FOUND,
    about_one_person,
    perhaps_about_one_person,
)

NHS_NUMBER_FOUND = "what looks like an NHS number (not repeated here)"
NOT_REPEATED = frozenset({NHS_NUMBER_FOUND, RECORD_FOUND, POSTCODE_FOUND})
"""Why a cell is refused that holds what has no place in a return."""
_REPLACEMENT = "[what looks like an NHS number]"
_DIGITS = 10
_TWO_RUNS = re.compile(rb"a[^a\n]++a")
_KINDS = bytes(
    b"9"[0] if chr(n).isdigit() else b"a"[0] if chr(n).isalpha() else n if n == 10 else b"-"[0]
    for n in range(128)
).ljust(256, b"-")
"""Every digit as 9, every letter as a, every other sign but the end of a line as a dash."""
_NO_DIGITS = bytes(n for n in range(256) if chr(n) not in "0123456789\n")
_OF_BIRTH = (b"dob", b"born", b"birth")
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
        digits = str(abs(raw)) if abs(raw) < 10**_DIGITS else ""
        return len(digits) == _DIGITS and is_nhs_number(digits)
    return False


def tell_of_nobody(texts: Sequence[str]) -> bool:
    """Whether some texts tell of nobody by their shapes, asked of all at once: none is blank, and
    all are short words, or have fewer digits than an NHS number and either no more than one run
    of letters and no word of birth, or nothing of what a text is refused for.

    Whatever is refused for its words but those of birth, or as a postcode, has two runs of
    letters. Most staff references are such texts, and searching a million of them one by one
    takes longer than reading them.
    """
    together, sizes = "".join(texts), set(map(len, texts))
    if not together.isascii() or not texts or 0 in sizes:
        return False
    if together.isalnum() and max(sizes) < _DIGITS:
        return True
    if not together.isprintable():
        return False
    text = "\n".join(["", *texts])
    lines = text.encode("ascii")
    digits = lines.translate(None, _NO_DIGITS).split(b"\n")
    if b"\n " in lines or max(map(len, digits)) >= _DIGITS:
        return False
    of_birth = any(word in lines.lower() for word in _OF_BIRTH)
    one_run_each = not of_birth and _TWO_RUNS.search(lines.translate(_KINDS)) is None
    return one_run_each or not perhaps_about_one_person(text)


def guarded(typed: Typed) -> Typed:
    """The cell as it is, or one that holds nothing where it tells of one person: a valid NHS
    number, a date of birth, a postcode, text that looks like somebody's record."""
    raw = typed.raw
    if isinstance(raw, str) and len(raw) < _DIGITS and raw.isascii() and raw.isalnum():
        return typed
    if holds_nhs_number(raw):
        return REFUSED
    why = about_one_person(raw)
    return Typed(None, unusable=why) if why else typed


def without_nhs_numbers(text: str) -> str:
    """Text that may be shown: names of files and sheets with any NHS number taken out."""
    spans = list(_spans(text))
    for first, last in reversed(spans):
        text = text[:first] + _REPLACEMENT + text[last:]
    return text


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where NHS numbers stand in a text: each as (first, one past the last), none overlapping."""
    for run in _RUN.finditer(text):
        groups = [match.span() for match in _GROUP.finditer(text, *run.span())]
        taken = run.start()
        for at, (first, _) in enumerate(groups):
            if first < taken:
                continue
            last = _ten_digits_from(groups[at:])
            if last is None or _DATE.match(text, first, last) or not _like_one(text, first, last):
                continue
            if is_nhs_number("".join(_GROUP.findall(text, first, last))):
                yield first, last
                taken = last


def _ten_digits_from(groups: list[tuple[int, int]]) -> int | None:
    """Where a row of whole groups that is ten digits long ends, if one begins here."""
    total = 0
    for first, last in groups:
        total += last - first
        if total >= _DIGITS:
            return last if total == _DIGITS else None
    return None


def _like_one(text: str, first: int, last: int) -> bool:
    """Whether ten digits are grouped as people write one number, not as several figures.

    A decimal such as 0.916666667 has ten digits too, and so have rows of small figures.
    """
    between = text[first:last]
    sizes = [len(group) for group in _GROUP.findall(between)]
    if len(sizes) == 2 and "." in between:
        return False
    return len(sizes) <= 5 or all(size == 1 for size in sizes)


REFUSED = Typed(None, unusable=NHS_NUMBER_FOUND)
