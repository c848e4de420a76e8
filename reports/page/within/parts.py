"""Each page of the site as its parts, without the frame that a file of its own has."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2
from markupsafe import Markup

from reports.lookup import Lookup
from reports.page.links import Address, Addresses, FileScheme, Page
from reports.page.site import PageView, frame_view, site_views
from reports.page.write import context_of, environment
from reports.text import visible

_TEMPLATES = Path(__file__).parent / "templates"
_BETWEEN = Markup("<!-- next part -->")
"""What stands between the parts of a page as rendered; text that is shown is escaped first."""
_FILES = FileScheme()


@dataclass(frozen=True, slots=True)
class PageParts:
    """A page in parts: HTML that is safe to put into a frame."""

    path: str
    """What tells it from the others: "index", "org/ZA1/S6"."""
    title: str
    """Plain text."""
    heading: str
    lead: str
    main: str
    is_filtered: bool
    """Whether the site's script filters it."""


@dataclass(frozen=True, slots=True)
class WithinScheme:
    """Pages under one address of an application."""

    start: str
    """What the address of every page begins with: "/rounds/3/pages/"."""
    shows_findings: bool = True
    """Whether the application shows each finding by itself too."""

    def href(self, to: Address, here: Address) -> str:
        """As a link from the root of the application."""
        only = f"?o={to.organisation}" if to.organisation else ""
        way = "" if path_of(to) == path_of(here) else self.start + path_of(to)
        return way + only + (f"#{to.anchor}" if to.anchor else "")

    def beside(self, organisation: str, duty: str) -> str:
        """Where the application shows a finding by itself, both by their pages' names."""
        return f"{self.start}finding/{organisation}/{duty}"


def path_of(address: Address) -> str:
    """What an address reads within the application's own: the name of the file, without its
    folder and ending."""
    return _FILES.file(address).removeprefix("pages/").removesuffix(".html")


def menu_of(lookup: Lookup) -> tuple[tuple[str, str], ...]:
    """The pages of the menu: the label and the path of each."""
    frame = frame_view(lookup, Addresses.for_lookup(lookup))
    return tuple(
        (item.label, path_of(item.to))
        for item in frame.menu
        if not item.to.anchor and item.to.page is not Page.DECISIONS
    )


def site_parts(lookup: Lookup, scheme: WithinScheme) -> Iterator[PageParts]:
    """Every page of an assessment, one at a time."""
    addresses = Addresses.for_lookup(lookup)
    frame = frame_view(lookup, addresses)
    for page in site_views(lookup, addresses):
        context = context_of(lookup, frame, page, scheme)
        beside = {"beside": scheme.beside} if scheme.shows_findings else {}
        yield _parts(page, {**context, **beside, "asset": _asset})


def _parts(page: PageView, context: Mapping[str, object]) -> PageParts:
    template = _within().get_template(page.template)
    text = visible(template.render(**context, part=_BETWEEN))
    heading, lead, script, main = text.split(_BETWEEN)
    return PageParts(
        path_of(page.address),
        page.title,
        heading.strip(),
        lead.strip(),
        main.strip(),
        bool(script.strip()),
    )


def _asset(name: str) -> str:
    return name


@functools.cache
def _within() -> jinja2.Environment:
    """The site's templates over a base that has no frame."""
    own = environment()
    assert own.loader is not None
    return own.overlay(
        loader=jinja2.ChoiceLoader([jinja2.FileSystemLoader(_TEMPLATES), own.loader])
    )
