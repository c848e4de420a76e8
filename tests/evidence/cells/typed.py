"""Cells as somebody typed them, and what each way of reading gives of them."""

from __future__ import annotations

from collections.abc import Callable

from engine.nouns.evidence.fact import Range
from evidence.cells.figures import read_count, read_percent, read_wte
from evidence.cells.values import (
    CellAnswer,
    CellReading,
    read_date,
    read_level,
    read_score,
    read_yes_no,
)
from evidence.nouns.cells import Cell, Raw

ANSWERS = {
    "0": "not_met",
    "1": "partly_met",
    "3": "met",
    "not met": "not_met",
    "partly met": "partly_met",
    "met": "met",
}

READERS: list[Callable[[Cell | None], CellReading]] = [
    read_percent,
    read_count,
    read_wte,
    read_yes_no,
    read_date,
    lambda cell: read_level(cell, 6),
    lambda cell: read_score(cell, ANSWERS),
]


def cell(raw: Raw, percent_format: bool = False) -> Cell:
    return Cell(raw, "" if raw is None else str(raw), "dashboard", "C9", percent_format)


def number(value: float, note: str = "") -> CellReading:
    return CellReading(CellAnswer.VALUE, Range.of_number(value), note=note)


def bad(trouble: str) -> CellReading:
    return CellReading(CellAnswer.UNREADABLE, trouble=trouble)
