"""A finding as a row of plain values."""

from __future__ import annotations

from collections.abc import Iterator

from engine.assess import as_of_in
from engine.nouns.evidence.fact import Origin
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.finding import Finding, Step
from reports.content.decisions import waiver_words
from reports.content.rows import closeness_words
from reports.lookup import Lookup, by_own_word

Row = dict[str, object]


def rows_of(lookup: Lookup, organisation: Organisation) -> Iterator[tuple[Finding, Row]]:
    """Each finding on an organisation with its row, whose columns are ``COLUMNS``."""
    for finding in lookup.assessment.findings.of_organisation(organisation.code):
        yield finding, row_of(lookup, finding)


def row_of(lookup: Lookup, finding: Finding) -> Row:
    """The row of a finding; what there is none of is None."""
    run, code = lookup.assessment.run, finding.organisation.code
    clauses = lookup.assessment.pack.clauses
    waiver = lookup.waiver(finding)
    concerns = lookup.concerns_on.get(finding.key, ())
    tested = clauses.get(finding.cites[0]) if finding.cites else None
    return {
        "period": finding.period.label,
        "as_of": as_of_in(finding.period, run.period, run.as_of),
        "organisation": code,
        "organisation_name": finding.organisation.name,
        "received": lookup.was_received(code, finding.period),
        "rule": finding.rule,
        "title": finding.title,
        "clauses": list(finding.cites),
        "bearers": list(tested.bearers) if tested is not None else [],
        "verdict": finding.verdict.value,
        "basis": finding.basis.value if finding.basis is not None else None,
        "own_word": by_own_word(finding),
        "may_yet_be_met": finding.may_yet_be_met,
        "excused": finding.excused,
        "because": finding.because,
        "to_comply": finding.to_comply or None,
        "changes": [change.words for change in finding.changes],
        "question": finding.question or None,
        "contradictions": [contradiction.words for contradiction in finding.contradictions],
        "near": closeness_words(lookup, finding) or None,
        "waiver": waiver_words(waiver) if waiver is not None else None,
        "concerns": list(dict.fromkeys(concern.title for concern in concerns)),
        "steps": [_step(lookup, finding, step) for step in finding.trace],
    }


def _step(lookup: Lookup, finding: Finding, step: Step) -> Row:
    facts = [step.fact] if step.against is None else [step.fact, step.against]
    origins = dict.fromkeys(origin for fact in facts for origin in lookup.origins_of(finding, fact))
    return {
        "role": step.role,
        "asked": step.asked,
        "truth": step.truth.value,
        "decisive": step.decisive,
        "fact": step.fact.name,
        "found": step.found,
        "basis": step.fact.basis.value if step.fact.basis is not None else None,
        "parameter": step.parameter.name if step.parameter is not None else None,
        "origins": [_place(origin) for origin in origins],
    }


def _place(origin: Origin) -> Row:
    return {
        "file": origin.file,
        "sha256": origin.sha256 or None,
        "sheet": origin.sheet or None,
        "cell": origin.cell or None,
        "text": origin.text,
    }
