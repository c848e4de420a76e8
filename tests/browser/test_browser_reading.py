"""The page as it is used: filtered, a cell opened, a clause followed to its findings and back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.opening import Open

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
    page = open_page("examples")
    articles = page.locator("article.f").count()
    assert says_what_it_shows(page) == articles
    assert page.locator("article.f:visible").count() == articles


def test_filter_by_organisation(open_page: Open) -> None:
    page = open_page("examples")
    chosen = page.get_by_label("Organisation", exact=True)
    name = chosen.locator("option").nth(3).inner_text()
    chosen.select_option(label=name)
    assert page.locator(".matrix thead th:not(.duty):visible bdi").all_inner_texts() == [name]
    assert says_what_it_shows(page) == page.locator("article.f:visible").count()
    assert set(page.locator("article.f:visible h4 bdi").all_inner_texts()) == {name}
    assert page.locator(".whose:visible h3 bdi").all_inner_texts() in ([], [name])
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("article.f:visible")).to_have_count(page.locator("article.f").count())


def test_filter_by_verdict(open_page: Open) -> None:
    page = open_page("examples")
    page.get_by_label("Verdict", exact=True).select_option(label="Not met")
    articles = page.locator("article.f.not_met").count()
    assert says_what_it_shows(page) == articles > 5
    assert page.locator("article.f:visible").count() == articles
    tags = set(page.locator("article.f:visible h4 .tag").all_inner_texts())
    assert {tag.strip() for tag in tags} == {"Not met"}
    page.get_by_label("Verdict", exact=True).select_option(label="All that are not met in full")
    assert says_what_it_shows(page) > articles


def test_filter_by_words(open_page: Open) -> None:
    page = open_page("examples")
    page.get_by_label("Words", exact=True).fill("level 3 register")
    few = page.locator("article.f:visible")
    assert 0 < says_what_it_shows(page) == few.count() < 200
    page.get_by_label("Words", exact=True).fill("no such words anywhere")
    assert says_what_it_shows(page) == 0
    expect(page.locator(".grid:visible")).to_have_count(0)
    expect(page.locator("#filters output")).to_contain_text("0 of")


def test_a_cell_opens_to_its_finding_and_closes_to_its_place(open_page: Open) -> None:
    page = open_page("examples")
    cell = page.locator(".matrix td.partly_met a").first
    row = cell.locator("xpath=ancestor::tr/th/a").inner_text()
    cell.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    cell.click()
    box = page.get_by_role("dialog")
    expect(box).to_be_visible()
    expect(box.get_by_role("heading", level=3)).to_have_text(row)
    expect(box.get_by_role("heading", level=4)).to_contain_text("Partly met")
    expect(box).to_contain_text("What would satisfy it")
    expect(box.locator("blockquote").first).to_be_visible()
    box.get_by_role("button", name="Close").click()
    expect(box).to_be_hidden()
    expect(cell).to_be_focused()
    assert page.evaluate("scrollY") == before


def test_back_closes_an_open_finding_and_leaves_the_page_where_it_was(open_page: Open) -> None:
    page = open_page("examples", 390)
    here = page.url
    cell = page.locator(".matrix td.not_met a").nth(3)
    cell.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    cell.click()
    box = page.get_by_role("dialog")
    expect(box).to_be_visible()
    assert page.url.startswith(f"{here}#f")
    page.go_back()
    expect(box).to_be_hidden()
    assert page.url == here
    assert page.evaluate("scrollY") == before
    page.go_forward()
    expect(box).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(page).to_have_url(here)


def test_the_address_of_a_finding_opens_it(open_page: Open) -> None:
    page = open_page("examples")
    page.locator(".matrix td.not_met a").first.click()
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_clause_leads_to_its_findings_and_back(open_page: Open) -> None:
    page = open_page("examples")
    duty = page.locator(".matrix .row th > a").nth(4)
    words = duty.inner_text()
    quoted = duty.locator("xpath=parent::th").locator("details").first
    quoted.locator("summary").click()
    expect(quoted.locator("q").first).to_be_visible()
    before = page.evaluate("scrollY")
    duty.click()
    heading = page.get_by_role("heading", level=3, name=words, exact=True)
    expect(heading).to_be_in_viewport()
    findings = page.locator("section.duty", has=heading).locator("article.f")
    assert findings.count() > 0
    first = findings.first
    number = (first.get_attribute("id") or "")[1:]
    first.get_by_role("link", name="Back to the matrix").click()
    expect(page.locator(f"#c{number}")).to_be_in_viewport()
    page.go_back()
    expect(heading).to_be_in_viewport()
    page.go_back()
    expect(duty).to_be_in_viewport()
    assert abs(page.evaluate("scrollY") - before) < 2


def test_a_concern_leads_to_its_findings_and_a_finding_to_its_concern(open_page: Open) -> None:
    page = open_page("examples")
    page.evaluate("document.querySelectorAll('#concerns details').forEach(d => { d.open = true })")
    links = page.locator("article.concern > p.refs a[href^='#f']")
    links.filter(has_text="2014-15 Q3").first.click()
    box = page.get_by_role("dialog")
    expect(box).to_be_visible()
    back = box.locator("a[href^='#k']").first
    target = back.get_attribute("href") or ""
    back.click()
    expect(box).to_be_hidden()
    expect(page.locator(target)).to_be_in_viewport()
