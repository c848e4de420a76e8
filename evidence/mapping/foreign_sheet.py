"""A foreign sheet: its cells by place, and which of its words last from quarter to quarter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from evidence.nouns.grid import Grid, GridCell, Layout, Merge, cell_reference, column_number, tidy
from evidence.periods import FINANCIAL_YEARS, QUARTER
from evidence.text import folded

MOST_ROWS, MOST_COLUMNS = 2_000, 60
"""A sheet is looked at so far: what people lay out themselves is shorter."""

CSV, CSV_ENDINGS = "<csv>", (".csv", ".tsv", ".txt")
"""What a table as text is called in a layout, and the endings of its file."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_DAYS = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?[\s./-](?:\d{1,2}|[a-z]{3,9})[\s./-](?:20)?\d\d\b"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s(?:20)?\d\d\b"
)
_CALENDAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")


@dataclass(frozen=True)
class ForeignSheet:
    """The cells of a sheet by row and column."""

    name: str
    hidden: bool
    cells: Mapping[tuple[int, int], GridCell]
    merges: tuple[Merge, ...]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    since_1904: bool | None = None
    is_long: bool = False
    """Whether it goes on past what is looked at."""

    @property
    def lasting_name(self) -> str:
        """The sheet's name without the quarter or year in it; a CSV file may be called anything."""
        if self.name.casefold().endswith(CSV_ENDINGS):
            return CSV
        return QUARTER.sub("<quarter>", without_periods(self.name))

    @property
    def transposed(self) -> ForeignSheet:
        """The sheet with its rows as columns."""
        return replace(
            self,
            cells={(column, row): cell for (row, column), cell in self.cells.items()},
            merges=tuple(Merge(*merge[2:], *merge[:2]) for merge in self.merges),
            hidden_rows=self.hidden_columns,
            hidden_columns=self.hidden_rows,
        )

    @cached_property
    def _span(self) -> Mapping[tuple[int, int], Merge]:
        return {
            (row, column): merge
            for merge in self.merges
            if merge.first_column <= MOST_COLUMNS
            for row in range(merge.first_row, min(merge.last_row, MOST_ROWS) + 1)
            for column in range(merge.first_column, min(merge.last_column, MOST_COLUMNS) + 1)
        }

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The numbers of the rows with a cell that is not blank, rising."""
        return tuple(sorted({row for row, _ in self.cells}))

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The numbers of the columns with a cell that is not blank, rising."""
        return tuple(sorted({column for _, column in self.cells}))

    @cached_property
    def columns_of_rows(self) -> Mapping[int, tuple[int, ...]]:
        """The columns of the cells of each row, from the left."""
        found: dict[int, list[int]] = {}
        for row, column in sorted(self.cells):
            found.setdefault(row, []).append(column)
        return {row: tuple(columns) for row, columns in found.items()}

    def cell_at(self, ref: str) -> GridCell | None:
        """The cell of a reference such as C9; None where it is blank."""
        return self.cells.get(row_and_column(ref))

    def text(self, row: int, column: int) -> str:
        """The text of a cell in one line; empty where it is blank or was refused."""
        cell = self.cells.get((row, column))
        return "" if cell is None or cell.unusable else tidy(cell.text)

    def merge_at(self, row: int, column: int) -> Merge | None:
        """The merged range over a cell; None where it is not merged."""
        return self._span.get((row, column))

    def source(self, row: int, column: int) -> tuple[int, int]:
        """The cell that is shown at a place: its own, or the first of the range merged there."""
        merge = self.merge_at(row, column)
        return (row, column) if merge is None else (merge.first_row, merge.first_column)

    def shown(self, row: int, column: int) -> str:
        """The text shown at a place, of a merged range too."""
        return self.text(*self.source(row, column))

    def words_of(self, columns: Iterable[int], refs: Iterable[str]) -> dict[str, str]:
        """The texts that a layout consists of, by their cell: whole columns, and single cells."""
        labels = frozenset(columns)
        at = {key for key in self.cells if key[1] in labels}
        at |= {row_and_column(ref) for ref in refs}
        return {
            cell_reference(column, row): without_periods(text)
            for row, column in sorted(at)
            if (text := self.text(row, column))
        }


def foreign_sheet_of(grid: Grid) -> ForeignSheet:
    """A sheet, as far as a layout made by hand goes. Raises what the grid's rows raise."""
    layout = Layout()
    cells: dict[tuple[int, int], GridCell] = {}
    hidden: set[int] = set()
    is_long = False
    for row in grid.rows(layout):
        if row.number > MOST_ROWS:
            is_long = True
            break
        if row.hidden:
            hidden.add(row.number)
        for column, cell in row.cells.items():
            if column <= MOST_COLUMNS and (cell.text or cell.unusable):
                cells[row.number, column] = cell
    return ForeignSheet(
        grid.name,
        grid.hidden,
        cells,
        tuple(layout.merges),
        frozenset(hidden),
        frozenset(layout.hidden_columns),
        layout.since_1904,
        is_long,
    )


def with_numbers(foreign: ForeignSheet) -> ForeignSheet:
    """A sheet that came as text, what are plain numbers in it being such: for looking at what its
    cells can be, not for reading them."""
    cells = {
        at: cell._replace(raw=float(cell.raw), shown=cell.text)
        if isinstance(cell.raw, str) and _NUMBER.fullmatch(cell.raw.strip())
        else cell
        for at, cell in foreign.cells.items()
    }
    return replace(foreign, cells=cells)


def texts_below(foreign: ForeignSheet, ref: str) -> list[str]:
    """The texts below a heading, in the order of the sheet."""
    row, column = row_and_column(ref)
    return [text for r in foreign.rows if r > row and (text := foreign.text(r, column))]


def row_and_column(ref: str) -> tuple[int, int]:
    """The row and column of a reference: C9 is (9, 3). Raises ValueError where it is none."""
    letters = "".join(takewhile(str.isalpha, ref))
    digits = ref[len(letters) :]
    if not digits.isdecimal() or not int(digits):
        raise ValueError(f"{ref} is no cell")
    return int(digits), column_number(letters)


def without_periods(text: str) -> str:
    """A text without what changes from one quarter to the next: quarters, years and days."""
    lasting = folded(text)
    for varies, name in ((_DAYS, "<day>"), (FINANCIAL_YEARS, "<year>"), (_CALENDAR, "<year>")):
        lasting = varies.sub(name, lasting)
    return QUARTER.sub("<quarter>", lasting) if "<year>" in lasting else lasting
