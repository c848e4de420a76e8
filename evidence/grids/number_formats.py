"""What a cell's number format makes of its number: a percentage, a date, a time of day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from evidence.grids.format_words import TOKEN, Affixes, affixes_of, in_words, section_for
from evidence.nouns.grid import GridCell

NO_DATE = "a number shown as a date that is not a date"
EITHER_PERCENT = "a number with a format that may show it as a percentage in either of two ways"
_CONDITION = re.compile(r"^(?:\[[^\]]*\])*?\[[<>=]")
_QUOTED = re.compile('"[^"]*"?')
_DIGIT = re.compile("[0#?]|General", re.IGNORECASE)
_PERCENT_WRITTEN = re.compile(r"%|per ?cent\b", re.IGNORECASE)
_LAST_SERIAL = 2_958_465
_NO_SUCH_DAY = 60
"""The 29 February 1900 that spreadsheets count."""


class Shown(StrEnum):
    """What a number format shows a number as."""

    NUMBER = "number"
    PERCENT = "percent"
    PERCENT_SIGN = "percent sign"
    """A sign written behind the number, which is not a hundred times what the cell holds: 0.5 is
    shown as 0.5%."""
    EITHER_PERCENT = "either percent"
    """A percentage in one way for some numbers and in the other for others."""
    DATE = "date"
    TIME = "time"
    """A time of day, without the day."""
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A number format: what it shows a number as, and what it writes around it."""

    shown: Shown
    sections: tuple[Affixes, ...] = ()
    """Its parts for positive, negative and other numbers; none where all show the number alone."""

    def cell(self, number: int | float, since_1904: bool) -> GridCell:
        """A cell's number as it is shown; one that the format cannot show is unusable."""
        typed = as_shown(number, self.shown, since_1904)
        if not self.sections or typed.unusable:
            return typed
        return in_words(number, typed, section_for(number, self.sections))


NUMBER_ALONE = NumberFormat(Shown.NUMBER)


def number_format(format_id: int, code: str | None) -> NumberFormat:
    """A number format by its id, and its code where the workbook defines one."""
    shown = shown_by(format_id, code)
    if shown not in (Shown.NUMBER, Shown.PERCENT, Shown.PERCENT_SIGN) or not code:
        return NumberFormat(shown)
    sections = tuple(map(affixes_of, _sections(code)[:3]))
    plain = Affixes("", "", shows_number=True)
    return NumberFormat(shown, () if set(sections) == {plain} else sections)


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
    sections = _sections(code)
    positive = _QUOTED.sub("", sections[0].replace("\\%", ""))
    bare = STRIP_RE.sub("", positive).casefold()
    if is_timedelta_format(positive):
        return Shown.DURATION
    if is_date_format(positive):
        return Shown.TIME if {"h", "s"} & set(bare) and not {"d", "y"} & set(bare) else Shown.DATE
    conditional = any(map(_CONDITION.search, sections))
    numbers = [section for section in sections if _DIGIT.search(section)] if conditional else []
    kinds = {_percent_in(section) for section in numbers or sections[:1]}
    return kinds.pop() if len(kinds) == 1 else Shown.EITHER_PERCENT


def _sections(code: str) -> list[str]:
    """The parts of a format for positive, negative and other numbers."""
    sections = [""]
    for token in TOKEN.findall(code):
        if token == ";":
            sections.append("")
        else:
            sections[-1] += token
    return sections


def _percent_in(section: str) -> Shown:
    """How a section of a format shows a percentage: NUMBER where it shows none."""
    tokens = TOKEN.findall(section)
    if "%" in tokens:
        return Shown.PERCENT
    # What is in quotation marks or behind a back slash is shown as it is.
    written = "".join(token.strip('"\\') for token in tokens if token[0] in '"\\')
    return Shown.PERCENT_SIGN if _PERCENT_WRITTEN.search(written) else Shown.NUMBER


def as_shown(number: int | float, shown: Shown, since_1904: bool) -> GridCell:
    """A cell's number as its format shows it; one that the format cannot show is unusable."""
    if shown is Shown.NUMBER:
        return GridCell(number)
    if shown is Shown.PERCENT:
        return GridCell(number, percent_format=True)
    if shown is Shown.PERCENT_SIGN:
        return sign_shown(GridCell(number))
    if shown is Shown.EITHER_PERCENT:
        return GridCell(None, unusable=EITHER_PERCENT)
    if shown is Shown.TIME:
        return GridCell(time_in_words(number % 1 if number >= 0 else number))
    if shown is Shown.DURATION:
        return GridCell(time_in_words(number))
    return _date(number, since_1904)


def sign_shown(cell: GridCell) -> GridCell:
    """The cell of a number that is shown with a percent sign behind it as it stands: 0.5 as 0.5%.
    One that holds no number stays as it is."""
    raw = cell.raw
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return cell
    # To the 15 digits that a spreadsheet keeps.
    return GridCell(float(f"{raw / 100:.15g}"), percent_format=True)


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
