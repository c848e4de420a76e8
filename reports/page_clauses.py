"""The clauses of the page: under each, everything that rests on it, with links both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.nouns.clause import Clause
from engine.nouns.finding import Finding
from engine.nouns.rule import Rule
from engine.nouns.verdict import Verdict
from reports.lookup import Lookup
from reports.page_findings import Anchors
from reports.page_views import Link, Sourced
from reports.rows import bearers_words
from reports.under_clause import under_clause


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
    title: str
    clauses: tuple[ClauseUnder, ...]


def clauses_view(
    lookup: Lookup, anchors: Anchors, figures: tuple[Sourced, ...]
) -> tuple[ClausesOfSection, ...]:
    """Every clause with a rule, section by section; ``figures`` are those of the page's list."""
    pack, run = lookup.assessment.pack, lookup.assessment.run
    shown = lookup.clause_anchors
    places: dict[str, int] = {}
    for place, one in enumerate(figures, 1):
        places.setdefault(one.name, place)
    files = {one.name: place for place, one in enumerate(run.inputs, 1)}
    queries = {one.id: place for place, one in enumerate(pack.queries, 1)}
    sections: dict[str, list[ClauseUnder]] = {}
    for id, anchor in shown.items():
        clause = pack.clauses[id]
        view = _clause(lookup, anchors, clause, anchor, shown, (places, files, queries))
        sections.setdefault(clause.section, []).append(view)
    return tuple(ClausesOfSection(title, tuple(own)) for title, own in sections.items())


def _clause(
    lookup: Lookup,
    anchors: Anchors,
    clause: Clause,
    anchor: str,
    shown: Mapping[str, str],
    numbers: tuple[Mapping[str, int], Mapping[str, int], Mapping[str, int]],
) -> ClauseUnder:
    places, files, queries = numbers
    parts = tuple(
        Link(shown.get(one, ""), lookup.assessment.pack.clauses[one].citation)
        for one in clause.parts
    )
    # What its parts rest on is told under each of them.
    under = under_clause(lookup, clause) if not parts else None
    return ClauseUnder(
        anchor,
        clause.id,
        clause.citation,
        clause.words,
        bearers_words(lookup, clause),
        clause.force.value,
        parts,
        tuple(_duty(lookup, anchors, *each) for each in under.findings) if under else (),
        tuple(
            FigureUnder(
                Link(f"x{places[one.name]}" if one.name in places else "", one.meaning),
                one.value + (f" for {one.whose}" if one.whose else ""),
                one.source,
            )
            for one in (under.figures if under else ())
        ),
        tuple(Link(f"y{queries[one.id]}", one.id) for one in (under.queries if under else ())),
        tuple(
            Link(f"i{files[one]}", str(files[one]))
            for one in sorted((under.files if under else ()), key=lambda one: files.get(one, 0))
            if one in files
        ),
    )


def _duty(lookup: Lookup, anchors: Anchors, rule: Rule, findings: tuple[Finding, ...]) -> DutyUnder:
    return DutyUnder(
        Link(f"d{anchors.rules[rule.id]}" if findings else "", rule.title),
        rule.id,
        tuple(
            CellLink(
                f"f{number}" if (number := anchors.finding(rule.id, one.organisation.code)) else "",
                one.organisation.code,
                one.verdict,
                near.near.value if (near := lookup.near.get(one.key)) is not None else "",
            )
            for one in findings
        ),
    )
