"""Findings, concerns and faults as findings.json gives them."""

from __future__ import annotations

from engine.nouns.evidence.contradiction import Contradiction
from engine.nouns.evidence.fault import Fault
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.concern import Concern
from engine.nouns.outcome.finding import Finding, Step
from reports.findings_json.decisions import waiver_object
from reports.findings_json.facts import FactObjects
from reports.findings_json.run import parameter_object
from reports.findings_json.values import JsonObject, origin_object
from reports.lookup import Lookup


def organisation_object(organisation: Organisation) -> JsonObject:
    """An organisation by its code, name and kind."""
    return {"code": organisation.code, "name": organisation.name, "kind": organisation.kind}


def finding_object(lookup: Lookup, facts: FactObjects, finding: Finding) -> JsonObject:
    """A finding with the trace down to the cells that decided it."""
    near, waiver = lookup.near.get(finding.key), lookup.waiver(finding)
    return {
        "rule": finding.rule,
        "title": finding.title,
        "organisation": organisation_object(finding.organisation),
        "period": finding.period.label,
        "verdict": finding.verdict.value,
        "basis": finding.basis and finding.basis.value,
        "cites": list(finding.cites),
        "because": finding.because,
        "to_comply": finding.to_comply,
        "changes": [{"fact": change.fact, "words": change.words} for change in finding.changes],
        "question": finding.question,
        "waiver": waiver_object(waiver) if waiver is not None else None,
        "closeness": {"near": near.near.value, "words": near.words} if near is not None else None,
        "trace": [_step(facts, finding, step) for step in finding.trace],
        "contradictions": [
            _contradiction(contradiction) for contradiction in finding.contradictions
        ],
    }


def _contradiction(contradiction: Contradiction) -> JsonObject:
    return {
        "check": contradiction.check,
        "title": contradiction.title,
        "words": contradiction.words,
        "question": contradiction.question,
        "facts": list(contradiction.facts),
        "origins": [origin_object(origin) for origin in contradiction.origins],
    }


def concern_object(concern: Concern) -> JsonObject:
    """A concern with the findings it rests on and what was said of them."""
    return {
        "id": concern.id,
        "rule": concern.rule,
        "kind": concern.kind,
        "title": concern.title,
        "organisation": concern.organisation,
        "periods": list(concern.periods),
        "cites": list(concern.cites),
        "findings": [
            {"rule": key.rule, "organisation": key.organisation, "period": key.period}
            for key in concern.findings
        ],
        "said": [
            {
                "label": statement.label,
                "words": statement.words,
                "origins": [origin_object(origin) for origin in statement.origins],
            }
            for statement in concern.said
        ],
        "because": concern.because,
        "question": concern.question,
        "next_step": concern.next_step,
        "follows_from": list(concern.follows_from),
        "rank": concern.rank,
        "stake": concern.stake,
        "parts": list(concern.parts),
        "step": concern.step,
    }


def fault_object(fault: Fault) -> JsonObject:
    """What could not be read or used, where, and what to do."""
    return {
        "severity": fault.severity.value,
        "file": fault.file,
        "sheet": fault.sheet,
        "cell": fault.cell,
        "found": fault.found,
        "expected": fault.expected,
        "to_do": fault.to_do,
        "organisation": fault.organisation,
        "period": fault.period,
        "facts": list(fault.facts),
        "stage": fault.stage.value,
        "kind_found": fault.kind_found,
        "clauses": list(fault.clauses),
    }


def _step(facts: FactObjects, finding: Finding, step: Step) -> JsonObject:
    against, parameter = step.against, step.parameter
    return {
        "role": step.role,
        "asked": step.asked,
        "truth": step.truth.value,
        "decisive": step.decisive,
        "label": step.label,
        "found": step.found,
        "fact": facts.of(finding, step.fact),
        "against": facts.of(finding, against) if against is not None else None,
        "parameter": parameter_object(parameter) if parameter is not None else None,
    }
