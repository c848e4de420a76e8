"""What the page's verdicts were made from: files, faults, figures, policy queries, clauses."""

from __future__ import annotations

from dataclasses import dataclass

from engine.nouns.english import day_words
from engine.nouns.evidence.fault import Fault
from engine.nouns.evidence.resubmission import Superseded
from engine.nouns.outcome.assessment import Assessment
from reports.content.coverage import coverage
from reports.content.faults import in_order_of_severity
from reports.content.figures import Sourced
from reports.content.inputs import whose
from reports.content.resubmissions import change_words, replaced_words
from reports.content.rows import kind_label
from reports.lookup import Lookup
from reports.page.findings import QueryView, query_view


@dataclass(frozen=True, slots=True)
class FaultView:
    """A fault in a submitted file."""

    severity: str
    place: str
    found: str
    expected: str
    to_do: str
    whose: str
    kind_found: str
    clauses: str
    """Those left without evidence because of it, by id."""


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause that no rule tests, and why."""

    id: str
    citation: str
    section: str
    bearers: str
    force: str
    reason: str


@dataclass(frozen=True, slots=True)
class InputView:
    """A submitted file."""

    name: str
    whose: str
    """Whose it is and for which quarter."""
    used: str
    """"used" or "not used"."""
    digest: str
    """The SHA-256 of its bytes."""


@dataclass(frozen=True, slots=True)
class ResubmissionView:
    """A return that a later one replaced."""

    words: str
    changes: tuple[str, ...]
    """What changed, in words."""


@dataclass(frozen=True, slots=True)
class RunDetail:
    """Something else that the run consisted of."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class SourcesView:
    """What the verdicts were made from."""

    faults: tuple[FaultView, ...]
    queries: tuple[QueryView, ...]
    clause_count: int
    untested: tuple[ClauseView, ...]
    parameters: tuple[Sourced, ...]
    inputs: tuple[InputView, ...]
    resubmissions: tuple[ResubmissionView, ...]
    details: tuple[RunDetail, ...]


def sources_view(lookup: Lookup, figures: tuple[Sourced, ...]) -> SourcesView:
    """The sources of an assessment; ``figures`` are those of the page's list."""
    assessment = lookup.assessment
    rows = coverage(assessment.pack)
    return SourcesView(
        faults=tuple(_fault(lookup, fault) for fault in in_order_of_severity(assessment.faults)),
        queries=tuple(map(query_view, assessment.pack.queries)),
        clause_count=len(rows),
        untested=tuple(
            ClauseView(
                id=row.id,
                citation=row.citation,
                section=row.section,
                bearers=", ".join(kind_label(lookup, kind) for kind in row.bearers),
                force=row.force,
                reason=row.reason,
            )
            for row in rows
            if not row.rules
        ),
        parameters=figures,
        inputs=tuple(
            InputView(file.name, whose(file), "used" if file.used else "not used", file.sha256)
            for file in assessment.run.inputs
        ),
        resubmissions=tuple(map(_resubmission, assessment.run.superseded)),
        details=_details(assessment),
    )


def _details(assessment: Assessment) -> tuple[RunDetail, ...]:
    run, pack = assessment.run, assessment.pack
    return (
        RunDetail("Policy pack", f"{pack.id}, version {pack.version}"),
        RunDetail("Pack’s SHA-256", pack.digest),
        RunDetail("Software", run.software),
        RunDetail("Concerns chained by", run.chained_by),
        RunDetail("Quarters assessed", ", ".join(quarter.label for quarter in assessment.quarters)),
        RunDetail("Judged as of", day_words(run.as_of)),
    )


def _resubmission(earlier: Superseded) -> ResubmissionView:
    register = [earlier.register] if earlier.register else []
    return ResubmissionView(
        replaced_words(earlier), (*map(change_words, earlier.changes), *register)
    )


def _fault(lookup: Lookup, fault: Fault) -> FaultView:
    names = {body.code: body.name for body in lookup.assessment.organisations}
    organisation = names.get(fault.organisation, fault.organisation)
    return FaultView(
        severity=fault.severity.value,
        place=fault.place,
        found=fault.found,
        expected=fault.expected,
        to_do=fault.to_do,
        whose=", ".join(part for part in (organisation, fault.period) if part),
        kind_found=fault.kind_found,
        clauses=", ".join(fault.clauses),
    )
