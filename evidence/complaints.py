"""The faults of one submitted file, gathered while it is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from engine.nouns.fault import Fault, Severity, Step
from engine.nouns.vocabulary import Wording
from evidence.privacy import without_nhs_numbers
from evidence.words import shortened

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
    step: Step = Step.FILE
    """What is being looked at; change it by ``during``."""

    @contextmanager
    def during(self, step: Step) -> Iterator[None]:
        """Faults told meanwhile are met at this step."""
        before, self.step = self.step, step
        try:
            yield
        finally:
            self.step = before

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
        step: Step | None = None,
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
                step=step or self.step,
                kind_found=kind_found,
            )
        )

    def of(self, organisation: str, period: str) -> tuple[Fault, ...]:
        """The faults told so far, each with whose and of when it is, as far as that is known."""
        return tuple(
            replace(fault, organisation=organisation, period=period) for fault in self.faults
        )
