"""The sheet of resubmissions: one row for each change."""

from __future__ import annotations

from engine.nouns.evidence.resubmission import Superseded
from reports.content.resubmissions import _how_much
from reports.workbook.sheets import Heading

RESUBMISSIONS = tuple(
    Heading(text, width)
    for text, width in (
        ("Organisation", 14),
        ("Quarter", 12),
        ("Earlier return, of which nothing counts", 40),
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
    for one in superseded:
        head = [one.organisation, one.period, one.file, one.by_file]
        for each in one.changes:
            cells = [each.before, each.after, each.before_cell, each.after_cell]
            rows.append([*head, each.table, each.row, each.column, *cells])
        if one.register or not one.changes:
            rows.append([*head, "", one.register or _how_much(one), *[""] * 5])
    return rows
