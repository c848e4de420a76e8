"""Sheets of a workbook: headings, rows of text, widths; nothing that could calculate or link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from engine.nouns.verdict import Verdict
from reports.text import clipped, neutral
from reports.words import NOT_TESTABLE

LONGEST = 32_767
"""How many characters a cell of a workbook can hold."""

_LINE_HEIGHT = 14.5
_TALLEST = 400.0

Formats = Mapping[str, Any]
"""The formats of a workbook by name: "head", "text", "title", "note" and one for each verdict,
and one for what is not testable."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a sheet: its heading and its width in characters."""

    text: str
    width: int


def formats_of(workbook: Any) -> Formats:
    """The formats that the sheets share; verdicts have words, fill and border, never fill alone."""
    base: dict[str, object] = {
        "font_name": "Arial",
        "font_size": 10,
        "valign": "top",
        "text_wrap": True,
    }
    boxed = {**base, "border": 1, "border_color": "#AEB7BD"}
    verdicts: dict[Verdict, dict[str, object]] = {
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
    formats = {
        "text": base,
        "duty": {**base, "bold": True},
        "head": {**boxed, "bold": True, "bg_color": "#003087", "font_color": "#FFFFFF"},
        "never": {**boxed, "bold": True, "bg_color": "#212B32", "font_color": "#FFFFFF"},
        "title": {**base, "bold": True, "font_size": 14, "text_wrap": False},
        "note": {**base, "text_wrap": False},
        NOT_TESTABLE: {**boxed, "border": 3, "bg_color": "#EFEBF7", "font_color": "#3B2A66"},
        **{verdict.words: {**boxed, **look} for verdict, look in verdicts.items()},
    }
    return {name: workbook.add_format(look) for name, look in formats.items()}


def workbook_into(target: IO[bytes]) -> Any:
    """A new workbook that is written into ``target`` when it is closed, in which nothing
    calculates or links: what looks like a number, a formula or an address stays text."""
    # Imported here since only those who write a workbook want it.
    import xlsxwriter

    options = {
        "in_memory": True,
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    return xlsxwriter.Workbook(target, options)


def write_text(sheet: Any, row: int, column: int, text: str, look: Any) -> None:
    """Write text as text, whatever it begins with, cut visibly where a cell cannot hold it."""
    shown = neutral(text)
    # A workbook counts a character beyond the first 65,536 as two.
    wide = len(shown) > LONGEST // 2 and max(shown) > "\uffff"
    sheet.write_string(row, column, clipped(shown, LONGEST // 2 if wide else LONGEST), look)


def write_table(
    sheet: Any,
    formats: Formats,
    headings: Sequence[Heading],
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
    return min(lines * _LINE_HEIGHT, _TALLEST)


def set_print(sheet: Any, headings_row: int) -> None:
    """A4 landscape, one page wide, the headings on every page, pages numbered."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(headings_row)
    sheet.set_footer("&L&A&RPage &P of &N")


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
