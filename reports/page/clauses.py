"""The clauses of the page: under each, everything that rests on it, with links both ways."""

from __future__ import annotations

from collections.abc import Mapping

from engine.nouns.outcome.finding import Finding
from engine.nouns.policy.clause import Clause
from engine.nouns.policy.rule import Rule
from reports.content.figures import Sourced
from reports.content.rows import bearers_words
from reports.content.under_clause import under_clause
from reports.lookup import Lookup
from reports.page.clause_views import (
    CellLink,
    ClausesOfSection,
    ClauseUnder,
    DutyUnder,
    FigureUnder,
)
from reports.page.findings import Anchors
from reports.page.links import Link


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
