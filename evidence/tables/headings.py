"""Finding a return's tables: sheets by their names, the heading row, the columns under it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from engine.nouns.english import listed
from engine.nouns.evidence.fault import Severity
from evidence.fault_log import PlacedLog
from evidence.nouns.columns import (
    DISCUSSED_AS,
    GUIDANCE_COLUMNS,
    HEADING_WITHIN,
    HeadingRow,
    columns_of,
    spec_of,
)
from evidence.nouns.grid import GridCell, GridRow, Layout, cell_reference, column_letters
from evidence.privacy.personal_records import headings_of_people
from evidence.text import heading_key

HeadingsAlso = Mapping[str, Sequence[str]]
"""Other ways in which senders head a column, by its name."""
_GUIDANCE = frozenset(heading_key(column) for column in (*GUIDANCE_COLUMNS, DISCUSSED_AS))


def own_headings(row: GridRow, table: str, also: HeadingsAlso) -> GridRow:
    """The row with headings that a pack calls otherwise under the table's own names.

    ``also`` has other ways of writing by the name of the column.
    """
    columns = columns_of(table)
    own = {heading_key(way): name for name, ways in also.items() for way in ways if name in columns}
    shown = _keys(row)
    changed = {
        at: GridCell(own[heading_key(typed.text)])
        for at, typed in row.cells.items()
        if heading_key(typed.text) in own and heading_key(own[heading_key(typed.text)]) not in shown
    }
    return GridRow(row.number, {**row.cells, **changed}, row.hidden) if changed else row


def find_heading(table: str, rows: Iterable[GridRow]) -> GridRow | None:
    """The row that carries a table's headings: the one with most of them, the first of equals.

    A row with one known word, such as a title, is none, except where the table needs but one.
    """
    known = _known(table)
    best, most = None, min(2, len(spec_of(table).needed_columns)) - 1
    for row in rows:
        if row.number > HEADING_WITHIN:
            break
        headings = {heading_key(typed.text) for typed in row.cells.values()}
        if len(known & headings) > most:
            best, most = row, len(known & headings)
    return best


@lru_cache
def _known(table: str) -> frozenset[str]:
    return frozenset(map(heading_key, columns_of(table)))


def joined_heading(table: str, headed: GridRow, rows: Sequence[GridRow]) -> tuple[GridRow, bool]:
    """The row of headings, joined with the one above or below it where only both together have
    all that the table needs, and whether it was; the lower row is where it ends.

    So headings are written over two rows, "Quarter 2" above "value".
    """
    needed = set(map(heading_key, spec_of(table).needed_columns))
    known = _known(table)
    if needed <= _keys(headed):
        return headed, False
    for other in rows:
        if abs(other.number - headed.number) == 1 and known & _keys(other):
            both = _joined(headed, other, known)
            if needed <= _keys(both):
                return both, True
    return headed, False


def _joined(headed: GridRow, other: GridRow, known: frozenset[str]) -> GridRow:
    """Two rows as one: the lower one's cells count where they are known or nothing is above."""
    upper, lower = sorted((headed, other), key=lambda row: row.number)
    cells = dict(upper.cells)
    for column, typed in lower.cells.items():
        if column not in cells or heading_key(typed.text) in known:
            cells[column] = typed
    return GridRow(lower.number, dict(sorted(cells.items())), lower.hidden)


def _keys(row: GridRow) -> set[str]:
    return {heading_key(typed.text) for typed in row.cells.values()}


def read_heading(table: str, row: GridRow, layout: Layout, log: PlacedLog) -> HeadingRow | None:
    """The columns under a heading row, or None where ones that the table needs are missing.

    Columns given twice, missing, unknown and hidden are reported as faults.
    """
    by_key = {heading_key(column): column for column in columns_of(table)}
    found: dict[str, list[int]] = {}
    unknown: list[tuple[int, str]] = []
    for column, typed in sorted(row.cells.items()):
        name = by_key.get(heading_key(typed.text))
        if heading_key(typed.text) in _GUIDANCE:
            continue
        if name is None:
            unknown.append((column, typed.text or typed.unusable))
        else:
            found.setdefault(name, []).append(column)
    columns = {name: places[0] for name, places in found.items() if len(places) == 1}
    _report_repeated(table, found, row, log)
    _report_unknown(table, unknown, row, log)
    _report_hidden(columns, row, layout, log)
    lacking = _lacks(table, found, row, log)
    if lacking or any(name not in columns for name in spec_of(table).needed_columns):
        return None
    return HeadingRow(table, row.number, columns, max(row.cells))


def _report_repeated(
    table: str, found: Mapping[str, list[int]], row: GridRow, log: PlacedLog
) -> None:
    for name, columns in found.items():
        if len(columns) > 1:
            cells = listed([cell_reference(column, row.number) for column in columns])
            needed = name in spec_of(table).needed_columns
            log.at_cell(cell_reference(columns[0], row.number)).add(
                Severity.TABLE if needed else Severity.CHECK,
                f"the heading “{name}” {len(columns)} times, in {cells}",
                "each heading once",
                "Keep the one column that counts and rename or clear the others; until then "
                + ("the table is not read." if needed else "none of them is read."),
            )


def _report_unknown(
    table: str, unknown: Sequence[tuple[int, str]], row: GridRow, log: PlacedLog
) -> None:
    """Report the columns with headings that are none of the table's."""
    people = headings_of_people(text for _, text in unknown)
    for column, text in unknown:
        if text in people:
            report_list_of_people(text, log.at_cell(cell_reference(column, row.number)))
            continue
        log.at_cell(cell_reference(column, row.number)).add_check(
            f"a column headed “{text}”",
            f"the headings {listed(spec_of(table).asked_columns, 'and')}",
            "This column is not read. If it holds something asked for, give it that heading.",
        )


def report_list_of_people(heading: str, log: PlacedLog) -> None:
    """Report a heading under which people are listed; what stands under it is not read."""
    log.add_check(
        f"a column headed “{heading}”, as in a list of single people",
        f"no {log.private}: counts and percentages only",
        "It is not read and nothing of it is shown. Take it out of the file, and tell your "
        "information governance lead if the file has been sent to anybody.",
    )


def _lacks(
    table: str,
    found: Mapping[str, list[int]],
    row: GridRow,
    log: PlacedLog,
) -> bool:
    """Whether columns that the table needs are missing; reports those and the ones it wants."""
    headed = cell_reference(min(row.cells), row.number)
    needed = [name for name in spec_of(table).needed_columns if name not in found]
    wanted = [name for name in spec_of(table).wanted_columns if name not in found]
    if needed:
        log.at_cell(headed).add_table_fault(
            f"a heading row without {_quoted(needed)}",
            f"the headings {listed(spec_of(table).asked_columns, 'and')}",
            f"Add {_quoted(needed)}, spelt as expected here; until then the table is not read.",
        )
    elif wanted:
        log.at_cell(headed).add_check(
            f"a heading row without {_quoted(wanted)}",
            f"the headings {listed(spec_of(table).asked_columns, 'and')}",
            f"Add {_quoted(wanted)} if you can; what it would say stays unknown.",
            tables=(table,),
        )
    return bool(needed)


def _report_hidden(
    columns: Mapping[str, int], row: GridRow, layout: Layout, log: PlacedLog
) -> None:
    hidden = sorted(column for column in columns.values() if column in layout.hidden_columns)
    if hidden:
        log.at_cell(cell_reference(hidden[0], row.number)).add_check(
            f"hidden: column {listed([column_letters(column) for column in hidden], 'and')}",
            "nothing hidden in a return",
            "It was read like the rest. Check that it says what you mean to send, and unhide it.",
        )


def _quoted(names: Iterable[str]) -> str:
    return listed([f"“{name}”" for name in names])
