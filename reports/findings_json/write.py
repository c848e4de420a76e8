"""findings.json: the interface for other programs (docs/develop/findings.schema.json)."""

from __future__ import annotations

import json
from collections.abc import Iterable

from engine.nouns.evidence.contradiction import Contradiction
from engine.nouns.evidence.decision import Waiver
from engine.nouns.evidence.fact import Origin
from engine.nouns.evidence.fault import Fault
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.evidence.resubmission import Superseded
from engine.nouns.outcome.assessment import Assessment, InputFile
from engine.nouns.outcome.closeness import Closeness
from engine.nouns.outcome.concern import Concern
from engine.nouns.outcome.finding import Finding, ParameterUsed, Step
from engine.nouns.outcome.what_if import WhatIf
from reports.content.coverage import as_json, coverage
from reports.content.not_shown import not_shown_plain
from reports.content.not_testable import kinds_known, not_testable_plain
from reports.findings_json.decisions import decisions_plain, waiver_plain
from reports.findings_json.facts import FactTexts, list_of, object_of, text_of, truth_of
from reports.findings_json.trends import absent_texts, movement_texts, remembered_texts, trend_texts
from reports.lookup import Lookup

Plain = dict[str, object]
"""A JSON object."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def findings_json(lookup: Lookup) -> bytes:
    """The whole assessment as UTF-8 JSON, one line for each finding, concern, fault and clause.

    Text is given exactly as typed; nothing is neutralised here.
    """
    assessment = lookup.assessment
    facts = FactTexts(lookup)
    members = [
        ("run", _text(_run(assessment))),
        ("organisations", _array(_organisation(lookup, one) for one in assessment.organisations)),
        ("findings", _lines(_finding(lookup, facts, one) for one in assessment.findings)),
        ("decisions", _text(decisions_plain(assessment))),
        ("concerns", _array(_concern(one) for one in assessment.concerns)),
        ("faults", _array(_fault(one) for one in assessment.faults)),
        ("trends", _lines(trend_texts(assessment))),
        ("movements", _lines(movement_texts(assessment))),
        ("remembered", _lines(remembered_texts(assessment))),
        ("absent", _lines(absent_texts(assessment))),
        ("what_ifs", _array(_what_if(one) for one in assessment.what_ifs)),
        ("not_shown", _array(not_shown_plain(one) for one in assessment.suppressed)),
        ("queries", _array(_queries(lookup))),
        ("clauses", _array(_clauses(assessment))),
        ("not_testable", _array(not_testable_plain(assessment.pack))),
        ("coverage", _text(as_json(coverage(assessment.pack)))),
    ]
    text = "{" + ",\n".join(f'"{name}": {value}' for name, value in members) + "}\n"
    # Half of a surrogate pair cannot be written in UTF-8, but its escape is good JSON.
    return text.encode("utf-8", "backslashreplace")


def _text(value: object) -> str:
    return _ENCODER.encode(value)


def _array(items: Iterable[Plain]) -> str:
    return _lines(_text(item) for item in items)


def _lines(items: Iterable[str]) -> str:
    return "[" + ",\n".join(items) + "]"


def _run(assessment: Assessment) -> Plain:
    run, pack = assessment.run, assessment.pack
    return {
        "period": run.period.label,
        "as_of": run.as_of.isoformat(),
        "quarters": [quarter.label for quarter in assessment.quarters],
        "software": run.software,
        "audience": assessment.audience.value,
        "chained_by": run.chained_by,
        "pack": {
            "id": pack.id,
            "title": pack.title,
            "version": pack.version,
            "policy": pack.policy,
            "sha256": pack.digest,
        },
        "parameters": [
            {
                **_parameter(one),
                "narrowed_to": one.narrowed_to,
                "meaning": one.meaning,
                "note": one.note,
            }
            for one in run.parameters
        ],
        "inputs": [_input(one) for one in run.inputs],
        "superseded": [_superseded(one) for one in run.superseded],
    }


def _superseded(one: Superseded) -> Plain:
    return {
        "file": one.file,
        "organisation": one.organisation,
        "period": one.period,
        "submitted_on": one.submitted_on.isoformat(),
        "by_file": one.by_file,
        "by_submitted_on": one.by_submitted_on.isoformat(),
        "changes": [
            {
                "table": each.table,
                "row": each.row,
                "column": each.column,
                "before": each.before,
                "after": each.after,
                "before_cell": each.before_cell,
                "after_cell": each.after_cell,
            }
            for each in one.changes
        ],
        "register": one.register,
    }


def _input(one: InputFile) -> Plain:
    return {
        "name": one.name,
        "sha256": one.sha256,
        "organisation": one.organisation,
        "period": one.period,
        "used": one.used,
    }


def _parameter(one: ParameterUsed) -> Plain:
    return {
        "name": one.name,
        "value": _number(one.value),
        "unit": one.unit,
        "set_by": one.set_by,
        "clause": one.clause,
        "in_force_from": one.in_force_from,
        "overlaid_from": one.overlaid_from,
        "organisations": list(one.organisations),
    }


def _what_if(one: WhatIf) -> Plain:
    return {
        "parameter": _parameter(one.parameter),
        "value": _number(one.value),
        "cells": [
            {
                "rule": cell.rule,
                "organisation": cell.organisation,
                "now": cell.now.value,
                "then": cell.then.value,
            }
            for cell in one.cells
        ],
        "kept": list(one.kept),
    }


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else value


def _organisation(lookup: Lookup, one: Organisation) -> Plain:
    returns: list[Plain] = []
    for quarter in lookup.assessment.quarters:
        submission = lookup.submissions.get((one.code, quarter))
        files = list(submission.files) if submission is not None else []
        returns.append(
            {
                "period": quarter.label,
                "received": lookup.was_received(one.code, quarter),
                "files": files,
            }
        )
    return {**_who(one), "returns": returns}


def _who(one: Organisation) -> Plain:
    return {"code": one.code, "name": one.name, "kind": one.kind}


def _finding(lookup: Lookup, facts: FactTexts, finding: Finding) -> str:
    near = lookup.near.get(finding.key)
    return object_of(
        {
            "rule": text_of(finding.rule),
            "title": text_of(finding.title),
            "organisation": _text(_who(finding.organisation)),
            "period": text_of(finding.period.label),
            "verdict": text_of(finding.verdict.value),
            "basis": text_of(finding.basis and finding.basis.value),
            "cites": list_of(text_of(one) for one in finding.cites),
            "because": text_of(finding.because),
            "to_comply": text_of(finding.to_comply),
            "changes": list_of(
                object_of({"fact": text_of(one.fact), "words": text_of(one.words)})
                for one in finding.changes
            ),
            "question": text_of(finding.question),
            "waiver": _waiver(facts.lookup.waiver(finding)),
            "closeness": "null" if near is None else _text(_closeness(near)),
            "trace": list_of(_step(facts, finding, step) for step in finding.trace),
            "contradictions": list_of(_text(_contradiction(one)) for one in finding.contradictions),
        }
    )


def _contradiction(one: Contradiction) -> Plain:
    return {
        "check": one.check,
        "title": one.title,
        "words": one.words,
        "question": one.question,
        "facts": list(one.facts),
        "origins": [_origin(origin) for origin in one.origins],
    }


def _waiver(one: Waiver | None) -> str:
    return _text(waiver_plain(one)) if one is not None else "null"


def _closeness(one: Closeness) -> Plain:
    return {"near": one.near.value, "words": one.words}


def _step(facts: FactTexts, finding: Finding, step: Step) -> str:
    against, parameter = step.against, step.parameter
    return object_of(
        {
            "role": text_of(step.role),
            "asked": text_of(step.asked),
            "truth": text_of(step.truth.value),
            "decisive": truth_of(step.decisive),
            "label": text_of(step.label),
            "found": text_of(step.found),
            "fact": facts.of(finding, step.fact),
            "against": facts.of(finding, against) if against is not None else "null",
            "parameter": _text(_parameter(parameter)) if parameter is not None else "null",
        }
    )


def _concern(one: Concern) -> Plain:
    return {
        "id": one.id,
        "rule": one.rule,
        "kind": one.kind,
        "title": one.title,
        "organisation": one.organisation,
        "periods": list(one.periods),
        "cites": list(one.cites),
        "findings": [
            {"rule": key.rule, "organisation": key.organisation, "period": key.period}
            for key in one.findings
        ],
        "said": [
            {
                "label": said.label,
                "words": said.words,
                "origins": [_origin(origin) for origin in said.origins],
            }
            for said in one.said
        ],
        "because": one.because,
        "question": one.question,
        "next_step": one.next_step,
        "follows_from": list(one.follows_from),
        "rank": one.rank,
        "stake": one.stake,
        "parts": list(one.parts),
        "step": one.step,
    }


def _origin(one: Origin) -> Plain:
    return {
        "file": one.file,
        "sha256": one.sha256,
        "sheet": one.sheet,
        "cell": one.cell,
        "text": one.text,
    }


def _fault(one: Fault) -> Plain:
    return {
        "severity": one.severity.value,
        "file": one.file,
        "sheet": one.sheet,
        "cell": one.cell,
        "found": one.found,
        "expected": one.expected,
        "to_do": one.to_do,
        "organisation": one.organisation,
        "period": one.period,
        "facts": list(one.facts),
        "stage": one.stage.value,
        "kind_found": one.kind_found,
        "clauses": list(one.clauses),
    }


def _queries(lookup: Lookup) -> Iterable[Plain]:
    resting: dict[str, list[str]] = {}
    for rule, queries in lookup.queries.items():
        for query in queries:
            resting.setdefault(query.id, []).append(rule)
    for query in lookup.assessment.pack.queries:
        yield {
            "id": query.id,
            "clauses": list(query.clauses),
            "words": query.words,
            "reading": query.reading,
            "consequence": query.consequence,
            "rules": resting.get(query.id, []),
        }


def _clauses(assessment: Assessment) -> Iterable[Plain]:
    cited = {clause for finding in assessment.findings for clause in finding.cites}
    cited |= {clause for concern in assessment.concerns for clause in concern.cites}
    pack = assessment.pack
    cited |= {clause.id for kind in kinds_known(pack) for clause in pack.not_testable(kind)}
    for clause in pack.clauses.values():
        if clause.id in cited:
            yield {
                "id": clause.id,
                "citation": clause.citation,
                "section": clause.section,
                "words": clause.words,
                "successions": [
                    {
                        "id": one.id,
                        "was": one.was,
                        "now": one.now,
                        "since": one.since,
                        "note": one.note,
                    }
                    for one in pack.successions_on(clause.id)
                ],
            }
