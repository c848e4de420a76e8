"""The sheet of resubmissions: one row for each change."""

from __future__ import annotations

from engine.nouns.evidence.resubmission import Superseded
from reports.content.resubmissions import _how_much
from reports.workbook.sheets import SheetHeading

RESUBMISSIONS = tuple(
    SheetHeading(text, width)
    for text, width in (
        ("Organisation", 14),
        ("Quarter", 12),
        ("Earlier return (not counted)", 40),
        ("Return that counts", 40),
        ("Table", 18),
        ("Row", 26),
        ("Column", 18),
        ("Before", 30),
        ("Now", 30),
        ("Where before", 20),
        ("Where now", 20),
    )
)


def resubmission_rows(superseded: tuple[Superseded, ...]) -> list[list[str]]:
    """One row for each change, and one for each return in which nothing changed."""
    rows: list[list[str]] = []
    for earlier in superseded:
        head = [earlier.organisation, earlier.period, earlier.file, earlier.by_file]
        for change in earlier.changes:
            cells = [change.before, change.after, change.before_cell, change.after_cell]
            rows.append([*head, change.table, change.row, change.column, *cells])
        if earlier.register or not earlier.changes:
            rows.append([*head, "", earlier.register or _how_much(earlier), *[""] * 5])
    return rows
