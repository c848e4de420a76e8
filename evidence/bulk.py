"""Rows of a long file many at once; the few that need looking at are given one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from evidence.bounds import MAX_REGISTER_VALUES
from evidence.coding import Codes, DistinctTexts, bounded, coded_texts, in_order_met
from evidence.grid import Grid, GridRow, Typed, is_blank
from evidence.headings import HEADING_WITHIN, Heading
from evidence.privacy import guarded, tell_of_nobody
from evidence.tables import Column

_PLAIN, _BLANK, _LOOK = 0, 1, 2
"""What a value asks of its row: nothing, not to count as filled, or to be looked at singly."""


@dataclass(frozen=True, slots=True)
class Slab:
    """Rows that follow each other without a gap, column by column."""

    first: int
    """The number of its first row."""
    size: int
    columns: Mapping[int, tuple[Sequence[str], Codes]]
    """By column the texts of its rows, each once or oftener, and which of them each row has."""
    _made: dict[str, Typed | None] = field(default_factory=dict)

    def row(self, position: int) -> GridRow:
        """One of its rows by itself; without cells where it is blank."""
        cells: dict[int, Typed] = {}
        for at, (values, codes) in self.columns.items():
            text = values[codes[position]]
            if text in self._made:
                typed = self._made[text]
            else:
                typed = self._made[text] = None if is_blank(text) else guarded(Typed(text))
            if typed is not None:
                cells[at] = typed
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
        self._blanks: set[str] = set()

    def __len__(self) -> int:
        """How many distinct texts it holds, or more."""
        return len(self._distinct)

    def exactly(self) -> int:
        """How many distinct texts it holds."""
        return self._distinct.exactly()

    def kinds(self, values: Sequence[str]) -> npt.NDArray[np.uint8]:
        """What each of a slab's texts asks of its rows."""
        if self._heading not in values and tell_of_nobody(values):
            return np.zeros(len(values), dtype=np.uint8)
        known = self._looked_at
        found = np.zeros(len(values), dtype=np.uint8)
        for n, text in enumerate(values):
            kind = known.get(text)
            if kind is None:
                # A row that repeats the heading row is none of the table.
                kind = known[text] = _LOOK if text == self._heading else _kind(text)
                if kind == _BLANK:
                    self._blanks.add(text)
            found[n] = kind
        return found

    def add(self, values: Sequence[str], codes: Codes) -> None:
        """Rows that are taken: the texts they are of, and which of them each has."""
        self._distinct.add(values, codes)

    def add_singly(self, column: Column) -> None:
        """Rows that were looked at."""
        if (column.codes < 0).any():
            self._blanks.add("")
        # In the files that are read so every value is text. A blank's code, -1, takes the last.
        texts = [*map(str, column.values), ""]
        self.add(texts, np.where(column.codes < 0, np.int32(len(texts) - 1), column.codes))

    def column(self, order: npt.NDArray[np.int64]) -> Column:
        """The column, its rows in another order than they were added in."""
        values, codes = self._distinct.told_apart()
        blanks = self._blanks
        blank = [n for n, text in enumerate(values) if text in blanks] if blanks else []
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
        none: tuple[Sequence[str], Codes] = ([""], np.zeros(slab.size, dtype=np.int32))
        for at, name in self._names.items():
            if at not in slab.columns:
                self.columns[name].kinds([""])
            values, codes = slab.columns.get(at, none)
            self.columns[name].add(values, codes[take])
        self.numbers.append((np.flatnonzero(take) + slab.first).astype(np.int32))
        self._taken += size
        columns = self.columns.values()
        if sum(map(len, columns)) > MAX_REGISTER_VALUES:
            bounded(self._taken, sum(column.exactly() for column in columns))
        bounded(self._taken, 0)
        return np.flatnonzero(singly)


@runtime_checkable
class BulkGrid(Grid, Protocol):
    """A grid that can give its rows many at once."""

    @property
    def bulk(self) -> Bulk: ...


def _kind(text: str) -> int:
    if is_blank(text):
        return _BLANK
    lines = not text.isprintable() and len(text.splitlines()) > 1
    return _LOOK if lines or guarded(Typed(text)).unusable else _PLAIN
