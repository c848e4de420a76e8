"""Rows of a long file many at once; the few that need looking at are given one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from evidence.coding import Codes, bounded, coded_texts
from evidence.grid import Grid, GridRow, Typed, is_blank
from evidence.headings import HEADING_WITHIN, Heading
from evidence.privacy import guarded

_PLAIN, _BLANK, _LOOK = 0, 1, 2
"""What a value asks of its row: nothing, not to count as filled, or to be looked at singly."""
_NOTHING_PRIVATE_BELOW = 10
"""A text of fewer signs, letters and digits alone, is one word and no NHS number: one word is no
record and no postcode that is refused. Most staff references are such."""


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
        self.numbers: dict[str, int] = {}
        """The distinct texts met, refused and blank ones among them, each with its code."""
        self._kinds = np.zeros(1 << 10, dtype=np.uint8)
        self.parts: list[Codes] = []
        """The codes of the rows taken, slab by slab."""

    def numbered(self, values: Sequence[str], codes: Codes) -> tuple[Codes, npt.NDArray[np.uint8]]:
        """The column's own codes of a slab's rows, and what each row's value asks."""
        own = np.empty(len(values), dtype=np.int32)
        numbers = self.numbers
        for n, text in enumerate(values):
            code = numbers.get(text)
            if code is None:
                code = numbers[text] = len(numbers)
                if code == self._kinds.size:
                    self._kinds = np.concatenate([self._kinds, np.zeros_like(self._kinds)])
                # A row that repeats the heading row is none of the table.
                self._kinds[code] = _LOOK if text == self._heading else _kind(text)
            own[n] = code
        found = own[codes]
        return found, self._kinds[found]


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
        found: dict[str, Codes] = {}
        for at, (values, codes) in slab.columns.items():
            name = self._names.get(at)
            if name is not None:
                found[name], kinds = self.columns[name].numbered(values, codes)
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
        for name, column in self.columns.items():
            if name in found:
                column.parts.append(found[name][take])
            else:
                column.parts.append(column.numbered([""], np.zeros(int(take.sum()), np.int32))[0])
        self.numbers.append((np.flatnonzero(take) + slab.first).astype(np.int32))
        self._taken += int(take.sum())
        bounded(self._taken, sum(len(column.numbers) for column in self.columns.values()))
        return np.flatnonzero(singly)


@runtime_checkable
class BulkGrid(Grid, Protocol):
    """A grid that can give its rows many at once."""

    @property
    def bulk(self) -> Bulk: ...


def _kind(text: str) -> int:
    if len(text) < _NOTHING_PRIVATE_BELOW and text.isascii() and text.isalnum():
        return _PLAIN
    if is_blank(text):
        return _BLANK
    lines = not text.isprintable() and len(text.splitlines()) > 1
    return _LOOK if lines or guarded(Typed(text)).unusable else _PLAIN
