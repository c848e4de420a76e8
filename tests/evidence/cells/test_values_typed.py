"""Typed text to values: what is taken, and what is told instead of guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.nouns.evidence.fact import Range
from evidence.cells.figures import read_count, read_percent, read_wte
from evidence.cells.values import (
    BLANK,
    CellAnswer,
    CellReading,
    read_date,
)
from evidence.nouns.cells import Cell, Raw
from tests.evidence.cells.typed import READERS, bad, cell, number


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("98%", 98),
        ("97 %", 97),
        (" 97\u00a0% ", 97),
        ("98", 98),
        (98, 98),
        (70, 70),
        ("2.5%", 2.5),
        ("1%", 1),
        ("0.5%", 0.5),
        ("100", 100),
        (0, 0),
        ("0%", 0),
        ("nil", 0),
        ("None", 0),
        ("ZERO", 0),
        (1.5, 1.5),
    ],
)
def test_percentages(raw: Raw, value: float) -> None:
    assert read_percent(cell(raw)) == number(value)


@pytest.mark.parametrize(("raw", "value"), [(0.98, 98), ("0.91", 91), (0.07, 7), (".57", 57)])
def test_a_fraction_is_a_percentage_and_says_so(raw: Raw, value: float) -> None:
    assert read_percent(cell(raw)) == number(value, f"“{raw}” is read as {value} %")


@pytest.mark.parametrize(("raw", "value"), [(0.98, 98), (1, 100), (0.01, 1), (0, 0)])
def test_the_cells_format_settles_a_percentage(raw: Raw, value: float) -> None:
    assert read_percent(cell(raw, percent_format=True)) == number(value)


@pytest.mark.parametrize(
    ("raw", "trouble"),
    [
        (101, "is over 100 %"),
        ("250%", "is over 100 %"),
        (-1, "is below 0"),
        ("-5%", "is below 0"),
        ("−5", "is below 0"),
        ("N/K", "is not a number"),
        ("TBC", "is not a number"),
        ("-", "is not a number"),
        ("?", "is not a number"),
        ("not known", "is not a number"),
        ("not collected", "is not a number"),
        ("about 90", "is not a number"),
        ("90-95%", "is not a number"),
        ("95,5", "is not a number"),
        ("98²", "is not a number"),
        ("٩٨", "is not a number"),
        (".", "is not a number"),
        ("%", "is not a number"),
        (True, "is not a number"),
        (dt.date(2014, 4, 1), "is not a number"),
        (float("nan"), "is not a number"),
        (float("inf"), "is not a number"),
        (10**400, "is not a number"),
        ("9" * 400, "is not a number"),
        ("1e5", "is not a number"),
        ("<50", "is not a number"),
    ],
)
def test_what_is_no_percentage(raw: Raw, trouble: str) -> None:
    assert read_percent(cell(raw)) == bad(trouble)


def test_a_percent_format_over_100() -> None:
    assert read_percent(cell(61, percent_format=True)) == bad("is over 100 %")


@pytest.mark.parametrize(
    ("raw", "value"),
    [(12, 12), ("12", 12), ("1,204", 1204), ("12.0", 12), (7.0, 7), ("nil", 0), ("0", 0), (1, 1)],
)
def test_counts(raw: Raw, value: float) -> None:
    assert read_count(cell(raw)) == number(value)


@pytest.mark.parametrize(
    ("raw", "trouble"),
    [
        (-1, "is below 0"),
        ("12.5", "is not a whole number"),
        (0.5, "is not a whole number"),
        ("12%", "is a percentage, not a number of cases"),
        ("12,04", "is not a number"),
        ("12 children", "is not a number"),
        (True, "is not a number"),
    ],
)
def test_what_is_no_count(raw: Raw, trouble: str) -> None:
    assert read_count(cell(raw)) == bad(trouble)


def test_a_percent_format_is_no_count() -> None:
    assert read_count(cell(0.5, True)) == bad("is a percentage, not a number of cases")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("0.2 wte", 0.2),
        ("11 WTE", 11),
        (" 0.6", 0.6),
        (1, 1),
        ("2.0 w.t.e.", 2),
        ("nil", 0),
        ("none wte", 0),
        (".4", 0.4),
    ],
)
def test_whole_time_equivalents(raw: Raw, value: float) -> None:
    assert read_wte(cell(raw)) == number(value)


@pytest.mark.parametrize(
    ("raw", "trouble"),
    [
        (-0.5, "is below 0"),
        ("60%", "is a percentage, not a whole-time equivalent"),
        ("<5", "is not a number"),
        ("two days", "is not a number"),
    ],
)
def test_what_is_no_wte(raw: Raw, trouble: str) -> None:
    assert read_wte(cell(raw)) == bad(trouble)


def test_a_post_that_does_not_apply() -> None:
    assert read_wte(cell("n/a")) == CellReading(CellAnswer.NOT_APPLICABLE)
    assert read_wte(cell("N/A - no such ward")) == CellReading(
        CellAnswer.NOT_APPLICABLE, reason="no such ward"
    )


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("raw", [None, "", "  ", "\u00a0", "\n"])
def test_blank(reader: Callable[[Cell | None], CellReading], raw: Raw) -> None:
    assert reader(cell(raw)) == BLANK
    assert reader(None) == BLANK


@pytest.mark.parametrize("reader", READERS)
def test_a_cell_that_the_reader_refused(reader: Callable[[Cell | None], CellReading]) -> None:
    refused = Cell(None, "", "dashboard", "C9", unusable="a formula never calculated")
    assert reader(refused) == CellReading(CellAnswer.REFUSED)


@pytest.mark.parametrize(
    ("raw", "trouble"),
    [
        (41729, "is a number, not a date"),
        (41729.5, "is a number, not a date"),
        (True, "is a number, not a date"),
        (dt.date(1900, 1, 1), "is not a likely date"),
        ("31/02/2014", "is a day that the month does not have"),
    ],
)
def test_what_is_no_date(raw: Raw, trouble: str) -> None:
    assert read_date(cell(raw)) == bad(trouble)


def test_dates() -> None:
    day = CellReading(CellAnswer.VALUE, Range.of_day(dt.date(2014, 3, 31)))
    assert read_date(cell(dt.date(2014, 3, 31))) == day
    assert read_date(cell(dt.datetime(2014, 3, 31, 12, 30))) == day
    assert read_date(cell("31/03/2014")) == day


RAWS = (
    st.none()
    | st.text()
    | st.floats()
    | st.integers()
    | st.booleans()
    | st.dates()
    | st.from_regex(r"[<≤]?[-+]?[0-9.,]{0,6} ?(%|wte)?")
)


@pytest.mark.parametrize("reader", READERS)
@given(raw=RAWS, percent_format=st.booleans())
def test_no_cell_breaks_a_reader(
    reader: Callable[[Cell | None], CellReading], raw: Raw, percent_format: bool
) -> None:
    read = reader(cell(raw, percent_format))
    assert (read.value is None) == (read.answer is not CellAnswer.VALUE)
    assert bool(read.trouble) == (read.answer is CellAnswer.UNREADABLE)


@given(raw=RAWS, percent_format=st.booleans())
def test_figures_are_within_their_bounds(raw: Raw, percent_format: bool) -> None:
    percent, count = (reader(cell(raw, percent_format)).value for reader in READERS[:2])
    assert percent is None or (isinstance(percent, Range) and 0 <= percent.low <= 100)
    assert count is None or (isinstance(count, Range) and count.low >= 0 and count.low % 1 == 0)


@example(" Nil ")
@given(
    st.text(alphabet=st.characters(exclude_characters="0123456789"))
    | st.builds(
        "{}{}{}".format,
        st.text(" -.", max_size=2),
        st.sampled_from(("nil", "None", "ZERO", "no", "nought", "nil return")),
        st.text(" -.", max_size=2),
    )
)
def test_a_text_without_a_digit_is_0_only_where_it_says_so(text: str) -> None:
    read = read_count(cell(text))
    if read.answer is CellAnswer.VALUE:
        assert text.strip().casefold() in ("nil", "none", "zero")
