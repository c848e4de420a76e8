"""Faults: what is wrong with a submitted file, or with a pack; never a finding."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.nouns.place import in_file


class Severity(StrEnum):
    """How much a fault costs."""

    FILE = "cannot use the file"
    TABLE = "cannot use the table"
    CELL = "cannot use the cell"
    CHECK = "please check"


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
    """The code of the organisation, where the file tells it."""
    period: str = ""
    """The quarter's label, where the file tells it."""
    facts: tuple[str, ...] = ()
    """The names of the facts left unknown because of it."""

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
