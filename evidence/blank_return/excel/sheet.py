"""One sheet of a blank return, written to its workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from evidence.blank_return.excel.cells import validation
from evidence.blank_return.excel.colours import mark_cells
from evidence.blank_return.excel.formats import line_height, width_of
from evidence.blank_return.nouns import CHOICE, DATE, LOCKED, BlankLine, BlankSheet, Entry
from evidence.nouns.grid import OWN_AUTHOR
from evidence.workbook_kit import LAST_ROW, Formats, heading_of, protect, set_for_print, write_entry

_LINES_PRINTED = 40
"""How many lines are printed of a sheet to which lines are added."""
_WORDING = "policy_wording"


def write_sheet(
    book: Any, formats: Formats, sheet: BlankSheet, lists: Mapping[tuple[str, ...], str]
) -> None:  # house: a sheet from its heading to its print
    """Add the sheet to the book: its lines, drop-downs, marks and protection; ``lists`` are the
    places of the drop-downs' words."""
    page = book.add_worksheet(sheet.table)
    headings = sheet.headings
    printed = max((len(line.printed) for line in sheet.lines), default=0)
    for n, column in enumerate(headings):
        guide = column in sheet.guidance
        entry = sheet.entries.get(column)
        is_date = entry is not None and entry.kind == DATE
        style = "guide" if guide else "open day" if is_date else "open" if sheet.may_add else "text"
        page.set_column(n, n, width_of(sheet.table, column), formats[style])
        page.write_string(
            0, n, heading_of(column), formats["guide heading" if guide else "heading"]
        )
    page.set_row(0, line_height(sheet.table, {column: heading_of(column) for column in headings}))
    for row, line in enumerate(sheet.lines, start=1):
        guidance = {"help": line.help, "unit": line.unit, "policy_wording": line.wording}
        printed_here = dict(zip(sheet.columns, line.printed, strict=False))
        for n, column in enumerate(headings):
            if column in printed_here:
                write_entry(page, row, n, printed_here[column], formats["printed"])
            elif column in sheet.guidance:
                page.write_string(row, n, guidance[column], formats["guide"])
            else:
                entry = line.entries.get(column) or sheet.entries.get(column)
                write_entry(page, row, n, line.filled.get(column, ""), formats[_look_of(entry)])
        filled = {column: _as_seen(held) for column, held in line.filled.items()}
        page.set_row(row, line_height(sheet.table, {**printed_here, **filled, **guidance}))
        _comment(page, row, sheet, line)
        for column, entry in line.entries.items():
            n = headings.index(column)
            page.data_validation(row, n, row, n, validation(entry, lists))
    last = LAST_ROW if sheet.may_add else max(1, len(sheet.lines))
    mark_cells(page, formats, sheet, last)
    for column, entry in sheet.entries.items():
        if entry.kind == CHOICE and not entry.words:
            continue
        n = headings.index(column)
        page.data_validation(1, n, last, n, validation(entry, lists))
    page.ignore_errors({"number_stored_as_text": f"A1:B{len(sheet.lines) + 1}"})
    page.freeze_panes(1, printed or 1)
    lines = max(1, len(sheet.lines), _LINES_PRINTED if sheet.may_add else 0)
    page.print_area(0, 0, lines, _last_printed(sheet))
    protect(page)
    set_for_print(page, 0)


def _last_printed(sheet: BlankSheet) -> int:
    """The place of the last column that is printed: the policy's words and an assessor's columns
    would make the print too small to read."""
    guidance = [sheet.headings.index(column) for column in sheet.guidance if column != _WORDING]
    return max(sheet.last_answer, *guidance, 0)


def _look_of(entry: Entry | None) -> str:
    """The look of a cell that is to hold the entry."""
    kind = entry.kind if entry is not None else ""
    return {DATE: "field day", LOCKED: "printed"}.get(kind, "field")


def _as_seen(held: str | dt.date) -> str:
    return held if isinstance(held, str) else f"{held:%d/%m/%Y}"


def _comment(page: Any, row: int, sheet: BlankSheet, line: BlankLine) -> None:
    """Say beside the first carried cell of a line that it was carried."""
    column = sheet.columns[len(line.printed) if line.printed else 1]
    if line.carried and column in line.filled:
        n = sheet.headings.index(column)
        size = {"x_scale": 2, "y_scale": 1.2}
        page.write_comment(row, n, line.carried, {"author": OWN_AUTHOR, **size})
