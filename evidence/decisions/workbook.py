"""The workbook of decisions: to be written in by people, and read back without loss."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Mapping, Sequence
from typing import Any

from engine.nouns.policy.pack import Pack
from evidence.decisions.plan import DATES, DecisionLine, DecisionSheet, Written
from evidence.nouns.columns import ACTIONS, GUIDANCE_SHEETS, SCORES, WAIVERS
from evidence.nouns.grid import letters
from evidence.tables.made_for import MADE_FOR, mark_of

_README = GUIDANCE_SHEETS[0]
_CREATED = dt.datetime(2000, 1, 1)
"""A fixed day, so that the same decisions give the same bytes."""
_LAST_ROW = 20_000
"""How far down drop-downs and ranges of days reach, for lines that are added."""
_FIRST_DAY, _LAST_DAY = dt.date(1990, 1, 1), dt.date(2099, 12, 31)
_ALLOWED = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}
_HELP, _WORDING = "help", "policy_wording"
_GUIDANCE = (_HELP, _WORDING)
_ABOUT = {SCORES: 4, WAIVERS: 3, ACTIONS: 3}
"""How many columns say what a line is about; the help stands after them."""
_WIDTHS = {
    "organisation": 13,
    "rule": 30,
    "question": 14,
    "reason": 44,
    "action": 44,
    "owner": 24,
    "moderated_by": 24,
    "approved_by": 26,
    "evidence": 36,
    "help": 60,
    "policy_wording": 60,
}
_OTHER_WIDTH = 14
_LONGEST = 32_767
"""How many characters a cell can hold."""
_STEPS = (
    ("What this is", "What people decided about findings, for an assessment to read back."),
    ("Where to write", "In the pale yellow cells, and on new lines below them. Headings and "
     "policy wording are protected."),
    (SCORES, "Your own score of an audit answer, on the audit’s scale, with who moderated it, on "
     "which day, and why. It counts in place of the organisation’s own score, which stays beside "
     "it. Leave the score blank where you have not moderated the answer: blank changes nothing."),
    (WAIVERS, "A decision to live for a time with a duty’s not being met. Name the organisation, "
     "the rule, the reason, who approved it, on which day, and the last day on which it holds: a "
     "waiver that lacks one of them is reported and not applied, and so is one that has lapsed. A "
     "waiver never changes a verdict or a count; it is shown beside them."),
    (ACTIONS, "What was agreed, by whom, until when. A line is only a suggestion until both an "
     "action and its owner are given: suggestions are passed over, and may be left as they are. "
     "Lines from returns are the organisation’s own; clear action, owner, due and status of one "
     "that was not agreed."),
    ("Status", "open, done or withdrawn; blank is open. Done counts only with the day it was "
     "closed and the evidence that shows it."),
    ("Dates", "Day, month, year: 31/03/2014."),
    ("Sheets", "Leave the names of the sheets and the headings as they are."),
    ("Next quarter", "Make the next workbook with --from and this one: every line in which "
     "anything was decided is carried over."),
)  # fmt: skip


class TooLong(ValueError):
    """A text is longer than a cell can hold; its words say where and which."""


def decisions_workbook(pack: Pack, sheets: Sequence[DecisionSheet]) -> bytes:
    """The workbook of some sheets, with instructions. The same sheets give the same bytes.

    Raises TooLong, in words for the reader, where a cell cannot hold what was decided.
    """
    import xlsxwriter

    inside = io.BytesIO()
    book = xlsxwriter.Workbook(inside, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": f"Decisions under: {pack.policy}", "created": _CREATED})
    formats = _formats(book)
    lists = _write_readme(book, formats, pack, sheets)
    for sheet in sheets:
        _write_sheet(book, formats, sheet, lists)
    book.get_worksheet_by_name(ACTIONS).activate()
    book.close()
    return inside.getvalue()


def _formats(book: Any) -> Mapping[str, Any]:
    base = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
    edge = {"border": 1, "border_color": "#AEB7BD"}
    open_cell = {**base, **edge, "locked": False, "bg_color": "#FFF9E5"}
    day = {"num_format": "dd/mm/yyyy"}
    looks = {
        "title": {**base, "font_size": 14, "bold": True, "text_wrap": False},
        "text": base,
        "guide": {**base, "font_color": "#425563"},
        "heading": {**base, **edge, "bold": True, "bg_color": "#003087", "font_color": "#FFFFFF"},
        "guide heading": {**base, **edge, "bold": True, "bg_color": "#E8EDEE"},
        "printed": {**base, **edge, "bg_color": "#E8EDEE"},
        "open": {**base, "locked": False},
        "open day": {**base, **day, "locked": False},
        "field": open_cell,
        "field day": {**open_cell, **day},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


def _write_readme(
    book: Any, formats: Mapping[str, Any], pack: Pack, sheets: Sequence[DecisionSheet]
) -> Mapping[tuple[str, ...], str]:
    """The instructions, with the words of the drop-downs; returns where each list stands."""
    page = book.add_worksheet(_README)
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 96)
    page.write_string(0, 0, "Decisions about findings", formats["title"])
    page.write_string(1, 0, MADE_FOR, formats["guide"])
    page.write_string(1, 1, mark_of(pack), formats["guide"])
    row = 2
    for about, words in _STEPS:
        page.write_string(row, 0, _heading(about), formats["guide heading"])
        page.write_string(row, 1, words, formats["text"])
        page.set_row(row, 13.5 * math.ceil(len(words) / 100))
        row += 1
    row += 1
    page.write_string(row, 0, "The words of the drop-downs", formats["title"])
    row += 1
    places: dict[tuple[str, ...], str] = {}
    for sheet in sheets:
        for column, choice in sheet.choices.items():
            if not choice or choice in places:
                continue
            about = f"{_heading(sheet.table)}: {_heading(column).lower()}"
            page.write_string(row, 0, about, formats["guide heading"])
            for n, word in enumerate(choice):
                page.write_string(row + n, 1, word, formats["text"])
            places[choice] = f"='{_README}'!$B${row + 1}:$B${row + len(choice)}"
            row += len(choice) + 1
    page.ignore_errors({"number_stored_as_text": f"B1:B{row + 1}"})
    page.protect("", _ALLOWED)
    _set_for_print(page, 1)
    return places


def _write_sheet(
    book: Any,
    formats: Mapping[str, Any],
    sheet: DecisionSheet,
    lists: Mapping[tuple[str, ...], str],
) -> None:
    page = book.add_worksheet(sheet.table)
    about = _ABOUT[sheet.table]
    headings = (*sheet.columns[:about], _HELP, *sheet.columns[about:], _WORDING)
    for n, column in enumerate(headings):
        guide = column in _GUIDANCE
        look = "guide" if guide else "open day" if column in DATES else "open"
        page.set_column(n, n, _WIDTHS.get(column, _OTHER_WIDTH), formats[look])
        look = "guide heading" if guide else "heading"
        page.write_string(0, n, _heading(column), formats[look])
    for row, line in enumerate(sheet.lines, start=1):
        _write_line(page, formats, row, line, headings)
    for n, column in enumerate(headings):
        validation = _validation(column, sheet, lists)
        if validation is not None:
            page.data_validation(1, n, _LAST_ROW, n, validation)
    last = len(sheet.lines) + 1
    page.ignore_errors({"number_stored_as_text": f"A1:{letters(len(headings))}{last}"})
    page.freeze_panes(1, 3)
    page.autofilter(0, 0, max(1, len(sheet.lines)), len(headings) - 1)
    # The policy's words would make the print too small to read.
    page.print_area(0, 0, max(1, len(sheet.lines)), len(headings) - 2)
    page.protect("", _ALLOWED)
    _set_for_print(page, 0)


def _write_line(
    page: Any, formats: Mapping[str, Any], row: int, line: DecisionLine, headings: Sequence[str]
) -> None:
    guidance = {_HELP: line.help[:_LONGEST], _WORDING: line.wording[:_LONGEST]}
    lines = 1
    for n, column in enumerate(headings):
        written = guidance[column] if column in guidance else line.cells.get(column, "")
        look = "guide" if column in guidance else "field day" if column in DATES else "field"
        _write(page, row, n, written, formats["printed" if column in line.printed else look])
        lines = max(lines, _lines(str(written), column))
    page.set_row(row, min(400.0, 13.5 * lines))


def _write(page: Any, row: int, column: int, written: Written, look: Any) -> None:
    """Write a text as text, whatever it begins with, and a day as a day."""
    if isinstance(written, dt.date):
        page.write_datetime(row, column, written, look)
    elif written and page.write_string(row, column, written, look):
        raise TooLong(f"{letters(column + 1)}{row + 1} of {page.get_name()}: {written[:60]} …")
    elif not written:
        page.write_blank(row, column, None, look)


def _validation(
    column: str, sheet: DecisionSheet, lists: Mapping[tuple[str, ...], str]
) -> dict[str, Any] | None:
    """The drop-down or the range of days of a column: it warns, and lets a person insist."""
    warning = {"error_type": "warning", "error_message": "Choose Yes to keep what you wrote."}
    if column in DATES:
        days = {"minimum": _FIRST_DAY, "maximum": _LAST_DAY}
        between = {"validate": "date", "criteria": "between", **days}
        return {**warning, **between, "error_title": "A date: 31/03/2014"}
    words = sheet.choices.get(column)
    if not words:
        return None
    chosen = {"validate": "list", "source": lists[words]}
    return {**warning, **chosen, "error_title": "One of the listed words"}


def _lines(text: str, column: str) -> int:
    width = _WIDTHS.get(column, _OTHER_WIDTH)
    return sum(max(1, math.ceil(len(part) / 1.1 / width)) for part in text.split("\n"))


def _heading(column: str) -> str:
    return column.replace("_", " ").capitalize()


def _set_for_print(page: Any, headings_row: int) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(headings_row)
    page.set_footer("&L&F&C&A&RPage &P of &N")
