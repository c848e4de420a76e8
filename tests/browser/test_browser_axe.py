"""No violation of WCAG 2.2 AA that axe-core can find, and nothing that it leaves undecided."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.opening import PACKAGES, Open

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
        include: [[within]], exclude: [['#pictures svg text']],
    }, {
        runOnly: tags, resultTypes: ['violations', 'incomplete'], preload: false, iframes: false,
    })"""
    found = page.evaluate(full, [within, TAGS])
    assert len(found["passes"]) > 10
    undecided = [one for one in found["incomplete"] if one["id"] not in LEFT_TO_PEOPLE]
    return [
        {"rule": one["id"], "in": [node["html"][:200] for node in one["nodes"][:5]]}
        for one in found["violations"] + undecided
    ]


def open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    # What axe looks at must have been laid out.
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.mark.parametrize("width", [1400, 390, 320])
@pytest.mark.parametrize("name", ["examples", "public"])
def test_no_violation(open_page: Open, name: str, width: int) -> None:
    """The examples' page is a shared one; the other is public, and of one nothing came."""
    page = open_page(name, width, bypass_csp=True)
    assert page.locator("details:not([open])").count() > 10
    assert judged(page) == []
    open_all(page)
    assert judged(page, "details") == []


def test_no_violation_in_the_dialog_of_a_finding(open_page: Open) -> None:
    page = open_page("shared", bypass_csp=True)
    page.locator(".matrix td.not_met a").first.click()
    page.locator("dialog[open]").wait_for()
    # A link under the mouse looks otherwise than one that is read.
    page.mouse.move(0, 0)
    assert judged(page, "dialog") == []
