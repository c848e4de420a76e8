"""Faults: what is wrong with a submitted file, or with a pack; never a finding."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from engine.nouns.place import in_file


class Severity(StrEnum):
    """What becomes of the evidence where a fault is."""

    FILE = "cannot use the file"
    TABLE = "cannot use the table"
    LOST = "evidence lost"
    """Nothing there is unusable, and yet something asked for is not known: a table is missing, or
    two figures do not agree."""
    CELL = "cannot use the cell"
    CHECK = "please check"


class Stage(StrEnum):
    """What a careful person looks at, in this order, when a return comes in."""

    FILE = "can the file be opened"
    OURS = "is it a return under this policy"
    IDENTITY = "whose is it, and for which quarter"
    TABLES = "which tables are there"
    ROWS = "which rows"
    CELLS = "which cells"
    ACROSS = "do the cells agree with each other"
    TOGETHER = "do the files agree with each other"

    @property
    def number(self) -> int:
        """Its place in the order, from 1."""
        return list(Stage).index(self) + 1


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a submitted file that could not be used, or should be looked at."""

    severity: Severity
    file: str
    found: str
    """The text found, as typed; never the text of a cell that may identify a child."""
    expected: str
    to_do: str
    sheet: str = ""
    cell: str = ""
    organisation: str = ""
    """The code of the organisation, where the file gives it."""
    period: str = ""
    """The quarter's label, where the file gives it."""
    facts: tuple[str, ...] = ()
    """The names of the facts left unknown because of it."""
    stage: Stage = field(default=Stage.CELLS, compare=False)
    """At which stage it was met. Two faults that say the same are the same, whenever met."""
    kind_found: str = field(default="", compare=False)
    """What kind of thing the cell holds: "text", "a number", "an error"; empty where no cell."""
    tables: tuple[str, ...] = field(default=(), compare=False)
    """The tables that are wholly missing."""
    clauses: tuple[str, ...] = field(default=(), compare=False)
    """The clauses of which it is not known whether they are met, because of it."""

    @property
    def place(self) -> str:
        """``orwell-q2.xlsx > dashboard > C9``."""
        return in_file(self.file, self.sheet, self.cell)


@dataclass(frozen=True, slots=True, order=True)
class PackFault:
    """Something wrong in a policy pack: a faulty rule is not a finding."""

    file: str
    line: int
    found: str
    expected: str
    to_do: str

    def __str__(self) -> str:
        return (
            f"{self.file}:{self.line}: found {self.found}; expected {self.expected}. {self.to_do}"
        )
