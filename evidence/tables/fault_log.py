"""The faults of one submitted file, gathered while it is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from engine.nouns.evidence.fault import Fault, Severity, Stage
from engine.nouns.policy.vocabulary import Wording
from evidence.privacy.nhs_numbers import without_nhs_numbers
from evidence.text import shortened

_LONGEST = 300


@dataclass(slots=True)
class Complaints:
    """Gathers the faults of one return, and tells each where it belongs."""

    file: str
    csv: bool = False
    """Whether the sheets are files of their own in the folder ``file``."""
    private: str = Wording().private
    """What the pack calls that which never belongs in a return."""
    faults: list[Fault] = field(default_factory=list)
    stage: Stage = Stage.FILE
    """What is being looked at; change it by ``during``."""

    @contextmanager
    def during(self, stage: Stage) -> Iterator[None]:
        """Faults told meanwhile are met at this stage."""
        before, self.stage = self.stage, stage
        try:
            yield
        finally:
            self.stage = before

    def tell(
        self,
        severity: Severity,
        found: str,
        expected: str,
        to_do: str,
        sheet: str = "",
        cell: str = "",
        *,
        kind_found: str = "",
        stage: Stage | None = None,
        tables: tuple[str, ...] = (),
    ) -> None:
        """Add a fault. What was found is kept to a readable length and holds no NHS number."""
        file = f"{self.file}/{sheet}" if self.csv and sheet else self.file
        text = shortened(without_nhs_numbers(found), _LONGEST)
        self.faults.append(
            Fault(
                severity,
                file,
                text,
                expected,
                to_do,
                sheet,
                cell,
                stage=stage or self.stage,
                kind_found=kind_found,
                tables=tables,
            )
        )

    def of(self, organisation: str, period: str) -> tuple[Fault, ...]:
        """The faults told so far, each with whose and of when it is, as far as that is known."""
        return tuple(
            replace(fault, organisation=organisation, period=period) for fault in self.faults
        )
