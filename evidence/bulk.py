"""Rows of a long file many at once; the few that need looking at are given one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from evidence.coding import Codes, DistinctTexts, bounded, coded_texts, in_order_met
from evidence.grid import Grid, GridRow, Typed, is_blank
from evidence.headings import HEADING_WITHIN, Heading
from evidence.privacy import SHORT_BELOW, guarded, is_short_word
from evidence.tables import Column

_PLAIN, _BLANK, _LOOK = 0, 1, 2
"""What a value asks of its row: nothing, not to count as filled, or to be looked at singly."""


@dataclass(frozen=True, slots=True)
class Slab:
    """Rows that follow each other without a gap, each column's distinct texts and their codes."""

    first: int
    """The number of its first row."""
    size: int
    columns: Mapping[int, tuple[Sequence[str], Codes]]

    def row(self, position: int) -> GridRow:
        """One of its rows by itself; without cells where it is blank."""
        texts = ((at, values[codes[position]]) for at, (values, codes) in self.columns.items())
        cells = {at: guarded(Typed(text)) for at, text in texts if not is_blank(text)}
        return GridRow(self.first + position, cells)


def slab_of(first: int, columns: Sequence[Sequence[str]], size: int) -> Slab:
    """A slab from the texts of its columns."""
    return Slab(first, size, {at: coded_texts(texts) for at, texts in enumerate(columns, start=1)})


class BulkColumn:
    """One column of the register while slabs come in."""

    def __init__(self, heading: str) -> None:
        self._heading = heading
        self._distinct = DistinctTexts()
        self._looked_at: dict[str, int] = {}

    def __len__(self) -> int:
        """How many distinct texts it holds, or somewhat more."""
        return len(self._distinct)

    def kinds(self, values: Sequence[str]) -> npt.NDArray[np.uint8]:
        """What each of a slab's distinct texts asks of its rows."""
        if _all_plain(values) and self._heading not in values:
            return np.zeros(len(values), dtype=np.uint8)
        known = self._looked_at
        found = np.zeros(len(values), dtype=np.uint8)
        for n, text in enumerate(values):
            kind = known.get(text)
            if kind is None:
                # A row that repeats the heading row is none of the table.
                kind = known[text] = _LOOK if text == self._heading else _kind(text)
            found[n] = kind
        return found

    def add(self, values: Sequence[str], codes: Codes) -> None:
        """Rows that are taken: the distinct texts they are of, and which of them each has."""
        self._distinct.add(values, codes)

    def column(self, order: npt.NDArray[np.int64]) -> Column:
        """The column, its rows in another order than they were added in."""
        values, codes = self._distinct.told_apart()
        # What begins with a letter or a digit is not blank; asking so is much quicker.
        odd = [n for n, text in enumerate(values) if not text[:1].isalnum()]
        blank = [n for n in odd if is_blank(values[n])]
        return in_order_met(values, codes[order], blank)


class Bulk:
    """Takes slabs once the heading is known. Make one a reading."""

    def __init__(self) -> None:
        self.columns: dict[str, BulkColumn] = {}
        self.numbers: list[Codes] = []
        self._names: dict[int, str] = {}
        self._headed: frozenset[int] = frozenset()
        self._top: dict[int, GridRow] = {}
        self._width = 0
        self._taken = 0

    def start(self, heading: Heading) -> None:
        """From here on rows are taken many at once."""
        cells = self._top[heading.row].cells
        self._names = {at: name for name, at in heading.columns.items()}
        self.columns = {name: BulkColumn(cells[at].text) for at, name in self._names.items()}
        self._headed = frozenset(cells)
        self._width = heading.width

    def rows(self, slabs: Iterable[Slab]) -> Iterator[GridRow]:
        """The rows that are not blank and not taken: all until the start, then those to be
        looked at, each after the row right above it, by which a gap is told."""
        for slab in slabs:
            # Whether it starts is known only once the consumer has seen the rows before.
            single = self._take(slab) if self._names else range(slab.size)
            for position in single:
                row = slab.row(int(position))
                if row.cells:
                    if row.number <= HEADING_WITHIN:
                        self._top[row.number] = row
                    yield row

    def _take(self, slab: Slab) -> npt.NDArray[np.int64]:
        look = np.zeros(slab.size, dtype=np.bool_)
        filled = np.zeros(slab.size, dtype=np.int32)
        for at, (values, codes) in slab.columns.items():
            name = self._names.get(at)
            if name is not None:
                kinds = self.columns[name].kinds(values)[codes]
                look |= kinds == _LOOK
                filled += kinds != _BLANK
                continue
            own = np.array([_kind(text) for text in values], dtype=np.uint8)[codes]
            expected = at in self._headed and at <= self._width
            look |= (own == _LOOK) if expected else (own != _BLANK)
        # A lone cell may be a note.
        look |= filled == 1
        singly = look.copy()
        singly[:-1] |= look[1:]
        # The first row of the next slab may need the last of this one.
        singly[-1:] = True
        take = (filled > 0) & ~singly
        size = int(take.sum())
        blank: tuple[Sequence[str], Codes] = ([""], np.zeros(slab.size, dtype=np.int32))
        for at, name in self._names.items():
            values, codes = slab.columns.get(at, blank)
            self.columns[name].add(values, codes[take])
        self.numbers.append((np.flatnonzero(take) + slab.first).astype(np.int32))
        self._taken += size
        bounded(self._taken, sum(map(len, self.columns.values())))
        return np.flatnonzero(singly)


@runtime_checkable
class BulkGrid(Grid, Protocol):
    """A grid that can give its rows many at once."""

    @property
    def bulk(self) -> Bulk: ...


def _all_plain(texts: Sequence[str]) -> bool:
    """Whether all of them are plain for being short words."""
    together = "".join(texts)
    return (
        together.isascii()
        and together.isalnum()
        and min(map(len, texts)) > 0
        and max(map(len, texts)) < SHORT_BELOW
    )


def _kind(text: str) -> int:
    if is_short_word(text):
        return _PLAIN
    if is_blank(text):
        return _BLANK
    lines = not text.isprintable() and len(text.splitlines()) > 1
    return _LOOK if lines or guarded(Typed(text)).unusable else _PLAIN
