"""The clauses: a list of them all, and a page each with everything that rests on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.nouns.outcome.rulings import Ruling
from engine.nouns.policy.rule import Rule
from reports.content.coverage import CoverageRow, coverage
from reports.content.figures import Sourced
from reports.content.rows import bearers_words
from reports.content.under_clause import under_clause
from reports.lookup import Lookup
from reports.page.findings import CellView, QueryView, cell_view, query_view
from reports.page.links import Address, Addresses, Cited, Link, clause_view, file_address
from reports.text import policy_words


@dataclass(frozen=True, slots=True)
class DutyUnder:
    """A rule that tests the clause, and its verdicts of the quarter."""

    duty: Link
    rule: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class FigureUnder:
    """A figure that the findings under a clause were compared with."""

    figure: Link
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class ClausePage:
    """One clause and what stands under it."""

    cited: Cited
    section: str
    bearers: str
    force: str
    paragraphs: tuple[Link, ...]
    """Of a paragraph that is only its lettered paragraphs: those."""
    duties: tuple[DutyUnder, ...]
    figures: tuple[FigureUnder, ...]
    queries: tuple[QueryView, ...]
    files: tuple[Link, ...]
    """By their numbers in the list of files read."""
    reason: str
    """Why no rule tests it; empty where one does."""


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause in the list of all."""

    clause: Link
    id: str
    words: str
    bearers: str
    force: str
    duties: tuple[Link, ...]
    """The rules that test it or any of its lettered paragraphs."""
    reason: str


@dataclass(frozen=True, slots=True)
class ClausesOfSection:
    """The clauses under one heading of the policy."""

    title: str
    clauses: tuple[ClauseLine, ...]


@dataclass(frozen=True, slots=True)
class ClausesView:
    """Every clause that the pack registers."""

    sections: tuple[ClausesOfSection, ...]
    count: int
    tested: int


def clauses_view(lookup: Lookup, addresses: Addresses) -> ClausesView:
    """The list of all clauses, section by section, each with its rules or why it has none."""
    rows = coverage(lookup.assessment.pack)
    sections: dict[str, list[ClauseLine]] = {}
    for row in rows:
        sections.setdefault(row.section, []).append(_line(lookup, addresses, row))
    return ClausesView(
        tuple(ClausesOfSection(title, tuple(own)) for title, own in sections.items()),
        len(rows),
        sum(1 for row in rows if row.rules),
    )


def _line(lookup: Lookup, addresses: Addresses, row: CoverageRow) -> ClauseLine:
    pack = lookup.assessment.pack
    clause = pack.clauses[row.id]
    return ClauseLine(
        Link(addresses.clause(row.id), row.citation),
        row.id,
        policy_words(clause.words),
        bearers_words(lookup, clause),
        row.force,
        tuple(Link(addresses.duty(rule), pack.rules[rule].title) for rule in row.rules),
        row.reason,
    )


def clause_page(
    lookup: Lookup, addresses: Addresses, row: CoverageRow, figures: Mapping[str, Address]
) -> ClausePage:
    """A clause with everything under it; ``figures`` says where each figure is listed, by name."""
    run, clauses = lookup.assessment.run, lookup.assessment.pack.clauses
    clause = clauses[row.id]
    numbers = {file.name: number for number, file in enumerate(run.inputs, 1)}
    paragraphs = tuple(
        Link(addresses.clause(part), clauses[part].citation) for part in clause.parts
    )
    # What its lettered paragraphs rest on is shown under each of them.
    under = under_clause(lookup, clause) if not paragraphs else None
    files = sorted(
        numbers[name] for name in (under.files if under is not None else ()) if name in numbers
    )
    return ClausePage(
        clause_view(lookup, addresses, clause),
        clause.section,
        bearers_words(lookup, clause),
        clause.force.value,
        paragraphs,
        tuple(_duty(lookup, addresses, *found) for found in (under.findings if under else ())),
        tuple(_figure(figure, figures) for figure in (under.figures if under else ())),
        tuple(query_view(addresses, query) for query in (under.queries if under else ())),
        tuple(Link(file_address(number), str(number)) for number in files),
        row.reason if not paragraphs else "",
    )


def _duty(
    lookup: Lookup, addresses: Addresses, rule: Rule, rulings: tuple[Ruling, ...]
) -> DutyUnder:
    cells = tuple(cell_view(lookup, addresses, ruling) for ruling in rulings)
    return DutyUnder(Link(addresses.duty(rule.id), rule.title), rule.id, cells)


def _figure(figure: Sourced, listed_at: Mapping[str, Address]) -> FigureUnder:
    return FigureUnder(
        Link(listed_at.get(figure.name), figure.meaning),
        figure.value + (f" for {figure.whose}" if figure.whose else ""),
        figure.source,
    )
