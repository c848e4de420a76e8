"""Plain text for a terminal: headings, wrapped paragraphs and fixed-width tables."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.text import one_line

WIDTH = 88
"""The widest a line gets, in characters."""


def wrapped(text: str, indent: int = 2, hang: int = 0) -> str:
    """The text on lines of at most WIDTH, each indented; from the second on ``hang`` further."""
    return textwrap.fill(
        one_line(text),
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_on_hyphens=False,
    )


def heading(text: str) -> str:
    """A heading: one line, in capitals."""
    return one_line(text).upper()


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a page, with its lines."""

    title: str
    lines: Iterable[str] = ()
    kept: bool = False
    """Whether it is shown without lines too."""


def sections(*parts: Section) -> str:
    """Sections one below the other, a blank line apart; those without lines are left out."""
    shown = ((part.title, *part.lines) for part in parts)
    return "\n\n".join(
        "\n".join(lines) for part, lines in zip(parts, shown, strict=True) if part.kept or lines[1:]
    )


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A table with columns as wide as they need: the first to the left, the others right."""
    lines = [[one_line(cell) for cell in row] for row in (header, *rows)]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(header))]
    return ["  ".join(_cells(line, widths)).rstrip() for line in lines]


def _cells(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    first, *others = line
    return [
        first + " " * (widths[0] - _width(first)),
        *(
            " " * (width - _width(cell)) + cell
            for cell, width in zip(others, widths[1:], strict=True)
        ),
    ]


def _width(text: str) -> int:
    """How many columns of a terminal a text takes: wide letters two, combining marks none."""
    return sum(
        0
        if unicodedata.combining(letter)
        else 2
        if unicodedata.east_asian_width(letter) in "WF"
        else 1
        for letter in text
    )
