"""What the browser tests share: where they stand, the kinds of page, and how one is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Page

HERE = Path(__file__).resolve().parent
PACKAGES = HERE / "node_modules"

MATRIX = "pages/matrix-provider.html"
ORGANISATION = "pages/org/ZA3.html"
FINDINGS = "pages/org/ZA3/S6.html"
SINGLE = "pages/single/*.html"
CONCERNS = "pages/concerns.html"
KINDS = (
    *("index.html", MATRIX, ORGANISATION, FINDINGS, CONCERNS, "pages/concerns/*.html"),
    *("pages/changes.html", "pages/decisions.html", "pages/clauses.html", "pages/queries.html"),
    *("pages/clauses/S6.p11.c.html", "pages/duties/S6-training-levels.html"),
    *(
        "pages/pictures-provider.html",
        "pages/faults.html",
        "pages/figures.html",
        "pages/files.html",
    ),
    *("pages/not-shown.html", "pages/glossary.html", SINGLE),
)
"""One page of each kind; of those called by a star the largest."""


class Open(Protocol):
    """Opens a page of a site at a width in CSS pixels; other settings are Playwright's own."""

    def __call__(
        self,
        page: str = "index.html",
        width: int = 1400,
        height: int = 900,
        site: str = "shared",
        **settings: Any,
    ) -> Page: ...


def open_all(page: Page) -> None:
    """Unfold whatever is folded on a page, and wait until it is laid out."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
