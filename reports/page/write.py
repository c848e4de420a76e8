"""The site of an assessment: pages that open by double click, read without JavaScript."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import jinja2

from engine.nouns.english import capitalised, counted
from engine.nouns.verdict import Verdict
from reports.content.found import MOST_PLACES
from reports.file_parts import Content
from reports.files import SITE
from reports.lookup import Lookup
from reports.own_forms import ASSET
from reports.page.links import Address, Addresses, FileScheme, Page, Scheme
from reports.page.site import FrameView, PageView, SiteViews, frame_view
from reports.templates import strict_environment
from reports.text import visible

_TEMPLATES = Path(__file__).parent / "templates"
_STYLES = ("nhsuk.css", "site.css", "matrix.css", "pictures.css")
_SCRIPT = "script.js"
_OURS = f"{ASSET}the style of its pages. */".encode()


def site_files(lookup: Lookup) -> Iterator[tuple[str, Content]]:
    """Each file of the site by its name in the folder of the outputs, one at a time.

    Text from returns is escaped and shown, never obeyed. By its content security policy a page
    loads nothing but the site's own style and script: even text that slipped through could load
    and run nothing else.
    """
    site = Site(lookup)
    own = (page for code in lookup.organisations for page in site.of_organisation(code))
    yield from site.files(own)


class Site:
    """The files of the site; the pages of organisations can be made before all others."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self.addresses = Addresses.for_lookup(lookup)
        self.views = SiteViews(lookup, self.addresses)
        self.frame = frame_view(lookup, self.addresses)

    def of_organisation(self, code: str) -> Iterator[tuple[str, bytes]]:
        """The pages of one organisation; none where the assessment does not know it."""
        organisation = self._lookup.organisations.get(code)
        if organisation is not None:
            yield from self._written(self.views.organisation_pages(organisation))

    def files(self, own: Iterable[tuple[str, Content]]) -> Iterator[tuple[str, Content]]:
        """Every file by its name, in order; ``own`` are the pages of all organisations."""
        yield f"{SITE}/style.css", style()
        yield f"{SITE}/{_SCRIPT}", script()
        yield from self._written(self.views.run_pages())
        yield from own
        yield from self._written(self.views.policy_pages())

    def _written(self, pages: Iterable[PageView]) -> Iterator[tuple[str, bytes]]:
        return page_files(self._lookup, self.frame, pages)


def page_files(
    lookup: Lookup, frame: FrameView, pages: Iterable[PageView]
) -> Iterator[tuple[str, bytes]]:
    """Some pages of the site by the names of their files."""
    scheme = FileScheme()
    for page in pages:
        asset = partial(_asset, scheme, page.address)
        yield scheme.file(page.address), render_page(lookup, frame, page, scheme, asset=asset)


def render_page(
    lookup: Lookup, frame: FrameView, page: PageView, scheme: Scheme, **own: object
) -> bytes:
    """A page as it is written; ``own`` is what its template has beyond what all have."""
    context = context_of(lookup, frame, page, scheme)
    text = environment().get_template(page.template).render(**context, **own)
    # No template holds what visible() changes, so once over the whole page is enough.
    return visible(text).encode("utf-8")


def context_of(
    lookup: Lookup, frame: FrameView, page: PageView, scheme: Scheme
) -> dict[str, object]:
    """What the template of every page is given."""
    return {
        "frame": frame,
        "here": page.address,
        "title": page.title,
        "view": page.view,
        "standings": page.standings,
        "wording": lookup.assessment.pack.vocabulary.wording,
        "href": partial(_href, scheme, page.address),
        "pages": {kind.value: Address(kind) for kind in Page} | {"matrices": frame.matrices},
        "verdicts": tuple(Verdict),
        "most": MOST_PLACES,
    }


def _href(scheme: Scheme, here: Address, to: Address | None) -> str | None:
    """The link to what is shown; None for what is shown nowhere."""
    return scheme.href(to, here) if to is not None else None


def _asset(scheme: FileScheme, here: Address, name: str) -> str:
    return scheme.beside(f"{SITE}/{name}", here)


@functools.cache
def environment() -> jinja2.Environment:
    """The site's templates, read once in a process."""
    return page_environment(_TEMPLATES)


def page_environment(templates: Path) -> jinja2.Environment:
    """The templates of a folder of pages, with the filters of all pages."""
    environment = strict_environment(templates)
    environment.filters["counted"] = counted
    environment.filters["capitalize_first"] = capitalised
    return environment


def style() -> bytes:
    """The style of all pages."""
    return b"\n".join((_OURS, *(_read(name) for name in _STYLES)))


def script() -> bytes:
    """The script by which pages are filtered."""
    return _read(_SCRIPT)


def _read(name: str) -> bytes:
    """A style or a script without its indentation and blank lines."""
    lines = (line.strip() for line in (_TEMPLATES / name).read_text("utf-8").splitlines())
    return "\n".join(line for line in lines if line).encode("utf-8")
