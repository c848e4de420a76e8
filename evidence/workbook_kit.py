"""What all workbooks that are written share: their looks, row heights, protection, drop-downs,
ranges of days and the printed page. ``book`` and ``page`` are xlsxwriter's workbook and worksheet.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from typing import IO, Any

from evidence.nouns.grid import column_letters

Formats = Mapping[str, Any]
"""The formats of a workbook, by the name of their look."""
Look = Mapping[str, object]
"""What xlsxwriter makes a format of."""

CREATED = dt.datetime(2000, 1, 1)
"""A fixed day for workbooks of no run, so that the same contents give the same bytes."""
LONGEST = 32_767
"""How many characters a cell can hold."""
LAST_ROW = 20_000
"""How far down drop-downs and ranges reach where lines may be added."""
FIRST_DAY, LAST_DAY = dt.date(1990, 1, 1), dt.date(2099, 12, 31)
"""The days that a date typed into a workbook can well be."""
TALLEST = 400.0
"""The greatest height of a row, in points; Excel's own limit is little more."""

BASE: Look = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
EDGE: Look = {"border": 1, "border_color": "#AEB7BD"}
HEADING: Look = {**BASE, **EDGE, "bold": True, "bg_color": "#003087", "font_color": "#FFFFFF"}
DAY: Look = {"num_format": "dd/mm/yyyy"}

_LINE = 13.5
_ALLOWED = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}
_OPEN: Look = {**BASE, "locked": False}
_FIELD: Look = {**BASE, **EDGE, "locked": False, "bg_color": "#FFF9E5"}
FORM: Mapping[str, Look] = {
    "title": {**BASE, "font_size": 14, "bold": True, "text_wrap": False},
    "text": BASE,
    "guide": {**BASE, "font_color": "#425563"},
    "heading": HEADING,
    "guide heading": {**BASE, **EDGE, "bold": True, "bg_color": "#E8EDEE"},
    "printed": {**BASE, **EDGE, "bg_color": "#E8EDEE"},
    "open": _OPEN,
    "open day": {**_OPEN, **DAY},
    "field": _FIELD,
    "field day": {**_FIELD, **DAY},
}
"""The looks of a workbook that people write in: what is printed, and the cells that are theirs."""


class TooLong(ValueError):
    """A text is longer than a cell can hold; its words say where and which."""


_LONGEST_PROPERTY = 255


def new_workbook(target: IO[bytes], *, plain_text: bool = False, by_rows: bool = False) -> Any:
    """A new workbook, written into ``target`` when it is closed, in which nothing calculates.

    With ``plain_text`` whatever looks like a number or an address stays text as well. With
    ``by_rows`` each sheet must be written row by row, and none of them is held.
    """
    # Imported here since only those who write a workbook want it.
    import xlsxwriter

    held = {"constant_memory": True} if by_rows else {"in_memory": True}
    options = {**held, "strings_to_formulas": False}
    if plain_text:
        options |= {"strings_to_numbers": False, "strings_to_urls": False}
    return xlsxwriter.Workbook(target, options)


def set_about(book: Any, **properties: Any) -> None:
    """Set what Excel shows of a file; of a longer text its first 255 characters, as Excel takes."""
    book.set_properties(
        {
            name: value[:_LONGEST_PROPERTY] if isinstance(value, str) else value
            for name, value in {"created": CREATED, **properties}.items()
        }
    )


def formats_of(book: Any, looks: Mapping[str, Look]) -> Formats:
    """A format of the book for each look, by the same name."""
    return {name: book.add_format(dict(look)) for name, look in looks.items()}


def protect(page: Any) -> None:
    """Lock all cells but those whose look is open; lines can still be added, sorted and shaped.

    There is no password: the protection is against slips.
    """
    page.protect("", _ALLOWED)


def set_for_print(page: Any, headings_row: int, footer: str = "&L&F&C&A&RPage &P of &N") -> None:
    """A4 landscape, one page wide, the headings on every page, pages numbered."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(headings_row)
    page.set_footer(footer)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes when it is wrapped at so many characters."""
    return sum(max(1, math.ceil(len(part) / width)) for part in text.split("\n"))


def row_height(lines: int, line: float = _LINE) -> float:
    """The height of a row in points: not every program fits it to wrapped text by itself."""
    return min(TALLEST, line * max(1, lines))


def heading_of(column: str) -> str:
    """The heading that people read: "Approved on" for ``approved_on``."""
    return column.replace("_", " ").capitalize().replace("wte", "WTE").replace("Wte", "WTE")


def write_entry(page: Any, row: int, column: int, held: str | dt.date, look: Any) -> None:
    """Write a text as text, whatever it begins with, a day as a day, and "" as a blank cell.

    Raises TooLong where the cell cannot hold the text.
    """
    if isinstance(held, dt.date):
        page.write_datetime(row, column, held, look)
    elif held and page.write_string(row, column, held, look):
        raise TooLong(f"{column_letters(column + 1)}{row + 1} of {page.get_name()}: {held[:60]} …")
    elif not held:
        page.write_blank(row, column, None, look)


def write_steps(
    page: Any, formats: Formats, row: int, steps: Sequence[tuple[str, str]], width: float
) -> int:
    """Write instructions from ``row`` on, what each is about and its words, wrapped at ``width``.

    Returns the row after them.
    """
    for about, words in steps:
        page.write_string(row, 0, about, formats["guide heading"])
        page.write_string(row, 1, words, formats["text"])
        page.set_row(row, _LINE * lines_of(words, width))
        row += 1
    return row


def write_choices(
    page: Any, formats: Formats, row: int, choices: Sequence[tuple[str, tuple[str, ...]]]
) -> Mapping[tuple[str, ...], str]:
    """Write the words of drop-downs from ``row`` on, each list once, under what it is for.

    Returns where each list stands, as a drop-down refers to it.
    """
    page.write_string(row, 0, "The words of the drop-downs", formats["title"])
    row += 1
    places: dict[tuple[str, ...], str] = {}
    for about, words in choices:
        if not words or words in places:
            continue
        page.write_string(row, 0, about, formats["guide heading"])
        for n, word in enumerate(words):
            page.write_string(row + n, 1, word, formats["text"])
        places[words] = f"='{page.get_name()}'!$B${row + 1}:$B${row + len(words)}"
        row += len(words) + 1
    page.ignore_errors({"number_stored_as_text": f"B1:B{row + 1}"})
    return places


def drop_down(source: str | list[str], title: str) -> dict[str, Any]:
    """The validation of a cell that takes one of some words; ``title`` heads its warning."""
    return {"validate": "list", "source": source, "error_title": title}


def day_between(title: str, last: dt.date = LAST_DAY) -> dict[str, Any]:
    """The validation of a cell that takes a day, from 1990 to ``last``."""
    days = {"minimum": FIRST_DAY, "maximum": last}
    return {"validate": "date", "criteria": "between", **days, "error_title": title}


def warning(words: str, validation: Mapping[str, Any]) -> dict[str, Any]:
    """A validation that warns in these words, and lets a person insist."""
    return {"error_type": "warning", "error_message": words, **validation}
