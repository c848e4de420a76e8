"""One finding in plain text: what was required, what was found, why, what would satisfy it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.agenda import in_order_of_gravity
from engine.nouns.outcome.finding import Finding
from reports.briefs import parameters_of
from reports.content.decisions import decided_on
from reports.content.found import found_for, not_looked_at, places_words
from reports.content.rows import closeness_words, satisfy_lines
from reports.lookup import Lookup, change_since, clauses_of
from reports.terminal.clause import clause_lines, query_lines
from reports.terminal.layout import Section, heading, sections, wrapped
from reports.terminal.tree import tree_lines
from reports.words import parameter_source, parameter_value, step_words

_MOST_PLACES = 12


def explanation(lookup: Lookup, finding: Finding, with_tree: bool = False) -> str:
    """The finding for the terminal, with the concerns and policy queries that touch it.

    ``with_tree`` adds how the rule's conditions came out, part by part.
    """
    who = finding.organisation
    return sections(
        Section(
            wrapped(f"{who.name} ({who.code}), {finding.period.label}: {finding.title}", 0),
            kept=True,
        ),
        Section(heading(finding.verdict.words), _near(lookup, finding), kept=True),
        Section("WHAT WAS REQUIRED", _required(lookup, finding), kept=True),
        Section("WHAT WAS FOUND", _found(lookup, finding)),
        Section("WHY", _why(lookup, finding)),
        Section("WHERE THE RETURN CONTRADICTS ITSELF", _contradictions(finding)),
        Section("WHAT WOULD SATISFY IT", _satisfy(finding)),
        Section("HOW THE VERDICT WAS REACHED", _tree(lookup, finding) if with_tree else ()),
        Section("WHAT WAS DECIDED", _decided(lookup, finding)),
        Section("CONCERNS ABOUT IT", _concerns(lookup, finding)),
        Section("POLICY QUERIES ABOUT IT", query_lines(lookup.queries.get(finding.rule, ()))),
    )


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
        nothing = "Nothing was returned that this rule could read."
        yield wrapped(not_looked_at(finding) or nothing)
    for fact in found:
        yield wrapped(f"{fact.label}: {fact.words}", 2, 2)
        for member in fact.members:
            yield wrapped(member.in_one_line, 4, 2)
            for place in member.places:
                yield wrapped(place, 6, 2)
        for place in () if fact.members else fact.places(_MOST_PLACES):
            yield wrapped(place, 4, 2)
        if fact.note:
            yield wrapped(fact.note, 4)


def _why(lookup: Lookup, finding: Finding) -> Iterator[str]:
    yield wrapped(finding.because)
    for step in finding.trace:
        yield wrapped(f"- {step_words(step)}", 2, 2)
    for parameter in parameters_of(finding):
        words = f"{parameter.meaning} ({parameter.name}): {parameter_value(parameter)}"
        yield wrapped(f"{words}, {parameter_source(parameter)}.", 2, 2)
        if parameter.note:
            yield wrapped(parameter.note, 4)
    if finding.basis is not None:
        yield wrapped(f"It rests on {finding.basis.words}.")
    for past in lookup.history(finding):
        yield wrapped(f"{past.period.label}: {past.verdict.words.lower()}. {past.because}", 2, 2)
    history = lookup.history(finding)
    change = change_since(finding, history[0].verdict if history else None)
    if change:
        yield wrapped(f"Since {history[0].period.label}: {change}.")


def _contradictions(finding: Finding) -> Iterator[str]:
    for contradiction in finding.contradictions:
        yield wrapped(f"- {contradiction.words}", 2, 2)
        for place in places_words(contradiction.origins, _MOST_PLACES):
            yield wrapped(place, 4, 2)
        yield wrapped(f"To ask: {contradiction.question}", 4, 2)


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
    ids = {concern.id for concern in touching}
    for concern in touching:
        yield wrapped(f"- {concern.title}: {concern.because}", 2, 2)
        if ids.intersection(concern.parts):
            # Its parts are shown as well, with what they rest on.
            continue
        for ground in concern.statements:
            yield wrapped(f"{ground.label}: {ground.words}", 4, 2)
            for place in places_words(ground.origins, _MOST_PLACES):
                yield wrapped(place, 6, 2)
        yield wrapped(f"Next step: {concern.next_step}", 4, 2)
