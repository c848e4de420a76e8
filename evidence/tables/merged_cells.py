"""Cells merged over several rows: what a row is about counts for each, a figure for none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from evidence.fault_log import PlacedLog
from evidence.nouns.columns import HeadingRow, spec_of
from evidence.nouns.grid import GridCell, Merge, place
from evidence.nouns.specs import Merged

MERGED = "a value merged over several rows"


class Spread(NamedTuple):
    """What a cell under a merged range holds, and where that stands."""

    typed: GridCell
    ref: str


def spread(
    heading: HeadingRow,
    merges: Iterable[Merge],
    rows: Iterable[int],
    value_at: Callable[[int, int], GridCell | None],
    log: PlacedLog,
) -> Mapping[tuple[int, int], Spread]:
    """The cells that merged ranges change, by row and column.

    ``rows`` are the numbers of the table's rows. A merged "4.1" says what each of its rows is
    about; a figure merged over several rows may be meant for one or for each, so it is refused
    in all of them and told as a fault.
    """
    spec = spec_of(heading.table)
    names = {column: name for name, column in heading.columns.items()}
    in_table = frozenset(rows)
    changed: dict[tuple[int, int], Spread] = {}
    for merge in merges:
        name = names.get(merge.first_column, "")
        top = value_at(merge.first_row, merge.first_column)
        if merge.first_row == merge.last_row or not name or top is None:
            continue
        merged = spec.column(name).merged
        if merged is Merged.REMARK:
            continue
        ref = place(merge.first_column, merge.first_row)
        last = place(merge.first_column, merge.last_row)
        if merged is Merged.REFUSED:
            log.at(f"{ref}:{last}").cell(
                f"{top.text or 'a cell'}, merged over several rows",
                "a value in each row",
                "Unmerge the cells and type the value into each row that it is true of.",
            )
            top, ref = GridCell(None, unusable=MERGED, shown=top.text), ""
        for row in range(merge.first_row, merge.last_row + 1):
            if row in in_table:
                at = (row, merge.first_column)
                changed[at] = Spread(top, ref or place(merge.first_column, row))
    return changed
