"""A whole round in the web application, played in a browser without JavaScript.

An administrator lets seven people in; two providers send, one a broken workbook and then a mended
one, the other late and in a layout of its own, which it maps; an assessor and a commissioner
decide; it is signed, published, and the record is verified. Then every page that was met is held to
axe at three widths.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.web.every_page import (
    JUDGING,
    axe_finds_nothing_on_any_page_that_was_met,
    every_page_of_the_table_was_met,
    what_is_left_is_looked_at,
)
from tests.browser.web.sending import (
    a_document_is_attached,
    a_provider_sends_a_broken_workbook_mends_it_and_has_it_certified,
    a_provider_sends_late_in_its_own_layout_maps_it_and_has_it_certified,
    a_return_is_sent_by_keyboard_alone,
)
from tests.browser.web.story import NAMES, PEOPLE, QUARTER, Story, look_again, menu

pytestmark = pytest.mark.browser


@pytest.fixture
def story(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """A team's server with nothing in it, and the first administrator let in."""
    folder = tmp_path_factory.mktemp("web")
    (folder / "team.toml").write_text('data = "data"\n', "utf-8")
    command = [sys.executable, "-m", "clausewise", "serve", "--config", str(folder / "team.toml")]
    with (
        (folder / "errors.txt").open("w") as errors,
        subprocess.Popen(
            [*command, "--administrator", "admin@example.org"],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as server,
    ):
        assert server.stdout is not None
        links = (re.search(r"(http://[^/]+)/join/\S+", line) for line in server.stdout)
        link = next(found for found in links if found)
        played = Story(chromium, link[1], folder)
        played.come_in("Administrator", link[0])
        yield played
        for context in played.at.values():
            context.close()
        server.terminate()


def an_administrator_lets_people_in_and_opens_a_round(story: Story) -> None:
    page = story.page("Administrator")
    for code, name in NAMES.items():
        menu(page, "Organisations")
        page.get_by_label("Code").fill(code)
        page.get_by_label("Name").fill(name)
        page.get_by_role("button", name="Add").click()
    for name, role in PEOPLE.items():
        menu(page, "People")
        page.get_by_role("link", name="Add a person").click()
        page.get_by_label("Name").fill(name)
        page.get_by_label("E-mail").fill(f"{name.replace(' ', '.')}@example.org")
        page.get_by_label(role, exact=True).check()
        page.get_by_role("button", name="Save").click()
        page.get_by_role("button", name="Make a link").click()
        story.come_in(name, page.get_by_role("status").locator("code").inner_text())
    menu(page, "My work")
    page.get_by_role("link", name="New round").click()
    page.get_by_label("Quarter").fill(QUARTER)
    page.get_by_label("Returns are due on").fill("2015-01-31")
    for code, name in NAMES.items():
        page.get_by_label(f"{code} {name}").check()
    page.get_by_role("button", name="Make the round").click()
    page.get_by_role("button", name="Open the round").click()
    expect(page.locator(".top .state")).to_have_text("open")


def numbers_are_moved_to_see_what_would_change(story: Story) -> None:
    page = story.page("Anne Assessor")
    page.goto(story.base)
    page.get_by_role("link", name=f"Round {QUARTER}").click()
    page.get_by_role("link", name="The assessment").click()
    page.get_by_role("link", name="What if").click()
    page.locator("input[name=number-training_met]").fill("10")
    page.locator("input[name=number-training_partly_met]").fill("5")
    page.get_by_role("button", name="See what would change").first.click()
    for _ in range(JUDGING // 1_000):
        if page.get_by_text("10 % instead of 95 %").count():
            break
        page.wait_for_timeout(1_000)
        page.reload()
    expect(page.get_by_role("table", name="What would change")).to_contain_text("Not met")


def the_round_is_closed_judged_and_decided_on(story: Story) -> None:
    page = story.page("Administrator")
    page.goto(story.base)
    page.get_by_role("link", name=f"Round {QUARTER}").click()
    page.get_by_role("button", name="Close the round").click()
    look_again(page, page, "closed")
    page = story.page("Anne Assessor")
    page.goto(story.base)
    page.get_by_role("link", name=f"Round {QUARTER}").click()
    page.get_by_role("link", name="The assessment").click()
    page.get_by_role("link", name=NAMES["ZA3"]).first.click()
    page.get_by_role("table", name="Not met").get_by_role("link", name="Not met").first.click()
    page.locator("article.f.not_met").get_by_role("link", name="Decide or comment").first.click()
    page.get_by_text("Propose a waiver", exact=True).first.click()
    page.get_by_label("Why it can be lived with").fill("A locum starts in March")
    page.get_by_label("Until").fill("2015-06-30")
    page.get_by_role("button", name="Propose a waiver").click()
    expect(page.locator(".panel .state").first).to_have_text("proposed")
    commissioner = story.page("Carl Commissioner")
    commissioner.goto(story.base)
    commissioner.get_by_role("link", name=f"Round {QUARTER}").click()
    commissioner.get_by_role("link", name="Decisions", exact=True).click()
    commissioner.get_by_role("table").get_by_role("link").first.click()
    what_is_printed_holds_no_buttons(commissioner)
    commissioner.get_by_role("button", name="Approve").click()
    expect(commissioner.locator(".panel .state").first).to_have_text("approved")


def what_is_printed_holds_no_buttons(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="What was decided")).to_be_visible()
    for gone in (page.get_by_role("button"), page.get_by_role("heading", name="Decide or comment")):
        expect(gone).to_have_count(0)
    page.emulate_media(media="screen")


def the_round_is_signed_and_published_and_the_record_is_whole(story: Story) -> None:
    page = story.page("Carl Commissioner")
    page.get_by_role("link", name="Sign off and publish").click()
    for _ in range(JUDGING // 1_000):
        if page.get_by_role("button", name="Sign this assessment").count():
            break
        page.wait_for_timeout(1_000)
        page.reload()
    page.get_by_role("button", name="Sign this assessment").click()
    expect(page.get_by_text("Signed by Carl Commissioner")).to_be_visible()
    page.get_by_role("button", name="Publish for auditors").click()
    auditor = story.page("Amy Auditor")
    auditor.goto(story.base)
    auditor.get_by_role("link", name=f"Round {QUARTER}").click()
    auditor.get_by_role("link", name="Sign off and publish").click()
    link = auditor.get_by_role("link", name="The bundle for auditors")
    for _ in range(JUDGING // 1_000):
        if link.count():
            break
        auditor.wait_for_timeout(1_000)
        auditor.reload()
    with auditor.expect_download() as download:
        link.click()
    bundle = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert {"manifest.json", "record.jsonl", "documents.json", "index.html"} <= {*bundle.namelist()}
    path = story.folder / "record.jsonl"
    path.write_bytes(bundle.read("record.jsonl"))
    ran = subprocess.run(
        [sys.executable, "-m", "clausewise", "record", "verify", str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.startswith("The record is whole: ")
    menu(auditor, "Record")
    expect(auditor.get_by_text("The record is whole.")).to_be_visible()


def test_a_whole_round_is_played_from_the_first_link_to_the_verified_record(story: Story) -> None:
    """Each step goes on where the one before it ended."""
    an_administrator_lets_people_in_and_opens_a_round(story)
    a_provider_sends_a_broken_workbook_mends_it_and_has_it_certified(story)
    a_provider_sends_late_in_its_own_layout_maps_it_and_has_it_certified(story)
    a_document_is_attached(story)
    a_return_is_sent_by_keyboard_alone(story)
    the_round_is_closed_judged_and_decided_on(story)
    numbers_are_moved_to_see_what_would_change(story)
    the_round_is_signed_and_published_and_the_record_is_whole(story)
    what_is_left_is_looked_at(story)
    every_page_of_the_table_was_met(story)
    for width in (1366, 768, 390):
        axe_finds_nothing_on_any_page_that_was_met(story, width)
