"""Places in submitted files, as people read them."""

from __future__ import annotations

import re

_FIRST_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})?")
_ONE_CELL = re.compile(r"[A-Z]+[0-9]+")


def in_file(file: str, sheet: str, cell: str) -> str:
    """``orwell-q2.xlsx > dashboard > C9``; a CSV file is its own only sheet."""
    named = "" if file == sheet or file.endswith(f"/{sheet}") else sheet
    return " > ".join(part for part in (file, named, cell) if part)


def sheet_order(cell: str) -> tuple[int, int, str]:
    """What sorts cells as they stand in a sheet, row by row: the row, the column, the reference.

    Of several cells, or of a range, the first counts; the sheet as a whole, or a whole column,
    comes first. "C9" is (9, 3, "C9").
    """
    match = _FIRST_CELL.match(cell)
    if match is None:
        return 0, 0, cell
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2] or 0), column, cell


def is_one_cell(cell: str) -> bool:
    """Whether a reference is of one cell, "C9", and of no range or list."""
    return _ONE_CELL.fullmatch(cell) is not None
