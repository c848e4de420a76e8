"""What a single page of one organisation shows: all that the site has about it alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.nouns.evidence.organisation import Organisation
from reports.content.not_shown import NotShown, not_shown_in
from reports.lookup import Lookup
from reports.page.concerns import ConcernPage, ConcernView, concern_pages
from reports.page.links import Address, Addresses, Page
from reports.page.organisations import (
    FindingsView,
    OrganisationView,
    RunLists,
    findings_views,
    organisation_view,
    standing_view,
)
from reports.page.site import MenuItem
from reports.page.sources import FaultView, InputView, faults_view, files_view


@dataclass(frozen=True, slots=True)
class PartView:
    """The findings in full under one part of the policy, and where they begin on the page."""

    anchor: str
    findings: FindingsView


@dataclass(frozen=True, slots=True)
class SingleView:
    """One organisation on a page that stands alone."""

    address: Address
    organisation: OrganisationView
    concerns: tuple[ConcernPage, ...]
    """Its own of the quarter, in full; those of earlier quarters are told in short alone."""
    parts: tuple[PartView, ...]
    faults: tuple[FaultView, ...]
    """Those of its own files."""
    inputs: tuple[InputView, ...]
    """The files read for it."""
    hidden: tuple[NotShown, ...]
    """What is left out for the audience."""

    @property
    def verdict_anchors(self) -> tuple[str, ...]:
        """Where the duties of each verdict are listed."""
        return tuple(group.verdict.value for group in self.organisation.groups)

    @property
    def menu(self) -> tuple[MenuItem, ...]:
        """The menu that stands for the site's: the parts of the page, each with its anchor."""
        return tuple(
            MenuItem(label, Address(Page.ORGANISATION, self.address.names, anchor))
            for label, anchor in _contents(self)
        )


def single_view(lookup: Lookup, addresses: Addresses, organisation: Organisation) -> SingleView:
    """The page of an organisation that stands alone; its concerns count from 1."""
    address = addresses.organisation(organisation.code)
    assert address is not None
    name, lists = address.names[0], RunLists(lookup, addresses)
    return SingleView(
        address=address,
        organisation=_own(lookup, addresses, organisation, lists),
        concerns=tuple(
            replace(page, concern=_without_others(page.concern))
            for page in concern_pages(lookup, addresses, lists.concerns)
            if page.line.name == name and not page.line.is_past
        ),
        parts=tuple(
            PartView(f"part-{number}", findings)
            for number, findings in enumerate(findings_views(lookup, addresses, organisation), 1)
        ),
        faults=tuple(fault for fault in faults_view(lookup, addresses) if fault.name == name),
        inputs=_inputs(lookup, organisation),
        hidden=tuple(
            figure
            for figure in not_shown_in(lookup.assessment)
            if figure.organisation == organisation.name
        ),
    )


def _own(
    lookup: Lookup, addresses: Addresses, organisation: Organisation, lists: RunLists
) -> OrganisationView:
    """The site's page of it, with its concerns counted from 1."""
    standing = standing_view(lookup, addresses, organisation)
    whole = organisation_view(lookup, addresses, standing, lists)
    counted = (replace(line, place=place) for place, line in enumerate(whole.concerns, 1))
    return replace(whole, concerns=tuple(counted))


def _without_others(concern: ConcernView) -> ConcernView:
    """A concern; those of other organisations that it takes in are a sentence each."""
    return replace(
        concern,
        under=tuple(
            _without_others(part) if part.other is None else _in_short(part)
            for part in concern.under
        ),
    )


def _in_short(concern: ConcernView) -> ConcernView:
    return replace(
        concern,
        said=(),
        cited=(),
        findings=(),
        question="",
        next_step="",
        stake="",
        under=(),
        follows_from=(),
    )


def _contents(view: SingleView) -> Iterator[tuple[str, str]]:
    """The parts of the page that are there, in their order, and their anchors."""
    own = view.organisation
    yield "Concerns", "concerns"
    yield "Duties", "duties"
    if own.decided:
        yield "Decisions", "decisions"
    if own.pictures:
        yield "Training and trends", "pictures"
    if view.concerns:
        yield "Concerns in full", "in-full"
    for part in view.parts:
        yield f"{part.findings.title} in full", part.anchor
    if view.faults:
        yield "Faults", "faults"
    yield "Files", "inputs"
    if view.hidden:
        yield "Not shown", "not-shown"
    yield "Glossary", "verdicts"


def _inputs(lookup: Lookup, organisation: Organisation) -> tuple[InputView, ...]:
    files = files_view(lookup).inputs
    run = lookup.assessment.run
    return tuple(
        view
        for file, view in zip(run.inputs, files, strict=True)
        if file.organisation == organisation.code
    )
