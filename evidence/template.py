"""The blank return: a workbook to fill in, with drop-downs, notes and the policy's wording."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from engine.nouns.pack import Pack
from evidence.origin_mark import MADE_FOR, mark_of
from evidence.tables import AUDIT, GUIDANCE_SHEETS, role_of
from evidence.template_instructions import instructions
from evidence.template_plan import (
    CHOICE,
    DATE,
    Entry,
    Sheet,
    plan,
)
from evidence.template_request import Request

_CREATED = dt.datetime(2000, 1, 1)
"""A fixed day, so that the same pack gives the same bytes."""

_LAST_ROW = 20_000
"""How far down a column's drop-downs and ranges reach, where lines may be added."""

_WIDTHS = {
    "item": 7,
    "part": 30,
    "value": 22,
    "field": 16,
    "role": 28,
    "title": 34,
    "note": 28,
    "question": 15,
    "evidence": 26,
    "document": 24,
    "action": 24,
    "kind": 34,
    "provider": 38,
    "contract": 30,
    "help": 44,
    "unit": 10,
    "policy_wording": 50,
}
_OTHER_WIDTH = 15
_README = GUIDANCE_SHEETS[0]
_ALLOWED = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}
_EXCUSED = {"dashboard": ("value", "note"), AUDIT: ("score", "not_applicable_reason")}
"""Where N/A may be written, and where its reason goes."""
_LAST_DAY = dt.date(2099, 12, 31)
_KEEP_IT = "Choose Yes to keep what you wrote, if you mean it (N/A, N/K, <5)."


def write_template(pack: Pack, request: Request, path: Path) -> None:
    """Write the blank return that is requested, as a workbook, to ``path``.

    The same pack and request give the same bytes. Raises ValueError, in words for the reader,
    where the pack knows no such kind, and OSError where the file cannot be written.
    """
    sheets = plan(pack, request)
    import xlsxwriter

    inside = io.BytesIO()
    book = xlsxwriter.Workbook(inside, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": f"Return under: {pack.policy}", "created": _CREATED})
    formats = _formats(book)
    lists = _write_readme(book, formats, pack, request.kind, sheets)
    for sheet in sheets:
        _write_sheet(book, formats, sheet, lists)
    book.get_worksheet_by_name(sheets[0].table if sheets else _README).activate()
    book.close()
    path.write_bytes(inside.getvalue())


def _formats(book: Any) -> Mapping[str, Any]:
    base = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
    edge = {"border": 1, "border_color": "#AEB7BD"}
    return {
        "title": book.add_format({**base, "font_size": 14, "bold": True}),
        "text": book.add_format(base),
        "heading": book.add_format(
            {**base, **edge, "bold": True, "bg_color": "#003087", "font_color": "#FFFFFF"}
        ),
        "guide_heading": book.add_format({**base, **edge, "bold": True, "bg_color": "#E8EDEE"}),
        "printed": book.add_format({**base, **edge, "bg_color": "#E8EDEE", "num_format": "@"}),
        "guide": book.add_format({**base, "font_color": "#425563"}),
        "unexplained": book.add_format(
            {"bg_color": "#F7D0CC", "font_color": "#7A0C00", "num_format": '@" (reason?)"'}
        ),
        "open": book.add_format({**base, "locked": False}),
        "field": book.add_format({**base, **edge, "locked": False, "bg_color": "#FFF9E5"}),
        DATE: book.add_format({**base, "locked": False, "num_format": "dd/mm/yyyy"}),
        f"field {DATE}": book.add_format(
            {**base, **edge, "locked": False, "bg_color": "#FFF9E5", "num_format": "dd/mm/yyyy"}
        ),
    }


def _write_readme(
    book: Any, formats: Mapping[str, Any], pack: Pack, kind: str, sheets: Sequence[Sheet]
) -> Mapping[tuple[str, ...], str]:
    """The sheet of instructions, with the lists that the drop-downs take their words from.

    Returns where each list stands, as a reference for a drop-down.
    """
    sheet = book.add_worksheet(_README)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    label, wording = pack.vocabulary.kinds[kind].label, pack.vocabulary.wording
    sheet.write_string(0, 0, f"{wording.return_title}: {label}", formats["title"])
    sheet.write_string(1, 0, MADE_FOR, formats["guide"])
    sheet.write_string(1, 1, mark_of(pack), formats["guide"])
    steps = [(each.about, each.words) for each in instructions(pack)]
    for n, (about, words) in enumerate(steps, start=2):
        sheet.write_string(n, 0, about, formats["guide_heading"])
        sheet.write_string(n, 1, words, formats["text"])
        sheet.set_row(n, 13.5 * math.ceil(len(words) / 1.1 / 90))
    row = len(steps) + 3
    sheet.write_string(row, 0, "The words of the drop-downs", formats["title"])
    places: dict[tuple[str, ...], str] = {}
    row += 1
    for table, column, entry in _choices(sheets):
        if entry.words in places:
            continue
        sheet.write_string(row, 0, f"{table}: {_heading(column)}", formats["guide_heading"])
        for n, word in enumerate(entry.words):
            sheet.write_string(row + n, 1, word, formats["text"])
        places[entry.words] = f"='{_README}'!$B${row + 1}:$B${row + len(entry.words)}"
        row += len(entry.words) + 1
    sheet.ignore_errors({"number_stored_as_text": f"B1:B{row + 1}"})
    sheet.protect("", _ALLOWED)
    _set_for_print(sheet, 1)
    return places


def _choices(sheets: Sequence[Sheet]) -> list[tuple[str, str, Entry]]:
    found = [
        (sheet.table, column, entry) for sheet in sheets for column, entry in sheet.entries.items()
    ]
    found += [
        (sheet.table, column, entry)
        for sheet in sheets
        for line in sheet.lines
        for column, entry in line.entries.items()
    ]
    return [each for each in found if each[2].kind == CHOICE and each[2].words]


def _write_sheet(
    book: Any, formats: Mapping[str, Any], sheet: Sheet, lists: Mapping[tuple[str, ...], str]
) -> None:
    page = book.add_worksheet(sheet.table)
    headings = [*sheet.columns, *sheet.guidance]
    printed = max((len(line.printed) for line in sheet.lines), default=0)
    for n, column in enumerate(headings):
        guide = n >= len(sheet.columns)
        entry = sheet.entries.get(column)
        is_date = entry is not None and entry.kind == DATE
        style = "guide" if guide else DATE if is_date else "open" if sheet.may_add else "text"
        page.set_column(n, n, _WIDTHS.get(column, _OTHER_WIDTH), formats[style])
        page.write_string(0, n, _heading(column), formats["guide_heading" if guide else "heading"])
    page.set_row(0, _height({column: _heading(column) for column in headings}))
    for row, line in enumerate(sheet.lines, start=1):
        said = {"help": line.help, "unit": line.unit, "policy_wording": line.wording}
        for n, column in enumerate(headings):
            if n < len(line.printed):
                _write(page, row, n, line.printed[n], formats["printed"])
            elif column in said and n >= len(sheet.columns):
                page.write_string(row, n, said[column], formats["guide"])
            else:
                entry = line.entries.get(column) or sheet.entries.get(column)
                is_date = entry is not None and entry.kind == DATE
                style = formats[f"field {DATE}" if is_date else "field"]
                _write(page, row, n, line.filled.get(column, ""), style)
        texts = {**dict(zip(sheet.columns, line.printed, strict=False)), **line.filled, **said}
        page.set_row(row, _height(texts))
        for column, entry in line.entries.items():
            n = sheet.columns.index(column)
            page.data_validation(row, n, row, n, _validation(entry, lists))
    last = _LAST_ROW if sheet.may_add else max(1, len(sheet.lines))
    _mark_unexplained(page, formats, sheet, last)
    for column, entry in sheet.entries.items():
        if entry.kind == CHOICE and not entry.words:
            continue
        n = sheet.columns.index(column)
        page.data_validation(1, n, last, n, _validation(entry, lists))
    page.ignore_errors({"number_stored_as_text": f"A1:B{len(sheet.lines) + 1}"})
    page.freeze_panes(1, printed or 1)
    page.protect("", _ALLOWED)
    _set_for_print(page, 0)


def _mark_unexplained(page: Any, formats: Mapping[str, Any], sheet: Sheet, last: int) -> None:
    """Mark every N/A that has no reason beside it, in colour and in words."""
    found = _EXCUSED.get(role_of(sheet.table))
    if found is None:
        return
    at, beside = (sheet.columns.index(column) for column in found)
    cell, reason = f"${chr(65 + at)}2", f"${chr(65 + beside)}2"
    page.conditional_format(
        1,
        at,
        last,
        at,
        {
            "type": "formula",
            "criteria": f'=AND(UPPER(TRIM({cell}))="N/A",TRIM({reason})="")',
            "format": formats["unexplained"],
        },
    )


def _write(page: Any, row: int, column: int, text: str, style: Any) -> None:
    """Write a text as text, whatever it begins with; a cell without text is left blank."""
    if text:
        page.write_string(row, column, text, style)
    else:
        page.write_blank(row, column, None, style)


def _validation(entry: Entry, lists: Mapping[tuple[str, ...], str]) -> dict[str, Any]:
    """The drop-down or range of an entry: it warns and lets a person insist, since "N/A",
    "<5" and "N/K" are answers too."""
    every: dict[str, Any] = {"error_type": "warning", "error_message": _KEEP_IT}
    match entry.kind:
        case "percent":
            between = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
            return {**every, **between, "error_title": "A percentage from 0 to 100"}
        case "count":
            whole = {"validate": "integer", "criteria": ">=", "value": 0}
            return {**every, **whole, "error_title": "A whole number, 0 for none"}
        case "wte":
            decimal = {"validate": "decimal", "criteria": ">=", "value": 0}
            return {**every, **decimal, "error_title": "Whole-time equivalents"}
        case "yes_no":
            source = ["yes", "no", "N/A"]
            return {**every, "validate": "list", "source": source, "error_title": "Yes or no"}
        case "date":
            days = {"minimum": dt.date(1990, 1, 1), "maximum": entry.until or _LAST_DAY}
            title = f"A date, to {entry.until:%d/%m/%Y}" if entry.until else "A date: 31/03/2014"
            between = {"validate": "date", "criteria": "between", **days}
            return {**every, **between, "error_title": title}
        case "level":
            between = {"validate": "integer", "criteria": "between", "minimum": 0}
            title = "A level, such as 3"
            return {**every, **between, "maximum": entry.highest, "error_title": title}
        case _:
            source_place = lists[entry.words]
            chosen = {"validate": "list", "source": source_place}
            return {**every, **chosen, "error_title": "One of the listed words"}


def _height(texts: Mapping[str, str]) -> float:
    """The height of a row in points: not every program fits it to wrapped text by itself."""
    widths = {column: _WIDTHS.get(column, _OTHER_WIDTH) for column in texts}
    lines = (math.ceil(len(text) / 1.1 / widths[column]) for column, text in texts.items())
    return min(400.0, 13.5 * max(1, *lines))


def _heading(column: str) -> str:
    return column.replace("_", " ").capitalize().replace("wte", "WTE").replace("Wte", "WTE")


def _set_for_print(page: Any, headings_row: int) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(headings_row)
    page.set_footer("&L&F&C&A&RPage &P of &N")
