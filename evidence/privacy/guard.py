"""No data about single people: a cell that holds such is refused and never repeated."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.nouns.grid import GridCell
from evidence.privacy.nhs_numbers import _DIGITS, holds_nhs_number
from evidence.privacy.personal_records import (
    POSTCODE_FOUND,
    RECORD_FOUND,
    about_one_person,
    perhaps_about_one_person,
)

NHS_NUMBER_FOUND = "what looks like an NHS number (not repeated here)"
NOT_REPEATED = frozenset({NHS_NUMBER_FOUND, RECORD_FOUND, POSTCODE_FOUND})
"""Why a cell is refused that holds what has no place in a return."""
_TWO_RUNS = re.compile(rb"a[^a\n]++a")
_KINDS = bytes(
    b"9"[0] if chr(n).isdigit() else b"a"[0] if chr(n).isalpha() else n if n == 10 else b"-"[0]
    for n in range(128)
).ljust(256, b"-")
"""Every digit as 9, every letter as a, every other sign but the end of a line as a dash."""
_NO_DIGITS = bytes(n for n in range(256) if chr(n) not in "0123456789\n")
_OF_BIRTH = (b"dob", b"born", b"birth")


def holds_nothing_personal(texts: Sequence[str]) -> bool:
    """Whether some texts concern nobody by their shapes, asked of all at once: none is blank, and
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


def guard_cell(typed: GridCell) -> GridCell:
    """The cell as it is, or one that holds nothing where it concerns one person: a valid NHS
    number, a date of birth, a postcode, text that looks like somebody's record."""
    raw = typed.raw
    if isinstance(raw, str) and len(raw) < _DIGITS and raw.isascii() and raw.isalnum():
        return typed
    if holds_nhs_number(raw):
        return REFUSED
    why = about_one_person(raw)
    return GridCell(None, unusable=why) if why else typed


def repeatable(text: str) -> str:
    """A text, or nothing where it concerns one person and so must not be repeated."""
    return guard_cell(GridCell(text)).text


REFUSED = GridCell(None, unusable=NHS_NUMBER_FOUND)
