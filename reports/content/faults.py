"""Faults in the order in which they matter, and as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.evidence.organisation import Submission
from engine.nouns.outcome.assessment import Assessment
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


def cost_evidence(faults: Iterable[Fault]) -> bool:
    """Whether one of the faults costs anything: a file, a table, a cell or a clause."""
    return any(fault.severity is not _COSTS_NOTHING for fault in faults)


def costs_words(faults: Sequence[Fault]) -> str:
    """How many faults cost what: "cannot use the cell: 6; please check: 12"."""
    return "; ".join(
        f"{severity.value}: {number}"
        for severity in Severity
        if (number := sum(1 for fault in faults if fault.severity is severity))
    )


def blank_words(assessment: Assessment) -> tuple[str, ...]:
    """What each return leaves blank of the dashboard and the audit, in words: "Orwell, 2014-15 Q2,
    dashboard: 12 of 20 items; not answered: 3 and 14"."""
    return tuple(
        f"{submission.organisation.name}, {submission.quarter.label}, {table}: "
        f"{shortened(fact.note or fact.why_unknown, _LONGEST)}"
        for submission in assessment.submissions
        for table, fact in _completeness(assessment, submission)
        if not (isinstance(fact.value, Range) and fact.value.low >= _ALL)
    )


def _completeness(assessment: Assessment, submission: Submission) -> Iterator[tuple[str, Fact]]:
    """The facts that say how much of a table is answered."""
    audit = assessment.pack.vocabulary.audit
    for table, name in (
        ("dashboard", fact_names.ITEMS_RETURNED),
        (audit.table, audit.fact("answered_percent")),
    ):
        if name in submission.facts:
            yield table, submission.facts[name]
