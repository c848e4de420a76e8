"""Rows many at once whose values are typed cells, as those of a workbook are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from evidence.grids.columnar.bulk import BLANK, LOOK, PLAIN, BulkColumn, Kinds, Ways
from evidence.grids.columnar.codes import Coder, Codes
from evidence.nouns.cells import Raw
from evidence.nouns.grid import Typed
from evidence.nouns.register import Column

Held = str | Typed | None
"""What a cell of a sheet holds; a text by itself needs not be looked at."""


class CellColumn(BulkColumn[Held]):
    """One column of the register while slabs of a sheet come in."""

    def __init__(self, heading: Typed | None) -> None:
        self._heading = heading
        self._heading_text = heading.text if heading is not None else None
        self._coder = Coder()
        self._done: list[Codes] = []

    def __len__(self) -> int:
        return len(self._coder)

    def exactly(self) -> int:
        return len(self._coder)

    def kinds(self, values: Sequence[Held]) -> Kinds:
        return np.array([self._kind(typed) for typed in values], dtype=np.uint8)

    def _kind(self, held: Held) -> int:
        if held is None:
            return BLANK
        if isinstance(held, str):
            # A row that repeats the heading row is none of the table.
            return LOOK if held == self._heading_text else PLAIN
        raw = held.raw
        # What is no number, as a float can be, differs from itself.
        odd = held.unusable or raw != raw
        return LOOK if odd or held == self._heading else PLAIN

    def add(self, values: Sequence[Held], codes: Codes) -> None:
        raws = [held.raw if isinstance(held, Typed) else held for held in values]
        self._add(raws, codes)

    def add_singly(self, column: Column) -> None:
        # A blank's code, -1, takes the last.
        self._add([*column.values, None], column.codes)

    def _add(self, raws: Sequence[Raw], codes: Codes) -> None:
        self._done.append(self._coder.codes(raws)[codes])

    def column(self, order: npt.NDArray[np.int64]) -> Column:
        codes = np.concatenate([np.empty(0, dtype=np.int32), *self._done])
        self._done.clear()
        return self._coder.column_of(codes[order])


def _cell(held: Held) -> Typed | None:
    return Typed(held) if isinstance(held, str) else held


CELLS: Ways[Held] = Ways(None, _cell, CellColumn)
