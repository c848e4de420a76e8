"""A policy's text without ids: its words in one line, searched past the headers of its pages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum

from engine.amending.policy_text import CELL_BREAK, folded

REPEATED = 3
"""How often a line must stand at the edge of a page's paragraphs to be taken for its header."""

_MARKUP = re.compile(r"[*_#]+|</?[a-z]+>")
_PAGE_NUMBER = re.compile(r"(?:page )?\d+(?: ?(?:of|/) ?\d+)?", re.IGNORECASE)


class Stands(Enum):
    """How a clause's words stand in a text."""

    WHOLE = "whole"
    PAST_HEADERS = "whole, once the page headers are looked past"
    BY_CELL = "only cell by cell"
    NOT = "not as a whole"


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text to search: as it is, and with its page headers looked past."""

    as_is: str
    past_headers: str
    headers: tuple[str, ...]
    """The lines taken for page headers, each once."""

    def contains(self, words: str) -> bool:
        """Whether the words stand in the text, if necessary across a page header."""
        return stands_in(words, self.as_is) or stands_in(words, self.past_headers)


def plain_text(text: str) -> PlainText:
    """The text folded. A page header is a line that stands at least ``REPEATED`` times next to a
    blank line or a page's end, alone or with other such lines; page numbers count as one line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n")
    plain = [
        _PAGE_NUMBER.sub("#", bare) if _PAGE_NUMBER.fullmatch(bare) else bare
        for bare in (folded(_MARKUP.sub("", line)) for line in lines)
    ]
    often = {line for line, times in Counter(plain).items() if line and times >= REPEATED}
    edge = {
        number
        for number, line in enumerate(plain)
        if line in often and _at_edge(plain, number, often)
    }
    counted = Counter(plain[number] for number in edge)
    headers = {number for number in edge if counted[plain[number]] >= REPEATED}
    kept = (line for number, line in enumerate(lines) if number not in headers)
    return PlainText(
        folded(text),
        folded("\n".join(kept)),
        tuple(dict.fromkeys(plain[number] for number in sorted(headers))),
    )


def _at_edge(lines: list[str], number: int, often: set[str]) -> bool:
    """Whether a run of oft-repeated lines around this one begins or ends at a blank line."""
    first = last = number
    while first > 0 and lines[first - 1] in often:
        first -= 1
    while last + 1 < len(lines) and lines[last + 1] in often:
        last += 1
    before = lines[first - 1] if first else ""
    after = lines[last + 1] if last + 1 < len(lines) else ""
    return not before or not after


def stands_in(words: str, text: str) -> bool:
    """Whether the words stand in the text, not as part of a longer word."""
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        left = start > 0 and _joined(text[start - 1], words[0])
        right = end < len(text) and _joined(words[-1], text[end])
        if not left and not right:
            return True
        start = text.find(words, start + 1)
    return False


def _joined(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum()


def find_clause(words: str, text: PlainText) -> tuple[Stands, tuple[str, ...]]:
    """How a clause's words stand in the text, and the cells of it that do not.

    A row of a table stands whole where its cells follow one another.
    """
    row = folded(words.replace(CELL_BREAK, " "))
    if stands_in(words, text.as_is) or stands_in(row, text.as_is):
        return Stands.WHOLE, ()
    if stands_in(words, text.past_headers) or stands_in(row, text.past_headers):
        return Stands.PAST_HEADERS, ()
    cells = words.split(CELL_BREAK)
    missing = tuple(cell for cell in cells if cell and not text.contains(cell))
    return (Stands.NOT if missing else Stands.BY_CELL), missing


def pieces_found(words: str, text: PlainText) -> tuple[str, str]:
    """The longest beginning and the longest rest of the words that the text does have."""
    parts = words.split()
    beginning = next(
        (part for end in range(len(parts), 0, -1) if text.contains(part := " ".join(parts[:end]))),
        "",
    )
    ending = next(
        (part for start in range(len(parts)) if text.contains(part := " ".join(parts[start:]))), ""
    )
    return beginning, ending
