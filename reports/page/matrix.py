"""The matrix of one kind of organisation: organisations across, duties down, section by section."""

from __future__ import annotations

from dataclasses import dataclass

from engine.nouns.english import listed
from engine.nouns.policy.clause import Clause
from engine.nouns.policy.rule import Rule
from reports.content.not_testable import duties_for
from reports.content.rows import kind_label
from reports.lookup import Lookup, section_of
from reports.page.findings import CellView, cell_view
from reports.page.links import Addresses, Link, clause_view


@dataclass(frozen=True, slots=True)
class ColumnView:
    """An organisation as a column of a matrix."""

    name: str
    """The name of its page, which filters call it by."""
    organisation: Link
    code: str
    received: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """A duty as a row: one that a rule judges, or one that nothing submitted can test."""

    anchor: str
    duty: Link
    citation: Link
    cells: tuple[CellView | None, ...]
    """One a column, None where nothing was assessed; empty for a duty that cannot be tested."""
    reason: str = ""
    """Why nothing can test it."""


@dataclass(frozen=True, slots=True)
class SectionView:
    """The rows of a matrix under one heading of the policy."""

    number: int
    title: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """The matrix of one kind of organisation."""

    kind: str
    columns: tuple[ColumnView, ...]
    sections: tuple[SectionView, ...]


def matrix_view(lookup: Lookup, addresses: Addresses, kind: str) -> MatrixView:
    """The matrix of one kind of organisation, for the run's quarter."""
    period = lookup.assessment.run.period
    organisations = [
        organisation
        for organisation in lookup.assessment.organisations
        if organisation.kind == kind
    ]
    sections: dict[str, list[RowView]] = {}
    for duty in duties_for(lookup, kind):
        if isinstance(duty, Clause):
            row = _untested(lookup, addresses, duty)
            sections.setdefault(duty.section, []).append(row)
        else:
            codes = [organisation.code for organisation in organisations]
            row = _row(lookup, addresses, duty, codes)
            sections.setdefault(section_of(lookup, duty), []).append(row)
    return MatrixView(
        kind_label(lookup, kind),
        tuple(
            ColumnView(
                addresses.organisations[organisation.code],
                Link(addresses.organisation(organisation.code), organisation.name),
                organisation.code,
                lookup.was_received(organisation.code, period),
            )
            for organisation in organisations
        ),
        tuple(
            SectionView(number, title, tuple(rows))
            for number, (title, rows) in enumerate(sections.items(), 1)
        ),
    )


def _row(lookup: Lookup, addresses: Addresses, rule: Rule, codes: list[str]) -> RowView:
    period = lookup.assessment.run.period
    found = (lookup.ruling(rule.id, code, period) for code in codes)
    clauses = lookup.assessment.pack.clauses
    first = rule.cites[0] if rule.cites else ""
    citation = clauses[first].citation if first in clauses else first
    return RowView(
        addresses.rules[rule.id],
        Link(addresses.duty(rule.id), rule.title),
        Link(addresses.clause(first), citation),
        tuple(
            cell_view(lookup, addresses, ruling) if ruling is not None else None for ruling in found
        ),
    )


def _untested(lookup: Lookup, addresses: Addresses, clause: Clause) -> RowView:
    cited = clause_view(lookup, addresses, clause)
    replaced = f" Reader’s note on {listed(cited.replaced)}: see there." if cited.replaced else ""
    return RowView(
        addresses.clauses[clause.id],
        Link(cited.to, cited.words),
        Link(cited.to, cited.citation),
        (),
        clause.reason + replaced,
    )
