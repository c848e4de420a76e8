"""The duties of the page and the findings under each."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.nouns.outcome.finding import Finding
from engine.nouns.policy.pack import PolicyQuery
from engine.nouns.policy.rule import Rule
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Verdict
from reports.content.decisions import decided_on
from reports.content.figures import Sourced, figures_of, own_figures
from reports.content.found import MOST_PLACES, Found, found_for, places_words
from reports.content.rows import satisfy_lines
from reports.lookup import (
    Lookup,
    by_own_word,
    change_since,
)
from reports.page.links import Anchors, Cited, Link, cited_view
from reports.page.tree import ReasonView, tree_view
from reports.words import near_words


@dataclass(frozen=True, slots=True)
class Earlier:
    """The verdict of an earlier quarter."""

    quarter: str
    short: str
    words: str
    because: str


@dataclass(frozen=True, slots=True)
class Contradicted:
    """What a return says in two places that cannot both be so, with the question to put."""

    words: str
    places: tuple[str, ...]
    question: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """One cell of the matrix, and what it opens to."""

    number: str
    """``12-3``: the duty's and the organisation's number, for anchors."""
    organisation: str
    code: str
    column: int
    verdict: Verdict
    change: str
    because: str
    basis: str
    by_own_word: bool
    """Whether it is met or partly met by nothing but the organisation's own word."""
    found: tuple[Found, ...]
    tree: tuple[ReasonView, ...]
    """How each part of the rule's conditions came out; empty where that is not shown."""
    to_comply: tuple[str, ...]
    question: str
    earlier: tuple[Earlier, ...]
    concerns: tuple[Link, ...]
    is_silent: bool
    """Whether no return of the organisation came at all."""
    figures: tuple[Sourced, ...] = ()
    """The figures that were set for this organisation, not for all."""
    is_waived: bool = False
    """Whether a waiver is laid over the verdict, which stays what it is."""
    decided: tuple[str, ...] = ()
    """What was decided about it: waivers, applied or not, and actions."""
    near: str = ""
    """"fragile" or "close to met"; empty where it is neither."""
    near_words: str = ""
    contradictions: tuple[Contradicted, ...] = ()
    """Where the return contradicts itself about what the rule reads."""


@dataclass(frozen=True, slots=True)
class QueryView:
    """A policy query, with the reading that the rules take."""

    id: str
    clauses: str
    words: str
    reading: str
    consequence: str


@dataclass(frozen=True, slots=True)
class DutyView:
    """One rule: what its findings share, and the findings."""

    number: int
    rule: str
    title: str
    cited: tuple[Cited, ...]
    note: str
    parameters: tuple[Sourced, ...]
    queries: tuple[QueryView, ...]
    findings: tuple[FindingView, ...]


def duty_view(lookup: Lookup, anchors: Anchors, rule: Rule) -> DutyView:
    """A rule, with the findings of the quarter that the matrix is for."""
    period = lookup.assessment.run.period
    findings = [
        finding
        for organisation in lookup.assessment.organisations
        if (finding := lookup.finding(rule.id, organisation.code, period)) is not None
        and anchors.finding(rule.id, organisation.code)
    ]
    return DutyView(
        number=anchors.rules[rule.id],
        rule=rule.id,
        title=rule.title,
        cited=tuple(
            replace(cited, relied=rule.quotes.get(cited.id, ""))
            for cited in cited_view(lookup, rule.cites)
        ),
        note=rule.note,
        parameters=figures_of(findings),
        queries=tuple(map(query_view, lookup.queries.get(rule.id, ()))),
        findings=tuple(_finding(lookup, anchors, finding) for finding in findings),
    )


def query_view(query: PolicyQuery) -> QueryView:
    """A policy query, its clauses by id."""
    clauses = ", ".join(query.clauses)
    return QueryView(query.id, clauses, query.words, query.reading, query.consequence)


def _finding(lookup: Lookup, anchors: Anchors, finding: Finding) -> FindingView:
    history = lookup.history(finding)
    code = finding.organisation.code
    near = lookup.near.get(finding.key)
    return FindingView(
        number=anchors.finding(finding.rule, code),
        organisation=finding.organisation.name,
        code=code,
        column=anchors.organisations[code],
        verdict=finding.verdict,
        change=change_since(finding, history[0] if history else None),
        because=finding.because,
        basis=finding.basis.words if finding.basis is not None else "",
        by_own_word=by_own_word(finding),
        found=found_for(lookup, finding),
        tree=tree_view(lookup, anchors, finding),
        to_comply=satisfy_lines(finding),
        question=finding.question,
        earlier=tuple(_earlier(past, finding.period) for past in history),
        concerns=tuple(
            Link(f"k{anchors.concerns[concern.id]}", concern.title)
            for concern in lookup.concerns_on.get(finding.key, ())
        ),
        is_silent=not lookup.was_received(code, finding.period),
        figures=own_figures(finding),
        is_waived=lookup.waiver(finding) is not None,
        decided=decided_on(lookup, finding),
        near=near_words(near.near) if near is not None else "",
        near_words=near.words if near is not None else "",
        contradictions=tuple(
            Contradicted(
                contradiction.words,
                places_words(contradiction.origins, MOST_PLACES),
                contradiction.question,
            )
            for contradiction in finding.contradictions
        ),
    )


def _earlier(past: Finding, now: Quarter) -> Earlier:
    return Earlier(past.period.label, _short(past.period, now), past.verdict.words, past.because)


def _short(earlier: Quarter, now: Quarter) -> str:
    return f"Q{earlier.number}" if earlier.year == now.year else earlier.label
