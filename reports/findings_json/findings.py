"""Findings, concerns and faults as findings.json gives them."""

from __future__ import annotations

from engine.nouns.evidence.contradiction import Contradiction
from engine.nouns.evidence.fault import Fault
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.concern import Concern
from engine.nouns.outcome.finding import Finding, ParameterUsed, Step
from reports.findings_json.decisions import waiver_object
from reports.findings_json.facts import FactTexts
from reports.findings_json.run import parameter_object
from reports.findings_json.values import JsonObject, encoded, in_bytes, origin_object
from reports.lookup import Lookup


def organisation_object(organisation: Organisation) -> JsonObject:
    """An organisation by its code, name and kind."""
    return {"code": organisation.code, "name": organisation.name, "kind": organisation.kind}


class FindingTexts:
    """Findings as JSON, each with the trace down to the cells that decided it."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._facts = FactTexts(lookup)
        self._parameters: dict[ParameterUsed, str] = {}

    def line(self, finding: Finding) -> bytes:
        """A finding as it stands in a file."""
        return in_bytes(self.finding_json(finding))

    def finding_json(self, finding: Finding) -> str:
        """A finding; what many of them have in common is written once."""
        trace = ",".join(self._step(finding, step) for step in finding.trace)
        contradictions = encoded([_contradiction(against) for against in finding.contradictions])
        before = encoded(_without_trace(self._lookup, finding))[:-1]
        return f'{before},"trace":[{trace}],"contradictions":{contradictions}}}'

    def _step(self, finding: Finding, step: Step) -> str:
        outcome = {
            "role": step.role,
            "asked": step.asked,
            "truth": step.truth.value,
            "decisive": step.decisive,
            "label": step.label,
            "found": step.found,
        }
        fact = self._facts.fact_json(finding, step.fact)
        against = "null" if step.against is None else self._facts.fact_json(finding, step.against)
        parameter = "null" if step.parameter is None else self._parameter(step.parameter)
        before = encoded(outcome)[:-1]
        return f'{before},"fact":{fact},"against":{against},"parameter":{parameter}}}'

    def _parameter(self, parameter: ParameterUsed) -> str:
        if parameter not in self._parameters:
            self._parameters[parameter] = encoded(parameter_object(parameter))
        return self._parameters[parameter]


def _without_trace(lookup: Lookup, finding: Finding) -> JsonObject:
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
            for statement in concern.statements
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
