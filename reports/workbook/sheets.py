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


@dataclass(frozen=True, slots=True)
class Linked:
    """A text that leads to another place of the workbook."""

    text: str
    to: str
    """As Excel writes it: ``internal:'Findings'!A12``."""

    def __str__(self) -> str:
        return self.text


Cell = str | Linked
MOST_LINKS = 60_000
"""So many cells of a sheet lead elsewhere; Excel takes little more. The others are plain text."""
PRINTED_WIDTH = 210
"""So many characters across are still read on A4 that lies crosswise, at some 7 points."""

_BOXED: Look = {**BASE, **EDGE}
_VERDICTS: Mapping[Verdict, Look] = {
    Verdict.MET: {"bg_color": "#DDEFE5", "font_color": "#004D28"},
    Verdict.PARTLY_MET: {"bg_color": "#FFD071", "bold": True},
    # A light ground: some programs show a cell that leads elsewhere in their own dark blue.
    Verdict.NOT_MET: {
        "bg_color": "#F4B8B2",
        "font_color": "#5C0A06",
        "border": 2,
        "border_color": "#B8201A",
        "bold": True,
    },
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
    "link": {**BASE, "font_color": "#003087", "underline": 1},
    "room": {**_BOXED, "bg_color": "#FFF9E5"},
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
    rows: Iterable[Sequence[Cell]],
    frozen: int = 1,
    room: frozenset[int] = frozenset(),
    on_paper: int | None = None,
) -> None:
    """A sheet that is one table: headings in the first row, frozen with the first columns.

    A cell that holds nothing but a verdict's words is shown as that verdict. As many of the
    columns go on paper as can be read there, and so many of the first rows as ``on_paper`` says,
    or all. ``room`` are the columns to write in.
    """
    printed = columns_printed(headings)
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, heading.width)
        write_text(sheet, 0, column, heading.text, formats["head"])
    widths = [heading.width for heading in headings]
    last = 0
    for last, cells in enumerate(rows, 1):
        texts = [str(cell) for cell in cells]
        sheet.set_row(last, _row_height(texts, widths, printed))
        for column, cell in enumerate(cells):
            if column in room:
                sheet.write_blank(last, column, None, formats["room"])
            elif texts[column]:
                write_cell(sheet, last, column, cell, formats)
    sheet.freeze_panes(1, frozen)
    sheet.autofilter(0, 0, last, len(headings) - 1)
    set_print(sheet, headings_row=0)
    sheet.print_area(0, 0, last if on_paper is None else min(on_paper, last), printed - 1)


def columns_printed(headings: Sequence[SheetHeading]) -> int:
    """How many of the first columns can be read on paper."""
    across = 0
    for number, heading in enumerate(headings):
        across += heading.width
        if across > PRINTED_WIDTH:
            return max(number, 1)
    return len(headings)


def write_cell(  # noqa: PLR0913 - where, what and how
    sheet: Any, row: int, column: int, cell: Cell, formats: Formats, look: Any = None
) -> None:
    """Write a cell as text, and as a link where it leads somewhere.

    Its look is that of a verdict where it is one, else ``look``, or that of a link or of text.
    """
    text = str(cell)
    if text in _VERDICT_WORDS or not isinstance(cell, Linked):
        look = look or look_of(text, formats)
    else:
        look = look if look not in (None, formats["text"]) else formats["link"]
    if isinstance(cell, Linked) and sheet.hlink_count < MOST_LINKS:
        sheet.write_url(row, column, cell.to, look, clipped(neutral(text), LONGEST // 2))
    else:
        write_text(sheet, row, column, text, look)


def look_of(text: str, formats: Formats) -> Any:
    """The format of a cell: a verdict has its colour, any other text none."""
    return formats[text] if text in _VERDICT_WORDS else formats["text"]


def _row_height(cells: Sequence[str], widths: Sequence[int], printed: int) -> float:
    """Enough for every printed cell; the others may be cut after a few lines."""
    if printed >= len(widths):
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
