"""findings.json: the interface for other programs, as docs/develop/findings.schema.json tells."""

from __future__ import annotations

import json
from collections.abc import Iterable

from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.assessment import Assessment
from reports.content.coverage import as_json, coverage
from reports.content.not_shown import not_shown_plain
from reports.content.not_testable import kinds_known, not_testable_plain
from reports.findings_json.decisions import decisions_object
from reports.findings_json.facts import FactObjects
from reports.findings_json.findings import (
    concern_object,
    fault_object,
    finding_object,
    organisation_object,
)
from reports.findings_json.run import run_object, what_if_object
from reports.findings_json.trends import movement_object, past_return_object, trend_object
from reports.findings_json.values import JsonObject
from reports.lookup import Lookup

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def findings_json(lookup: Lookup) -> bytes:
    """The whole assessment as UTF-8 JSON, one line for each finding, concern, fault and clause.

    Text is given exactly as typed; nothing is neutralised here.
    """
    text = "{" + ",\n".join(f'"{name}": {value}' for name, value in _members(lookup)) + "}\n"
    # Half of a surrogate pair cannot be written in UTF-8, but its escape is good JSON.
    return text.encode("utf-8", "backslashreplace")


def _members(lookup: Lookup) -> Iterable[tuple[str, str]]:
    """Each member of the whole by name, as JSON."""
    assessment = lookup.assessment
    past = assessment.past
    facts = FactObjects(lookup)
    yield "run", _ENCODER.encode(run_object(assessment))
    yield (
        "organisations",
        _lines(_organisation(lookup, organisation) for organisation in assessment.organisations),
    )
    yield (
        "findings",
        _lines(finding_object(lookup, facts, finding) for finding in assessment.findings),
    )
    yield "decisions", _ENCODER.encode(decisions_object(assessment))
    yield "concerns", _lines(map(concern_object, assessment.concerns))
    yield "faults", _lines(map(fault_object, assessment.faults))
    yield "trends", _lines(map(trend_object, lookup.trends))
    yield "movements", _lines(map(movement_object, lookup.moved))
    yield "remembered", _lines(map(past_return_object, past.returns))
    yield "absent", _lines(map(past_return_object, past.absent))
    yield "what_ifs", _lines(map(what_if_object, assessment.what_ifs))
    yield "not_shown", _lines(map(not_shown_plain, assessment.suppressed))
    yield "queries", _lines(_queries(lookup))
    yield "clauses", _lines(_clauses(assessment))
    yield "not_testable", _lines(not_testable_plain(assessment.pack))
    yield "coverage", _ENCODER.encode(as_json(coverage(assessment.pack)))


def _lines(items: Iterable[JsonObject]) -> str:
    """A list with an item a line."""
    return "[" + ",\n".join(map(_ENCODER.encode, items)) + "]"


def _organisation(lookup: Lookup, organisation: Organisation) -> JsonObject:
    returns: list[JsonObject] = []
    for quarter in lookup.assessment.quarters:
        submission = lookup.submissions.get((organisation.code, quarter))
        returns.append(
            {
                "period": quarter.label,
                "received": lookup.was_received(organisation.code, quarter),
                "files": list(submission.files) if submission is not None else [],
            }
        )
    return {**organisation_object(organisation), "returns": returns}


def _queries(lookup: Lookup) -> Iterable[JsonObject]:
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


def _clauses(assessment: Assessment) -> Iterable[JsonObject]:
    """The clauses that a finding or a concern cites, and those that nothing submitted can test."""
    pack = assessment.pack
    cited = {clause for row in assessment.findings.rows for clause in row.cites}
    cited |= {clause for concern in assessment.concerns for clause in concern.cites}
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
                        "id": succession.id,
                        "was": succession.was,
                        "now": succession.now,
                        "since": succession.since,
                        "note": succession.note,
                    }
                    for succession in pack.successions_on(clause.id)
                ],
            }
