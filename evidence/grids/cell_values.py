"""The value of a workbook cell that is not text: a number, yes or no, a day, an error."""

from __future__ import annotations

import datetime as dt
import re

from evidence.grids.number_formats import NumberFormat
from evidence.nouns.grid import GARBLED, NEVER_CALCULATED, GridCell

FIGURES = ("n", "b", "e", "d")
"""The kinds of cells that are no text, as the file format names them."""
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_ERROR = re.compile(r"#[A-Z0-9_]{1,20}(?:/[0A])?[!?]?|Err:\d{3}", re.ASCII)
_DIGITS_KEPT = 15
_BEYOND_ANY = 1e300


def cell_of_value(
    kind: str, held: str, shown: NumberFormat, since_1904: bool, to_be_calculated: bool
) -> GridCell:
    """A cell of a kind other than text ("n", "b", "e" or "d") from the text of its value.

    ``to_be_calculated`` is whether it is a formula of a workbook that asks to be calculated.
    """
    if kind == "b" and held in ("0", "1"):
        return GridCell(held == "1")
    if kind == "e" and _ERROR.fullmatch(held):
        return GridCell(None, unusable=f"an error, {held}", shown=held)
    if kind == "d":
        return _iso_date(held)
    if kind != "n" or not _NUMBER.fullmatch(held):
        return GridCell(None, unusable=GARBLED)
    whole = held.isdigit() and len(held) <= _DIGITS_KEPT
    return _number(int(held) if whole else float(held), shown, since_1904, to_be_calculated)


def _number(
    value: int | float, shown: NumberFormat, since_1904: bool, to_be_calculated: bool
) -> GridCell:
    """A cell's number as its format shows it."""
    if not abs(value) < _BEYOND_ANY:
        return GridCell(None, unusable=GARBLED)
    if value == 0 and to_be_calculated:
        # Programs that write a formula without working it out leave 0 as its value.
        return GridCell(None, unusable=NEVER_CALCULATED)
    return shown.cell(value, since_1904)


def _iso_date(text: str) -> GridCell:
    try:
        return GridCell(dt.datetime.fromisoformat(text).date())
    except ValueError:
        return GridCell(None, unusable=GARBLED)
