"""Rows of a long file, a block at a time; the few that need a closer look come one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from evidence.files.limits import MAX_REGISTER_VALUES
from evidence.grids.columnar.codes import Codes, check_bounds, coded_texts
from evidence.grids.columnar.texts import RowNeed, TextColumn, cell_of_text
from evidence.nouns.columns import HEADING_WITHIN, HeadingRow
from evidence.nouns.grid import Grid, GridCell, GridRow
from evidence.privacy.personal_records import is_a_day, looks_like_a_name


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that follow each other without a gap, column by column, all of them text."""

    first: int
    """The number of its first row."""
    size: int
    columns: Mapping[int, tuple[Sequence[str], Codes]]
    """By column the texts of its rows, each once or more often, and which of them each row has."""


def block_of(first: int, columns: Sequence[Sequence[str]], size: int) -> Block:
    """A block from the texts of its columns."""
    return Block(first, size, {at: coded_texts(texts) for at, texts in enumerate(columns, start=1)})


class BlockReader:
    """Takes blocks once the heading is known. Make one a reading."""

    def __init__(self) -> None:
        self.columns: dict[str, TextColumn] = {}
        self.numbers: list[Codes] = []
        self._names: dict[int, str] = {}
        self._beside: dict[int, TextColumn] = {}
        self._headed: frozenset[int] = frozenset()
        self._top: dict[int, GridRow] = {}
        self._width = 0
        self._taken = 0
        self._people_found = False

    def start(self, heading: HeadingRow) -> None:
        """From here on rows are taken many at once."""
        cells = self._top[heading.row].cells
        self._names = {at: name for name, at in heading.columns.items()}
        self.columns = {name: TextColumn(cells.get(at)) for at, name in self._names.items()}
        self._headed = frozenset(cells)
        self._width = heading.width

    def rows(self, blocks: Iterable[Block]) -> Iterator[GridRow]:
        """The rows that are not blank and not taken: all until the start, then those to be
        looked at, each after the row right above it, by which a gap is noticed."""
        for block in blocks:
            # Whether it starts is known only once the consumer has seen the rows before.
            single = self._take(block).tolist() if self._names else range(block.size)
            for row in self._singly(block, single):
                if row.number <= HEADING_WITHIN:
                    self._top[row.number] = row
                yield row

    def _singly(self, block: Block, positions: Iterable[int]) -> Iterator[GridRow]:
        made: dict[tuple[int, int], GridCell | None] = {}
        for position in positions:
            cells: dict[int, GridCell] = {}
            for at, (values, codes) in block.columns.items():
                which = at, int(codes[position])
                if which not in made:
                    made[which] = cell_of_text(values[which[1]])
                typed = made[which]
                if typed is not None:
                    cells[at] = typed
            if cells:
                yield GridRow(block.first + position, cells)

    def _take(self, block: Block) -> npt.NDArray[np.int64]:
        look = np.zeros(block.size, dtype=np.bool_)
        filled = np.zeros(block.size, dtype=np.int32)
        for at, (values, codes) in block.columns.items():
            name = self._names.get(at)
            if name is not None:
                needs = self.columns[name].needs(values)[codes]
                look |= needs == RowNeed.LOOK
                filled += needs != RowNeed.BLANK
                continue
            if at not in self._beside:
                self._beside[at] = TextColumn(None)
            own = self._beside[at].needs(values)[codes]
            expected = at in self._headed and at <= self._width
            look |= (own == RowNeed.LOOK) if expected else (own != RowNeed.BLANK)
        self._find_people(block, look)
        # A lone cell may be a note.
        look |= filled == 1
        singly = look.copy()
        singly[:-1] |= look[1:]
        # The first row of the next block may need the last of this one.
        singly[-1:] = True
        self._add(block, (filled > 0) & ~singly)
        return np.flatnonzero(singly)

    def _add(self, block: Block, take: npt.NDArray[np.bool_]) -> None:
        none: tuple[Sequence[str], Codes] = (
            [""],
            np.zeros(block.size, dtype=np.int32),
        )
        for at, name in self._names.items():
            if at not in block.columns:
                self.columns[name].needs([""])
            values, codes = block.columns.get(at, none)
            self.columns[name].add(values, codes[take])
        numbers = (np.flatnonzero(take) + block.first).astype(np.int32)
        self.numbers.append(numbers)
        self._taken += int(take.sum())
        columns = self.columns.values()
        if sum(map(len, columns)) > MAX_REGISTER_VALUES:
            check_bounds(self._taken, sum(column.exactly() for column in columns))
        check_bounds(self._taken, 0)

    def _find_people(self, block: Block, look: npt.NDArray[np.bool_]) -> None:
        """Has the first row looked at that has a name beside a date, beside the table: so are
        people listed, and it is reported once."""
        beside = [at for at in block.columns if at not in self._names]
        if self._people_found or len(beside) < 2:
            return
        named = self._any(block, beside, looks_like_a_name)
        if named.any():
            listed = np.flatnonzero(named & self._any(block, beside, is_a_day))
            look[listed[:1]] = True
            self._people_found = bool(listed.size)

    def _any(
        self, block: Block, columns: Iterable[int], of: Callable[[str], bool]
    ) -> npt.NDArray[np.bool_]:
        found = np.zeros(block.size, dtype=np.bool_)
        for at in columns:
            values, codes = block.columns[at]
            cells = map(cell_of_text, values)
            such = [cell is not None and of(cell.text) for cell in cells]
            found |= np.array(such, dtype=np.bool_)[codes]
        return found


@runtime_checkable
class BlockGrid(Grid, Protocol):
    """A grid that can give its rows a block at a time."""

    @property
    def blocks(self) -> BlockReader:
        """Reads its rows many at a time, once it is started."""
