"""The rows of one table on its grid, once its heading is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from engine.nouns.english import listed
from engine.nouns.evidence.fault import Stage
from evidence.fault_log import FaultLog, PlacedLog
from evidence.nouns.cells import Cell, SheetNote
from evidence.nouns.columns import HEADING_WITHIN, HeadingRow, spec_of
from evidence.nouns.grid import Grid, GridRow, Layout, cell_reference
from evidence.privacy.personal_records import looks_like_a_name
from evidence.tables.body import BodyRows, TableHead
from evidence.tables.headings import (
    HeadingsAlso,
    find_heading,
    joined_heading,
    own_headings,
    read_heading,
)
from evidence.tables.refused import report_private
from evidence.tables.serial_dates import SerialDates
from evidence.terms import TermMatcher


@dataclass(slots=True)
class TableRows:
    """The rows under a table's heading, to be gone through once."""

    heading: HeadingRow
    layout: Layout
    """Complete once the rows have been gone through."""
    rows: Iterator[GridRow]
    body: BodyRows
    """What goes through them."""
    log: PlacedLog
    """Bound to the sheet."""
    above: tuple[SheetNote, ...] = ()
    """What stands above the heading."""

    @property
    def notes(self) -> tuple[SheetNote, ...]:
        """What stands outside the rows; complete once they have been gone through."""
        return (*self.above, *self.body.notes)

    @property
    def sheet(self) -> str:
        """The name of the sheet, as faults give it."""
        return self.log.sheet


@dataclass(frozen=True, slots=True)
class TableWords:
    """The words that a table may hold."""

    known: TermMatcher | None = None
    """Those of its first column; None where any will do."""
    headings: HeadingsAlso = field(default_factory=dict)


def table_rows(
    table: str,
    grid: Grid,
    words: TableWords,
    log: FaultLog,
    days_later: bool = False,
) -> TableRows | None:
    """The rows of a table on a grid; None, with the fault reported, where it cannot be read.

    Wholly blank rows and notes are left out. With ``days_later`` numbers under dates are left as
    they are, for the caller to read as days. Raises what the grid's rows raise.
    """
    layout, here = Layout(), log.on_sheet(grid.name)
    rows = grid.rows(layout)
    first = _up_to(rows, HEADING_WITHIN)
    heads = [own_headings(row, table, words.headings) for row in first] if words.headings else first
    headed = find_heading(table, heads)
    if headed is None:
        here.add_table_fault(
            "nothing" if not first else f"no heading row in the first {HEADING_WITHIN} rows",
            f"a row with the headings {listed(spec_of(table).asked_columns, 'and')}",
            "Put these headings above the table; until then it is not read.",
            stage=Stage.TABLES,
        )
        return None
    headed, is_joined = joined_heading(table, headed, heads)
    titles = [row for row in first if row.number < headed.number]
    for row in titles:
        report_private(row, here)
    if is_joined:
        _report_joined(headed, here)
    with log.at_stage(Stage.TABLES):
        heading = read_heading(table, headed, layout, here)
    if heading is None:
        return None
    under = (row for row in first if row.number > headed.number)
    serials = None if days_later else SerialDates(heading, layout)
    body = BodyRows(TableHead(headed, heading, words.known), grid, layout, serials, here)
    above = _titles(titles, grid.name)
    return TableRows(heading, layout, body.own_rows(chain(under, rows)), body, here, above)


def _titles(rows: Iterable[GridRow], sheet: str) -> tuple[SheetNote, ...]:
    """The texts above a heading, each a note about the whole sheet; not the names of people."""
    return tuple(
        SheetNote(Cell(typed.raw, typed.text, sheet, cell_reference(column, row.number)))
        for row in rows
        for column, typed in row.cells.items()
        if isinstance(typed.raw, str) and not typed.unusable and not looks_like_a_name(typed.raw)
    )


def _report_joined(headed: GridRow, log: PlacedLog) -> None:
    log.at_cell(cell_reference(min(headed.cells), headed.number)).add_check(
        "headings over two rows",
        "one row of headings",
        "They are read together. Put them into one row.",
        stage=Stage.TABLES,
    )


def _up_to(rows: Iterator[GridRow], number: int) -> list[GridRow]:
    """The rows up to a row number, and the one after them."""
    taken: list[GridRow] = []
    for row in rows:
        taken.append(row)
        if row.number >= number:
            break
    return taken
