"""Where in the workbook a finding, a clause, a concern and an organisation stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.agenda import in_order_of_gravity
from engine.nouns.outcome.concern import Concern
from reports.content.coverage import coverage
from reports.lookup import Lookup
from reports.workbook.sheets import Linked

FINDINGS, GAPS, CONCERNS, CLAUSES = "Findings", "Gaps", "Concerns", "Clauses"
DECISIONS = "Decisions"


@dataclass(frozen=True, slots=True)
class SheetLinks:
    """The row of each in its sheet, the first under the headings being 1."""

    findings: Mapping[tuple[str, str, str], int]
    clauses: Mapping[str, int]
    concerns: Mapping[str, int]
    gaps: Mapping[str, int]
    """The first of each organisation, by its name."""
    decisions: Mapping[str, int]
    """Likewise."""

    def finding(self, text: str, key: tuple[str, str, str]) -> str | Linked:
        """A text that leads to a finding, where there is one."""
        return _to(text, FINDINGS, self.findings.get(key))

    def clause(self, text: str, clauses: Sequence[str]) -> str | Linked:
        """A text that leads to the first of some clauses."""
        return _to(text, CLAUSES, self.clauses.get(clauses[0]) if clauses else None)

    def concern(self, text: str, id: str) -> str | Linked:
        """A text that leads to a concern."""
        return _to(text, CONCERNS, self.concerns.get(id))


def places_of(
    lookup: Lookup,
    gaps: Sequence[Sequence[str | Linked]],
    decisions: Sequence[Sequence[str | Linked]],
) -> SheetLinks:
    """Where everything stands; rows of gaps and decisions begin with the organisation's name."""
    assessment = lookup.assessment
    return SheetLinks(
        {ruling.key: row for row, ruling in enumerate(assessment.findings.rulings(), 1)},
        {clause.id: row for row, clause in enumerate(coverage(assessment.pack), 1)},
        {concern.id: row for row, concern in enumerate(concerns_in_order(lookup), 1)},
        _first_rows(gaps),
        _first_rows(decisions),
    )


def concerns_in_order(lookup: Lookup) -> tuple[Concern, ...]:
    """Those that reach into the quarter, then those of earlier quarters, the gravest first."""
    ordered = in_order_of_gravity(lookup.assessment.concerns)
    return tuple(sorted(ordered, key=lambda concern: not is_present(lookup, concern)))


def is_present(lookup: Lookup, concern: Concern) -> bool:
    """Whether a concern reaches into the quarter assessed."""
    return lookup.assessment.run.period.label in concern.periods


def to_sheet(text: str, sheet: str, row: int | None = 0) -> str | Linked:
    """A text that leads to a sheet, or to a row of it; the text alone where there is none."""
    return _to(text, sheet, row)


def _to(text: str, sheet: str, row: int | None) -> str | Linked:
    if row is None or not text:
        return text
    return Linked(text, f"internal:'{sheet}'!A{row + 1}")


def _first_rows(rows: Sequence[Sequence[str | Linked]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        found.setdefault(str(row[0]), number)
    return found
