"""The rows of one table on its grid: heading found, notes and hidden rows told, faults too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from engine.nouns.evidence.fault import Severity, Stage
from evidence.grids.csv_text import CsvGrid, swallowed_rows
from evidence.nouns.columns import HEADING_WITHIN, Heading, spec_of
from evidence.nouns.grid import NEVER_CALCULATED, Grid, GridRow, Layout, Typed, place, tidy
from evidence.privacy.guard import NHS_NUMBER_FOUND, NOT_REPEATED
from evidence.privacy.personal_records import is_a_day, looks_like_a_name
from evidence.tables.fault_log import Complaints
from evidence.tables.headings import find_heading, read_heading
from evidence.tables.serial_dates import SerialDates
from evidence.terms import Names
from evidence.text import listed

SHIFTED = "a cell of a row whose cells have shifted"


@dataclass(slots=True)
class TableRows:
    """The rows under a table's heading, to be gone through once."""

    table: str
    sheet: str
    heading: Heading
    layout: Layout
    """Complete once the rows have been gone through."""
    rows: Iterator[GridRow]


@dataclass(slots=True)
class _Notices:
    """What is told once for the whole sheet."""

    hidden: list[int] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    people: bool = False
    """Whether people listed beside the table are told."""


def table_rows(
    table: str,
    grid: Grid,
    known: Names | None,
    complaints: Complaints,
    days_later: bool = False,
) -> TableRows | None:
    """The rows of a table on a grid; None, with the fault told, where it cannot be read.

    ``known`` are the words that the table's first column may hold, None where any will do.
    Wholly blank rows and notes are left out. With ``days_later`` numbers under dates are left as
    they are, for the caller to read as days. Raises what the grid's rows raise.
    """
    layout = Layout()
    rows = grid.rows(layout)
    first = _up_to(rows, HEADING_WITHIN)
    headed = find_heading(table, first)
    if headed is None:
        complaints.tell(
            Severity.TABLE,
            "nothing" if not first else f"no heading row in the first {HEADING_WITHIN} rows",
            f"a row with the headings {listed(spec_of(table).asked, 'and')}",
            "Put these headings above the table; until then it is not read.",
            grid.name,
            stage=Stage.TABLES,
        )
        return None
    for row in first:
        if row.number < headed.number:
            tell_private(row, grid.name, complaints)
    with complaints.during(Stage.TABLES):
        heading = read_heading(table, headed, grid.name, layout, complaints)
    if heading is None:
        return None
    under = (row for row in first if row.number > headed.number)
    serials = None if days_later else SerialDates(table, heading, layout)
    body = _body(
        table, grid, headed, heading, layout, serials, chain(under, rows), known, complaints
    )
    return TableRows(table, grid.name, heading, layout, body)


def kind_refused(reason: str) -> str:
    """What kind of thing a refused cell holds."""
    if reason.startswith("an error"):
        return "an error"
    if reason == NEVER_CALCULATED:
        return "a formula"
    return "not told" if reason in NOT_REPEATED else ""


def unusable_cell(reason: str, sheet: str, cell: str, complaints: Complaints) -> None:
    """Tell the fault of a cell that the reader refused."""
    if reason in NOT_REPEATED:
        expected = f"no {complaints.private}: counts and percentages only"
        what = "number" if reason == NHS_NUMBER_FOUND else "text"
        to_do = (
            f"Take the {what} out of the file. Tell your information governance lead if the file "
            "has been sent to anybody."
        )
    elif reason == NEVER_CALCULATED:
        expected = "a value"
        to_do = "Open the file in Excel so that it calculates, save it and send it again."
    elif reason.startswith("an error"):
        expected = "a value"
        to_do = "Mend the formula in Excel and save the file, or type the value."
    else:
        expected = "a value that can be read"
        to_do = "Type the value again, save the file and send it again."
    complaints.tell(
        Severity.CELL,
        reason,
        expected,
        to_do,
        sheet,
        cell,
        kind_found=kind_refused(reason),
        stage=Stage.CELLS,
    )


def _up_to(rows: Iterator[GridRow], number: int) -> list[GridRow]:
    """The rows up to a row number, and the one after them."""
    taken: list[GridRow] = []
    for row in rows:
        taken.append(row)
        if row.number >= number:
            break
    return taken


def _body(
    table: str,
    grid: Grid,
    headed: GridRow,
    heading: Heading,
    layout: Layout,
    serials: SerialDates | None,
    rows: Iterable[GridRow],
    known: Names | None,
    complaints: Complaints,
) -> Iterator[GridRow]:
    notices = _Notices()
    columns = frozenset(heading.columns.values())
    above = headed.number
    for row in rows:
        after_gap, above = row.number > above + 1, row.number
        if row.hidden:
            notices.hidden.append(row.number)
        if row.cells == headed.cells:
            continue
        if not columns.issuperset(row.cells):
            row = _within(row, grid, headed, heading, columns, notices, complaints)
            if not row.cells:
                continue
        if len(row.cells) == 1 and _is_note(table, row, heading, known, after_gap):
            _tell_note(row, grid.name, complaints)
            continue
        if isinstance(grid, CsvGrid):
            _tell_swallowed(row, grid, heading, complaints)
        yield serials.in_row(row) if serials else row
    if serials:
        serials.tell(grid.name, complaints)
    notices.hidden = sorted(layout.hidden_rows.union(notices.hidden))
    _tell_notices(notices, grid.name, complaints)


def _within(
    row: GridRow,
    grid: Grid,
    headed: GridRow,
    heading: Heading,
    columns: frozenset[int],
    notices: _Notices,
    complaints: Complaints,
) -> GridRow:
    """A row without the cells beside the table, which are told; in CSV they mean a shift."""
    inside = {column: typed for column, typed in row.cells.items() if column in columns}
    outside = [column for column in row.cells if column not in columns]
    tell_private(GridRow(row.number, {c: row.cells[c] for c in outside}), grid.name, complaints)
    if grid.ragged and max(outside) > heading.width:
        complaints.tell(
            Severity.CELL,
            f"{max(row.cells)} cells in the row, under {heading.width} headings",
            "no more cells than headings",
            "A separator inside a text has moved the cells after it: put that text in quotation "
            "marks. Until then the row is not read.",
            grid.name,
            place(min(row.cells), row.number),
        )
        return GridRow(row.number, {c: Typed(None, unusable=SHIFTED) for c in columns}, row.hidden)
    texts = [row.cells[c].text for c in sorted(outside)]
    if not notices.people and _named_and_dated(texts):
        notices.people = True
        _tell_people(place(min(outside), row.number), grid.name, complaints)
    notices.strays += [
        place(column, row.number) for column in outside if column not in headed.cells
    ]
    return GridRow(row.number, inside, row.hidden)


def _is_note(
    table: str, row: GridRow, heading: Heading, known: Names | None, after_gap: bool
) -> bool:
    """Whether a row's only cell is a note, not the start of a row nobody filled in."""
    [(column, typed)] = row.cells.items()
    if typed.unusable or not isinstance(typed.raw, str):
        return False
    if column != heading.columns[spec_of(table).needed[0]]:
        return after_gap and " " in tidy(typed.raw)
    if known is not None:
        return known.find(typed.raw) is None and (after_gap or " " in tidy(typed.raw))
    return after_gap and " " in tidy(typed.raw)


def _tell_note(row: GridRow, sheet: str, complaints: Complaints) -> None:
    [(column, typed)] = row.cells.items()
    complaints.tell(
        Severity.CHECK,
        typed.text,
        "rows of the table and nothing else",
        "A note under the table, not read as evidence. If it changes a figure, change the figure "
        "or say it in the row.",
        sheet,
        place(column, row.number),
    )


def _tell_swallowed(row: GridRow, grid: CsvGrid, heading: Heading, complaints: Complaints) -> None:
    for column in swallowed_rows(row, grid.separator, heading.width):
        complaints.tell(
            Severity.CHECK,
            "a cell with several lines that look like rows of the table",
            "one row a line",
            "Check the quotation marks: one opened by mistake hides the rows down to the next.",
            grid.name,
            place(column, row.number),
        )


def tell_private(row: GridRow, sheet: str, complaints: Complaints) -> None:
    """Tell each cell of a row that was refused for telling of one person."""
    for column, typed in row.cells.items():
        if typed.unusable in NOT_REPEATED:
            unusable_cell(typed.unusable, sheet, place(column, row.number), complaints)


def _named_and_dated(texts: Sequence[str]) -> bool:
    return any(map(looks_like_a_name, texts)) and any(map(is_a_day, texts))


def _tell_people(cell: str, sheet: str, complaints: Complaints) -> None:
    """Tell a name beside a date outside the table's columns: so are people listed."""
    complaints.tell(
        Severity.CHECK,
        "what looks like a name beside a date, next to the table (not repeated here)",
        f"no {complaints.private}: counts and percentages only",
        "It is not read. If it and what stands below it tell of single people, take it out of the "
        "file, and tell your information governance lead if the file has been sent to anybody.",
        sheet,
        cell,
    )


def _tell_notices(notices: _Notices, sheet: str, complaints: Complaints) -> None:
    if notices.hidden:
        rows = "row" if len(notices.hidden) == 1 else "rows"
        complaints.tell(
            Severity.CHECK,
            f"hidden: {rows} {runs(notices.hidden)}",
            "nothing hidden in a return",
            "It was read like the rest. Check that it says what you mean to send, and unhide it.",
            sheet,
        )
    if notices.strays:
        more = f" and {len(notices.strays) - 5} more" if len(notices.strays) > 5 else ""
        complaints.tell(
            Severity.CHECK,
            f"text beside the table, in {', '.join(notices.strays[:5])}{more}",
            "every cell under a heading",
            "It is not read. If it holds something asked for, put it under its heading.",
            sheet,
            notices.strays[0],
        )


def runs(numbers: list[int]) -> str:
    """Rising whole numbers in words: "4, 7 to 9"."""
    parts: list[tuple[int, int]] = []
    for number in numbers:
        if parts and number == parts[-1][1] + 1:
            parts[-1] = (parts[-1][0], number)
        else:
            parts.append((number, number))
    shown = [str(first) if first == last else f"{first} to {last}" for first, last in parts]
    more = [f"and {len(shown) - 10} more stretches"] if len(shown) > 10 else []
    return ", ".join(shown[:10] + more)
