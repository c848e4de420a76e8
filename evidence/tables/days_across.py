"""Days of one table compared with those of the other tables of the same return.

Who writes 04/13/2014 in one table writes 07/10/2014 for 10 July in another. Days typed as text are
then in doubt in all of them, but in a table that has 14/08/2014: that one is written day first.
What a spreadsheet keeps as a day is in doubt in the table itself alone: it was taken for a day when
it was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from engine.nouns.english import counted
from engine.nouns.evidence.fault import Stage
from evidence.cells.dates import is_day_first
from evidence.cells.values import DAYS_FIRST
from evidence.fault_log import FaultLog
from evidence.nouns.cells import Cell, EitherDay, Raw, Row, Table
from evidence.nouns.columns import REGISTER, spec_of
from evidence.nouns.register import Register
from evidence.tables.month_first import IN_DOUBT, has_month_first, in_doubt

_SHOWN = 5


def tables_month_first(tables: Mapping[str, Table], register: Register | None) -> tuple[str, ...]:
    """The tables in which a day can only be month first, the register by its own name."""
    found = [
        name
        for name, table in tables.items()
        if has_month_first(
            row.cells[column].raw
            for row in table.rows
            for column in spec_of(name).day_columns
            if column in row.cells
        )
    ]
    if register is not None and any(
        has_month_first(register.columns[column].values)
        for column in spec_of(REGISTER).day_columns
        if column in register.columns
    ):
        found.append(REGISTER)
    return tuple(found)


def table_in_doubt(table: Table, log: FaultLog) -> Table:
    """A table beside one that is month first: its days as text that may be read either way are
    refused, and reported once for each column."""
    columns = spec_of(table.name).day_columns
    if _has_day_first(row.cells[c].raw for row in table.rows for c in columns if c in row.cells):
        return table
    doubtful: dict[str, list[Cell]] = {}
    rows = [_row_in_doubt(row, columns, doubtful) for row in table.rows]
    for cells in doubtful.values():
        _report(cells, log)
    return replace(table, rows=tuple(rows)) if doubtful else table


def _row_in_doubt(row: Row, columns: tuple[str, ...], doubtful: dict[str, list[Cell]]) -> Row:
    changed: dict[str, Cell] = {}
    for column in columns:
        cell = row.cells.get(column)
        if cell is not None and isinstance(cell.raw, str) and in_doubt(cell.raw):
            doubtful.setdefault(column, []).append(cell)
            changed[column] = replace(cell, raw=None, unusable=IN_DOUBT)
    return replace(row, cells={**row.cells, **changed}) if changed else row


def register_in_doubt(register: Register) -> Register:
    """The register beside a table that is month first; what reads it tells of its days."""
    from evidence.grids.columnar.codes import used_values

    columns, of_days = dict(register.columns), spec_of(REGISTER).day_columns
    if _has_day_first(raw for name in of_days for raw in columns[name].values):
        return register
    for name in of_days:
        column = columns[name]
        values = [
            EitherDay(raw) if isinstance(raw, str) and in_doubt(raw) else raw
            for raw in column.values
        ]
        columns[name] = used_values(values, column.codes)
    return replace(register, columns=columns)


def _has_day_first(raws: Iterable[Raw]) -> bool:
    return any(isinstance(raw, str) and is_day_first(raw) for raw in raws)


def _report(cells: list[Cell], log: FaultLog) -> None:
    shown = ", ".join(f"“{cell.text.strip()}”" for cell in cells[:_SHOWN])
    more = f" and {len(cells) - _SHOWN} more" if len(cells) > _SHOWN else ""
    with log.at_stage(Stage.CELLS):
        log.on_sheet(
            cells[0].sheet, ", ".join(cell.ref for cell in cells[:_SHOWN]) + more
        ).add_cell_fault(
            f"{counted(len(cells), 'day')} that may be read day first or month first "
            f"({shown}{more}); another table of the return has one that is month first",
            "days written day first, such as 31/03/2014",
            DAYS_FIRST,
            kind_found="",
        )
