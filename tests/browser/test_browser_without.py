"""The page without JavaScript, without a network, without its colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.opening import Open

pytestmark = pytest.mark.browser


def test_without_javascript_all_can_be_read(open_page: Open) -> None:
    page = open_page("examples", java_script_enabled=False)
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator(".matrix .row").first).to_be_visible()
    cell = page.locator(".matrix td.not_met a").first
    target = cell.get_attribute("href") or ""
    cell.click()
    expect(page.locator(target)).to_be_in_viewport()
    page.locator(target).get_by_role("link", name="Back to the matrix").click()
    expect(cell).to_be_in_viewport()
    summary = page.locator(".matrix summary").first
    summary.click()
    expect(page.locator(".matrix details[open] q").first).to_be_visible()


def test_nothing_moves_by_itself(open_page: Open) -> None:
    page = open_page("shared")
    moving = """() => [...document.querySelectorAll('*')].filter(one => {
        const style = getComputedStyle(one);
        return style.animationName !== 'none' || style.transitionDuration !== '0s' ||
            style.scrollBehavior !== 'auto';
    }).length"""
    assert page.evaluate(moving) == 0


def test_in_forced_colours_verdicts_keep_their_words_shapes_and_frames(open_page: Open) -> None:
    page = open_page("shared", forced_colors="active")
    for verdict in ("met", "partly_met", "not_met", "no_evidence"):
        cell = page.locator(f".matrix td.{verdict} a:visible").first
        expect(cell.locator("svg.g")).to_be_visible()
        for framed in (cell.locator("xpath=parent::td"), page.locator(f".tag.{verdict}").first):
            sides = framed.evaluate("one => getComputedStyle(one).borderStyle")
            assert "none" not in sides
        assert cell.inner_text().strip().lower() == verdict.replace("_", " ")
