"""Number formats, and values as a person sees them typed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import to_excel

from evidence.grids.format_words import HIDDEN_BY_FORMAT, SCALED
from evidence.grids.number_formats import Shown, as_shown, number_format, shown_by
from evidence.nouns.grid import GridCell, text_of

NO_DATE = GridCell(None, unusable="a number shown as a date that is not a date")


@pytest.mark.parametrize(
    ("format_id", "code", "shown"),
    [
        (0, None, Shown.NUMBER),
        (2, None, Shown.NUMBER),
        (9, None, Shown.PERCENT),
        (10, None, Shown.PERCENT),
        (14, None, Shown.DATE),
        (20, None, Shown.TIME),
        (22, None, Shown.DATE),
        (46, None, Shown.DURATION),
        (164, "0.0%", Shown.PERCENT),
        (164, '0"%"', Shown.PERCENT_SIGN),
        (164, r"0\%", Shown.PERCENT_SIGN),
        (164, r"0.0\ \%;[Red]-0.0\ \%", Shown.PERCENT_SIGN),
        (164, '0.0" %"', Shown.PERCENT_SIGN),
        (164, 'General" per cent"', Shown.PERCENT_SIGN),
        (164, '0.0% "of staff; all"', Shown.PERCENT),
        (164, '0"%";"nil"', Shown.PERCENT_SIGN),
        (164, '[<=1]0%;0"%"', Shown.EITHER_PERCENT),
        (164, '[<1]0.0"%";[>=1]0%', Shown.EITHER_PERCENT),
        (164, '[Green][>=90]0"%";[Red]0"%"', Shown.PERCENT_SIGN),
        (164, "_-0_-", Shown.NUMBER),
        (164, "dd/mm/yyyy", Shown.DATE),
        (164, "[$-809]dd mmmm yyyy;@", Shown.DATE),
        (164, "mmm", Shown.DATE),
        (164, "yyyy-mm-dd hh:mm", Shown.DATE),
        (164, "hh:mm:ss", Shown.TIME),
        (164, "mm:ss", Shown.TIME),
        (164, "[h]:mm", Shown.DURATION),
        (164, '0.00 "wte"', Shown.NUMBER),
        (164, "[Red]0", Shown.NUMBER),
        (164, "General", Shown.NUMBER),
        (164, "0;0%", Shown.NUMBER),
        (164, "@", Shown.NUMBER),
        (164, "", Shown.NUMBER),
    ],
)
def test_what_a_format_shows(format_id: int, code: str | None, shown: Shown) -> None:
    assert shown_by(format_id, code) is shown


@pytest.mark.parametrize(
    "code", ["dd/mm/yyyy", "d-mmm-yy", "mmm-yy", "yyyy", "dddd", "m/d/yy h:mm"]
)
def test_date_formats_are_those_that_openpyxl_takes_for_dates(code: str) -> None:
    assert is_date_format(code)
    assert shown_by(164, code) is Shown.DATE


@given(st.dates(dt.date(1900, 3, 1), dt.date(9999, 12, 31)), st.booleans())
def test_a_serial_is_the_day_that_a_spreadsheet_shows(day: dt.date, since_1904: bool) -> None:
    if since_1904 and day < dt.date(1904, 1, 1):
        return
    epoch = dt.datetime(1904, 1, 1) if since_1904 else dt.datetime(1899, 12, 30)
    serial = to_excel(day, epoch)
    assert as_shown(serial, Shown.DATE, since_1904) == GridCell(day)
    assert as_shown(serial + 0.75, Shown.DATE, since_1904) == (
        GridCell(day) if day < dt.date(9999, 12, 31) or since_1904 else NO_DATE
    )


@pytest.mark.parametrize(
    ("serial", "day"),
    [(1, dt.date(1900, 1, 1)), (59, dt.date(1900, 2, 28)), (61, dt.date(1900, 3, 1))],
)
def test_days_before_march_1900(serial: int, day: dt.date) -> None:
    assert as_shown(serial, Shown.DATE, False) == GridCell(day)


@pytest.mark.parametrize("serial", [0, -1, 60, 60.5, 2_958_466, 1e12])
def test_a_number_that_is_no_date_is_refused(serial: float) -> None:
    assert as_shown(serial, Shown.DATE, False) == NO_DATE


def test_the_last_days_of_the_1904_calendar() -> None:
    last = (dt.date.max - dt.date(1904, 1, 1)).days
    assert as_shown(last, Shown.DATE, True) == GridCell(dt.date.max)
    assert as_shown(last + 1, Shown.DATE, True) == NO_DATE


@pytest.mark.parametrize(("days", "text"), [(0.5, "12:00"), (1.5, "36:00"), (-0.25, "-6:00")])
def test_durations_are_words_that_nobody_takes_for_a_count(days: float, text: str) -> None:
    assert as_shown(days, Shown.DURATION, False) == GridCell(text)


@pytest.mark.parametrize(("days", "text"), [(0.5, "12:00"), (41699.2917, "7:00"), (3, "0:00")])
def test_a_day_shown_as_a_time_shows_the_time_alone(days: float, text: str) -> None:
    assert as_shown(days, Shown.TIME, False) == GridCell(text)


@pytest.mark.parametrize(("number", "text"), [(0.5, "0.5%"), (98, "98%"), (33.3, "33.3%")])
def test_a_percent_sign_written_behind_a_number_is_read_as_shown(number: float, text: str) -> None:
    cell = as_shown(number, Shown.PERCENT_SIGN, False)
    assert (cell.text, cell.percent_format) == (text, True)


def test_a_format_that_shows_percentages_in_two_ways_is_not_guessed_at() -> None:
    assert as_shown(0.5, Shown.EITHER_PERCENT, False).raw is None


@pytest.mark.parametrize(
    ("raw", "percent", "text"),
    [
        (61, False, "61"),
        (0.2, False, "0.2"),
        (0.1 + 0.2, False, "0.3"),
        (61.0, False, "61"),
        (0, False, "0"),
        (0.91, True, "91%"),
        (0.9134, True, "91.34%"),
        (1, True, "100%"),
        (0.57, True, "57%"),
        (1e20, False, "1e+20"),
        (dt.date(2014, 3, 31), False, "31/03/2014"),
        (True, False, "TRUE"),
        (False, False, "FALSE"),
        (" 98% ", False, " 98% "),
        (" \u00a0\u200b", False, ""),
        (None, False, ""),
    ],
)
def test_values_as_a_person_sees_them_typed(
    raw: str | float | dt.date | None, percent: bool, text: str
) -> None:
    assert text_of(raw, percent) == text


def shows(text: str) -> GridCell:
    return GridCell(None, unusable=f"a number that its format shows as “{text}”", shown=text)


@pytest.mark.parametrize(
    ("code", "number", "cell"),
    [
        ("0", 121, GridCell(121)),
        ("#,##0;[Red]-#,##0", 1210, GridCell(1210)),
        ('_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', 0, GridCell(0)),
        ('0;-0;"nil"', 0, GridCell(0)),
        ('0.00" WTE"', 0.6, GridCell(0.6)),
        ("[$£-809]0.00", 3, GridCell(3)),
        ("0.0E+00", 121, GridCell(121)),
        ("# ??/??", 0.5, GridCell(0.5)),
        ("+0;-0", 3, GridCell(3)),
        ('0.0% "of staff; all"', 0.98, GridCell(0.98, percent_format=True)),
        ('"n/a"', 93, GridCell("n/a")),
        ('0;0;"n/k"', 0, GridCell("n/k")),
        ('[<5]"<5";0', 3, GridCell("<5")),
        ('[<5]"<5";0', 6, GridCell(6)),
        ('"Yes";"Yes";"No"', 0, GridCell("No")),
        ('0;-0;"-"', 1, GridCell(1)),
        ('"-"', 1, GridCell("-")),
        (";;;", 93, GridCell(None, unusable=HIDDEN_BY_FORMAT)),
        ("0;-0;", 0, GridCell(None, unusable=HIDDEN_BY_FORMAT)),
        ("0,", 121_000, GridCell(None, unusable=SCALED)),
        ('0.0,,"%"', 93_000_000, GridCell(None, unusable=SCALED)),
        ('"93%"', 12, shows("93%")),
        ('"12"0', 1, shows("121")),
        ('General" of 140"', 121, shows("121 of 140")),
        ('"<"0', 5, GridCell("<5")),
        ('0"+"', 95, GridCell("95+")),
        ('0"*"', 12, GridCell("12*")),
        ('"c. "0%', 0.95, GridCell("c. 95%")),
        ('0" day"', 1, GridCell("1 day")),
        ('"Level "0', 2, GridCell("Level 2")),
        ("0‰", 93, GridCell("93‰")),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(code: str, number: float, cell: GridCell) -> None:
    assert number_format(164, code).cell(number, False) == cell
