"""Cells merged over several rows: what a row is about counts for each, a figure for none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from evidence.fault_log import PlacedLog
from evidence.nouns.columns import HeadingRow, spec_of
from evidence.nouns.grid import GridCell, Merge, cell_reference
from evidence.nouns.specs import Merged

MERGED = "a value merged over several rows"
HIDDEN = "a value under merged cells, where nobody sees it"
_SHOWN = 5


class SpreadCell(NamedTuple):
    """What a cell under a merged range holds, and where that stands."""

    typed: GridCell
    ref: str


def spread_merges(
    heading: HeadingRow,
    merges: Iterable[Merge],
    rows: Iterable[int],
    value_at: Callable[[int, int], GridCell | None],
    log: PlacedLog,
) -> Mapping[tuple[int, int], SpreadCell]:
    """The cells that merged ranges change, by row and column.

    ``rows`` are the numbers of the table's rows. What a cell holds that a merged range covers is
    shown to nobody, and refused. A merged "4.1" says what each of its rows is about; a figure
    merged over several rows may be meant for one or for each, so it is refused in all of them
    and reported as a fault.
    """
    spec = spec_of(heading.table)
    names = {column: name for name, column in heading.columns.items()}
    in_table = frozenset(rows)
    changed: dict[tuple[int, int], SpreadCell] = {}
    for merge in merges:
        covered = _covered(merge, names, in_table, value_at)
        changed |= _hidden(covered)
        _report_covered(covered, log)
        name = names.get(merge.first_column, "")
        top = value_at(merge.first_row, merge.first_column)
        if merge.first_row == merge.last_row or not name or top is None:
            continue
        merged = spec.column(name).merged
        if merged is Merged.REMARK:
            continue
        ref = cell_reference(merge.first_column, merge.first_row)
        if merged is Merged.REFUSED:
            _report_figure(top, f"{ref}:{cell_reference(merge.first_column, merge.last_row)}", log)
            top, ref = GridCell(None, unusable=MERGED, shown=top.text), ""
        for row in range(merge.first_row, merge.last_row + 1):
            if row in in_table:
                at = (row, merge.first_column)
                changed[at] = SpreadCell(top, ref or cell_reference(merge.first_column, row))
    return changed


def _hidden(covered: Iterable[tuple[int, int]]) -> Mapping[tuple[int, int], SpreadCell]:
    """The cells under a merged range, each refused."""
    return {
        (row, column): SpreadCell(GridCell(None, unusable=HIDDEN), cell_reference(column, row))
        for row, column in covered
    }


def _report_figure(top: GridCell, ref: str, log: PlacedLog) -> None:
    log.at_cell(ref).add_cell_fault(
        f"{top.text or 'a cell'}, merged over several rows",
        "a value in each row",
        "Unmerge the cells and type the value into each row that it is true of.",
    )


def _covered(
    merge: Merge,
    columns: Mapping[int, str],
    rows: frozenset[int],
    value_at: Callable[[int, int], GridCell | None],
) -> list[tuple[int, int]]:
    """The cells of a table, by row and column, that hold something under a merged range."""
    within = [at for at in columns if merge.first_column <= at <= merge.last_column]
    if not within:
        return []
    down = range(merge.first_row, merge.last_row + 1)
    numbers = sorted(rows.intersection(down)) if len(rows) < len(down) else down
    return [
        (row, at)
        for row in numbers
        for at in sorted(within)
        if (row, at) != (merge.first_row, merge.first_column)
        and row in rows
        and value_at(row, at) is not None
    ]


def _report_covered(covered: list[tuple[int, int]], log: PlacedLog) -> None:
    if covered:
        cells = [cell_reference(column, row) for row, column in covered]
        more = f" and {len(cells) - _SHOWN} more" if len(cells) > _SHOWN else ""
        log.at_cell(", ".join(cells[:_SHOWN]) + more).add_cell_fault(
            HIDDEN,
            "every value where it is seen",
            "Unmerge the cells, look at what stands there, and type each value where it belongs. "
            "Until then it is not read.",
            kind_found="",
        )
