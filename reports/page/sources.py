"""What the verdicts were made from: files, faults, figures, policy queries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from engine.nouns.english import day_words
from engine.nouns.evidence.fault import Fault
from engine.nouns.evidence.resubmission import Superseded
from engine.nouns.outcome.assessment import Assessment
from reports.content.faults import in_order_of_severity
from reports.content.figures import Sourced, run_figures
from reports.content.inputs import file_owner
from reports.content.resubmissions import change_words, replaced_words
from reports.lookup import Lookup
from reports.page.findings import QueryView, query_view
from reports.page.links import Addresses, Link


@dataclass(frozen=True, slots=True)
class FaultView:
    """A fault in a submitted file."""

    severity: str
    place: str
    found: str
    expected: str
    to_do: str
    whose: Link
    period: str
    name: str
    """The name of the organisation's page, which filters call it by."""
    kind_found: str
    clauses: tuple[Link, ...]
    """Those left without evidence because of it, by id."""


@dataclass(frozen=True, slots=True)
class InputView:
    """A submitted file."""

    anchor: str
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
class FilesView:
    """The files read, which of them replaced which, and what else the run consisted of."""

    inputs: tuple[InputView, ...]
    resubmissions: tuple[ResubmissionView, ...]
    details: tuple[RunDetail, ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure that duties were compared with."""

    anchor: str
    figure: Sourced


def faults_view(lookup: Lookup, addresses: Addresses) -> tuple[FaultView, ...]:
    """The faults in the files, those that lose most first."""
    faults = in_order_of_severity(lookup.assessment.faults)
    return tuple(_fault(lookup, addresses, fault) for fault in faults)


def queries_view(lookup: Lookup, addresses: Addresses) -> tuple[QueryView, ...]:
    """The policy queries of the pack."""
    return tuple(query_view(addresses, query) for query in lookup.assessment.pack.queries)


def figures_view(lookup: Lookup) -> tuple[FigureView, ...]:
    """Every figure of the run; of several values of the same one each has an anchor of its own."""
    seen: Counter[str] = Counter()
    views = []
    for figure in run_figures(lookup.assessment.run.parameters):
        seen[figure.name] += 1
        number = f"-{seen[figure.name]}" if seen[figure.name] > 1 else ""
        views.append(FigureView(f"figure-{figure.name}{number}", figure))
    return tuple(views)


def files_view(lookup: Lookup) -> FilesView:
    """The files read."""
    run = lookup.assessment.run
    return FilesView(
        tuple(
            InputView(
                f"file-{number}",
                file.name,
                file_owner(file),
                "used" if file.used else "not used",
                file.sha256,
            )
            for number, file in enumerate(run.inputs, 1)
        ),
        tuple(map(_resubmission, run.superseded)),
        _details(lookup.assessment),
    )


def _details(assessment: Assessment) -> tuple[RunDetail, ...]:
    run, pack = assessment.run, assessment.pack
    return (
        RunDetail("Policy pack", f"{pack.id}, version {pack.version}"),
        RunDetail("Pack’s SHA-256", pack.digest),
        RunDetail("Software", run.software),
        RunDetail("Concerns worked out by", run.chained_by),
        RunDetail("Quarters assessed", ", ".join(quarter.label for quarter in assessment.quarters)),
        RunDetail("Judged as of", day_words(run.as_of)),
    )


def _resubmission(earlier: Superseded) -> ResubmissionView:
    register = [earlier.register] if earlier.register else []
    return ResubmissionView(
        replaced_words(earlier), (*map(change_words, earlier.changes), *register)
    )


def _fault(lookup: Lookup, addresses: Addresses, fault: Fault) -> FaultView:
    body = lookup.organisations.get(fault.organisation)
    return FaultView(
        severity=fault.severity.value,
        place=fault.place,
        found=fault.found,
        expected=fault.expected,
        to_do=fault.to_do,
        whose=Link(
            addresses.organisation(fault.organisation),
            body.name if body is not None else fault.organisation,
        ),
        period=fault.period,
        name=addresses.organisations.get(fault.organisation, ""),
        kind_found=fault.kind_found,
        clauses=tuple(Link(addresses.clause(clause), clause) for clause in fault.clauses),
    )
