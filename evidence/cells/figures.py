"""Cells that ask for a figure: percentages, counts, whole-time equivalents."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from engine.nouns.evidence.fact import Range
from evidence.cells.values import (
    BEYOND_ANY_FIGURE,
    NONE_WORDS,
    CellAnswer,
    CellReading,
    is_text,
    not_applicable,
    reading_without_value,
    unreadable,
)
from evidence.text import lower

if TYPE_CHECKING:
    from evidence.nouns.cells import Cell

_NUMBER = re.compile(
    r"^(?P<sign>[-−+])?\s?(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{0,12})"
    r"(?P<part>\.[0-9]{1,10})?\s*(?P<percent>%|per ?cent\.?|pct\.?)?$"
)
_WITHHELD = re.compile(r"^(?:<|≤|<=|fewer than|less than|under)\s*([0-9]{1,2})\s*%?$")
_WITHHELD_TO = 10
"""Figures up to ten are suppressed on publication; "<50" says something else."""
_ONE_COMMA = re.compile(r"^([-−+]?[0-9]{1,3}),([0-9]{3})\s*(%?)$")
_STANDS_FOR_NONE = re.compile(r"^(?:9{3,}(?:\.9+)?|99\.9+|9\.99+|8{3,}(?:\.8+)?|12345[67]?8?9?)$")
"""What programs that ask for a figure take for "not known", and what is typed to fill a cell; 99
may be meant."""
_CONFIRMED = re.compile(r"^exactly\s+")


def read_percent(cell: Cell | None, *, small: bool = False) -> CellReading:
    """A percentage from 0 to 100 as a Range: 98, "98%", "97 %", 0.98 and "0.98" (98 %).

    A plain 1 could be 1 % or 100 %, a plain 0.5 could be 0.5 % or 50 %, and both are unreadable;
    a cell formatted as a percentage, or a sign typed with the number, settles it. With two or more
    figures after the point it is taken for a part of 1, but where a ``small`` percentage is the
    likely one.
    """
    if (early := _without_number(cell)) is not None:
        return early
    assert cell is not None
    if (either := _either_comma(cell.text if is_text(cell) else "")) is not None:
        return either
    number, signed = _number(cell)
    if number is None:
        return unreadable("is not a number")
    note = ""
    if cell.percent_format and not isinstance(cell.raw, str):
        number = _neat(number * 100)
    elif not signed and number == 1:
        return _doubtful("1 %", "100 %")
    elif not signed and 0 < number < 1 and (small or _neat(number * 10) % 1 == 0):
        return _doubtful(f"{number:g} %", f"{_neat(number * 100):g} %")
    elif not signed and 0 < number < 1:
        number = _neat(number * 100)
        note = f"“{cell.text}” is read as {number:g} %"
    if number < 0:
        return unreadable("is below 0")
    if number > 100:
        return unreadable("is over 100 %")
    return CellReading(CellAnswer.VALUE, Range.of_number(number), note=note)


def read_count(cell: Cell | None) -> CellReading:
    """A whole number of 0 or more as a Range: 12, "12", "1,204", "nil".

    999, 888 and longer rows of nines or eights, and 12345, are what people write for a number that
    they do not know, so they are taken only from who writes "exactly 999".
    """
    if (early := _without_number(cell)) is not None:
        return early
    assert cell is not None
    text, sure = _confirmed(cell)
    if (text or "").lstrip("-−+").startswith("0") and (either := _either_comma(text or "")):
        return either
    read = _from_none_up(cell, text, sure, "a number of cases")
    if isinstance(read.value, Range) and read.value.low != int(read.value.low):
        return unreadable("is not a whole number")
    return read


def read_wte(cell: Cell | None) -> CellReading:
    """Whole-time equivalents of 0 or more as a Range: 0.6, "0.2 wte", "11 WTE", "nil".

    "2,125" may mean 2.125 or 2125, and is taken for neither; 999 as for ``read_count``.
    """
    if (early := reading_without_value(cell)) is not None:
        return early
    assert cell is not None
    if is_text(cell) and (excused := not_applicable(cell.text)) is not None:
        return excused
    text, sure = _confirmed(cell)
    text = re.sub(r" ?w\.?t\.?e\.?s?$", "", text) if text is not None else None
    if text in NONE_WORDS:
        return CellReading(CellAnswer.VALUE, Range.of_number(0.0))
    if (either := _either_comma(text or "")) is not None:
        return either
    return _from_none_up(cell, text, sure, "a whole-time equivalent")


def _from_none_up(cell: Cell, text: str | None, sure: bool, what: str) -> CellReading:
    """A number of 0 or more that is no percentage; ``sure`` where 999 is meant as typed."""
    number, signed = _number(cell, text)
    if number is None:
        return unreadable("is not a number")
    if not sure and _stands_for_none(number):
        return _unknown_figure(number)
    if signed or cell.percent_format:
        return unreadable(f"is a percentage, not {what}")
    if number < 0:
        return unreadable("is below 0")
    return CellReading(CellAnswer.VALUE, Range.of_number(number))


def _without_number(cell: Cell | None) -> CellReading | None:
    """The answer of a cell that should hold a figure, where it is no figure by intent."""
    if (early := reading_without_value(cell)) is not None:
        return early
    assert cell is not None
    if not is_text(cell):
        return None
    text = lower(cell.text)
    if text in NONE_WORDS:
        return CellReading(CellAnswer.VALUE, Range.of_number(0.0))
    if (match := _WITHHELD.match(text)) and 1 < int(match[1]) <= _WITHHELD_TO:
        return CellReading(CellAnswer.WITHHELD)
    return not_applicable(cell.text)


def _doubtful(some: str, other: str) -> CellReading:
    """A figure that could be read in two ways."""
    either = f"{some} or {other}"
    to_do = f"Write {either.replace(' %', '%')}, whichever is meant."
    return unreadable(f"may mean {either}", to_do)


def _either_comma(text: str) -> CellReading | None:
    """The reading of a number whose comma may separate thousands or decimals; None for others."""
    match = _ONE_COMMA.match(lower(text))
    if match is None:
        return None
    unit = f" {match[3]}" if match[3] else ""
    return _doubtful(f"{match[1]}.{match[2]}{unit}", f"{match[1]}{match[2]}{unit}")


def _confirmed(cell: Cell) -> tuple[str | None, bool]:
    """A text in small letters without "exactly" before it, and whether that stood there; None
    for a cell that holds no text."""
    if not is_text(cell):
        return None, False
    text = lower(cell.text)
    bare = _CONFIRMED.sub("", text)
    return bare, bare != text


def _stands_for_none(number: float) -> bool:
    return _STANDS_FOR_NONE.match(f"{number:.10g}") is not None


def _unknown_figure(number: float) -> CellReading:
    return unreadable(
        "is often written where a figure is not known",
        f"If it is not known, write N/K. If it is the true figure, write “exactly {number:g}”.",
    )


def _neat(number: float) -> float:
    return round(number, 10)


def _number(cell: Cell, text: str | None = None) -> tuple[float | None, bool]:
    """The number of a cell, None where it holds none, and whether a % sign was typed."""
    raw = cell.raw if text is None else text
    if isinstance(raw, bool | dt.date) or raw is None:
        return None, False
    if not isinstance(raw, str):
        return (float(raw) if abs(raw) < BEYOND_ANY_FIGURE else None), False
    match = _NUMBER.match(lower(raw))
    if match is None or not (match["whole"] or match["part"]):
        return None, False
    number = float(match["whole"].replace(",", "") + (match["part"] or "") or "0")
    return (-number if match["sign"] in ("-", "−") else number), bool(match["percent"])
