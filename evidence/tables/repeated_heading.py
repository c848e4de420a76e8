"""A row of headings again, below the first: as it prints on every page, or over a second block."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from engine.nouns.evidence.fault import Severity
from evidence.fault_log import PlacedLog
from evidence.nouns.columns import REGISTER, HeadingRow, spec_of
from evidence.nouns.grid import GridCell, GridRow, cell_reference
from evidence.nouns.specs import Asks
from evidence.text import folded, heading_key

UNDER_ANOTHER = "a cell under another heading than that of its column"
_NOT_READ = {
    False: "What stands below it in these columns is not read.",
    True: "Until it is corrected the table is not read.",
}
"""What comes of it, by whether the table is the register, which is read whole or not at all."""
_NO_WORD = re.compile(r"[\W_]+")
_OF_WHEN = frozenset(
    {"q1", "q2", "q3", "q4", "quarter", "qtr", "this", "last", "previous", "prior"}
)
_OF_WHEN |= {"current", "latest", "year", "target", "plan", "no", "ref", "id", "number", "date"}
"""Words beside a heading that leave it one."""
_SAID = 2
"""So many cells that say the heading of their column, one without which the table cannot be read
among them, make a row of headings."""


def is_heading_again(row: GridRow, heading: HeadingRow) -> bool:
    """Whether a row under a heading repeats it, in other words too: "Q2 value" for "value"."""
    about = spec_of(heading.table).needed_columns[0]
    first = row.cells.get(heading.columns[about])
    if first is None or not _says(first, about):
        return False
    renamed = [
        name
        for name, at in heading.columns.items()
        if at in row.cells and _says(row.cells[at], name)
    ]
    return len(renamed) >= _SAID


def columns_otherwise(row: GridRow, head: GridRow, heading: HeadingRow) -> frozenset[int]:
    """The columns that a repeated heading calls something else: not by the same words, nor by some
    of them. Remarks and names do not count."""
    asks = {column.name: column.asks for column in spec_of(heading.table).columns}
    return frozenset(
        at
        for name, at in heading.columns.items()
        if at in row.cells
        and asks[name] not in (Asks.FREE, Asks.PERSON)
        and heading_key(row.cells[at].text) != heading_key(head.cells[at].text)
        and not _words(row.cells[at].text) <= _words(name)
    )


def report_heading_again(
    row: GridRow, otherwise: Collection[int], heading: HeadingRow, log: PlacedLog
) -> None:
    """Report a repeated heading that calls some columns otherwise."""
    texts = ", ".join(f"“{row.cells[at].text}”" for at in sorted(otherwise))
    is_register = heading.table == REGISTER
    log.at_cell(", ".join(cell_reference(at, row.number) for at in sorted(otherwise))).add(
        Severity.TABLE if is_register else Severity.LOST,
        f"a second row of headings, with {texts}",
        "one row of headings, or the same again",
        f"{_NOT_READ[is_register]} If it is the same as above, head it the same; if it is "
        "something else, such as another quarter, take it out.",
        tables=(heading.table,),
    )


def _says(cell: GridCell, name: str) -> bool:
    """Whether a cell's text is its column's heading or a part of it, or says besides of when."""
    said, column = _words(cell.text), _words(name)
    if not isinstance(cell.raw, str) or not said:
        return False
    return said <= column or (column <= said and said - column <= _OF_WHEN)


@lru_cache(maxsize=1 << 14)
def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in _NO_WORD.split(folded(text)) if word)


def without_others(row: GridRow, otherwise: Collection[int]) -> GridRow:
    """A row below, what stands in the columns that are headed otherwise refused."""
    refused = {at: GridCell(None, unusable=UNDER_ANOTHER) for at in otherwise if at in row.cells}
    return GridRow(row.number, {**row.cells, **refused}, row.hidden) if refused else row
