"""Faults in the order in which they matter, and as text for the terminal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from engine.fault_costs import CostedFaults
from engine.nouns.english import counted
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.evidence.organisation import Submission
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Verdict
from evidence.text import shortened

_SEVEREST_FIRST = tuple(Severity)
_COSTS_NOTHING = Severity.CHECK
_ALL = 100.0
_LONGEST = 160


def in_order_of_severity(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Faults that cost most first, then as a careful person meets them."""
    return tuple(sorted(faults, key=lambda fault: (*_cost(fault), fault.stage.number)))


def in_order_met(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Faults as a careful person meets them, the dearest first at each stage."""
    return tuple(sorted(faults, key=lambda fault: (fault.stage.number, *_cost(fault))))


def _cost(fault: Fault) -> tuple[int, int]:
    """What sorts the dearest first: by severity, then by the clauses that are left unknown."""
    return _SEVEREST_FIRST.index(fault.severity), -len(fault.clauses)


def evidence_lost(
    assessment: Assessment,
    period: Quarter | None = None,
    organisation: str = "",
    clauses: Collection[str] = (),
) -> tuple[Fault, ...]:
    """The faults through which evidence was lost: a file, a table or a cell cannot be used, a table
    is missing, or a clause is without evidence.

    With ``period`` or ``organisation`` (a code) those of that quarter or organisation, and of
    files that do not say whose they are; with ``clauses`` those that cost one of them. A file that
    a later one replaced loses nothing.
    """
    replaced = frozenset(earlier.file for earlier in assessment.run.superseded)
    return tuple(
        fault
        for fault in faults_about(assessment.faults, organisation)
        if fault.severity is not _COSTS_NOTHING
        and (period is None or fault.period in ("", period.label))
        and fault.organisation in ("", organisation or fault.organisation)
        and (not clauses or not set(clauses).isdisjoint(fault.clauses))
        and not (replaced and _lies_in(fault.file, replaced))
    )


def _lies_in(place: str, files: frozenset[str]) -> bool:
    """Whether a place is one of some files, or within one of them."""
    steps = place.split("/")
    return any("/".join(steps[:count]) in files for count in range(1, len(steps) + 1))


def faults_about(faults: Sequence[Fault], organisation: str) -> Sequence[Fault]:
    """Those that may be an organisation's, by its code, where one is given; what the others cost is
    not worked out."""
    if organisation and isinstance(faults, CostedFaults):
        return faults.about_organisation(organisation)
    return faults


def lost_words(lost: Sequence[Fault]) -> str:
    """That evidence was lost, in words; ``lost`` are the faults through which it was."""
    clauses = {
        (fault.organisation, fault.period, clause) for fault in lost for clause in fault.clauses
    }
    without = counted(len(clauses), "clause is", "clauses are")
    return (
        f"Evidence was lost through {counted(len(lost), 'fault')} in what was sent; {without} "
        f"without evidence because of {'it' if len(lost) == 1 else 'them'}."
    )


def costs_words(faults: Sequence[Fault]) -> str:
    """How many faults cost what: "cannot use the cell: 6; please check: 12"."""
    return "; ".join(
        f"{severity.value}: {number}"
        for severity in Severity
        if (number := sum(1 for fault in faults if fault.severity is severity))
    )


def blank_words(assessment: Assessment) -> tuple[str, ...]:
    """What each return leaves blank of the dashboard and the audit, and how many duties are without
    evidence, in words: "Orwell, 2014-15 Q2, dashboard: 12 of 20 items; not answered: 3 and 14"."""
    return tuple(
        words
        for submission in assessment.submissions
        for words in (
            *(
                f"{_whose(submission)}, {table}: "
                f"{shortened(fact.note or fact.why_unknown, _LONGEST)}"
                for table, fact in _completeness(assessment, submission)
                if not (isinstance(fact.value, Range) and fact.value.low >= _ALL)
            ),
            *_without_evidence(assessment, submission),
        )
    )


def _whose(submission: Submission) -> str:
    return f"{submission.organisation.name}, {submission.quarter.label}"


def _without_evidence(assessment: Assessment, submission: Submission) -> tuple[str, ...]:
    """How many duties of a return are without evidence, in words; nothing where none is."""
    counts = assessment.counts(submission.organisation.code, submission.quarter)
    number = counts[Verdict.NO_EVIDENCE]
    duties = counted(number, "duty is", "duties are")
    return (f"{_whose(submission)}: {duties} without evidence",) if number else ()


def _completeness(assessment: Assessment, submission: Submission) -> Iterator[tuple[str, Fact]]:
    """The facts that say how much of a table is answered."""
    audit = assessment.pack.vocabulary.audit
    for table, name in (
        ("dashboard", fact_names.ITEMS_RETURNED),
        (audit.table, audit.fact("answered_percent")),
    ):
        if name in submission.facts:
            yield table, submission.facts[name]
