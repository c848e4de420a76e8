"""Blocks of rows whose values are all texts, as in CSV and Parquet files."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from evidence.grids.columnar.codes import Codes, DistinctTexts, in_order_met
from evidence.nouns.grid import GridCell, is_blank, without_formula_wrap
from evidence.nouns.register import CodedColumn
from evidence.privacy.guard import guard_cell, holds_nothing_personal
from evidence.text import is_total


class RowNeed(IntEnum):
    """What a text asks of its row."""

    PLAIN = 0
    BLANK = 1
    """Not to count as filled."""
    LOOK = 2
    """To be looked at singly."""


Needs = npt.NDArray[np.uint8]


class TextColumn:
    """One column of the register while blocks of its rows come in."""

    def __init__(self, heading: GridCell | None) -> None:
        self._heading = heading.text if heading is not None else None
        self._distinct = DistinctTexts()
        self._looked_at: dict[str, RowNeed] = {}
        self._blanks: set[str] = set()

    def __len__(self) -> int:
        """How many distinct texts it holds, or more."""
        return len(self._distinct)

    def exactly(self) -> int:
        """How many distinct texts it holds."""
        return self._distinct.exactly()

    def needs(self, values: Sequence[str]) -> Needs:
        """What each of a block's texts asks of its rows."""
        plain = self._heading not in values and holds_nothing_personal(values)
        if plain and not any(text[:1] == "=" or is_total(text) for text in values):
            return np.zeros(len(values), dtype=np.uint8)
        known = self._looked_at
        found = np.zeros(len(values), dtype=np.uint8)
        for n, text in enumerate(values):
            need = known.get(text)
            if need is None:
                # A row that repeats the heading row is none of the table.
                need = known[text] = RowNeed.LOOK if text == self._heading else _need(text)
                if need == RowNeed.BLANK:
                    self._blanks.add(text)
            found[n] = need
        return found

    def add(self, values: Sequence[str], codes: Codes) -> None:
        """Rows that are taken: the texts they are of, and which of them each has."""
        self._distinct.add(values, codes)

    def add_singly(self, column: CodedColumn) -> None:
        """Rows that were looked at."""
        if (column.codes < 0).any():
            self._blanks.add("")
        # In the files that are read so every value is text. A blank's code, -1, takes the last.
        texts = [*map(str, column.values), ""]
        self.add(texts, np.where(column.codes < 0, np.int32(len(texts) - 1), column.codes))

    def column(self, order: npt.NDArray[np.int64]) -> CodedColumn:
        """The column, its rows in another order than they were added in."""
        values, codes = self._distinct.taken_out()
        blanks = self._blanks
        blank = [n for n, text in enumerate(values) if text in blanks] if blanks else []
        return in_order_met(values, codes[order], blank)


def cell_of_text(text: str) -> GridCell | None:
    """The cell of a text, None for a blank."""
    text = without_formula_wrap(text)
    return None if is_blank(text) else guard_cell(GridCell(text))


def _need(text: str) -> RowNeed:
    if is_blank(text):
        return RowNeed.BLANK
    if without_formula_wrap(text) != text or is_total(text):
        return RowNeed.LOOK
    lines = not text.isprintable() and len(text.splitlines()) > 1
    return RowNeed.LOOK if lines or guard_cell(GridCell(text)).unusable else RowNeed.PLAIN
