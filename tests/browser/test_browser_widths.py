"""On a phone and at 400 % zoom: nothing of the page is cut off, overlaps or scrolls sideways.

1280 pixels at 400 % are 320 CSS pixels; that is the width that success criterion 1.4.10 names.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

from tests.browser.opening import CONCERNS, KINDS, MATRIX, ORGANISATION, Open, open_all

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


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [1400, 390, 320])
def test_no_page_scrolls_sideways_and_nothing_is_cut_off(
    open_page: Open, kind: str, width: int
) -> None:
    page = open_page(kind, width, site="public")
    for opened in (False, True):
        if opened:
            open_all(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(SPILLED) == []
        assert page.evaluate(CUT) == []
        assert page.evaluate(LAID_OVER) == []


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_each_verdict_of_an_organisation_is_named_as_one(
    open_page: Open, width: int
) -> None:
    page = open_page(ORGANISATION, width)
    cell = page.locator("td[data-h=Verdict]").first
    lead = cell.evaluate("one => getComputedStyle(one, '::before').content")
    assert lead == '"Verdict: "'
    box = cell.locator("a").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= width
    cell.locator("a").click()
    expect(page.locator("article.f:target")).to_be_in_viewport()


def test_on_a_phone_the_matrix_keeps_its_headings_in_place(open_page: Open) -> None:
    page = open_page(MATRIX, 390, site="examples")
    region = page.locator(".scroll.wide")
    region.evaluate("one => { one.scrollTo(400, 900); }")
    head, duty = page.locator(".matrix thead .duty"), page.locator(".matrix .row th").nth(8)
    within, corner, side = region.bounding_box(), head.bounding_box(), duty.bounding_box()
    assert within is not None
    assert corner is not None
    assert side is not None
    assert abs(corner["y"] - within["y"]) < 2
    assert abs(side["x"] - within["x"]) < 2


@pytest.mark.parametrize("kind", ["index.html", MATRIX, ORGANISATION, CONCERNS])
def test_what_is_touched_is_large_enough(open_page: Open, kind: str) -> None:
    """24 by 24 CSS pixels or the distance to the next: success criterion 2.5.8."""
    page = open_page(kind, 390)
    small = page.evaluate(
        """() => [...document.querySelectorAll('td > a, summary, button, select, input, nav a')]
        .filter(one => one.offsetParent && one.getBoundingClientRect().height < 24)
        .map(one => one.outerHTML.slice(0, 120))"""
    )
    assert small == []


@pytest.mark.parametrize("kind", ["index.html", MATRIX, ORGANISATION])
def test_wide_tables_scroll_in_a_region_with_a_name(open_page: Open, kind: str) -> None:
    page = open_page(kind, 700)
    regions = page.locator(".scroll:visible")
    assert regions.count() > 0
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
        page = open_page(ORGANISATION, width)
        tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
        roles = Counter(
            one["role"]["value"] for one in tree["nodes"] if not one["ignored"] and "role" in one
        )
        told.append([roles[role] for role in ("table", "row", "rowheader", "columnheader", "cell")])
    assert told[0] == told[1]
    assert min(told[0]) > 5
