"""The pages without JavaScript, without a network, without their colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.opening import KINDS, MATRIX, SINGLE, Open

pytestmark = pytest.mark.browser


def test_without_javascript_all_can_be_read(open_page: Open) -> None:
    page = open_page(MATRIX, java_script_enabled=False)
    expect(page.locator("#filters")).to_be_hidden()
    row = page.locator(".matrix .row", has=page.locator("td.not_met")).first
    expect(row).to_be_visible()
    here = row.get_attribute("id")
    row.locator("td.not_met a").first.click()
    finding = page.locator(f"article[id='{here}']")
    expect(finding).to_be_in_viewport()
    finding.locator("summary").first.click()
    expect(finding.locator("details[open] li").first).to_be_visible()
    finding.get_by_role("link", name="In the matrix").click()
    expect(page.locator(f"tr[id='{here}']")).to_be_in_viewport()


def test_a_page_that_stands_alone_is_read_without_javascript(open_page: Open) -> None:
    page = open_page(SINGLE, java_script_enabled=False)
    page.locator("#concerns .ranked a").first.click()
    concern = page.locator("#in-full > article").first
    expect(concern).to_be_in_viewport()
    concern.locator(".refs a").first.click()
    expect(page.locator("article.f:target h3")).to_be_in_viewport()


def test_nothing_moves_by_itself(open_page: Open) -> None:
    moving = """() => [...document.querySelectorAll('*')].filter(one => {
        const style = getComputedStyle(one);
        return style.animationName !== 'none' || style.transitionDuration !== '0s' ||
            style.scrollBehavior !== 'auto';
    }).length"""
    for kind in ("index.html", MATRIX, KINDS[3]):
        assert open_page(kind).evaluate(moving) == 0


def test_in_forced_colours_verdicts_keep_their_words_shapes_and_frames(open_page: Open) -> None:
    page = open_page(MATRIX, forced_colors="active")
    glossary = open_page("pages/glossary.html", forced_colors="active")
    for verdict in ("met", "partly_met", "not_met", "no_evidence"):
        cell = page.locator(f".matrix td.{verdict} a:visible").first
        for framed in (cell.locator("xpath=parent::td"), glossary.locator(f".tag.{verdict}").first):
            sides = framed.evaluate("one => getComputedStyle(one).borderStyle")
            assert "none" not in sides
        for signed in (cell, glossary.locator(f".tag.{verdict}").first):
            sign = signed.evaluate(
                """one => { const style = getComputedStyle(one, '::before');
                return [style.maskImage.slice(0, 8), parseFloat(style.width) > 10,
                    style.backgroundColor]; }"""
            )
            assert sign[:2] == ['url("dat', True]
            assert sign[2] not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
        assert cell.inner_text().strip().lower() == verdict.replace("_", " ")
