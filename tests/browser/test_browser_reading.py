"""The pages as they are used: filtered, a cell opened, a clause followed to its findings."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.opening import CONCERNS, MATRIX, Open

pytestmark = pytest.mark.browser


def shown(page: Page) -> dict[str, int]:
    """What the page says that it shows, and what it does show."""
    text = page.locator("#filters output").inner_text()
    duties, _, verdicts, _ = map(int, re.findall(r"\d+", text))
    rows = page.locator(".matrix .row:visible").count()
    cells = page.locator(".matrix td:not(.off):not(.not_testable):visible").count()
    return {"duties": duties, "verdicts": verdicts, "rows": rows, "cells": cells}


def says_what_it_shows(page: Page) -> int:
    told = shown(page)
    assert (told["duties"], told["verdicts"]) == (told["rows"], told["cells"])
    return told["verdicts"]


def test_all_is_shown_before_a_filter_is_set(open_page: Open) -> None:
    page = open_page(MATRIX, site="examples")
    assert says_what_it_shows(page) == page.locator(".matrix td:not(.not_testable)").count() > 400


def test_a_filter_by_organisation_stands_in_the_address(open_page: Open) -> None:
    page = open_page(MATRIX, site="examples")
    chosen = page.get_by_label("Organisation", exact=True)
    name = chosen.locator("option").nth(3).inner_text()
    chosen.select_option(label=name)
    assert page.locator(".matrix thead th:not(.duty):visible a").all_inner_texts() == [name]
    few = says_what_it_shows(page)
    assert "?o=ZA" in page.url
    page.reload()
    expect(page.get_by_label("Organisation", exact=True)).not_to_have_value("")
    assert says_what_it_shows(page) == few
    page.get_by_role("button", name="Show all").click()
    expect(page).not_to_have_url(re.compile(r"\?"))
    assert says_what_it_shows(page) > few


def test_filter_by_verdict_and_change(open_page: Open) -> None:
    page = open_page(MATRIX, site="examples")
    cells = page.locator(".matrix td.not_met").count()
    page.get_by_label("Verdict", exact=True).select_option(label="Not met")
    assert says_what_it_shows(page) == cells > 5
    page.get_by_label("Verdict", exact=True).select_option(label="All that are not met in full")
    gaps = says_what_it_shows(page)
    assert gaps > cells
    page.locator("label[for=by-change]").click()
    assert 0 < says_what_it_shows(page) < gaps


def test_filter_by_words(open_page: Open) -> None:
    page = open_page(f"{MATRIX}?q=level%203", site="examples")
    assert 0 < says_what_it_shows(page) < 100
    page.get_by_label("Words", exact=True).fill("no such words anywhere")
    assert says_what_it_shows(page) == 0
    expect(page.locator("#filters output")).to_contain_text("0 of")


def test_concerns_are_filtered_by_organisation(open_page: Open) -> None:
    page = open_page(f"{CONCERNS}?o=ZA3", site="examples")
    few = page.locator("main [data-o]:visible")
    assert 0 < few.count() < page.locator("main [data-o]").count()
    expect(page.locator("#filters output")).to_contain_text(f"{few.count()} of")


def test_a_cell_opens_to_its_finding_and_back_leads_to_its_place(open_page: Open) -> None:
    page = open_page(MATRIX, width=1000, site="examples")
    row = page.locator(".matrix .row", has=page.locator("td.partly_met")).nth(5)
    duty, cell = row.locator("th > a"), row.locator("td.partly_met a").first
    cell.scroll_into_view_if_needed()
    title = duty.inner_text()
    cell.click()
    finding = page.locator("article.f:target")
    expect(finding).to_be_in_viewport()
    expect(finding.get_by_role("heading", level=3)).to_have_text(f"Partly met {title}")
    expect(finding).to_contain_text("What would satisfy it")
    page.go_back()
    expect(cell).to_be_in_viewport()


def test_the_address_of_a_cell_shows_it_alone(open_page: Open) -> None:
    page = open_page(MATRIX, site="examples")
    page.locator(".matrix td.not_met a").last.click()
    page.locator("article.f:target").get_by_role("link", name="In the matrix").click()
    expect(page.locator(".matrix thead th:not(.duty):visible")).to_have_count(1)
    expect(page.locator(".matrix tr:target td:visible")).to_be_in_viewport()
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(".matrix tr:target td:visible")).to_be_in_viewport()


def test_a_duty_leads_to_its_clause_and_to_its_findings(open_page: Open) -> None:
    page = open_page(MATRIX, site="examples")
    duty = page.locator(".matrix .row th > a").nth(4)
    words = duty.inner_text()
    duty.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
    expect(page.locator("blockquote").first).to_be_visible()
    page.locator("tbody a.v").first.click()
    expect(page.locator("article.f:target h3 a")).to_have_text(words)
    page.locator("article.f:target .required a").first.click()
    expect(page.get_by_role("heading", level=2, name="Duties that test it")).to_be_visible()


def test_the_first_concern_leads_to_its_findings_and_a_finding_to_its_concern(
    open_page: Open,
) -> None:
    page = open_page(site="examples")
    page.locator("#first article.concern h3 a").first.click()
    expect(page.get_by_text("Place 1 of")).to_be_visible()
    here = page.url
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    page.locator("main a[href*='/org/']").first.click()
    finding = page.locator("article.f:target")
    expect(finding).to_be_in_viewport()
    back = finding.locator(".meta a[href*='concerns/']").first
    assert back.get_attribute("href") is not None
    back.click()
    assert page.url.split("#")[0].rpartition("/")[0] == here.rpartition("/")[0]
