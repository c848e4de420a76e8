"""By keyboard alone: the order, a focus that can be seen, what opens and closes, no trap."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.opening import CONCERNS, FINDINGS, MATRIX, ORGANISATION, SINGLE, Open

pytestmark = pytest.mark.browser

FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    const shown = one.id === 'by-change' ? getComputedStyle(one.labels[0], '::before') : style;
    const box = one.getBoundingClientRect();
    const behind = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return {
        tag: one.tagName, text: (one.id || one.innerText).trim().slice(0, 60),
        marked: shown.boxShadow !== 'none' || parseFloat(shown.outlineWidth) > 1,
        on: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        // A table taller than the window has no middle in it.
        seen: box.height > innerHeight || one.contains(behind) || !!behind?.contains(one),
    };
}"""


def tab(page: Page, times: int = 1) -> list[dict[str, Any]]:
    """Where the focus comes to by so many presses of Tab."""
    stops = []
    for _ in range(times):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
    return stops


@pytest.mark.parametrize("kind", ["index.html", MATRIX, ORGANISATION])
def test_the_first_stop_skips_to_the_content(open_page: Open, kind: str) -> None:
    page = open_page(kind)
    (skip,) = tab(page)
    assert (skip["tag"], skip["text"]) == ("A", "Skip to the content")
    expect(page.locator(".skip")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    tab(page)
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("width", [1400, 390])
def test_the_matrix_has_its_filters_first_and_each_stop_can_be_seen(
    open_page: Open, width: int
) -> None:
    page = open_page(MATRIX, width)
    page.locator("#by-organisation").focus()
    page.keyboard.press("Shift+Tab")
    stops = tab(page, 60)
    assert [stop["text"] for stop in stops[:5]] == [
        "by-organisation",
        "by-verdict",
        "by-section",
        "by-words",
        "by-change",
    ]
    assert stops[5]["text"] == "Show all"
    assert [stop for stop in stops if not (stop["marked"] and stop["on"] and stop["seen"])] == []


@pytest.mark.parametrize("kind", ["index.html", ORGANISATION, FINDINGS, CONCERNS, SINGLE])
@pytest.mark.parametrize("width", [1400, 390])
def test_each_stop_can_be_seen_and_comes_in_the_pages_order(
    open_page: Open, kind: str, width: int
) -> None:
    page = open_page(kind, width)
    stops, places = [], []
    for _ in range(40):
        stops += tab(page)
        places.append(
            page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
        )
    assert [stop for stop in stops if not (stop["marked"] and stop["on"] and stop["seen"])] == []
    assert places == sorted(set(places))


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_opens_what_is_folded(open_page: Open, key: str) -> None:
    page = open_page(FINDINGS)
    folded = page.locator("details.tree").first
    folded.locator("summary").focus()
    page.keyboard.press(key)
    expect(folded.locator("li").first).to_be_visible()
    page.keyboard.press(key)
    expect(folded.locator("li").first).to_be_hidden()


def test_a_table_that_scrolls_can_be_scrolled_by_keys(open_page: Open) -> None:
    page = open_page(MATRIX, 700, site="examples")
    region = page.locator(".scroll.wide")
    expect(region).to_have_attribute("tabindex", "0")
    region.focus()
    assert page.evaluate(FOCUSED)["marked"]
    page.keyboard.press("ArrowRight")
    page.wait_for_function("one => one.scrollLeft > 0", arg=region.element_handle())


def test_the_filters_work_by_keys(open_page: Open) -> None:
    page = open_page(MATRIX)
    page.locator("#by-verdict").focus()
    page.keyboard.type("Not met")
    expect(page.locator(".matrix td.met:not(.off):visible")).to_have_count(0)
    page.locator("#by-change").focus()
    page.keyboard.press("Space")
    expect(page.locator("#by-change")).to_be_checked()
    page.locator("#filters button").focus()
    page.keyboard.press("Space")
    expect(page.locator("#by-verdict")).to_have_value("")
    expect(page.locator(".matrix td.met:not(.off)").first).to_be_attached()
