"""Rows of a long file many at once; the few that need looking at are given one by one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

import numpy as np
import numpy.typing as npt

from evidence.files.limits import MAX_REGISTER_VALUES
from evidence.grids.columnar.codes import Codes, bounded
from evidence.nouns.columns import HEADING_WITHIN, HeadingRow
from evidence.nouns.grid import Grid, GridRow, Typed
from evidence.nouns.register import Column
from evidence.privacy.personal_records import is_a_day, looks_like_a_name

PLAIN, BLANK, LOOK = 0, 1, 2
"""What a value asks of its row: nothing, not to count as filled, or to be looked at singly."""
Kinds = npt.NDArray[np.uint8]
Value = TypeVar("Value")
"""What a slab's cells are given as: texts where all are such, else typed cells."""


@dataclass(frozen=True, slots=True)
class Slab(Generic[Value]):
    """Rows that follow each other without a gap, column by column."""

    first: int
    """The number of its first row."""
    size: int
    columns: Mapping[int, tuple[Sequence[Value], Codes]]
    """By column the values of its rows, each once or oftener, and which of them each row has."""
    hidden: frozenset[int] = frozenset()
    """The numbers of its hidden rows."""


class BulkColumn(ABC, Generic[Value]):
    """One column of the register while slabs come in."""

    @abstractmethod
    def __len__(self) -> int:
        """How many distinct values it holds, or more."""

    @abstractmethod
    def exactly(self) -> int:
        """How many distinct values it holds."""

    @abstractmethod
    def kinds(self, values: Sequence[Value]) -> Kinds:
        """What each of a slab's values asks of its rows."""

    @abstractmethod
    def add(self, values: Sequence[Value], codes: Codes) -> None:
        """Rows that are taken: the values they are of, and which of them each has."""

    @abstractmethod
    def add_singly(self, column: Column) -> None:
        """Rows that were looked at."""

    @abstractmethod
    def column(self, order: npt.NDArray[np.int64]) -> Column:
        """The column, its rows in another order than they were added in."""


@dataclass(frozen=True, slots=True)
class Ways(Generic[Value]):
    """How the values of a kind of file are dealt with."""

    blank: Value
    cell: Callable[[Value], Typed | None]
    """The cell of a value, None for a blank."""
    column: Callable[[Typed | None], BulkColumn[Value]]
    """A column by the cell of its heading; by None for one beside the table."""


class Bulk(Generic[Value]):
    """Takes slabs once the heading is known. Make one a reading."""

    def __init__(self, ways: Ways[Value]) -> None:
        self.columns: dict[str, BulkColumn[Value]] = {}
        self.numbers: list[Codes] = []
        self.hidden: set[int] = set()
        """The numbers of hidden rows that were taken."""
        self._ways = ways
        self._names: dict[int, str] = {}
        self._beside: dict[int, BulkColumn[Value]] = {}
        self._headed: frozenset[int] = frozenset()
        self._top: dict[int, GridRow] = {}
        self._width = 0
        self._taken = 0
        self._people_found = False

    def start(self, heading: HeadingRow) -> None:
        """From here on rows are taken many at once."""
        cells = self._top[heading.row].cells
        self._names = {at: name for name, at in heading.columns.items()}
        make = self._ways.column
        self.columns = {name: make(cells[at]) for at, name in self._names.items()}
        self._headed = frozenset(cells)
        self._width = heading.width

    def rows(self, slabs: Iterable[Slab[Value]]) -> Iterator[GridRow]:
        """The rows that are not blank and not taken: all until the start, then those to be
        looked at, each after the row right above it, by which a gap is told."""
        for slab in slabs:
            # Whether it starts is known only once the consumer has seen the rows before.
            single = self._take(slab).tolist() if self._names else range(slab.size)
            for row in self._singly(slab, single):
                if row.number <= HEADING_WITHIN:
                    self._top[row.number] = row
                yield row

    def _singly(self, slab: Slab[Value], positions: Iterable[int]) -> Iterator[GridRow]:
        made: dict[tuple[int, int], Typed | None] = {}
        for position in positions:
            cells: dict[int, Typed] = {}
            for at, (values, codes) in slab.columns.items():
                which = at, int(codes[position])
                if which not in made:
                    made[which] = self._ways.cell(values[which[1]])
                typed = made[which]
                if typed is not None:
                    cells[at] = typed
            if cells:
                number = slab.first + position
                yield GridRow(number, cells, number in slab.hidden)

    def _take(self, slab: Slab[Value]) -> npt.NDArray[np.int64]:
        look = np.zeros(slab.size, dtype=np.bool_)
        filled = np.zeros(slab.size, dtype=np.int32)
        for at, (values, codes) in slab.columns.items():
            name = self._names.get(at)
            if name is not None:
                kinds = self.columns[name].kinds(values)[codes]
                look |= kinds == LOOK
                filled += kinds != BLANK
                continue
            if at not in self._beside:
                self._beside[at] = self._ways.column(None)
            own = self._beside[at].kinds(values)[codes]
            expected = at in self._headed and at <= self._width
            look |= (own == LOOK) if expected else (own != BLANK)
        self._find_people(slab, look)
        # A lone cell may be a note.
        look |= filled == 1
        hidden = np.array([number - slab.first for number in slab.hidden], dtype=np.int64)
        # One with cells beside the table alone is told too.
        look[hidden[filled[hidden] == 0]] = True
        singly = look.copy()
        singly[:-1] |= look[1:]
        # The first row of the next slab may need the last of this one.
        singly[-1:] = True
        self._add(slab, (filled > 0) & ~singly)
        return np.flatnonzero(singly)

    def _add(self, slab: Slab[Value], take: npt.NDArray[np.bool_]) -> None:
        none: tuple[Sequence[Value], Codes] = (
            [self._ways.blank],
            np.zeros(slab.size, dtype=np.int32),
        )
        for at, name in self._names.items():
            if at not in slab.columns:
                self.columns[name].kinds([self._ways.blank])
            values, codes = slab.columns.get(at, none)
            self.columns[name].add(values, codes[take])
        numbers = (np.flatnonzero(take) + slab.first).astype(np.int32)
        self.numbers.append(numbers)
        if slab.hidden:
            self.hidden |= slab.hidden.intersection(numbers.tolist())
        self._taken += int(take.sum())
        columns = self.columns.values()
        if sum(map(len, columns)) > MAX_REGISTER_VALUES:
            bounded(self._taken, sum(column.exactly() for column in columns))
        bounded(self._taken, 0)

    def _find_people(self, slab: Slab[Value], look: npt.NDArray[np.bool_]) -> None:
        """Has the first row looked at that has a name beside a date, beside the table: so are
        people listed, and it is told once."""
        beside = [at for at in slab.columns if at not in self._names]
        if self._people_found or len(beside) < 2:
            return
        named = self._any(slab, beside, looks_like_a_name)
        if named.any():
            listed = np.flatnonzero(named & self._any(slab, beside, is_a_day))
            look[listed[:1]] = True
            self._people_found = bool(listed.size)

    def _any(
        self, slab: Slab[Value], columns: Iterable[int], of: Callable[[str], bool]
    ) -> npt.NDArray[np.bool_]:
        found = np.zeros(slab.size, dtype=np.bool_)
        for at in columns:
            values, codes = slab.columns[at]
            cells = map(self._ways.cell, values)
            is_one = [cell is not None and of(cell.text) for cell in cells]
            found |= np.array(is_one, dtype=np.bool_)[codes]
        return found


@runtime_checkable
class BulkGrid(Grid, Protocol):
    """A grid that can give its rows many at once."""

    @property
    def bulk(self) -> Bulk[Any]: ...
