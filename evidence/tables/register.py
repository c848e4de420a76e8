"""The training table as a register: whole columns, since registers are long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from evidence.fault_log import FaultLog, PlacedLog
from evidence.nouns.cells import Raw
from evidence.nouns.columns import REGISTER, spec_of
from evidence.nouns.grid import Grid, GridCell, GridRow, cell_reference, column_letters, text_of
from evidence.nouns.register import CodedColumn, Register
from evidence.tables.body import SHIFTED, numbers_in_words
from evidence.tables.merged_cells import HIDDEN, MERGED, spread_merges
from evidence.tables.month_first import doubtful_days, has_month_first
from evidence.tables.refused import unusable_cell
from evidence.tables.rows import TableRows, TableWords, table_rows
from evidence.tables.serial_dates import read_as, report_days, serial_day

if TYPE_CHECKING:
    from evidence.grids.columnar.blocks import BlockReader
    from evidence.grids.columnar.codes import Coder, Codes

ANY_WORDS = TableWords()
_REPORTED_ELSEWHERE = (HIDDEN, MERGED, SHIFTED)
_AT_ONCE = 200
"""So many lines are taken column by column; then it is looked whether the register is within
bounds."""
_BLANK = GridCell(None)


def read_register(grid: Grid, log: FaultLog, words: TableWords = ANY_WORDS) -> Register | None:
    """The register on a grid; None where it has no line, or cannot be read (reported as a fault).

    A column that the sheet lacks is blank throughout and has no letter; a refused cell is
    blank, reported by one fault for each column and reason. Raises what the grid's rows raise
    where the file is broken, and TooLargeError where it is longer than any register.
    """
    found = table_rows(REGISTER, grid, words, log, days_later=True)
    if found is None:
        return None
    # numpy is only wanted where there is a register.
    from evidence.grids.columnar.blocks import BlockGrid
    from evidence.grids.columnar.codes import Coder, check_bounds, coded_register

    coders = {name: Coder() for name in found.heading.columns}
    blocks = grid.blocks if isinstance(grid, BlockGrid) else None
    if blocks is not None:
        blocks.start(found.heading)
    numbers, refused = _take_singly(found, coders)
    if found.body.is_headed_otherwise:
        return None
    columns = {name: coder.column() for name, coder in coders.items()}
    rows_of: Sequence[int] | Codes = numbers
    if blocks is not None:
        rows_of, columns = _with_blocks(blocks, numbers, columns)
    check_bounds(len(rows_of), sum(len(column.values) for column in columns.values()))
    if not len(rows_of):
        return None
    if found.layout.since_1904 is not None:
        columns |= _days(found, columns, rows_of)
    columns |= _in_doubt(columns)
    if found.layout.merges:
        columns |= _merged(found, columns, [int(row) for row in rows_of])
    sheet_letters = {name: column_letters(at) for name, at in found.heading.columns.items()}
    for (name, reason), rows in sorted(refused.items(), key=lambda refusal: refusal[1][0]):
        if reason not in _REPORTED_ELSEWHERE:
            _report_refused(reason, sheet_letters[name], rows, found.log)
    whole = tuple(note for note in found.notes if not note.row)
    return replace(coded_register(found.sheet, columns, rows_of, sheet_letters), notes=whole)


def _take_singly(
    found: TableRows, coders: Mapping[str, Coder]
) -> tuple[list[int], dict[tuple[str, str], list[int]]]:
    """The numbers of the rows, each taken into its columns; and by column and reason the rows
    in which a cell was refused."""
    from evidence.grids.columnar.codes import check_bounds

    places = [(name, at, coders[name]) for name, at in found.heading.columns.items()]
    numbers: list[int] = []
    refused: dict[tuple[str, str], list[int]] = {}
    while rows := list(islice(found.rows, _AT_ONCE)):
        numbers += [row.number for row in rows]
        for name, at, coder in places:
            raws, _, reasons, _ = zip(*[row.cells.get(at, _BLANK) for row in rows], strict=True)
            coder.extend(raws)
            if any(reasons):
                _note_refused(refused, name, rows, reasons)
        check_bounds(len(numbers), sum(len(coder) for _, _, coder in places))
    return numbers, refused


def _note_refused(
    refused: dict[tuple[str, str], list[int]],
    name: str,
    rows: Sequence[GridRow],
    reasons: Sequence[str],
) -> None:
    for row, reason in zip(rows, reasons, strict=True):
        if reason:
            refused.setdefault((name, reason), []).append(row.number)


def _with_blocks(
    blocks: BlockReader, numbers: list[int], columns: Mapping[str, CodedColumn]
) -> tuple[Codes, dict[str, CodedColumn]]:
    """The lines taken many at once and those taken singly, in the order of their rows."""
    import numpy as np

    rows = np.concatenate([*blocks.numbers, np.array(numbers, dtype=np.int32)])
    order = np.argsort(rows, kind="stable")
    blocks.numbers.clear()
    together: dict[str, CodedColumn] = {}
    for name, singly in columns.items():
        many = blocks.columns[name]
        many.add_singly(singly)
        together[name] = many.column(order)
    return rows[order], together


def _days(
    found: TableRows,
    columns: Mapping[str, CodedColumn],
    rows: Sequence[int] | Codes,
) -> dict[str, CodedColumn]:
    """The columns of dates with numbers in them, these as the days that they stand for."""
    import numpy as np

    from evidence.grids.columnar.codes import used_values

    changed = {}
    for name in spec_of(REGISTER).day_columns:
        column = columns.get(name)
        if column is None:
            continue
        days = [serial_day(raw, bool(found.layout.since_1904)) for raw in column.values]
        lines = np.flatnonzero(np.array([*(day is not None for day in days), False])[column.codes])
        if not lines.size:
            continue
        first = int(column.codes[lines[0]])
        day, at = days[first], cell_reference(found.heading.columns[name], int(rows[int(lines[0])]))
        assert day is not None
        said = read_as(text_of(column.values[first]), day)
        report_days(said, int(lines.size), found.log.at_cell(at))
        values = [day or raw for day, raw in zip(days, column.values, strict=True)]
        changed[name] = used_values(values, column.codes)
    return changed


def _in_doubt(columns: Mapping[str, CodedColumn]) -> dict[str, CodedColumn]:
    """The columns of days in which some may be read day first or month first, these as such."""
    from evidence.grids.columnar.codes import used_values

    return {
        name: used_values(doubtful_days(columns[name].values), columns[name].codes)
        for name in spec_of(REGISTER).day_columns
        if name in columns and has_month_first(columns[name].values)
    }


def _merged(
    found: TableRows, columns: Mapping[str, CodedColumn], numbers: list[int]
) -> dict[str, CodedColumn]:
    """The columns that merged cells change, as they change them."""
    from evidence.grids.columnar.codes import coded_column

    line_of = {number: line for line, number in enumerate(numbers)}
    names = {at: name for name, at in found.heading.columns.items()}

    def value_at(row: int, column: int) -> GridCell | None:
        if row not in line_of or column not in names:
            return None
        raw = columns[names[column]].value_at(line_of[row])
        return None if raw is None else GridCell(raw)

    spread_out = spread_merges(found.heading, found.layout.merges, numbers, value_at, found.log)
    changed: dict[str, list[Raw]] = {}
    for (number, at), (typed, _) in spread_out.items():
        name = names[at]
        changed.setdefault(name, columns[name].values_by_line())[line_of[number]] = typed.raw
    return {name: coded_column(raws) for name, raws in changed.items()}


def _report_refused(reason: str, letter: str, rows: list[int], log: PlacedLog) -> None:
    """One fault for the cells of one column refused for one reason."""
    cells = f"{letter}{rows[0]}" if len(rows) == 1 else f"{letter}, rows {numbers_in_words(rows)}"
    unusable_cell(reason, log.at_cell(cells))
