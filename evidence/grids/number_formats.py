"""What a cell's number format makes of its number: a percentage, a date, a time of day."""

from __future__ import annotations

from enum import StrEnum

from evidence.nouns.grid import GridCell

NO_DATE = "a number shown as a date that is no date"
_LAST_SERIAL = 2_958_465
_NO_SUCH_DAY = 60
"""The 29 February 1900 that spreadsheets count."""


class Shown(StrEnum):
    """What a number format shows a number as."""

    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    TIME = "time"


def shown_by(format_id: int, code: str | None) -> Shown:
    """What a number format shows: its id, and its code where the workbook defines one."""
    # Imported here and below since openpyxl takes long to import and CSV needs none of it.
    from openpyxl.styles.numbers import (
        BUILTIN_FORMATS,
        STRIP_RE,
        is_date_format,
        is_timedelta_format,
    )

    code = BUILTIN_FORMATS.get(format_id, "General") if code is None else code
    positive = code.replace("\\%", "").split(";")[0]
    bare = STRIP_RE.sub("", positive).casefold()
    if is_timedelta_format(positive):
        return Shown.TIME
    if is_date_format(positive):
        return Shown.TIME if {"h", "s"} & set(bare) and not {"d", "y"} & set(bare) else Shown.DATE
    return Shown.PERCENT if "%" in bare else Shown.NUMBER


def as_shown(number: int | float, shown: Shown, since_1904: bool) -> GridCell:
    """A cell's number as its format shows it; one that the format cannot show is unusable."""
    if shown is Shown.NUMBER:
        return GridCell(number)
    if shown is Shown.PERCENT:
        return GridCell(number, percent_format=True)
    if shown is Shown.TIME:
        return GridCell(time_in_words(number))
    return _date(number, since_1904)


def time_in_words(days: int | float) -> str:
    """A time of day or a duration in words that nobody can take for a count: "36:30"."""
    minutes = round(abs(days) * 24 * 60)
    return f"{'-' if days < 0 else ''}{minutes // 60}:{minutes % 60:02d}"


def _date(serial: int | float, since_1904: bool) -> GridCell:
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

    if not 1 <= serial <= _LAST_SERIAL or (int(serial) == _NO_SUCH_DAY and not since_1904):
        return GridCell(None, unusable=NO_DATE)
    try:
        return GridCell(from_excel(int(serial), MAC_EPOCH if since_1904 else WINDOWS_EPOCH).date())
    except OverflowError:
        return GridCell(None, unusable=NO_DATE)
