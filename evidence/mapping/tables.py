"""The pack's tables while they are filled from a sender's sheets, in the order met."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, replace

from evidence.nouns.cells import Cell, Row, Table
from evidence.nouns.columns import spec_of


@dataclass(slots=True)
class MappedTables:
    """What a workbook says through its mapping: tables as if it had been sent as one."""

    tables: dict[str, list[Row]] = field(default_factory=dict)
    sheets: dict[str, str] = field(default_factory=dict)
    """By table the sheet that its first row stands on."""

    def add(self, table: str, sheet: str, cells: Dict[str, Cell], number: int) -> None:
        """Add a row; one about the same as a row before fills in what that one lacks."""
        rows = self.tables.setdefault(table, [])
        self.sheets.setdefault(table, sheet)
        about = [
            (name, cells[name].text) for name in spec_of(table).subject_columns if name in cells
        ]
        for n, row in enumerate(rows):
            same = about == [(name, row.cells[name].text) for name, _ in about if name in row.cells]
            if table != "training_summary" and same and not _clash(row.cells, cells, about):
                rows[n] = replace(row, cells={**cells, **row.cells})
                return
        rows.append(Row(cells, number))

    def as_tables(self) -> dict[str, Table]:
        """The tables of all rows added so far, by name."""
        return {
            name: Table(name, self.sheets[name], tuple(rows)) for name, rows in self.tables.items()
        }


def _clash(before: Dict[str, Cell], cells: Dict[str, Cell], about: list[tuple[str, str]]) -> bool:
    named = {name for name, _ in about}
    return any(name in before for name in cells if name not in named)
