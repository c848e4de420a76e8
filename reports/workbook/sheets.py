"""Sheets of a workbook: headings, rows of text, widths; nothing that could calculate or link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.nouns.verdict import Verdict
from evidence.workbook_kit import (
    BASE,
    EDGE,
    HEADING,
    LONGEST,
    Formats,
    Look,
    row_height,
    set_for_print,
)
from reports.text import clipped, neutral
from reports.words import NOT_TESTABLE

_LINE_HEIGHT = 14.5


@dataclass(frozen=True, slots=True)
class SheetHeading:
    """A column of a sheet: its heading and its width in characters."""

    text: str
    width: int


_BOXED: Look = {**BASE, **EDGE}
_VERDICTS: Mapping[Verdict, Look] = {
    Verdict.MET: {"bg_color": "#DDEFE5", "font_color": "#004D28"},
    Verdict.PARTLY_MET: {"bg_color": "#FFD071", "bold": True},
    Verdict.NOT_MET: {"bg_color": "#B8201A", "font_color": "#FFFFFF", "bold": True},
    Verdict.CONFLICTING: {
        "bg_color": "#D9ECFF",
        "font_color": "#003087",
        "border": 6,
        "border_color": "#003087",
        "bold": True,
    },
    Verdict.NO_EVIDENCE: {
        "pattern": 14,
        "fg_color": "#C4CDD2",
        "bg_color": "#FFFFFF",
        "border": 4,
        "border_color": "#212B32",
        "bold": True,
    },
    Verdict.NOT_APPLICABLE: {"font_color": "#4C6272", "italic": True},
}
LOOKS: Mapping[str, Look] = {
    "text": BASE,
    "duty": {**BASE, "bold": True},
    "head": HEADING,
    "never": {**HEADING, "bg_color": "#212B32"},
    "title": {**BASE, "bold": True, "font_size": 14, "text_wrap": False},
    "note": {**BASE, "text_wrap": False},
    NOT_TESTABLE: {**_BOXED, "border": 3, "bg_color": "#EFEBF7", "font_color": "#3B2A66"},
    **{verdict.words: {**_BOXED, **look} for verdict, look in _VERDICTS.items()},
}
"""The looks that the sheets share; verdicts have words, fill and border, never fill alone."""


def write_text(sheet: Any, row: int, column: int, text: str, look: Any) -> None:
    """Write text as text, whatever it begins with, cut visibly where a cell cannot hold it."""
    shown = neutral(text)
    # A workbook counts a character beyond the first 65,536 as two.
    wide = len(shown) > LONGEST // 2 and max(shown) > "\uffff"
    sheet.write_string(row, column, clipped(shown, LONGEST // 2 if wide else LONGEST), look)


def write_table(  # noqa: PLR0913 - all that a sheet is made of
    sheet: Any,
    formats: Formats,
    headings: Sequence[SheetHeading],
    rows: Iterable[Sequence[str]],
    frozen: int = 1,
    printed: int | None = None,
) -> None:
    """A sheet that is one table: headings in the first row, frozen with the first columns.

    A cell that holds nothing but a verdict's words is shown as that verdict. ``printed`` is
    how many columns go on paper, where not all do.
    """
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, heading.width)
        write_text(sheet, 0, column, heading.text, formats["head"])
    widths = [heading.width for heading in headings]
    last = 0
    for last, cells in enumerate(rows, 1):
        sheet.set_row(last, _row_height(cells, widths, printed))
        for column, text in enumerate(cells):
            if text:
                write_text(sheet, last, column, text, look_of(text, formats))
    sheet.freeze_panes(1, frozen)
    sheet.autofilter(0, 0, last, len(headings) - 1)
    set_print(sheet, headings_row=0)
    if printed is not None:
        sheet.print_area(0, 0, last, printed - 1)


def look_of(text: str, formats: Formats) -> Any:
    """The format of a cell: a verdict has its colour, any other text none."""
    return formats[text] if text in _VERDICT_WORDS else formats["text"]


def _row_height(cells: Sequence[str], widths: Sequence[int], printed: int | None) -> float:
    """Enough for every printed cell; the others may be cut after a few lines."""
    if printed is None:
        return height_of(cells, widths)
    others = height_of(cells[printed:], widths[printed:])
    return max(height_of(cells[:printed], widths[:printed]), min(others, 6 * _LINE_HEIGHT))


def height_of(cells: Sequence[str], widths: Sequence[int]) -> float:
    """The height in points at which the longest wrapped cell of a row can be read."""
    lines = 1
    for text, width in zip(cells, widths, strict=True):
        if len(text) > lines * width or "\n" in text:
            parts = text.split("\n")
            lines = max(lines, sum(1 + int(len(part) * 0.98) // width for part in parts))
    return row_height(lines, _LINE_HEIGHT)


def set_print(sheet: Any, headings_row: int) -> None:
    """A4 landscape, one page wide, the headings on every page, pages numbered."""
    set_for_print(sheet, headings_row, footer="&L&A&RPage &P of &N")
    sheet.hide_gridlines(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)


def sheet_name(text: str, taken: Iterable[str]) -> str:
    """A name that a sheet may have: at most 31 characters, no other sheet's, none forbidden."""
    plain = re.sub(r"[\[\]:*?/\\\x00-\x1f']", " ", neutral(text)).strip()[:31].strip() or "Sheet"
    used = {name.casefold() for name in taken}
    number, name = 1, plain
    while name.casefold() in used:
        number += 1
        name = f"{plain[:27]} {number}"
    return name


_VERDICT_WORDS = frozenset((*(verdict.words for verdict in Verdict), NOT_TESTABLE))
