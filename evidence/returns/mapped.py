"""A workbook in its sender's own layout, read through the mapping that a person confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.nouns.evidence.fault import Severity, Stage
from evidence.mapping.apply import tables_of
from evidence.mapping.match import Changed, match_of
from evidence.nouns.cells import Table
from evidence.nouns.grid import Grid
from evidence.returns.draft import Draft, ReadingContext


def take_mapped(
    sheets: Sequence[Grid], draft: Draft, context: ReadingContext
) -> tuple[frozenset[str], dict[str, Table]]:
    """The sheets of a workbook that a mapping reads, by name, and the tables that come of them;
    none where no mapping fits. A layout that has changed is told, and bars the workbook.

    Raises what the grids' rows raise.
    """
    found = match_of(sheets, context.mappings.files)
    if found is None:
        return frozenset(), {}
    if isinstance(found, Changed):
        _refuse_changed(found, draft)
        return frozenset({found.sheet} - {""}), {}
    draft.stated_in = {found.file.name: found.file.sha256}
    with draft.log.at_stage(Stage.ROWS):
        tables = tables_of(found, context.mappings.quarter, draft.log)
    draft.used_files.add(draft.name)
    return frozenset(matrix.name for _, matrix in found.sheets), tables


def with_rows(tables: dict[str, Table], mapped: dict[str, Table]) -> dict[str, Table]:
    """The tables of a workbook with the rows of its mapped sheets behind its own."""
    both = {
        name: replace(table, rows=(*tables[name].rows, *table.rows)) if name in tables else table
        for name, table in mapped.items()
    }
    return {**tables, **both}


def _refuse_changed(changed: Changed, draft: Draft) -> None:
    draft.refused = True
    draft.log.on(changed.sheet, changed.cell).add(
        Severity.FILE,
        f"a layout that is not the one of the mapping {changed.file.name}: {changed.words}",
        "the layout that was confirmed, word for word and place for place",
        "Ask the sender what has changed. Then have this file mapped, and confirm that mapping; "
        "until then nothing of the file is read.",
        stage=Stage.OURS,
    )
