"""One finding in plain text: what was required, what was found, why, what would satisfy it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.finding import Finding
from reports.content.decisions import decided_on
from reports.content.found import found_for, places_words
from reports.content.rows import closeness_words, satisfy_lines
from reports.lookup import Lookup, change_since, clauses_of, in_order_of_gravity, parameters_of
from reports.terminal.layout import heading, wrapped
from reports.terminal.quoting import clause_lines
from reports.terminal.tree import tree_lines
from reports.words import parameter_source, parameter_value, step_words

_MOST_PLACES = 12


def explanation(assessment: Assessment, finding: Finding, with_tree: bool = False) -> str:
    """The finding for the terminal, with the concerns and policy queries that touch it.

    ``with_tree`` adds how the rule's conditions came out, part by part.
    """
    lookup = Lookup.of(assessment)
    who = finding.organisation
    parts = [
        [wrapped(f"{who.name} ({who.code}), {finding.period.label}: {finding.title}", 0)],
        [heading(finding.verdict.words), *_near(lookup, finding)],
        ["WHAT WAS REQUIRED", *_required(lookup, finding)],
        ["WHAT WAS FOUND", *_found(lookup, finding)],
        ["WHY", *_why(lookup, finding)],
        ["WHERE THE RETURN CONTRADICTS ITSELF", *_contradictions(finding)],
        ["WHAT WOULD SATISFY IT", *_satisfy(finding)],
        ["HOW IT WAS REASONED", *(_tree(lookup, finding) if with_tree else ())],
        ["WHAT WAS DECIDED", *_decided(lookup, finding)],
        ["CONCERNS THAT TOUCH IT", *_concerns(lookup, finding)],
        ["POLICY QUERIES THAT TOUCH IT", *_queries(lookup, finding)],
    ]
    optional = ("HOW", "WHERE", "CONCERNS", "POLICY", "WHAT WAS DECIDED")
    shown = [part for part in parts if len(part) > 1 or not part[0].startswith(optional)]
    return "\n\n".join("\n".join(part) for part in shown)


def _near(lookup: Lookup, finding: Finding) -> Iterator[str]:
    words = closeness_words(lookup, finding)
    if words:
        yield wrapped(words, 2, 2)


def _tree(lookup: Lookup, finding: Finding) -> Iterator[str]:
    lines = list(tree_lines(lookup, finding))
    yield from lines or [wrapped("How its parts came out is not shown.")]


def _required(lookup: Lookup, finding: Finding) -> Iterator[str]:
    known = {clause.id: clause for clause in clauses_of(lookup, finding.cites)}
    rule = lookup.assessment.pack.rules.get(finding.rule)
    for cited in finding.cites:
        clause = known.get(cited)
        if clause is None:
            yield wrapped(cited)
            continue
        relied = rule.quotes.get(cited, "") if rule is not None else ""
        yield from clause_lines(lookup.assessment.pack, clause, relied)
    if rule is not None and rule.note:
        yield wrapped(f"The reading taken: {rule.note}")


def _found(lookup: Lookup, finding: Finding) -> Iterator[str]:
    found = found_for(lookup, finding)
    if not found:
        yield wrapped("Nothing was returned that this rule could read.")
    for one in found:
        yield wrapped(f"{one.label}: {one.words}", 2, 2)
        for member in one.members:
            yield wrapped(member.in_one_line, 4, 2)
            for place in member.places:
                yield wrapped(place, 6, 2)
        for place in () if one.members else one.places(_MOST_PLACES):
            yield wrapped(place, 4, 2)
        if one.note:
            yield wrapped(one.note, 4)


def _why(lookup: Lookup, finding: Finding) -> Iterator[str]:
    yield wrapped(finding.because)
    for step in finding.trace:
        yield wrapped(f"- {step_words(step)}", 2, 2)
    for one in parameters_of(finding):
        source = parameter_source(one)
        yield wrapped(f"{one.meaning} ({one.name}): {parameter_value(one)}, {source}.", 2, 2)
        if one.note:
            yield wrapped(one.note, 4)
    if finding.basis is not None:
        yield wrapped(f"It rests on {finding.basis.words}.")
    for past in lookup.history(finding):
        yield wrapped(f"{past.period.label}: {past.verdict.words.lower()}. {past.because}", 2, 2)
    history = lookup.history(finding)
    change = change_since(finding, history[0] if history else None)
    if change:
        yield wrapped(f"Since {history[0].period.label}: {change}.")


def _contradictions(finding: Finding) -> Iterator[str]:
    for one in finding.contradictions:
        yield wrapped(f"- {one.words}", 2, 2)
        for place in places_words(one.origins, _MOST_PLACES):
            yield wrapped(place, 4, 2)
        yield wrapped(f"To ask: {one.question}", 4, 2)


def _satisfy(finding: Finding) -> Iterator[str]:
    for line in satisfy_lines(finding):
        yield wrapped(line)
    if finding.question:
        yield wrapped(f"To ask at the meeting: {finding.question}", 2, 2)


def _decided(lookup: Lookup, finding: Finding) -> Iterator[str]:
    for words in decided_on(lookup, finding):
        yield wrapped(f"- {words}", 2, 2)


def _concerns(lookup: Lookup, finding: Finding) -> Iterator[str]:
    touching = in_order_of_gravity(lookup.concerns_on.get(finding.key, ()))
    ids = {one.id for one in touching}
    for one in touching:
        yield wrapped(f"- {one.title}: {one.because}", 2, 2)
        if ids.intersection(one.parts):
            # Its parts are told as well, with what they rest on.
            continue
        for said in one.said:
            yield wrapped(f"{said.label}: {said.words}", 4, 2)
            for place in places_words(said.origins, _MOST_PLACES):
                yield wrapped(place, 6, 2)
        yield wrapped(f"Next step: {one.next_step}", 4, 2)


def _queries(lookup: Lookup, finding: Finding) -> Iterator[str]:
    for one in lookup.queries.get(finding.rule, ()):
        yield wrapped(f"- {one.id}: {one.words}", 2, 2)
        yield wrapped(f"Read as: {one.reading}. {one.consequence}", 4)
