"""Days that may be read day first or month first.

A table in which one day can only be month first, 04/13/2014, was written, or kept by a program, in
that order: 07/10/2011 beside it is 10 July as likely as 7 October. That holds for days that a
spreadsheet keeps as days too: it turned those of month first that it could into the other day, and
left the others as text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from engine.nouns.english import counted
from engine.nouns.evidence.fault import Stage
from evidence.cells.dates import is_month_first, reads_either_way
from evidence.cells.values import DAYS_FIRST
from evidence.fault_log import PlacedLog
from evidence.nouns.cells import EitherDay, Raw
from evidence.nouns.columns import HeadingRow, spec_of
from evidence.nouns.grid import GridCell, GridRow, cell_reference, text_of

IN_DOUBT = "a day that may be read day first or month first"
_SHOWN = 5


def has_month_first(raws: Iterable[Raw]) -> bool:
    """Whether one of some values is a day that can only be month first."""
    return any(isinstance(raw, str) and is_month_first(raw) for raw in raws)


def in_doubt(raw: Raw) -> bool:
    """Whether a value, beside one that is month first, is a day that may be either of two."""
    return isinstance(raw, str | dt.date) and reads_either_way(raw)


def doubtful_days(raws: Sequence[Raw]) -> list[Raw]:
    """The values of a register's column of days, those in doubt as such."""
    if not has_month_first(raws):
        return list(raws)
    return [EitherDay(text_of(raw)) if in_doubt(raw) else raw for raw in raws]


def without_doubtful(
    rows: Sequence[GridRow], heading: HeadingRow, log: PlacedLog
) -> Sequence[GridRow]:
    """A table's rows, its days in doubt refused and reported, once for each column.

    A day that was typed as the number by which spreadsheets keep it is in no doubt.
    """
    columns = [
        heading.columns[name]
        for name in spec_of(heading.table).day_columns
        if name in heading.columns
    ]
    typed = [row.cells[at].raw for row in rows for at in columns if at in row.cells]
    if not has_month_first(typed):
        return rows
    found = {at: _places(rows, at) for at in columns}
    for at, places in found.items():
        if places:
            _report(places, at, rows, log)
    refused = {at: frozenset(places) for at, places in found.items()}
    return [_without(row, refused) for row in rows]


def _places(rows: Sequence[GridRow], column: int) -> list[int]:
    """The numbers of the rows in which a column's day is in doubt."""
    cells = [(row.number, row.cells.get(column)) for row in rows]
    return [number for number, cell in cells if cell and not cell.shown and in_doubt(cell.raw)]


def _without(row: GridRow, refused: Mapping[int, frozenset[int]]) -> GridRow:
    changed = {
        at: GridCell(None, unusable=IN_DOUBT, shown=row.cells[at].text)
        for at, numbers in refused.items()
        if row.number in numbers
    }
    return GridRow(row.number, {**row.cells, **changed}, row.hidden) if changed else row


def _report(places: Sequence[int], column: int, rows: Sequence[GridRow], log: PlacedLog) -> None:
    by_number = {row.number: row.cells[column].text for row in rows if row.number in places}
    shown = ", ".join(f"“{text}”" for text in list(by_number.values())[:_SHOWN])
    more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    cells = ", ".join(cell_reference(column, number) for number in places[:_SHOWN])
    days = counted(len(places), "day")
    log.at_cell(cells).add_cell_fault(
        f"{days} that may be read day first or month first ({shown}{more}), beside one that is "
        "month first",
        "days written day first, such as 31/03/2014",
        DAYS_FIRST,
        kind_found="",
        stage=Stage.CELLS,
    )
