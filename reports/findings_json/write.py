"""findings.json: the interface for other programs, as docs/develop/findings.schema.json defines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.assessment import Assessment
from reports.content.coverage import as_json, coverage
from reports.content.not_shown import not_shown_plain
from reports.content.not_testable import kinds_known, not_testable_plain
from reports.file_parts import Parts, joined_content
from reports.findings_json.decisions import decisions_object
from reports.findings_json.findings import (
    FindingTexts,
    concern_object,
    fault_object,
    organisation_object,
)
from reports.findings_json.run import run_object, what_if_object
from reports.findings_json.trends import movement_object, past_return_object, trend_object
from reports.findings_json.values import JsonObject, encoded, in_bytes
from reports.lookup import Lookup
from reports.spool import Spool

_AT_ONCE = 200
"""So many items of a list are written at once."""


def findings_json(lookup: Lookup) -> bytes:
    """The whole assessment as UTF-8 JSON, one line for each finding, concern, fault and clause.

    Text is given exactly as typed; nothing is neutralised here.
    """
    return joined_content(findings_parts(lookup))


def findings_parts(
    lookup: Lookup, lines: Spool | None = None, elsewhere: Sequence[str] = ()
) -> Parts:
    """The same in parts, each made as it is written; what the run was first of all.

    ``lines`` are those of the findings, where they have been made. Where the findings are
    ``elsewhere``, it names the outputs that hold them and has none itself.
    """
    return Parts(lambda: _parts(lookup, lines, elsewhere))


def finding_lines(lines: Spool) -> Parts:
    """The findings alone, each a line of JSON as findings.json has it."""
    return Parts(lambda: _line_by_line(lines))


def _line_by_line(lines: Spool) -> Iterator[bytes]:
    yield from lines.joined(b"\n")
    yield b"\n"


def _parts(lookup: Lookup, lines: Spool | None, elsewhere: Sequence[str]) -> Iterator[bytes]:
    assessment = lookup.assessment
    first = encoded(run_object(assessment))
    yield in_bytes(f'{{"run": {first}')
    organisations = (_organisation(lookup, who) for who in assessment.organisations)
    yield from _listed("organisations", organisations)
    yield b',\n"findings": ['
    if not elsewhere:
        yield from (lines or _findings(lookup)).joined(b",\n")
    yield in_bytes(f'],\n"findings_in": {encoded(list(elsewhere))}')
    yield _whole("decisions", decisions_object(assessment))
    for name, items in _lists(lookup):
        yield from _listed(name, items)
    yield _whole("coverage", as_json(coverage(assessment.pack)))
    yield b"}\n"


def _findings(lookup: Lookup) -> Spool:
    """Every finding, a line each. They are made organisation by organisation, so that what its
    findings share is made once, and come in the assessment's order."""
    findings, texts = lookup.assessment.findings, FindingTexts(lookup)
    spool = Spool(len(findings))
    for code in findings.codes:
        for place, finding in findings.numbered(code):
            spool.put(place, texts.line(finding))
    return spool


def _lists(lookup: Lookup) -> Iterable[tuple[str, Iterable[JsonObject]]]:
    """Each list after the findings by name, and what is on it."""
    assessment = lookup.assessment
    past = assessment.past
    yield "concerns", map(concern_object, assessment.concerns)
    yield "faults", map(fault_object, assessment.faults)
    yield "trends", map(trend_object, chain.from_iterable(lookup.trends_of.values()))
    yield "movements", map(movement_object, lookup.movements)
    yield "remembered", map(past_return_object, past.returns)
    yield "absent", map(past_return_object, past.absent)
    yield "what_ifs", map(what_if_object, assessment.what_ifs)
    yield "not_shown", map(not_shown_plain, assessment.suppressed)
    yield "queries", _queries(lookup)
    yield "clauses", _clauses(assessment)
    yield "not_testable", not_testable_plain(assessment.pack)


def _whole(name: str, value: object) -> bytes:
    """A member that is one line."""
    return in_bytes(f',\n"{name}": {encoded(value)}')


def _listed(name: str, items: Iterable[JsonObject]) -> Iterator[bytes]:
    """A member that is a list with an item a line, some of them at a time."""
    yield in_bytes(f',\n"{name}": [')
    waiting, before = iter(items), ""
    while some := list(islice(waiting, _AT_ONCE)):
        yield in_bytes(before + ",\n".join(map(encoded, some)))
        before = ",\n"
    yield b"]"


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
