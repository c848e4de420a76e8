"""The clauses of the page: under each, everything that rests on it, with links both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.nouns.outcome.finding import Finding
from engine.nouns.policy.clause import Clause
from engine.nouns.policy.rule import Rule
from engine.nouns.verdict import Verdict
from reports.content.figures import Sourced
from reports.content.rows import bearers_words
from reports.content.under_clause import under_clause
from reports.lookup import Lookup
from reports.page.links import Anchors, Link
from reports.words import near_words


@dataclass(frozen=True, slots=True)
class CellLink:
    """One organisation's verdict under a duty."""

    anchor: str
    """Of its cell's finding; empty where the matrix has none."""
    code: str
    verdict: Verdict
    near: str


@dataclass(frozen=True, slots=True)
class DutyUnder:
    """A rule that tests the clause, and its findings of the quarter."""

    duty: Link
    rule: str
    cells: tuple[CellLink, ...]


@dataclass(frozen=True, slots=True)
class FigureUnder:
    """A figure that the findings under a clause were compared with."""

    figure: Link
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class ClauseUnder:
    """One clause and what stands under it."""

    anchor: str
    id: str
    citation: str
    words: str
    bearers: str
    force: str
    parts: tuple[Link, ...]
    """Of a paragraph that is only its parts: those."""
    duties: tuple[DutyUnder, ...]
    figures: tuple[FigureUnder, ...]
    queries: tuple[Link, ...]
    files: tuple[Link, ...]
    """By their numbers in the list of files read."""


@dataclass(frozen=True, slots=True)
class ClausesOfSection:
    """The clauses under one heading of the policy."""

    title: str
    clauses: tuple[ClauseUnder, ...]


def clauses_view(
    lookup: Lookup, anchors: Anchors, figures: tuple[Sourced, ...]
) -> tuple[ClausesOfSection, ...]:
    """Every clause with a rule, section by section; ``figures`` are those of the page's list."""
    pack, run = lookup.assessment.pack, lookup.assessment.run
    numbers = _Numbers(
        # A figure with values of their own for some is listed more than once: link to the first.
        {figure.name: number for number, figure in reversed(list(enumerate(figures, 1)))},
        {file.name: number for number, file in enumerate(run.inputs, 1)},
        {query.id: number for number, query in enumerate(pack.queries, 1)},
    )
    sections: dict[str, list[ClauseUnder]] = {}
    for clause_id in lookup.clause_anchors:
        clause = pack.clauses[clause_id]
        view = _clause(lookup, anchors, clause, numbers)
        sections.setdefault(clause.section, []).append(view)
    return tuple(ClausesOfSection(title, tuple(own)) for title, own in sections.items())


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Where the page's lists have each figure, file and policy query, counted from 1."""

    figures: Mapping[str, int]
    files: Mapping[str, int]
    queries: Mapping[str, int]


def _clause(lookup: Lookup, anchors: Anchors, clause: Clause, numbers: _Numbers) -> ClauseUnder:
    shown, clauses = lookup.clause_anchors, lookup.assessment.pack.clauses
    parts = tuple(Link(shown.get(part, ""), clauses[part].citation) for part in clause.parts)
    # What its parts rest on is shown under each of them.
    under = under_clause(lookup, clause) if not parts else None
    files = sorted(
        numbers.files[name] for name in (under.files if under else ()) if name in numbers.files
    )
    return ClauseUnder(
        anchor=shown[clause.id],
        id=clause.id,
        citation=clause.citation,
        words=clause.words,
        bearers=bearers_words(lookup, clause),
        force=clause.force.value,
        parts=parts,
        duties=tuple(
            _duty(lookup, anchors, rule, findings)
            for rule, findings in (under.findings if under else ())
        ),
        figures=tuple(_figure(figure, numbers) for figure in (under.figures if under else ())),
        queries=tuple(
            Link(f"y{numbers.queries[query.id]}", query.id)
            for query in (under.queries if under else ())
        ),
        files=tuple(Link(f"i{number}", str(number)) for number in files),
    )


def _figure(figure: Sourced, numbers: _Numbers) -> FigureUnder:
    number = numbers.figures.get(figure.name)
    return FigureUnder(
        Link(f"x{number}" if number is not None else "", figure.meaning),
        figure.value + (f" for {figure.whose}" if figure.whose else ""),
        figure.source,
    )


def _duty(lookup: Lookup, anchors: Anchors, rule: Rule, findings: tuple[Finding, ...]) -> DutyUnder:
    cells = tuple(_cell(lookup, anchors, finding) for finding in findings)
    duty = Link(f"d{anchors.rules[rule.id]}" if findings else "", rule.title)
    return DutyUnder(duty, rule.id, cells)


def _cell(lookup: Lookup, anchors: Anchors, finding: Finding) -> CellLink:
    code, near = finding.organisation.code, lookup.near.get(finding.key)
    number = anchors.finding(finding.rule, code)
    return CellLink(
        f"f{number}" if number else "",
        code,
        finding.verdict,
        near_words(near.near) if near is not None else "",
    )
