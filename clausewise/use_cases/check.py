"""Checking returns as a careful person would, before anything is assessed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from clausewise.assessing import assess
from clausewise.returns import Evidence
from engine.nouns.evidence.fault import Fault
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.quarter import Quarter


@dataclass(frozen=True, slots=True)
class ReturnsChecked:
    """What is wrong with some returns."""

    evidence: Evidence
    assessment: Assessment | None
    """With the clauses that each fault leaves without evidence; None where no file can be used."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault of every file."""
        if self.assessment is None:
            return self.evidence.reading.faults
        return tuple(self.assessment.faults)

    @property
    def costs_evidence(self) -> bool:
        """Whether evidence was lost through a fault of any file, or no file can be used."""
        from reports.content.faults import evidence_lost

        return self.assessment is None or bool(evidence_lost(self.assessment))


def check(
    evidence: Evidence, period: Quarter | str | None = None, as_of: dt.date | None = None
) -> ReturnsChecked:
    """Check returns: every fault, with the clauses without evidence because of it.

    ``evidence`` may hold no return that can be used. Raises as ``assess`` does.
    """
    if not evidence.reading.returns:
        return ReturnsChecked(evidence, None)
    return ReturnsChecked(evidence, assess(evidence, period, as_of).whole)


def write_marked(checked: ReturnsChecked, out: Path) -> tuple[Path, ...]:
    """Write a copy of each return into a folder with its faults marked; returns their paths.

    Raises CannotWrite. A submitted file is never changed.
    """
    from evidence.returns.copies import copies
    from reports.workbook.marked_return import write_copies

    evidence = checked.evidence
    return write_copies(copies(evidence.paths, evidence.policy.pack), checked.faults, out)
