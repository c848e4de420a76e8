"""A finding in short wherever its verdict stands, and once in full; a duty with its findings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.nouns.outcome.finding import Finding
from engine.nouns.outcome.rulings import Judged
from engine.nouns.policy.pack import PolicyQuery
from engine.nouns.policy.rule import Rule
from engine.nouns.verdict import Verdict
from reports.briefs import parameters_of
from reports.content.decisions import WAIVED, decided_on
from reports.content.figures import Sourced, figures_of, sourced_parameter
from reports.content.found import MOST_PLACES, Found, found_for, not_looked_at, places_words
from reports.content.rows import satisfy_lines
from reports.lookup import Lookup, by_own_word, change_since
from reports.page.links import Address, Addresses, Cited, Link, cited_view
from reports.page.tree import ReasonView, tree_view
from reports.text import policy_words


@dataclass(frozen=True, slots=True)
class Earlier:
    """The verdict of an earlier quarter."""

    quarter: str
    words: str
    because: str


@dataclass(frozen=True, slots=True)
class Contradicted:
    """What a return says in two places that cannot both be so, with the question to put."""

    words: str
    places: tuple[str, ...]
    question: str


@dataclass(frozen=True, slots=True)
class CellView:
    """A verdict as a matrix, a duty or a clause shows it, with the way to its reasons."""

    to: Address | None
    """Where it is shown in full; None where the matrix has no such cell."""
    whose: Link
    """The organisation."""
    code: str
    verdict: Verdict
    marks: tuple[str, ...]
    """"own word only", "waived", "fragile" or "close to met"."""
    change: str
    """"worse", "better", ... since the quarter before; empty where it is the same."""
    because: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding in full: what was required, what was found, why, what would satisfy it."""

    anchor: str
    duty: Link
    cited: tuple[Cited, ...]
    back: Address
    """Its cell in the matrix."""
    verdict: Verdict
    change: str
    because: str
    basis: str
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
    """The figures that it was compared with."""
    decided: tuple[str, ...] = ()
    """What was decided about it: waivers, applied or not, and actions."""
    near: str = ""
    """"fragile" or "close to met"; empty where it is neither."""
    near_words: str = ""
    contradictions: tuple[Contradicted, ...] = ()
    """Where the return contradicts itself about what the rule reads."""
    not_looked_at: str = ""
    """Why nothing was looked at; empty where its quarter is judged."""


@dataclass(frozen=True, slots=True)
class QueryView:
    """A policy query, with the reading that the rules take."""

    id: str
    clauses: tuple[Link, ...]
    words: str
    reading: str
    consequence: str


def query_view(addresses: Addresses, query: PolicyQuery) -> QueryView:
    """A policy query, its clauses by id."""
    clauses = tuple(Link(addresses.clause(clause), clause) for clause in query.clauses)
    return QueryView(query.id, clauses, query.words, query.reading, query.consequence)


def cell_view(lookup: Lookup, addresses: Addresses, finding: Judged) -> CellView:
    """A verdict in short."""
    before, near = lookup.verdict_before(finding), lookup.near.get(finding.key)
    code = finding.organisation.code
    marks = (
        "own word only" if by_own_word(finding) else "",
        WAIVED if lookup.waiver(finding) is not None else "",
        near.near.value if near is not None else "",
    )
    return CellView(
        addresses.finding(finding.rule, code),
        Link(addresses.organisation(code), finding.organisation.name),
        code,
        finding.verdict,
        tuple(mark for mark in marks if mark),
        change_since(finding, before[1] if before is not None else None),
        lookup.brief(finding).because,
    )


def finding_view(lookup: Lookup, addresses: Addresses, finding: Finding) -> FindingView:
    """A finding of the quarter in full."""
    history = lookup.history(finding)
    organisation = finding.organisation
    near, rule = lookup.near.get(finding.key), lookup.assessment.pack.rules[finding.rule]
    return FindingView(
        anchor=addresses.rules[rule.id],
        duty=Link(addresses.duty(rule.id), finding.title),
        cited=tuple(
            replace(cited, relied=policy_words(rule.quotes.get(cited.id, "")))
            for cited in cited_view(lookup, addresses, rule.cites)
        ),
        back=addresses.cell(rule.id, organisation.code, organisation.kind),
        verdict=finding.verdict,
        change=change_since(finding, history[0].verdict if history else None),
        because=finding.because,
        basis=finding.basis.words if finding.basis is not None else "",
        found=found_for(lookup, finding),
        tree=tree_view(lookup, addresses, finding),
        to_comply=satisfy_lines(finding),
        question=finding.question,
        earlier=tuple(
            Earlier(past.period.label, past.verdict.words, past.because) for past in history
        ),
        concerns=tuple(
            Link(addresses.concern(concern.id), concern.title)
            for concern in lookup.concerns_on.get(finding.key, ())
        ),
        is_silent=not lookup.was_received(organisation.code, finding.period),
        figures=tuple(sourced_parameter(parameter) for parameter in parameters_of(finding)),
        decided=decided_on(lookup, finding),
        near=near.near.value if near is not None else "",
        near_words=near.words if near is not None else "",
        contradictions=_contradicted(finding),
        not_looked_at=not_looked_at(finding),
    )


def _contradicted(finding: Finding) -> tuple[Contradicted, ...]:
    return tuple(
        Contradicted(
            contradiction.words,
            places_words(contradiction.origins, MOST_PLACES),
            contradiction.question,
        )
        for contradiction in finding.contradictions
    )


@dataclass(frozen=True, slots=True)
class DutyView:
    """One rule: what its findings share, and its verdicts by organisation."""

    rule: str
    title: str
    cited: tuple[Cited, ...]
    note: str
    figures: tuple[Sourced, ...]
    queries: tuple[QueryView, ...]
    cells: tuple[CellView, ...]


def duty_view(lookup: Lookup, addresses: Addresses, rule: Rule) -> DutyView:
    """A rule, with the verdicts of the run's quarter."""
    period = lookup.assessment.run.period
    rulings = [
        ruling
        for organisation in lookup.assessment.organisations
        if (ruling := lookup.ruling(rule.id, organisation.code, period)) is not None
        and addresses.finding(rule.id, organisation.code) is not None
    ]
    return DutyView(
        rule=rule.id,
        title=rule.title,
        cited=tuple(
            replace(cited, relied=policy_words(rule.quotes.get(cited.id, "")))
            for cited in cited_view(lookup, addresses, rule.cites)
        ),
        note=rule.note,
        figures=figures_of(lookup, rulings),
        queries=tuple(query_view(addresses, query) for query in lookup.queries.get(rule.id, ())),
        cells=tuple(cell_view(lookup, addresses, ruling) for ruling in rulings),
    )
