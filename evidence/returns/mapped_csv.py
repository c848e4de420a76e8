"""CSV files in their senders' own layouts: each read through the mapping that it fits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from evidence.fault_log import FaultLog
from evidence.files.archive import MAX_BYTES
from evidence.files.sources import PARQUET, Source, showable
from evidence.grids.csv_text import BrokenRowsError, CsvGrid, NotTextError, as_sent
from evidence.nouns.grid import Layout
from evidence.returns.draft import Draft, ReadingContext
from evidence.returns.mapped import MappedPart, take_mapped, with_rows


def read_mapped_csv(source: Source, context: ReadingContext) -> Draft | None:
    """What one CSV file, given by itself, holds through its mapping; None where none is for it."""
    draft = Draft(source.name, FaultLog(source.name, private=context.vocabulary.wording.private))
    grid = _grid_of(source.path, source.name)
    if grid is None:
        return None
    part = take_mapped([grid], draft, context)
    if not (part.sheets or part.refused):
        return None
    draft.sha256[source.name] = hashlib.sha256(source.path.read_bytes()).hexdigest()
    if not part.refused:
        draft.used_files.add(source.name)
        draft.tables = with_rows(draft.tables, part.tables)
        draft.identify(context, set(part.names))
    return draft


def take_mapped_files(
    files: Sequence[Path], draft: Draft, context: ReadingContext
) -> tuple[frozenset[Path], MappedPart]:
    """The files of a folder that mappings read, and what comes of them together."""
    if not context.mappings.files:
        return frozenset(), MappedPart()
    taken: list[Path] = []
    whole = MappedPart()
    for file, grid in _grids(files):
        part = take_mapped([grid], draft, context)
        if not (part.sheets or part.refused):
            continue
        taken.append(file)
        name = f"{draft.name}/{grid.name}"
        draft.sha256[name] = hashlib.sha256(file.read_bytes()).hexdigest()
        if not part.refused:
            draft.used_files.add(name)
        whole = MappedPart(
            whole.sheets | part.sheets,
            with_rows(whole.tables, part.tables),
            whole.whole | part.whole,
            whole.refused or part.refused,
        )
    return frozenset(taken), whole


def _grids(files: Sequence[Path]) -> Iterator[tuple[Path, CsvGrid]]:
    for file in files:
        grid = _grid_of(file, showable(file.name))
        if grid is not None:
            yield file, grid


def _grid_of(file: Path, name: str) -> CsvGrid | None:
    """A CSV file as a grid; None where it is none, or too large to be laid out by hand."""
    if file.suffix.casefold() == PARQUET:
        return None
    try:
        if file.stat().st_size > MAX_BYTES:
            return None
        grid = replace(as_sent(name, file.read_bytes()), ragged=False)
        return grid if _is_whole(grid) else None
    except (OSError, NotTextError):
        return None


def _is_whole(grid: CsvGrid) -> bool:
    """Whether its quotation marks pair, so that its cells stand where they seem to."""
    try:
        for _ in grid.rows(Layout()):
            pass
    except BrokenRowsError:
        return False
    return True
