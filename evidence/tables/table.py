"""One grid to one table, or to the register where it is the training table."""

from __future__ import annotations

from collections.abc import Sequence

from engine.nouns.policy.vocabulary import Vocabulary
from evidence.fault_log import FaultLog
from evidence.nouns.cells import Cell, Row, Table
from evidence.nouns.columns import table_names
from evidence.nouns.grid import NEVER_CALCULATED, Grid, GridCell, GridRow, as_cell, cell_reference
from evidence.tables.body import SHIFTED
from evidence.tables.merged_cells import HIDDEN, MERGED, SpreadCell, spread_merges
from evidence.tables.month_first import IN_DOUBT, without_doubtful
from evidence.tables.refused import unusable_cell
from evidence.tables.repeated_heading import UNDER_ANOTHER
from evidence.tables.rows import TableRows, TableWords, table_rows
from evidence.terms import TermMatcher, match_terms, unique_labels

ORGANISATION_FIELDS = (
    "code",
    "name",
    "kind",
    "services",
    "legal_form",
    "period",
    "submitted_on",
    "submitted_by",
)
_REPORTED_ELSEWHERE = (UNDER_ANOTHER, HIDDEN, MERGED, SHIFTED, IN_DOUBT)
"""Reasons for which one fault has been told for several cells together."""


def terms_by_table(vocabulary: Vocabulary) -> dict[str, TermMatcher | None]:
    """For each table the words that say what a row is about; None where any will do."""

    def of(what: str, terms: dict[str, tuple[str, tuple[str, ...]]]) -> TermMatcher:
        return match_terms(what, terms)

    indicators = vocabulary.indicators
    labels = unique_labels({item: indicator.label for item, indicator in indicators.items()})
    items = {
        item: (item, (*labels[item], *indicator.also, f"{item} {indicator.label}"))
        for item, indicator in indicators.items()
    }
    return dict.fromkeys(table_names(vocabulary.audit.table)) | {
        "organisation": of(
            "a field",
            {name: (name, vocabulary.also.fields.get(name, ())) for name in ORGANISATION_FIELDS},
        ),
        "named_professionals": of(
            "a role", {k: (t.label, t.also) for k, t in vocabulary.roles.items()}
        ),
        "dashboard": of("an item", items),
        "vacancies": of(
            "a role", {k: (t.label, t.also) for k, t in vocabulary.vacancy_roles.items()}
        ),
        vocabulary.audit.table: of(
            "a question",
            {
                name: (name, (question.text, f"{name} {question.text}"))
                for name, question in vocabulary.questions.items()
            },
        ),
        "documents": of("a kind", {k: (t.label, t.also) for k, t in vocabulary.documents.items()}),
    }


def read_table(name: str, grid: Grid, words: TableWords, log: FaultLog) -> Table | None:
    """The table on a grid, cell by cell; None, with the fault reported, where it cannot be read.

    Raises what the grid's rows raise where the file is broken.
    """
    found = table_rows(name, grid, words, log)
    if found is None:
        return None
    rows = without_doubtful(list(found.rows), found.heading, found.log)
    by_number = {row.number: row for row in rows}

    def value_at(row: int, column: int) -> GridCell | None:
        return by_number[row].cells.get(column) if row in by_number else None

    uncalculated = _report_uncalculated(rows, found)
    changed = spread_merges(found.heading, found.layout.merges, by_number, value_at, found.log)

    def cell(row: GridRow, column: int) -> Cell:
        at = cell_reference(column, row.number)
        typed, ref = changed.get((row.number, column)) or SpreadCell(
            row.cells.get(column) or GridCell(None), at
        )
        reported = typed.unusable == NEVER_CALCULATED and column in uncalculated
        if typed.unusable and typed.unusable not in _REPORTED_ELSEWHERE and not reported:
            unusable_cell(typed.unusable, found.log.at_cell(ref))
        return as_cell(typed, found.sheet, ref)

    return Table(
        name,
        found.sheet,
        tuple(
            Row(
                {column: cell(row, at) for column, at in found.heading.columns.items()},
                row.number,
            )
            for row in rows
        ),
        found.notes,
    )


def _report_uncalculated(rows: Sequence[GridRow], found: TableRows) -> frozenset[int]:
    """The columns with several formulas that were never calculated, each reported once."""
    uncalculated = set()
    for column in found.heading.columns.values():
        cells = [(row.number, row.cells[column]) for row in rows if column in row.cells]
        numbers = [number for number, cell in cells if cell.unusable == NEVER_CALCULATED]
        if len(numbers) > 1:
            uncalculated.add(column)
            at = found.log.at_cell(
                f"{cell_reference(column, numbers[0])}:{cell_reference(column, numbers[-1])}"
            )
            unusable_cell(f"{len(numbers)} formulas that were never calculated", at)
    return frozenset(uncalculated)
