"""Which table a sheet is by its headings, where its name does not say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.nouns.english import listed
from engine.nouns.evidence.fault import Severity, Stage
from evidence.fault_log import FaultLog, PlacedLog
from evidence.nouns.cells import Cell
from evidence.nouns.columns import HEADING_WITHIN, columns_of, spec_of
from evidence.nouns.grid import GridRow, cell_reference
from evidence.tables.headings import HeadingsAlso, own_headings
from evidence.text import heading_key, match_key

_SOME = 3
"""So many of a table's headings, without those it needs, make a sheet look like it."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The table whose headings a sheet has."""

    table: str
    at: str
    """The first cell of the row of headings."""
    lacks: tuple[str, ...] = ()
    """The headings without which the table cannot be read."""


def likeness_of(
    rows: Iterable[GridRow], tables: Iterable[str], also: HeadingsAlso
) -> Likeness | None:
    """The table that a sheet's first rows are headed as; None where they are as none, or as two
    alike. Two of its headings are wanted at least."""
    ranked: dict[tuple[bool, int], list[Likeness]] = {}
    names = list(tables)
    for row in rows:
        if row.number > HEADING_WITHIN:
            break
        for table in names:
            headed = own_headings(row, table, also) if also else row
            headings = {heading_key(typed.text) for typed in headed.cells.values()}
            count = sum(heading_key(column) in headings for column in columns_of(table))
            lacks = tuple(
                name for name in spec_of(table).needed_columns if heading_key(name) not in headings
            )
            if count >= (2 if not lacks else _SOME) and len(lacks) < len(
                spec_of(table).needed_columns
            ):
                at = cell_reference(min(row.cells), row.number)
                ranked.setdefault((not lacks, count), []).append(Likeness(table, at, lacks))
    best = ranked[max(ranked)] if ranked else []
    return best[0] if len({likeness.table for likeness in best}) == 1 else None


def tables_by_headings(likenesses: Mapping[int, Likeness], seen: set[str]) -> dict[str, int]:
    """The tables that no sheet is called and just one is headed as, whole, by the sheet's place.

    ``seen`` are the tables that sheets are called.
    """
    found: dict[str, list[int]] = {}
    for at, likeness in likenesses.items():
        if likeness.table not in seen and not likeness.lacks:
            found.setdefault(likeness.table, []).append(at)
    return {table: places[0] for table, places in found.items() if len(places) == 1}


def report_likenesses(
    likenesses: Mapping[int, Likeness],
    taken: Mapping[str, int],
    names: Sequence[str],
    what: str,
    log: FaultLog,
) -> None:
    """Tell each sheet that is headed as a table and not called so: one that is taken for it is to
    be checked, any other is a table that cannot be used.

    ``taken`` has the place of each table's sheet, ``names`` every sheet's name by its place,
    ``what`` is "sheet" or "file".
    """
    for at, likeness in likenesses.items():
        here, table = log.on_sheet(names[at], likeness.at), likeness.table
        if taken.get(table) == at:
            here.add_check(
                f"a {what} with the headings of the table “{table}”",
                f"a {what} called “{table}”",
                f"It is read as that table. If it is that, call the {what} “{table}”; if it is "
                "not, take it out of the file.",
                stage=Stage.TABLES,
            )
        elif likeness.lacks:
            _report_lacking(likeness, table in taken, what, here)
        else:
            here.add_table_fault(
                f"another {what} with the headings of the table “{table}”",
                f"one {what} for each table",
                f"It is not read. If its rows count, put all rows on one {what}; if they do not, "
                f"take the {what} out of the file.",
                stage=Stage.TABLES,
                tables=(table,),
            )


def rivals_among(
    likenesses: Mapping[int, Likeness],
    taken: Mapping[str, int],
    names: Sequence[str],
    rows_of: Callable[[int], Sequence[GridRow]],
) -> dict[str, Cell]:
    """By table, the first cell of another sheet that is headed as it and says something else in any
    of its rows; its text is the sheet's name. Arguments are as above; ``rows_of`` gives the first
    rows of a sheet by its place."""
    found: dict[str, Cell] = {}
    for at, likeness in likenesses.items():
        read = taken.get(likeness.table)
        if read in (None, at) or likeness.lacks or likeness.table in found:
            continue
        there = rows_of(read)
        if there and _says_more(rows_of(at), there):
            found[likeness.table] = Cell(names[at], names[at], names[at], likeness.at)
    return found


def _says_more(rows: Sequence[GridRow], than: Sequence[GridRow]) -> bool:
    """Whether some rows say what no row of others does."""
    others = [_said(row) for row in than]
    return any(not any(_said(row) <= other for other in others) for row in rows)


def _said(row: GridRow) -> frozenset[str]:
    return frozenset(match_key(typed.text) for typed in row.cells.values())


def _report_lacking(likeness: Likeness, is_there: bool, what: str, log: PlacedLog) -> None:
    """Report a sheet that has some of a table's headings and lacks ones that it needs; ``is_there``
    is whether another sheet is that table."""
    table, lacking = likeness.table, listed([f"“{name}”" for name in likeness.lacks])
    log.add(
        Severity.CHECK if is_there else Severity.TABLE,
        f"a {what} with some headings of the table “{table}”, without {lacking}",
        f"the headings {listed(spec_of(table).asked_columns, 'and')}",
        f"It is not read. If it is that table, add {lacking} and call the {what} “{table}”.",
        stage=Stage.TABLES,
        tables=() if is_there else (table,),
    )
