"""On a phone and at 400 % zoom: nothing of the page is cut off, overlaps or scrolls sideways.

1280 pixels at 400 % are 320 CSS pixels; that is the width that success criterion 1.4.10 names.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

from tests.browser.opening import Open

pytestmark = pytest.mark.browser

# What has a width of its own and may scroll within itself is a region with a name and a focus.
SPILLED = """() => [...document.querySelectorAll('body *')].filter(one => {
    const box = one.getBoundingClientRect(), wide = document.documentElement.clientWidth;
    if (!box.width || !box.height) return false;
    if (one.closest('svg, .scroll[tabindex="0"], option')) return false;
    return (box.right > wide + 1 || box.left < -1) && getComputedStyle(one).clipPath === 'none';
}).map(one => one.outerHTML.slice(0, 120))"""

CUT = """() => [...document.querySelectorAll('main *')].filter(one => {
    const style = getComputedStyle(one);
    return one.clientWidth && style.overflowX !== 'visible' && style.clipPath === 'none'
        && !one.matches('.scroll, select, input') && one.scrollWidth > one.clientWidth + 1;
}).map(one => one.outerHTML.slice(0, 120))"""

# Text blocks of one parent that lie on each other.
LAID_OVER = """() => {
    const found = [];
    const parents = document.querySelectorAll('main section, article, .row, .cards tr, form');
    for (const parent of parents) {
        const boxes = [...parent.children].filter(one => one.innerText && one.offsetParent
            && getComputedStyle(one).position === 'static').map(one => one.getBoundingClientRect());
        boxes.slice(1).forEach((b, i) => {
            const a = boxes[i];
            const over = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            const beside = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            if (over > 2 && beside > 2) found.push(parent.outerHTML.slice(0, 120));
        });
    }
    return found;
}"""


@pytest.mark.parametrize("name", ["examples", "public"])
@pytest.mark.parametrize("width", [1400, 768, 390, 320])
def test_the_page_never_scrolls_sideways_and_nothing_is_cut_off(
    open_page: Open, name: str, width: int
) -> None:
    page = open_page(name, width)
    for opened in (False, True):
        if opened:
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(SPILLED) == []
        assert page.evaluate(CUT) == []
        assert page.evaluate(LAID_OVER) == []


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_each_verdict_stands_beside_its_organisation(
    open_page: Open, width: int
) -> None:
    page = open_page("shared", width)
    cell = page.locator(".matrix td.met").first
    organisation, verdict = cell.locator("i"), cell.locator("a")
    expect(organisation).to_be_visible()
    left, right = organisation.bounding_box(), verdict.bounding_box()
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] <= right["x"] + 1
    assert right["x"] + right["width"] <= width
    verdict.click()
    box = page.get_by_role("dialog").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_what_is_touched_is_large_enough(open_page: Open) -> None:
    """24 by 24 CSS pixels or the distance to the next: success criterion 2.5.8."""
    page = open_page("shared", 390)
    small = page.evaluate(
        """() => [...document.querySelectorAll('.matrix td > a, summary, button, select, input')]
        .filter(one => one.offsetParent && one.getBoundingClientRect().height < 24)
        .map(one => one.outerHTML.slice(0, 120))"""
    )
    assert small == []


def test_wide_tables_scroll_in_a_region_with_a_name(open_page: Open) -> None:
    page = open_page("examples", 700)
    regions = page.locator(".scroll:visible")
    for number in range(regions.count()):
        region = regions.nth(number)
        expect(region).to_have_role("region")
        expect(region).to_have_attribute("tabindex", "0")
        expect(region).to_have_accessible_name(re.compile(r"\S"))


def test_tables_stay_tables_to_a_screen_reader_where_they_are_shown_as_lists(
    open_page: Open,
) -> None:
    told = []
    for width in (1400, 390):
        page = open_page("public", width)
        tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
        roles = Counter(
            one["role"]["value"] for one in tree["nodes"] if not one["ignored"] and "role" in one
        )
        told.append([roles[role] for role in ("table", "row", "rowheader", "columnheader", "cell")])
    assert told[0] == told[1]
    assert min(told[0]) > 5
