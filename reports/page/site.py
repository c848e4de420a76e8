"""Which pages the site of an assessment has, in the order in which they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.nouns.english import day_words
from engine.nouns.evidence.organisation import Organisation
from reports.content.coverage import coverage
from reports.content.not_shown import not_shown_in
from reports.content.rows import kind_label, kinds_with_rules
from reports.lookup import Lookup
from reports.page.changes import changes_view
from reports.page.clauses import clause_page, clauses_view
from reports.page.concerns import concern_pages
from reports.page.decisions import owed_view
from reports.page.findings import duty_view
from reports.page.links import Address, Addresses, Page, figure_addresses
from reports.page.matrix import matrix_view
from reports.page.organisations import (
    OwnLists,
    RunLists,
    StandingView,
    findings_views,
    organisation_view,
    standing_view,
)
from reports.page.overview import Lists, overview_view
from reports.page.pictures import heat_view
from reports.page.sources import FigureView, faults_view, figures_view, files_view, queries_view
from reports.page.what_ifs import WhatIfsView, what_ifs_view


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A page of the menu that all pages have."""

    label: str
    to: Address
    covers: frozenset[Page] = frozenset()
    """The kinds of page on which it is the current one."""


@dataclass(frozen=True, slots=True)
class FrameView:
    """What all pages have."""

    title: str
    policy: str
    period: str
    as_of: str
    before: str
    """The quarter assessed before; empty where there is none."""
    software: str
    menu: tuple[MenuItem, ...]
    matrices: tuple[MenuItem, ...]
    pictures: tuple[MenuItem, ...]
    files: Address


@dataclass(frozen=True, slots=True)
class PageView:
    """One page: where it stands, which template shows it, and what it shows."""

    address: Address
    template: str
    title: str
    view: object
    standings: tuple[StandingView, ...] = ()
    """The organisations that a list can be filtered by."""


@dataclass(frozen=True, slots=True)
class FiguresView:
    """The figures used, and what other values would change."""

    figures: tuple[FigureView, ...]
    what_ifs: WhatIfsView | None
    """None where the pack lists no values worth trying."""


def frame_view(lookup: Lookup, addresses: Addresses) -> FrameView:
    """What all pages of an assessment have."""
    assessment, run = lookup.assessment, lookup.assessment.run
    matrices, pictures = (
        tuple(
            MenuItem(kind_label(lookup, kind), Address(page, (addresses.kinds[kind],)))
            for kind in kinds_with_rules(lookup)
        )
        for page in (Page.MATRIX, Page.PICTURES)
    )
    return FrameView(
        title=assessment.pack.title,
        policy=assessment.pack.policy,
        period=run.period.label,
        as_of=day_words(run.as_of),
        before=assessment.quarters[-2].label if len(assessment.quarters) > 1 else "",
        software=run.software,
        menu=tuple(_menu(matrices, pictures, hides=bool(assessment.suppressed))),
        matrices=matrices,
        pictures=pictures,
        files=Address(Page.FILES),
    )


def _menu(
    matrices: tuple[MenuItem, ...], pictures: tuple[MenuItem, ...], *, hides: bool
) -> Iterator[MenuItem]:
    def item(label: str, page: Page, *others: Page) -> MenuItem:
        return MenuItem(label, Address(page), frozenset({page, *others}))

    yield item("Overview", Page.OVERVIEW)
    yield MenuItem(
        "Organisations",
        Address(Page.OVERVIEW, (), "organisations"),
        frozenset({Page.ORGANISATION, Page.FINDINGS}),
    )
    if matrices:
        yield MenuItem("Matrix", matrices[0].to, frozenset({Page.MATRIX}))
    yield item("Concerns", Page.CONCERNS, Page.CONCERN)
    yield item("Changes", Page.CHANGES)
    yield item("Decisions", Page.DECISIONS)
    yield item("Clauses", Page.CLAUSES, Page.CLAUSE, Page.DUTY, Page.QUERIES)
    if pictures:
        yield MenuItem("Pictures", pictures[0].to, frozenset({Page.PICTURES}))
    yield item("Faults", Page.FAULTS)
    yield item("Figures", Page.FIGURES)
    yield item("Files", Page.FILES)
    if hides:
        yield item("Not shown", Page.NOT_SHOWN)
    yield item("Glossary", Page.GLOSSARY)


class SiteViews:
    """The pages of an assessment, one at a time: nothing of one is kept when the next is made."""

    def __init__(self, lookup: Lookup, addresses: Addresses) -> None:
        self._lookup, self._addresses, self.lists = lookup, addresses, RunLists(lookup, addresses)
        kinds = kinds_with_rules(lookup)
        self._standings = tuple(
            standing_view(lookup, addresses, organisation)
            for organisation in lookup.assessment.organisations
            if organisation.kind in kinds
        )
        self._known = {standing.code: standing for standing in self._standings}

    def run_pages(self) -> Iterator[PageView]:
        """The lists, and the matrix and the pictures of each kind."""
        lookup, addresses = self._lookup, self._addresses
        yield from _lists(lookup, addresses, self._standings, self.lists)
        for kind in kinds_with_rules(lookup):
            view = matrix_view(lookup, addresses, kind)
            address = Address(Page.MATRIX, (addresses.kinds[kind],))
            yield PageView(address, "matrix.html", f"Matrix: {view.kind}", view)
            address = Address(Page.PICTURES, (addresses.kinds[kind],))
            heat = heat_view(lookup, kind)
            yield PageView(address, "pictures.html", f"Pictures: {view.kind}", heat)

    def organisation_pages(self, organisation: Organisation) -> Iterator[PageView]:
        """An organisation's page, then its findings in full; also of one that no rule binds."""
        standing = self.standing(organisation)
        yield from views_of(self._lookup, self._addresses, standing, self.lists)

    def standing(self, organisation: Organisation) -> StandingView:
        """How an organisation stands, also one that no rule binds."""
        known = self._known.get(organisation.code)
        return known or standing_view(self._lookup, self._addresses, organisation)

    def policy_pages(self) -> Iterator[PageView]:
        """The concerns, the duties and the clauses, a page each."""
        lookup, addresses = self._lookup, self._addresses
        for page in concern_pages(lookup, addresses, self.lists.concerns):
            yield PageView(page.address, "concern.html", page.concern.title, page)
        for rule in lookup.assessment.pack.rules.values():
            duty = duty_view(lookup, addresses, rule)
            yield PageView(addresses.duty(rule.id), "duty.html", duty.title, duty)
        figures = figure_addresses(parameter.name for parameter in lookup.assessment.run.parameters)
        yield from _of_clauses(lookup, addresses, figures)


def views_of(
    lookup: Lookup, addresses: Addresses, standing: StandingView, lists: OwnLists
) -> Iterator[PageView]:
    """The page of the organisation that stands so, then its findings in full."""
    organisation = lookup.organisations[standing.code]
    address = addresses.organisation(organisation.code)
    assert address is not None
    view = organisation_view(lookup, addresses, standing, lists)
    yield PageView(address, "organisation.html", organisation.name, view)
    for findings in findings_views(lookup, addresses, organisation):
        title = f"{organisation.name}, findings, {findings.title}"
        yield PageView(findings.address, "findings.html", title, findings)


def site_views(lookup: Lookup, addresses: Addresses) -> Iterator[PageView]:
    """Every page of an assessment, in the order in which they are written."""
    views = SiteViews(lookup, addresses)
    yield from views.run_pages()
    for organisation in lookup.assessment.organisations:
        yield from views.organisation_pages(organisation)
    yield from views.policy_pages()


def _lists(
    lookup: Lookup, addresses: Addresses, standings: tuple[StandingView, ...], lists: RunLists
) -> Iterator[PageView]:
    concerns, changes = lists.concerns, changes_view(lookup, addresses)
    hidden = not_shown_in(lookup.assessment)
    shown = Lists(concerns, standings, changes, owed_view(lookup, addresses))
    overview = overview_view(lookup, addresses, shown)
    yield PageView(Address(Page.OVERVIEW), "index.html", "Overview", overview)
    for page, title, view in (
        (Page.CONCERNS, "Concerns", concerns),
        (Page.CHANGES, "What changed", changes),
        (Page.DECISIONS, "Decisions", lists.decided),
        (Page.FAULTS, "Faults in the files", faults_view(lookup, addresses)),
    ):
        yield PageView(Address(page), f"{page.value}.html", title, view, standings)
    figures = FiguresView(figures_view(lookup), what_ifs_view(lookup, addresses))
    yield PageView(
        Address(Page.CLAUSES), "clauses.html", "Clauses", clauses_view(lookup, addresses)
    )
    yield PageView(
        Address(Page.QUERIES), "queries.html", "Policy queries", queries_view(lookup, addresses)
    )
    yield PageView(Address(Page.FIGURES), "figures.html", "Figures used", figures)
    yield PageView(Address(Page.FILES), "files.html", "Files read", files_view(lookup))
    if hidden:
        title = "What is not shown, and why"
        yield PageView(Address(Page.NOT_SHOWN), "not_shown.html", title, hidden)
    yield PageView(Address(Page.GLOSSARY), "glossary.html", "Glossary", None)


def _of_clauses(
    lookup: Lookup, addresses: Addresses, figures: Mapping[str, Address]
) -> Iterator[PageView]:
    for row in coverage(lookup.assessment.pack):
        address = addresses.clause(row.id)
        assert address is not None
        view = clause_page(lookup, addresses, row, figures)
        yield PageView(address, "clause.html", row.citation, view)
