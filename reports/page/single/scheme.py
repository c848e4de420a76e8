"""Addresses on a page that stands alone: anchors of its own, and plain words for all else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.page.concerns import ConcernView
from reports.page.links import Address, Page
from reports.page.single.views import SingleView


@dataclass(frozen=True, slots=True)
class SinglePageScheme:
    """One page alone: what is on it is reached by its anchor; nothing leads away from it."""

    anchors: Mapping[Address, str]

    @classmethod
    def for_view(cls, view: SingleView) -> SinglePageScheme:
        """The addresses of all that a single page shows."""
        return cls(dict(_anchors(view)))

    def href(self, to: Address, here: Address) -> str | None:
        """The place on the page; None for what is not on it."""
        anchor = self.anchors.get(to)
        return f"#{anchor}" if anchor is not None else None


def _anchors(view: SingleView) -> Iterator[tuple[Address, str]]:
    own = view.address
    yield own, "main"
    yield Address(Page.FILES), "inputs"
    yield Address(Page.GLOSSARY), "verdicts"
    for item in view.menu:
        yield item.to, item.to.anchor
    for anchor in view.verdict_anchors:
        yield Address(Page.ORGANISATION, own.names, anchor), anchor
    for part in view.parts:
        there = part.findings.address
        yield there, part.anchor
        for section in part.findings.sections:
            for finding in section.findings:
                yield Address(Page.FINDINGS, there.names, finding.anchor), finding.anchor
    for page in view.concerns:
        yield page.address, page.address.names[0]
        yield from _under(page.concern, page.address)


def _under(concern: ConcernView, page: Address) -> Iterator[tuple[Address, str]]:
    for part in concern.under:
        yield Address(Page.CONCERN, page.names, part.anchor), part.anchor
        yield from _under(part, page)
