"""Rows many at once whose values are all texts, as those of CSV and Parquet files are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from evidence.grids.columnar.bulk import BLANK, LOOK, PLAIN, BulkColumn, Kinds, Slab, Ways
from evidence.grids.columnar.codes import Codes, DistinctTexts, coded_texts, in_order_met
from evidence.nouns.grid import Typed, is_blank
from evidence.nouns.register import Column
from evidence.privacy.guard import guarded, tell_of_nobody


def slab_of(first: int, columns: Sequence[Sequence[str]], size: int) -> Slab[str]:
    """A slab from the texts of its columns."""
    return Slab(first, size, {at: coded_texts(texts) for at, texts in enumerate(columns, start=1)})


class TextColumn(BulkColumn[str]):
    """One column of the register while slabs come in."""

    def __init__(self, heading: Typed | None) -> None:
        self._heading = heading.text if heading is not None else None
        self._distinct = DistinctTexts()
        self._looked_at: dict[str, int] = {}
        self._blanks: set[str] = set()

    def __len__(self) -> int:
        return len(self._distinct)

    def exactly(self) -> int:
        return self._distinct.exactly()

    def kinds(self, values: Sequence[str]) -> Kinds:
        if self._heading not in values and tell_of_nobody(values):
            return np.zeros(len(values), dtype=np.uint8)
        known = self._looked_at
        found = np.zeros(len(values), dtype=np.uint8)
        for n, text in enumerate(values):
            kind = known.get(text)
            if kind is None:
                # A row that repeats the heading row is none of the table.
                kind = known[text] = LOOK if text == self._heading else _kind(text)
                if kind == BLANK:
                    self._blanks.add(text)
            found[n] = kind
        return found

    def add(self, values: Sequence[str], codes: Codes) -> None:
        self._distinct.add(values, codes)

    def add_singly(self, column: Column) -> None:
        if (column.codes < 0).any():
            self._blanks.add("")
        # In the files that are read so every value is text. A blank's code, -1, takes the last.
        texts = [*map(str, column.values), ""]
        self.add(texts, np.where(column.codes < 0, np.int32(len(texts) - 1), column.codes))

    def column(self, order: npt.NDArray[np.int64]) -> Column:
        values, codes = self._distinct.told_apart()
        blanks = self._blanks
        blank = [n for n, text in enumerate(values) if text in blanks] if blanks else []
        return in_order_met(values, codes[order], blank)


def _cell(text: str) -> Typed | None:
    return None if is_blank(text) else guarded(Typed(text))


def _kind(text: str) -> int:
    if is_blank(text):
        return BLANK
    lines = not text.isprintable() and len(text.splitlines()) > 1
    return LOOK if lines or guarded(Typed(text)).unusable else PLAIN


TEXTS: Ways[str] = Ways("", _cell, TextColumn)
