"""A sender's register read by its whole columns: a grid as if its headings were the pack's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, replace

from evidence.cells.values import is_placeholder, not_applicable, read_yes_no
from evidence.mapping.foreign_sheet import ForeignSheet, row_and_column
from evidence.mapping.match import MappedWorkbook
from evidence.mapping.nouns import COLUMN, HEADING, IS, OTHER, Mapping, Proposal, SenderScale
from evidence.nouns.cells import Cell, Table
from evidence.nouns.grid import Grid, GridCell, GridRow, Layout
from evidence.nouns.register import Register
from evidence.privacy.personal_records import headings_of_people
from evidence.terms import TermMatcher
from evidence.text import folded

NOT_IN_MAPPING = "a word that the mapping does not know"


@dataclass(frozen=True)
class MappedColumns:
    """A table of the pack on a sender's sheet: where its columns stand."""

    table: str
    sheet: str
    row: int
    """The row of its headings; the lowest of several."""
    columns: Dict[int, str]
    """The pack's column by the number of the sender's."""
    words: Dict[int, SenderScale]
    """What the words of a column mean, by its number."""
    throughout: Dict[str, Cell]
    """What a column is in every row, and the cell that says so."""

    @property
    def spare(self) -> Dict[int, str]:
        """Columns beyond the sheet's for what every row is."""
        return {_FIRST_SPARE + n: name for n, name in enumerate(self.throughout)}


_FIRST_SPARE = 16_000


def mapped_columns(match: MappedWorkbook) -> list[MappedColumns]:
    """The tables that a workbook's mapping reads by whole columns, of what is confirmed."""
    found = []
    for sheet, foreign in match.sheets:
        by_table: dict[str, list[Proposal]] = {}
        for proposal in sheet.proposals:
            if proposal.is_column and match.file.mapping.is_used(proposal):
                by_table.setdefault(proposal.table, []).append(proposal)
        found += [
            _columns_of(table, foreign, proposals, match.file.mapping)
            for table, proposals in by_table.items()
            if any(HEADING in proposal.places for proposal in proposals)
        ]
    return found


def _columns_of(
    table: str, foreign: ForeignSheet, proposals: Sequence[Proposal], mapping: Mapping
) -> MappedColumns:
    columns: dict[int, str] = {}
    words: dict[int, SenderScale] = {}
    throughout: dict[str, Cell] = {}
    row = 1
    for proposal in proposals:
        name = proposal.row[COLUMN]
        if IS in proposal.row:
            ref = proposal.rests_on[0].cell if proposal.rests_on else ""
            text = foreign.text(*row_and_column(ref)) if ref else foreign.name
            throughout[name] = Cell(proposal.row[IS], text, foreign.name, ref)
            continue
        at, number = row_and_column(proposal.places[HEADING].cells[0])
        row = max(row, at)
        columns[number] = name
        scale = mapping.scale(proposal.scale)
        if scale is not None:
            words[number] = scale
    return MappedColumns(table, foreign.name, row, columns, words, throughout)


@dataclass(frozen=True)
class RenamedGrid:
    """A sender's sheet with the pack's headings over the columns that are mapped.

    Other columns are left out, but not what must be reported wherever it stands: a list of
    people, a cell that was refused.
    """

    grid: Grid
    mapped: MappedColumns
    terms: Dict[str, TermMatcher] = field(default_factory=dict)
    """The words that a column may hold, by its name."""

    @property
    def name(self) -> str:
        """The name of the sender's sheet."""
        return self.grid.name

    @property
    def hidden(self) -> bool:
        """Whether the sender's sheet is hidden."""
        return self.grid.hidden

    @property
    def ragged(self) -> bool:
        """False: a mapping names the columns, so that none can shift."""
        return False

    def rows(self, layout: Layout) -> Iterator[GridRow]:
        """The rows from the headings on, in the pack's words."""
        people: frozenset[int] = frozenset()
        for row in self.grid.rows(layout):
            if row.number < self.mapped.row:
                continue
            if row.number == self.mapped.row:
                people = self._columns_of_people(row)
                yield self._headings(row, people)
                continue
            changed = self._row(row, people)
            if changed is not None and changed.cells:
                yield changed

    def _columns_of_people(self, row: GridRow) -> frozenset[int]:
        texts = {column: cell.text for column, cell in row.cells.items()}
        named = headings_of_people(texts.values())
        return frozenset(
            column
            for column, text in texts.items()
            if text in named and column not in self.mapped.columns
        )

    def _headings(self, row: GridRow, people: frozenset[int]) -> GridRow:
        names = {**self.mapped.columns, **self.mapped.spare}
        cells = {column: GridCell(name) for column, name in names.items()}
        cells |= {column: row.cells[column] for column in people}
        return GridRow(row.number, dict(sorted(cells.items())), row.hidden)

    def _row(self, row: GridRow, people: frozenset[int]) -> GridRow | None:
        """A line in the pack's words; None where a word says that it is about something else."""
        cells: dict[int, GridCell] = {}
        for column, cell in row.cells.items():
            if column in self.mapped.columns:
                worded = self._worded(column, cell)
                if worded is None:
                    return None
                cells[column] = worded
            elif column in people or cell.unusable:
                cells[column] = cell
        if sum(column in self.mapped.columns for column in cells) > 1:
            whole = self.mapped.throughout
            cells |= {at: GridCell(whole[name].raw) for at, name in self.mapped.spare.items()}
        return GridRow(row.number, cells, row.hidden)

    def _worded(self, column: int, cell: GridCell) -> GridCell | None:
        """A cell in the pack's word; None where it is about something else."""
        scale, text = self.mapped.words.get(column), cell.text.strip()
        if scale is None or cell.unusable or not text or is_placeholder(text):
            return cell
        if not_applicable(text) is not None:
            return cell
        meant = {folded(word): answer for word, answer in scale.answers.items()}.get(folded(text))
        if meant == OTHER:
            return None
        if meant is not None:
            return GridCell(meant, shown=text)
        terms = self.terms.get(self.mapped.columns[column])
        known = terms.find(text) is not None if terms is not None else _is_yes_no(text)
        return cell if known else GridCell(None, unusable=NOT_IN_MAPPING, shown=text)


def _is_yes_no(text: str) -> bool:
    return isinstance(read_yes_no(Cell(text, text, "", "")).value, bool)


def with_cells(table: Table, mapped: MappedColumns) -> Table:
    """A table that was read with what every row is at the cell that says so."""
    rows = tuple(replace(row, cells={**row.cells, **mapped.throughout}) for row in table.rows)
    return replace(table, rows=rows) if mapped.throughout else table


def without_spare(register: Register, mapped: MappedColumns) -> Register:
    """A register that was read without letters for what stands in no column of the sender's."""
    letters = {
        name: letter for name, letter in register.letters.items() if name not in mapped.throughout
    }
    return replace(register, letters=letters)
