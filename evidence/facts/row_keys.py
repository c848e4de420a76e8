"""What the rows of a table are about; a table in which no row is recognised is one fault."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from engine.nouns.english import counted
from engine.nouns.evidence.fault import Fault
from evidence.fault_log import PlacedLog
from evidence.nouns.cells import Cell
from evidence.terms import TermMatcher
from evidence.text import shortened

_MANY = 3
"""Fewer rows are told one by one, each with what may be meant."""
_SHOWN = 3


@dataclass(slots=True)
class RowKeys:
    """The rows of one table that say something, by whether what they are about is known."""

    known: TermMatcher
    found: int = 0
    unknown: list[tuple[Cell, Fault]] = field(default_factory=list)
    """The cells that name nothing known, each with the fault that tells it."""

    @property
    def are_all_unknown(self) -> bool:
        """Whether the table has rows and none is about anything known."""
        return not self.found and bool(self.unknown)

    def report(self, table: str, faults: list[Fault], log: PlacedLog) -> None:
        """Report that a table has no row about anything known: of several rows once, in place of
        their faults among ``faults``; ``log`` is bound to its sheet."""
        reported = {id(fault) for _, fault in self.unknown}
        if len(reported) < _MANY:
            # Nothing of the table is known, whichever of them is meant.
            faults[:] = [
                replace(fault, tables=(table,)) if id(fault) in reported else fault
                for fault in faults
            ]
            return
        faults[:] = [fault for fault in faults if id(fault) not in reported]
        cells = [cell for cell, _ in self.unknown]
        texts = [f"“{shortened(cell.text, 40)}”" for cell in cells if cell.text.strip()]
        shown = ", ".join(dict.fromkeys(texts[:_SHOWN])) or "nothing"
        log.at_cell(f"{cells[0].ref}:{cells[-1].ref}").add_table_fault(
            f"{counted(len(cells), 'row')}, none of them about {self.known.what}: {shown}"
            + (" and others" if len(texts) > _SHOWN else ""),
            self.known.expected,
            "Write in each row what it is about, as the blank return does; until then nothing of "
            "the table is read.",
            tables=(table,),
            kind_found="",
        )
