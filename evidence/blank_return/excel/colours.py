"""Colours that follow what is typed in a blank return: what will not be used as it stands.

Each mark also adds words to what the cell shows, so that nothing hangs on colour alone.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from evidence.blank_return.nouns import COUNT, DATE, LEVEL, PERCENT, WTE, BlankSheet, Entry
from evidence.nouns.columns import FIRST_GIVEN, spec_of
from evidence.nouns.specs import MayStand
from evidence.workbook_kit import FIRST_DAY, LAST_DAY, Formats

NOT_APPLICABLE = ("N/A", "NA", "N.A.", "N.A", "N\\A", "NOTAPPLICABLE")
"""The ways of writing that something does not apply; in all words here spaces are left out."""
ANSWERS_IN_WORDS = (*("-", "?", "N/K", "NK", "NOTKNOWN", "UNKNOWN", "TBC", "TBA", "PENDING"),)
"""Words that a figure's cell may hold, and that are not marked."""
_NONE = ("NIL", "NONE", "ZERO")
_WITHHELD = ("<", "≤", "FEWERTHAN", "LESSTHAN", "UNDER")


def mark_cells(page: Any, formats: Formats, sheet: BlankSheet, last: int) -> None:
    """Give a sheet its marks, down to the row ``last``: the first that holds is shown."""
    for number, line in enumerate(sheet.lines, start=1):
        for column, entry in line.entries.items():
            _mark_outlying(page, formats, sheet.headings.index(column), (number, number), entry)
    for column, entry in sheet.entries.items():
        _mark_outlying(page, formats, sheet.headings.index(column), (1, last), entry)
    _mark_unexplained(page, formats, sheet, last)
    _mark_carried(page, formats, sheet, last)


def out_of_range_formula(entry: Entry, cell: str) -> str:
    """The formula that says of a cell that it holds no such thing as is asked for: a number out
    of range, or a text that is no number and no answer either; "" where anything may be.

    It errs on the side of no mark: a text that the program can take for a number, and every
    text beside which no reader could be sure, is left as it is.
    """
    first, last = _serial(FIRST_DAY), _serial(LAST_DAY)
    out_of_range = {
        PERCENT: f"{cell}<0,{cell}>100",
        COUNT: f"{cell}<0,{cell}<>INT({cell})",
        WTE: f"{cell}<0",
        LEVEL: f"{cell}<0,{cell}>{entry.highest}",
        DATE: f"{cell}<{first},{cell}>={last + 1}",
    }.get(entry.kind)
    if out_of_range is None:
        return ""
    text = _is_no_figure(cell) if entry.kind in (PERCENT, COUNT, WTE) else "FALSE"
    return f"=IF(ISNUMBER({cell}),OR({out_of_range}),IF(ISTEXT({cell}),{text},FALSE))"


def reason_missing_formula(cell: str, reason: str) -> str:
    """The formula that says of a cell that it is N/A and has no reason beside it."""
    text = _folded(cell)
    is_not_applicable = ",".join(f'{text}="{way}"' for way in NOT_APPLICABLE)
    return f'=AND(TRIM({reason})="",OR({is_not_applicable}))'


def _is_no_figure(cell: str) -> str:
    """That a text is no number, withheld figure, N/A, or word for none or for not known."""
    text = _folded(cell)
    number = f'VALUE(SUBSTITUTE(LEFT({text},SEARCH("W",{text}&"W")-1),"%",""))'
    words = [f'{text}="{word}"' for word in ("", *ANSWERS_IN_WORDS)]
    starts = [f'LEFT({text},{len(way)})="{way}"' for way in (*_NONE, *NOT_APPLICABLE, *_WITHHELD)]
    return f"NOT(OR({','.join([*words, *starts, f'ISNUMBER({number})'])}))"


def _folded(cell: str) -> str:
    return f'SUBSTITUTE(UPPER({cell})," ","")'


def _serial(day: dt.date) -> int:
    """The number that Excel keeps a day as."""
    return (day - dt.date(1899, 12, 30)).days


def _mark_outlying(
    page: Any, formats: Formats, column: int, rows: tuple[int, int], entry: Entry
) -> None:
    first, last = rows
    formula = out_of_range_formula(entry, f"${chr(65 + column)}{first + 1}")
    if formula:
        style = formats["outlying date" if entry.kind == DATE else "outlying"]
        rule = {"type": "formula", "criteria": formula, "format": style}
        page.conditional_format(first, column, last, column, rule)


def _mark_unexplained(page: Any, formats: Formats, sheet: BlankSheet, last: int) -> None:
    """Mark every N/A that has no reason beside it."""
    for column in spec_of(sheet.table).columns:
        if not column.excuse:
            continue
        at, reason = sheet.headings.index(column.name), sheet.headings.index(column.excuse)
        formula = reason_missing_formula(f"${chr(65 + at)}2", f"${chr(65 + reason)}2")
        rule = {"type": "formula", "criteria": formula, "format": formats["unexplained"]}
        page.conditional_format(1, at, last, at, rule)


def _mark_carried(page: Any, formats: Formats, sheet: BlankSheet, last: int) -> None:
    """Fill the carried cells of each line for as long as it says when it was first given."""
    if FIRST_GIVEN not in sheet.columns:
        return
    formula = f"=LEN(TRIM(${chr(65 + sheet.headings.index(FIRST_GIVEN))}2))>0"
    rule = {"type": "formula", "criteria": formula, "format": formats["carried"]}
    for column in spec_of(sheet.table).standing_columns(MayStand.ANSWER, MayStand.BESIDE):
        at = sheet.headings.index(column)
        page.conditional_format(1, at, last, at, rule)
