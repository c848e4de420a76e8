"""Copies of submitted files, cell by cell, in which their faults are then marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from engine.nouns.policy.pack import Pack
from evidence.files.archive import MAX_BYTES, DamagedError, LockedError, TooLargeError
from evidence.files.sources import Source, find_sources
from evidence.grids.csv_text import BrokenRowsError
from evidence.grids.formats import NotAWorkbook, format_of
from evidence.nouns.cells import Raw
from evidence.nouns.grid import Grid, GridCell, Layout
from evidence.privacy.guard import NOT_REPEATED
from evidence.returns.csv_folder import csv_grids
from evidence.returns.opening import OPENERS

MOST_ROWS = 20_000
"""How many rows of a sheet are copied; of a longer register faults are listed all the same."""
PRIVATE = "[not repeated here]"
_CANNOT_OPEN = (DamagedError, TooLargeError, LockedError, OSError)


@dataclass(frozen=True, slots=True)
class CopiedCell:
    """A cell as it came, for the copy that goes back with its faults marked."""

    row: int
    column: int
    raw: Raw
    percent_format: bool = False


@dataclass(frozen=True, slots=True)
class CopiedSheet:
    """A sheet as submitted: its values alone, no formula, nothing that concerns one person."""

    name: str
    cells: tuple[CopiedCell, ...]
    cut_short: bool = False
    """Whether it has more than ``MOST_ROWS`` rows."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A submitted return, to be written again beside the file that came."""

    name: str
    """As the faults name it: a workbook, or a folder of CSV files."""
    paths: tuple[Path, ...]
    """The submitted files."""
    sheets: tuple[CopiedSheet, ...]
    """Empty where the file cannot be opened."""


def copies(paths: Sequence[Path], pack: Pack) -> Iterator[Copy]:
    """A copy of every return that the paths hold, one at a time, in order of name.

    What cannot be opened has a copy without sheets; that it cannot is reported when it is read.
    """
    sources, _ = find_sources(paths, pack.vocabulary.audit)
    for source in sources:
        yield _copy(source, pack)


def _copy(source: Source, pack: Pack) -> Copy:
    with ExitStack() as stack:
        grids = _grids(source, pack, stack.enter_context)
        sheets = tuple(_sheet(grid) for grid in grids)
    return Copy(source.name, source.csv_files or (source.path,), sheets)


def _grids(source: Source, pack: Pack, opened: Callable[..., Sequence[Grid]]) -> Iterable[Grid]:
    if source.csv_files:
        return csv_grids(source, pack.vocabulary.audit)
    try:
        if source.path.stat().st_size > MAX_BYTES:
            return ()
        data = source.path.read_bytes()
        found = format_of(data)
        return () if isinstance(found, NotAWorkbook) else opened(OPENERS[found](data))
    except _CANNOT_OPEN:
        return ()


def _sheet(grid: Grid) -> CopiedSheet:
    cells: list[CopiedCell] = []
    rows = grid.rows(Layout())
    try:
        for row in islice(rows, MOST_ROWS):
            cells += [_cell(row.number, column, typed) for column, typed in row.cells.items()]
        more = next(rows, None) is not None
    except (DamagedError, BrokenRowsError):
        more = True
    return CopiedSheet(grid.name, tuple(cells), more)


def _cell(row: int, column: int, typed: GridCell) -> CopiedCell:
    if typed.unusable in NOT_REPEATED:
        return CopiedCell(row, column, PRIVATE)
    raw = typed.shown or typed.unusable if typed.unusable else typed.raw
    return CopiedCell(row, column, raw, typed.percent_format)
