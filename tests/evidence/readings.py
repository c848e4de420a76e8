"""What readings of a small return tell, in short."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from engine.nouns.evidence.fault import Fault, Severity
from evidence.nouns.cells import Table
from evidence.nouns.returns import ReturnsRead

Returned = Callable[..., Path]
Read = Callable[..., ReturnsRead]

DASHBOARD = "the headings item, part, value and note"
NO_MORE = "rows of the table and nothing else"
A_NOTE = (
    "A note under the table, not read as evidence. If it changes a figure, change the figure "
    "or say it in the row."
)


def fault(
    severity: Severity,
    found: str,
    expected: str,
    to_do: str,
    sheet: str = "dashboard",
    cell: str = "",
    file: str = "orwell.xlsx",
) -> Fault:
    return Fault(severity, file, found, expected, to_do, sheet, cell, "RZ1", "2014-15 Q2")


def dashboard(reading: ReturnsRead) -> Table:
    return reading.returns[0].tables["dashboard"]


def texts(table: Table) -> list[dict[str, str]]:
    return [{name: cell.text for name, cell in row.cells.items()} for row in table.rows]
