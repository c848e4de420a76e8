"""Cells that the reader refused, reported as faults."""

from __future__ import annotations

from engine.nouns.evidence.fault import Stage
from evidence.fault_log import PlacedLog
from evidence.nouns.grid import LINKED_NOUGHT, STRUCK, GridRow, cell_reference
from evidence.privacy.guard import NHS_NUMBER_FOUND, NOT_REPEATED

_NEVER_CALCULATED = "never calculated"
"""How the reason of one formula ends, and of several."""


def kind_refused(reason: str) -> str:
    """What kind of thing a refused cell holds."""
    if reason.startswith("an error"):
        return "an error"
    if reason.endswith(_NEVER_CALCULATED):
        return "a formula"
    return "not told" if reason in NOT_REPEATED else ""


def unusable_cell(reason: str, log: PlacedLog) -> None:
    """Report the fault of a cell that the reader refused; ``log`` is bound to it."""
    if reason in NOT_REPEATED:
        expected = f"no {log.private}: counts and percentages only"
        what = "number" if reason == NHS_NUMBER_FOUND else "text"
        to_do = (
            f"Take the {what} out of the file. Tell your information governance lead if the file "
            "has been sent to anybody."
        )
    elif reason.endswith(_NEVER_CALCULATED):
        expected = "a value"
        to_do = "Open the file in Excel so that it calculates, save it and send it again."
    elif reason == LINKED_NOUGHT:
        expected = "a value that was typed, or that a formula works out"
        to_do = "If it is 0, type 0 in its place; if it is not known, leave the cell blank."
    elif reason == STRUCK:
        expected = "the value that is meant"
        to_do = "Take the line through it away, or type what is meant in its place."
    elif reason.startswith("an error"):
        expected = "a value"
        to_do = "Mend the formula in Excel and save the file, or type the value."
    else:
        expected = "a value that can be read"
        to_do = "Type the value again, save the file and send it again."
    log.add_cell_fault(reason, expected, to_do, kind_found=kind_refused(reason), stage=Stage.CELLS)


def report_private(row: GridRow, log: PlacedLog) -> None:
    """Tell each cell of a row that was refused for telling of one person."""
    for column, typed in row.cells.items():
        if typed.unusable in NOT_REPEATED:
            unusable_cell(typed.unusable, log.at_cell(cell_reference(column, row.number)))
