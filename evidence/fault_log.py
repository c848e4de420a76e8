"""The faults of one submitted file, gathered while it is read, each bound to its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TypedDict, Unpack

from engine.nouns.evidence.fault import Fault, Severity, Stage
from engine.nouns.policy.vocabulary import Wording
from evidence.privacy.nhs_numbers import without_nhs_numbers
from evidence.text import shortened

_LONGEST = 300


class FaultDetails(TypedDict, total=False):
    """What a fault can say besides, as ``Fault`` has it."""

    organisation: str
    period: str
    facts: tuple[str, ...]
    stage: Stage
    kind_found: str
    tables: tuple[str, ...]


@dataclass(slots=True)
class FaultLog:
    """The faults of one return or file of decisions, in the order met."""

    file: str
    csv: bool = False
    """Whether the sheets are files of their own in the folder ``file``."""
    private: str = Wording().private
    """What the pack calls that which never belongs in a return."""
    faults: list[Fault] = field(default_factory=list)
    stage: Stage = Stage.FILE
    """What is being looked at; change it by ``at_stage``."""

    @contextmanager
    def at_stage(self, stage: Stage) -> Iterator[None]:
        """Faults added meanwhile are met at this stage."""
        before, self.stage = self.stage, stage
        try:
            yield
        finally:
            self.stage = before

    def on_sheet(self, sheet: str, cell: str = "") -> PlacedLog:
        """The log bound to a sheet, or to a cell of it."""
        file = f"{self.file}/{sheet}" if self.csv and sheet else self.file
        return PlacedLog(self, file, sheet, cell)

    def add(
        self,
        severity: Severity,
        found: str,
        expected: str,
        to_do: str,
        **details: Unpack[FaultDetails],
    ) -> None:
        """Add a fault of the file as a whole."""
        self.on_sheet("").add(severity, found, expected, to_do, **details)

    def faults_for(self, organisation: str, period: str) -> tuple[Fault, ...]:
        """The faults so far, each with whose and of when it is, as far as that is known."""
        return tuple(
            replace(fault, organisation=organisation, period=period) for fault in self.faults
        )


@dataclass(frozen=True, slots=True)
class PlacedLog:
    """A log bound to a place in its file: what is added is a fault there."""

    log: FaultLog
    file: str
    sheet: str
    cell_ref: str = ""
    """"C9"; empty for the sheet as a whole."""
    details: FaultDetails = field(default_factory=FaultDetails)
    """What every fault here says besides, where it does not say otherwise."""

    @property
    def private(self) -> str:
        """What the pack calls that which never belongs in a return."""
        return self.log.private

    def at_cell(self, cell: str) -> PlacedLog:
        """The log bound to a cell of the same sheet."""
        return replace(self, cell_ref=cell)

    def add_table_fault(
        self, found: str, expected: str, to_do: str, **details: Unpack[FaultDetails]
    ) -> None:
        """Add a fault for which a table cannot be used."""
        self.add(Severity.TABLE, found, expected, to_do, **details)

    def add_cell_fault(
        self, found: str, expected: str, to_do: str, **details: Unpack[FaultDetails]
    ) -> None:
        """Add a fault for which a cell cannot be used."""
        self.add(Severity.CELL, found, expected, to_do, **details)

    def add_check(
        self, found: str, expected: str, to_do: str, **details: Unpack[FaultDetails]
    ) -> None:
        """Add a fault that costs nothing, to be looked at."""
        self.add(Severity.CHECK, found, expected, to_do, **details)

    def add(
        self,
        severity: Severity,
        found: str,
        expected: str,
        to_do: str,
        **details: Unpack[FaultDetails],
    ) -> None:
        """Add a fault. What was found is kept to a readable length and holds no NHS number."""
        every: FaultDetails = {"stage": self.log.stage, **self.details, **details}
        text = shortened(without_nhs_numbers(found), _LONGEST)
        self.log.faults.append(
            Fault(severity, self.file, text, expected, to_do, self.sheet, self.cell_ref, **every)
        )
