"""Figures that can be read in two ways, or that stand for none: asked about, never guessed."""

from __future__ import annotations

import pytest

from engine.nouns.evidence.fact import Range
from evidence.cells.figures import read_count, read_percent, read_wte
from evidence.cells.values import CellAnswer, CellReading
from evidence.nouns.cells import Cell, Raw
from evidence.nouns.grid import text_of


def cell(raw: Raw) -> Cell:
    return Cell(raw, text_of(raw), "dashboard", "C9")


def doubtful(some: str, other: str) -> CellReading:
    return CellReading(
        CellAnswer.UNREADABLE,
        trouble=f"may mean {some} or {other}",
        to_do=f"Write {some} or {other}, whichever is meant.".replace(" %", "%"),
    )


def value(number: float) -> CellReading:
    return CellReading(CellAnswer.VALUE, Range.of_number(number))


@pytest.mark.parametrize(
    ("raw", "some", "other"),
    [
        (0.5, "0.5 %", "50 %"),
        (".9", "0.9 %", "90 %"),
        ("0.90", "0.9 %", "90 %"),
        (1, "1 %", "100 %"),
        ("1", "1 %", "100 %"),
        (1.0, "1 %", "100 %"),
        ("97,500 %", "97.500 %", "97500 %"),
    ],
)
def test_a_percentage_that_may_mean_two(raw: Raw, some: str, other: str) -> None:
    assert read_percent(cell(raw)) == doubtful(some, other)


@pytest.mark.parametrize("text", ["2,125", " 2,125 ", "2,125 WTE", "2,125wte"])
def test_a_comma_in_whole_time_equivalents_may_part_thousands_or_decimals(text: str) -> None:
    assert read_wte(cell(text)) == doubtful("2.125", "2125")


def test_a_comma_in_a_count_parts_thousands_where_it_can() -> None:
    assert read_count(cell("1,204")) == value(1204)
    assert read_count(cell("1,204,000")) == value(1_204_000)
    assert read_count(cell("0,125")) == doubtful("0.125", "0125")


@pytest.mark.parametrize("raw", [999, "999", 9999, "9,999", 99999.0, "9999 ", 888, "88,888", 12345])
def test_a_row_of_nines_is_asked_about(raw: Raw) -> None:
    [read] = {read_count(cell(raw))}
    number = f"{float(str(raw).replace(',', '')):g}"
    assert read == CellReading(
        CellAnswer.UNREADABLE,
        trouble="is often written where a figure is not known",
        to_do=f"If it is not known, write N/K. If it is the true figure, write “exactly {number}”.",
    )


@pytest.mark.parametrize("raw", [999, "9999 wte", 9999.99, 99.9, "9.99", 888.8])
def test_nines_are_asked_about_in_whole_time_equivalents(raw: Raw) -> None:
    assert read_wte(cell(raw)).trouble == "is often written where a figure is not known"


def test_nines_that_are_meant_are_taken() -> None:
    assert read_count(cell("exactly 999")) == value(999)
    assert read_wte(cell("Exactly 999 WTE")) == value(999)
    assert read_count(cell(99)) == read_wte(cell(99)) == value(99)
    assert read_count(cell(88)) == read_wte(cell(88)) == value(88)
    assert read_percent(cell("99.9%")) == value(99.9)


@pytest.mark.parametrize("raw", [-1, -9, "-99", -999])
def test_a_figure_below_nought_is_none(raw: Raw) -> None:
    assert read_count(cell(raw)).trouble == read_wte(cell(raw)).trouble == "is below 0"
