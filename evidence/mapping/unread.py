"""What a mapped sheet holds besides what is read: answers and rows that nothing uses."""

from __future__ import annotations

from collections import Counter

from evidence.fault_log import PlacedLog
from evidence.mapping.foreign_sheet import ForeignSheet, row_and_column
from evidence.mapping.nouns import MappedSheet, Mapping
from evidence.nouns.grid import cell_reference
from evidence.tables.body import numbers_in_words
from evidence.text import is_total


def report_unread(
    sheet: MappedSheet, foreign: ForeignSheet, mapping: Mapping, log: PlacedLog
) -> None:
    """Report the rows with answers that the mapping reads nothing from."""
    left = [
        proposal.rests_on[0]
        for proposal in sheet.proposals
        if not mapping.is_used(proposal)
        and proposal.rests_on
        and any(foreign.cell_at(ref) for place in proposal.places.values() for ref in place.cells)
    ]
    if left:
        shown = "; ".join(f"{rest.cell} “{rest.words[:40]}”" for rest in left[:5])
        more = f"; and {len(left) - 5} more" if len(left) > 5 else ""
        log.at_cell(left[0].cell).add_check(
            f"rows with answers that are not read: {shown}{more}",
            "every answer confirmed in the mapping, or meant to be left out",
            "Confirm in the mapping what they answer. If they answer nothing asked for, nothing "
            "need be done.",
        )


def report_unknown_rows(sheet: MappedSheet, foreign: ForeignSheet, log: PlacedLog) -> None:
    """Report the rows that the mapping does not know: neither words of the layout nor a place."""
    if any(proposal.is_column for proposal in sheet.proposals):
        return
    known = {row_and_column(ref)[0] for ref in sheet.layout.words}
    known |= {
        row_and_column(ref)[0]
        for proposal in sheet.proposals
        for at in proposal.places.values()
        for ref in at.cells
    }
    known |= {row for (row, column) in foreign.cells if is_total(foreign.text(row, column))}
    held = Counter(row for row, _ in foreign.cells if row not in known)
    rows = sorted(row for row, count in held.items() if count > 1)
    if rows:
        first = min(column for row, column in foreign.cells if row == rows[0])
        log.at_cell(cell_reference(first, rows[0])).add_check(
            f"rows that the mapping knows nothing of: {numbers_in_words(rows)}",
            "the rows that were confirmed, and no more",
            "They are not read. If they hold answers, have the file mapped again.",
        )
