"""The rows under a heading; notes, cells beside the table and hidden rows are reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evidence.fault_log import PlacedLog
from evidence.grids.csv_text import CsvGrid, swallowed_rows
from evidence.nouns.cells import Cell, SheetNote
from evidence.nouns.columns import REGISTER, HeadingRow, spec_of
from evidence.nouns.grid import Grid, GridCell, GridRow, Layout, cell_reference, tidy
from evidence.privacy.personal_records import is_a_day, looks_like_a_name
from evidence.tables.refused import report_private
from evidence.tables.repeated_heading import (
    columns_otherwise,
    is_heading_again,
    report_heading_again,
    without_others,
)
from evidence.tables.serial_dates import SerialDates
from evidence.terms import TermMatcher
from evidence.text import is_total, shortened

SHIFTED = "a cell of a row whose cells have shifted"
NO_MORE = "rows of the table and nothing else"
_STRAYS_SHOWN = 5
_MOST_NOTES = 1_000
"""So many are kept; a sheet with more has them for something else than to qualify its rows."""
_MAY_SAY_TOTAL = ("title", "name", "staff_group")
"""Columns in which "Total" stands for whom the others tell of, and says nothing of its own."""


@dataclass(frozen=True, slots=True)
class TableHead:
    """A table's heading as it stands on its grid."""

    row: GridRow
    heading: HeadingRow
    known: TermMatcher | None
    """The words that the table's first column may hold, None where any will do."""


class BodyRows:
    """Goes once through the rows under a heading; what is wrong with them is reported on the way,
    what is reported once for the whole sheet at the end."""

    def __init__(
        self,
        head: TableHead,
        grid: Grid,
        layout: Layout,
        serials: SerialDates | None,
        log: PlacedLog,
    ) -> None:
        """Without ``serials`` numbers under dates are left as they are."""
        self._head = head
        self._grid = grid
        self._layout = layout
        self._serials = serials
        self._log = log
        self._columns = frozenset(head.heading.columns.values())
        self._separator = grid.separator if isinstance(grid, CsvGrid) else ""
        self._hidden: list[int] = []
        self._strays: list[str] = []
        self._notes: list[SheetNote] = []
        self._people_reported = False
        self._otherwise: frozenset[int] = frozenset()
        """The columns that the last row of headings calls something else."""
        self.is_headed_otherwise = False
        """Whether a second row of headings has called a column something else, so far."""

    @property
    def notes(self) -> tuple[SheetNote, ...]:
        """What stands below the rows gone through so far, and in notes on their cells; never what
        stands beside them, which may be a list of people."""
        return tuple(self._notes)

    def own_rows(self, rows: Iterable[GridRow]) -> Iterator[GridRow]:
        """The rows that are the table's, each without the cells beside it."""
        above = self._head.row.number
        for row in rows:
            after_gap, above = row.number > above + 1, row.number
            if row.hidden:
                self._hidden.append(row.number)
            if row.cells == self._head.row.cells:
                self._otherwise = frozenset()
                continue
            if not self._columns.issuperset(row.cells):
                row = self._within(row)
                if not row.cells:
                    continue
            if self._is_beside_the_point(row, after_gap):
                continue
            if self._separator:
                self._report_swallowed(row)
            row = without_others(row, self._otherwise)
            yield self._serials.in_row(row) if self._serials else row
        if self._serials:
            self._serials.report(self._log)
        self._report_hidden()
        self._report_strays()
        self._report_notes()

    def _is_beside_the_point(self, row: GridRow, after_gap: bool) -> bool:
        """Whether a row is a note, a total or a second heading, which is then reported."""
        if len(row.cells) == 1 and self._is_note(row, after_gap):
            self._report_note(row)
        elif self._is_total(row):
            self._report_total(row)
        elif is_heading_again(row, self._head.heading):
            self._take_heading(row)
        else:
            return False
        return True

    def _take_heading(self, row: GridRow) -> None:
        head = self._head
        self._otherwise = columns_otherwise(row, head.row, head.heading)
        if self._otherwise:
            self.is_headed_otherwise = True
            report_heading_again(row, self._otherwise, head.heading, self._log)

    def _within(self, row: GridRow) -> GridRow:
        """A row without the cells beside the table, which are reported; in CSV they are a shift."""
        columns, width = self._columns, self._head.heading.width
        inside = {column: typed for column, typed in row.cells.items() if column in columns}
        outside = [column for column in row.cells if column not in columns]
        report_private(GridRow(row.number, {c: row.cells[c] for c in outside}), self._log)
        if self._grid.ragged and max(outside) > width:
            self._log.at_cell(cell_reference(min(row.cells), row.number)).add_cell_fault(
                f"{max(row.cells)} cells in the row, under {width} headings",
                "no more cells than headings",
                "A separator inside a text has moved the cells after it: put that text in "
                "quotation marks. Until then the row is not read.",
            )
            shifted = {column: GridCell(None, unusable=SHIFTED) for column in columns}
            return GridRow(row.number, shifted, row.hidden)
        self._report_people([row.cells[c].text for c in sorted(outside)], min(outside), row.number)
        self._strays += [
            cell_reference(column, row.number)
            for column in outside
            if column not in self._head.row.cells
        ]
        return GridRow(row.number, inside, row.hidden)

    def _is_note(self, row: GridRow, after_gap: bool) -> bool:
        """Whether a row's only cell is a note, not the start of a row nobody filled in."""
        head = self._head
        [(column, typed)] = row.cells.items()
        if typed.unusable or not isinstance(typed.raw, str):
            return False
        several_words = " " in tidy(typed.raw)
        names_rows = column == head.heading.columns[spec_of(head.heading.table).needed_columns[0]]
        if names_rows and head.known is not None:
            return head.known.find(typed.raw) is None and (after_gap or several_words)
        return after_gap and several_words

    def _is_total(self, row: GridRow) -> bool:
        """Whether a row adds up the others: its first cell says so, and is about nothing known, or
        the title, name or staff group does."""
        text, known = row.cells[min(row.cells)].text, self._head.known
        if spec_of(self._head.heading.table).asks_totals:
            return False
        if is_total(text):
            return known is None or known.find(text) is None
        columns = self._head.heading.columns
        return any(
            is_total(row.cells[columns[name]].text)
            for name in _MAY_SAY_TOTAL
            if name in columns and columns[name] in row.cells
        )

    def _report_total(self, row: GridRow) -> None:
        first = next(at for at in sorted(row.cells) if is_total(row.cells[at].text))
        self._log.at_cell(cell_reference(first, row.number)).add_check(
            f"a row of totals, “{row.cells[first].text}”",
            NO_MORE,
            "It is not read, since the rows themselves are. Check that they are all there.",
        )

    def _report_note(self, row: GridRow) -> None:
        [(column, typed)] = row.cells.items()
        self._note(cell_reference(column, row.number), typed.text)
        self._log.at_cell(cell_reference(column, row.number)).add_check(
            typed.text,
            NO_MORE,
            "A note under the table, not read as evidence. If it changes a figure, change the "
            "figure or say it in the row.",
        )

    def _note(self, ref: str, text: str, row: int = 0) -> None:
        """Keep what stands outside the table's own cells, about one row or about all."""
        if len(self._notes) < _MOST_NOTES:
            self._notes.append(SheetNote(Cell(text, text, self._grid.name, ref), row))

    def _report_swallowed(self, row: GridRow) -> None:
        for column in swallowed_rows(row, self._separator, self._head.heading.width):
            self._log.at_cell(cell_reference(column, row.number)).add_check(
                "a cell with several lines that look like rows of the table",
                "one row a line",
                "Check the quotation marks: one opened by mistake hides the rows down to the next.",
            )

    def _report_people(self, texts: Sequence[str], column: int, row: int) -> None:
        """Report, once a sheet, a name beside a date outside the table's columns: so are people
        listed."""
        if self._people_reported or not _named_and_dated(texts):
            return
        self._people_reported = True
        self._log.at_cell(cell_reference(column, row)).add_check(
            "what looks like a name beside a date, next to the table (not repeated here)",
            f"no {self._log.private}: counts and percentages only",
            "It is not read. If it and what stands below it tell of single people, take it out of "
            "the file, and tell your information governance lead if the file has been sent to "
            "anybody.",
        )

    def _report_hidden(self) -> None:
        hidden = sorted(self._hidden)
        if hidden:
            self._log.add_check(
                f"hidden: {'row' if len(hidden) == 1 else 'rows'} {numbers_in_words(hidden)}",
                "nothing hidden in a return",
                "It was read like the rest. Check that it says what you mean to send, and unhide "
                "it.",
            )

    def _report_notes(self) -> None:
        """Report the notes on cells under the heading, as Excel's comments are."""
        noted = []
        for note in self._layout.noted:
            if note.row > self._head.row.number and note.column in self._columns:
                noted.append(cell_reference(note.column, note.row))
                self._note(noted[-1], note.text, note.row)
        if noted:
            left = len(noted) - _STRAYS_SHOWN
            more = f" and {left} more" if left > 0 else ""
            self._log.at_cell(noted[0]).add_check(
                f"a note on the cells {', '.join(noted[:_STRAYS_SHOWN])}{more}"
                if len(noted) > 1
                else f"a note on the cell {noted[0]}{self._said_on(noted[0])}",
                "what a cell says in the cell, or in the column for notes",
                "It is no evidence. If it changes what its cell says, change the cell.",
            )

    def _said_on(self, ref: str) -> str:
        """What the note on a cell says; nothing on a register, whose lines are about people."""
        if self._head.heading.table == REGISTER:
            return ""
        note_text = next((note.cell.text for note in self._notes if note.cell.ref == ref), "")
        return f": “{shortened(note_text)}”" if note_text else ""

    def _report_strays(self) -> None:
        strays = self._strays
        if strays:
            left = len(strays) - _STRAYS_SHOWN
            more = f" and {left} more" if left > 0 else ""
            self._log.at_cell(strays[0]).add_check(
                f"text beside the table, in {', '.join(strays[:_STRAYS_SHOWN])}{more}",
                "every cell under a heading",
                "It is not read. If it holds something asked for, put it under its heading.",
            )


def _named_and_dated(texts: Sequence[str]) -> bool:
    return any(map(looks_like_a_name, texts)) and any(map(is_a_day, texts))


def numbers_in_words(numbers: list[int]) -> str:
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
