"""A workbook in its sender's own layout, read through the mapping that a person confirmed."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from engine.nouns.evidence.fault import Severity, Stage
from engine.nouns.policy.vocabulary import Vocabulary
from engine.nouns.quarter import Quarter
from evidence.fault_log import PlacedLog
from evidence.mapping.apply import period_of, tables_of
from evidence.mapping.columns import (
    MappedColumns,
    RenamedGrid,
    mapped_columns,
    with_cells,
    without_spare,
)
from evidence.mapping.match import ChangedLayout, MappedWorkbook, find_mapping
from evidence.mapping.sheet_periods import another_time, report_another_time
from evidence.nouns.cells import Row, Table
from evidence.nouns.columns import REGISTER
from evidence.nouns.grid import Grid
from evidence.returns.draft import Draft, ReadingContext
from evidence.terms import TermMatcher, match_terms


@dataclass(frozen=True, slots=True)
class MappedPart:
    """What of a workbook was read through a mapping."""

    sheets: frozenset[str] = frozenset()
    """The sheets that a mapping is for, by name; nothing else reads them."""
    tables: Dict[str, Table] = field(default_factory=dict)
    """The tables that came of their single cells."""
    whole: frozenset[str] = frozenset()
    """The tables that were read by whole columns, and are in the draft."""
    refused: bool = False
    """Whether the layout has changed, so that nothing of the workbook is read."""

    @property
    def names(self) -> frozenset[str]:
        """The tables that it gives."""
        return frozenset(self.tables) | self.whole


def take_mapped(sheets: Sequence[Grid], draft: Draft, context: ReadingContext) -> MappedPart:
    """What of a workbook a mapping reads; nothing where no mapping fits. A layout that has changed
    is reported, and bars the workbook.

    Raises what the grids' rows raise.
    """
    quarter = context.mappings.quarter
    found = find_mapping(sheets, context.mappings.files, quarter)
    if found is None:
        return MappedPart()
    if isinstance(found, ChangedLayout):
        _refuse_changed(found, draft)
        return MappedPart(frozenset({found.sheet} - {""}), refused=True)
    draft.stated_in = {**draft.stated_in, found.file.name: found.file.sha256}
    read = _of_the_time(found, period_of(found) or quarter, draft)
    with draft.log.at_stage(Stage.ROWS):
        tables = tables_of(read, quarter, draft.log)
    whole = [_take_columns(mapped, sheets, draft, context) for mapped in mapped_columns(read)]
    names = frozenset(matrix.name for _, matrix in found.sheets)
    return MappedPart(names, tables, frozenset(whole))


def _of_the_time(found: MappedWorkbook, quarter: Quarter | None, draft: Draft) -> MappedWorkbook:
    """What is read of a workbook: of sheets that say they are of another quarter or year (reported)
    nothing but whose they are."""
    if quarter is None:
        return found
    sheets = []
    for sheet, matrix in found.sheets:
        at = another_time(sheet, matrix, quarter)
        if at is not None:
            report_another_time(at, quarter, draft.log.on_sheet(matrix.name))
            whose = tuple(p for p in sheet.proposals if p.table == "organisation")
            sheet = replace(sheet, proposals=whose)
        sheets.append((sheet, matrix))
    return replace(found, sheets=tuple(sheets))


def _take_columns(
    mapped: MappedColumns, sheets: Sequence[Grid], draft: Draft, context: ReadingContext
) -> str:
    """Read a table by its whole columns into the draft; its name."""
    grid = next(sheet for sheet in sheets if sheet.name == mapped.sheet)
    renamed = RenamedGrid(grid, mapped, _words_of_columns(context.vocabulary))
    draft.read_table(mapped.table, renamed, context, draft.name)
    if mapped.table == REGISTER:
        if draft.register is not None:
            draft.register = without_spare(draft.register, mapped)
    elif mapped.table in draft.tables:
        stated = with_cells(draft.tables[mapped.table], mapped)
        draft.tables = {**draft.tables, mapped.table: stated}
    return mapped.table


def _words_of_columns(vocabulary: Vocabulary) -> dict[str, TermMatcher]:
    """The words that columns may hold whose words are the pack's."""
    frameworks = {key: (term.label, term.also) for key, term in vocabulary.frameworks.items()}
    checks = {key: (term.label, term.also) for key, term in vocabulary.checks.items()}
    return {
        "framework": match_terms("a framework", frameworks),
        "check": match_terms("a check", checks),
    }


def with_rows(tables: Dict[str, Table], mapped: Dict[str, Table]) -> dict[str, Table]:
    """The tables of a workbook with the rows of its mapped sheets behind its own."""
    both = {
        name: replace(table, rows=_once([*tables[name].rows, *table.rows], name))
        if name in tables
        else table
        for name, table in mapped.items()
    }
    return {**tables, **both}


def _once(rows: Sequence[Row], table: str) -> tuple[Row, ...]:
    """The rows, what several mappings state alike of the organisation once."""
    if table != "organisation":
        return tuple(rows)
    first = {(row.text("field"), row.text("value")): row for row in reversed(rows)}
    return tuple(row for row in rows if first[row.text("field"), row.text("value")] is row)


def report_beside_mapped(table: str, log: PlacedLog) -> None:
    """Report a sheet that is a table which a mapping has read from another; ``log`` is bound to
    it."""
    log.add_table_fault(
        f"a second table “{table}”, beside the one that is read through a mapping",
        "one sheet for each table",
        "Remove the sheet that does not count; this one is not read.",
        stage=Stage.TABLES,
    )


def _refuse_changed(changed: ChangedLayout, draft: Draft) -> None:
    draft.refused = True
    draft.log.on_sheet(changed.sheet, changed.cell).add(
        Severity.FILE,
        f"a layout that is not the one of the mapping {changed.file.name}: {changed.words}",
        "the layout that was confirmed, word for word and place for place",
        "Ask the sender what has changed. Then have this file mapped, and confirm that mapping; "
        "until then nothing of the file is read.",
        stage=Stage.OURS,
    )
