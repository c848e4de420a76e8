"""No violation of WCAG 2.2 AA that axe-core can find, and nothing that it leaves undecided."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.opening import FINDINGS, KINDS, ORGANISATION, PACKAGES, Open, open_all

pytestmark = pytest.mark.browser

AXE = PACKAGES / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# A section's heading spans its row, so that the row has no cell: its rows are the group's others.
LEFT_TO_PEOPLE = {"th-has-data-cells"}


def judged(page: Page, within: str = "html") -> list[dict[str, Any]]:
    """What axe says against the page: violations, and what it could not decide."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=AXE)
    # Only what fails is told in full: to name each place that passes takes most of the time.
    # It cannot tell what lies under the text of a picture: test_pictures.py holds that contrast.
    full = """([within, tags]) => axe.run({
        include: [[within]], exclude: [['#pictures svg']],
    }, {
        runOnly: tags, resultTypes: ['violations', 'incomplete'], preload: false, iframes: false,
    })"""
    found = page.evaluate(full, [within, TAGS])
    assert len(found["passes"]) > (10 if within == "html" else 2)
    undecided = [one for one in found["incomplete"] if one["id"] not in LEFT_TO_PEOPLE]
    return [
        {"rule": one["id"], "in": [node["html"][:200] for node in one["nodes"][:5]]}
        for one in found["violations"] + undecided
    ]


@pytest.mark.parametrize("width", [1400, 390, 320])
@pytest.mark.parametrize("kind", KINDS)
def test_no_violation(open_page: Open, kind: str, width: int) -> None:
    """Of a public site: of one organisation in it nothing came, and some is not shown."""
    page = open_page(kind, width, site="public", bypass_csp=True)
    assert judged(page) == []
    if page.locator("details:not([open])").count():
        open_all(page)
        assert judged(page, "details") == []


@pytest.mark.parametrize("kind", [ORGANISATION, FINDINGS, "pages/decisions.html"])
def test_no_violation_where_names_are_left_out_and_text_is_shown(
    open_page: Open, kind: str
) -> None:
    page = open_page(kind, bypass_csp=True)
    open_all(page)
    assert judged(page) == []
