"""Words in cells: yes and no, withheld, not applicable, levels, answers on the scale, texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from evidence.cells.figures import read_count, read_percent
from evidence.cells.values import (
    CellAnswer,
    CellReading,
    is_placeholder,
    leaves_open,
    read_level,
    read_score,
    read_yes_no,
)
from evidence.nouns.cells import Cell, Raw
from tests.evidence.cells.typed import ANSWERS, bad, cell, number


@pytest.mark.parametrize("raw", ["yes", "YES", "y", "Y", "True", True, "yes."])
def test_yes(raw: Raw) -> None:
    assert read_yes_no(cell(raw)) == CellReading(CellAnswer.VALUE, True)


@pytest.mark.parametrize(
    ("text", "left_open"),
    [
        *(("?", True), ("??", True), ("- ?", True), ("TBC", True), ("unknown", True)),
        *(("", False), ("-", False), ("n/a", False), ("why?", False)),
    ],
)
def test_what_leaves_open_what_is_asked(text: str, left_open: bool) -> None:
    assert leaves_open(text) is left_open


@pytest.mark.parametrize("raw", ["no", "N", "false", False])
def test_no(raw: Raw) -> None:
    assert read_yes_no(cell(raw)) == CellReading(CellAnswer.VALUE, False)


@pytest.mark.parametrize("raw", ["1", "0", 1, 0, "maybe", "TBC", "-", "yes and no", "<5"])
def test_neither_yes_nor_no(raw: Raw) -> None:
    assert read_yes_no(cell(raw)) == bad("is neither yes nor no")


@pytest.mark.parametrize("reader", [read_percent, read_count])
@pytest.mark.parametrize("raw", ["<5", "< 5", "≤7", "<=5", "fewer than 5", "less than 5", "<10"])
def test_withheld(reader: Callable[[Cell], CellReading], raw: str) -> None:
    assert reader(cell(raw)) == CellReading(CellAnswer.WITHHELD)


@pytest.mark.parametrize("raw", ["<1", "<0", "<50", ">5", "<five"])
def test_not_withheld(raw: str) -> None:
    assert read_count(cell(raw)) == bad("is not a number")


@pytest.mark.parametrize("reader", [read_percent, read_count, read_yes_no])
@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("n/a", ""),
        ("N/A", ""),
        ("NA", ""),
        ("n.a.", ""),
        ("N / A", ""),
        ("not applicable", ""),
        ("N/A - no SARC on site", "no SARC on site"),
        ("n/a (Community service)", "Community service"),
        ("n/a - TBC", ""),
    ],
)
def test_not_applicable(reader: Callable[[Cell], CellReading], raw: str, reason: str) -> None:
    assert reader(cell(raw)) == CellReading(CellAnswer.NOT_APPLICABLE, reason=reason)


@pytest.mark.parametrize("raw", [3, 3.0, "3", "Level 3", "level_3", "L3", "lvl 3", " LEVEL  3 "])
def test_levels(raw: Raw) -> None:
    assert read_level(cell(raw), 6) == number(3)


@pytest.mark.parametrize(
    ("raw", "trouble"),
    [
        ("three", "is not a level"),
        (2.5, "is not a level"),
        ("Level 3+", "is not a level"),
        (-1, "is not a level"),
        (10**400, "is not a level"),
        (dt.date(2014, 1, 3), "is not a level"),
        (7, "is over Level 6, the highest there is"),
        ("Level 9", "is over Level 6, the highest there is"),
    ],
)
def test_what_is_no_level(raw: Raw, trouble: str) -> None:
    assert read_level(cell(raw), 6) == bad(trouble)


@pytest.mark.parametrize("raw", [0, "0", "none", "Not trained"])
def test_no_level_reached(raw: Raw) -> None:
    assert read_level(cell(raw), 6) == number(0)


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (3, "met"),
        (3.0, "met"),
        ("3", "met"),
        ("3.0", "met"),
        ("Met", "met"),
        ("partly  met", "partly_met"),
        ("partly_met", "partly_met"),
        (0, "not_met"),
        (" NOT MET ", "not_met"),
    ],
)
def test_scores(raw: Raw, word: str) -> None:
    assert read_score(cell(raw), ANSWERS) == CellReading(CellAnswer.VALUE, word)


@pytest.mark.parametrize("raw", ["?", "4", 2, 2.5, "TBC", "mostly", True, dt.date(2014, 1, 3), -3])
def test_what_is_not_on_the_scale(raw: Raw) -> None:
    assert read_score(cell(raw), ANSWERS) == bad("is not on the audit’s scale")


@pytest.mark.parametrize("text", ["", " ", "-", "?", "TBC", "N/K", "not known", "n/a", "..."])
def test_texts_that_say_nothing(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["No SARC on site", "x", "0"])
def test_texts_that_say_something(text: str) -> None:
    assert not is_placeholder(text)
