"""Where in the workbook a finding, a clause, a concern and an organisation stand, and what of them
it can hold: what Excel can, and what anybody can open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.agenda import in_order_of_gravity
from engine.nouns.outcome.concern import Concern
from reports.content.coverage import coverage
from reports.lookup import Lookup
from reports.workbook.sheets import Cell, Linked

FINDINGS, GAPS, CONCERNS, CLAUSES = "Findings", "Gaps", "Concerns", "Clauses"
DECISIONS = "Decisions"
MOST_ROWS = 1_048_575
"""So many rows a sheet of Excel has under its headings; what is more goes on another sheet."""
MOST_ORGANISATIONS = 16_000
"""So many stand beside each other on a sheet, which has 16,384 columns."""
MOST_HELD = 20_000
"""With more findings the cells are not held until the end, and each text stands in its own cell."""
MOST_FINDINGS = 200_000
"""With more of them a workbook takes gigabytes to make, and minutes to open."""


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
        _findings(lookup),
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


def _findings(lookup: Lookup) -> dict[tuple[str, str, str], int]:
    """The row of each finding; none where they are too many for a workbook."""
    findings = lookup.assessment.findings
    if len(findings) > MOST_FINDINGS:
        return {}
    return {ruling.key: row for row, ruling in enumerate(findings.rulings(), 1)}


def to_sheet(text: str, sheet: str, row: int | None = 0) -> str | Linked:
    """A text that leads to a sheet, or to a row of it; the text alone where there is none."""
    return _to(text, sheet, row)


def _to(text: str, sheet: str, row: int | None) -> str | Linked:
    if row is None or not text:
        return text
    name, place = sheet_of(sheet, row)
    return Linked(text, f"internal:'{name}'!A{place + 1}")


def _first_rows(rows: Sequence[Sequence[str | Linked]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        found.setdefault(str(row[0]), number)
    return found


def sheet_of(sheet: str, row: int) -> tuple[str, int]:
    """The sheet on which a row stands, and its row there, the first under the headings being 1."""
    number, place = divmod(row - 1, MOST_ROWS)
    return (f"{sheet} {number + 1}" if number > 0 else sheet), place + 1 if row else 0


def split(name: str, rows: Sequence[Sequence[Cell]]) -> list[tuple[str, Sequence[Sequence[Cell]]]]:
    """The rows of a sheet on as many sheets as they need, each with its name; one at least."""
    starts = range(0, max(len(rows), 1), MOST_ROWS)
    return [(sheet_of(name, start + 1)[0], rows[start : start + MOST_ROWS]) for start in starts]


def too_many(count: int) -> str:
    """In place of the findings where a workbook does not hold them: how many, and what to do."""
    return (
        f"{count:,} findings are more than this workbook can list (at most {MOST_FINDINGS:,}). "
        "All of them are in matrix.csv and findings.jsonl. For a workbook of them, assess fewer "
        "organisations or fewer quarters."
    )
