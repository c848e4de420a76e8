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
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from clausewise.places import EXAMPLES
from tests.browser.web_every_page import (
    JUDGING,
    axe_finds_nothing_on_any_page_that_was_met,
    every_page_of_the_table_was_met,
    what_is_left_is_looked_at,
)
from tests.evidence.mapping.layouts import LAYOUTS, QUARTERS

pytestmark = pytest.mark.browser

PASSWORD = "correct horse battery staple"
QUARTER = "2014-15 Q3"
FILE = EXAMPLES / "2014-15-Q3" / "marlhaven-2014-15-Q3.xlsx"
NAMES = {
    "ZA1": "Marlhaven Hospitals NHS Trust",
    "ZA3": "Tollwick Mental Health NHS Foundation Trust",
}
PEOPLE = {
    "Sender One": f"{NAMES['ZA1']}: sends returns",
    "Certifier One": f"{NAMES['ZA1']}: certifies returns",
    "Sender Three": f"{NAMES['ZA3']}: sends returns",
    "Certifier Three": f"{NAMES['ZA3']}: certifies returns",
    "Anne Assessor": "Assessor",
    "Carl Commissioner": "Commissioner",
    "Amy Auditor": "Auditor",
}


@dataclass
class Story:
    """The round as it is played: who sits at which browser, and the pages that each met."""

    browser: Browser
    base: str
    folder: Path
    at: dict[str, BrowserContext] = field(default_factory=dict)
    met: dict[str, set[str]] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    """What the codes of each are made from."""
    second_steps: dict[str, str] = field(default_factory=dict)
    """The pages of the second factor, which are met once alone, as they stood."""

    def page(self, name: str) -> Page:
        """The page before somebody, in a browser without JavaScript."""
        if name not in self.at:
            self.at[name] = self.browser.new_context(
                java_script_enabled=False, viewport={"width": 1366, "height": 800}
            )
            page = self.at[name].new_page()
            page.set_default_timeout(30_000)
            seen = self.met.setdefault(name, set())
            page.on("load", lambda page: seen.add(re.split("[?#]", page.url)[0]))
        return self.at[name].pages[0]

    def come_in(self, name: str, link: str) -> None:
        """Come in by a link, set a password, and set a second factor up."""
        page = self.page(name)
        page.goto(link)
        page.get_by_label("New password").fill(PASSWORD)
        page.get_by_label("The same again").fill(PASSWORD)
        page.get_by_role("button", name="Set the password and sign in").click()
        self.second_steps["set up"] = page.content()
        self.secrets[name] = page.locator("code").inner_text()
        page.get_by_label("Code").fill(pyotp.TOTP(self.secrets[name]).now())
        page.get_by_role("button", name="Set it up and sign in").click()
        self.second_steps["recovery codes"] = page.content()
        page.get_by_role("link", name="I have kept them: go on").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("My work")


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


def menu(page: Page, name: str) -> None:
    """Go to a page of the menu."""
    page.get_by_role("navigation", name="All pages").get_by_role("link", name=name).click()


def broken(folder: Path) -> Path:
    """The first provider's return with a word where a percentage is asked for."""
    book = openpyxl.load_workbook(FILE)
    sheet = book["dashboard"]
    head = next(cell for row in sheet.iter_rows() for cell in row if str(cell.value) == "value")
    sheet.cell(head.row + 1, head.column).value = "quite a few"
    path = folder / "broken.xlsx"
    book.save(path)
    return path


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


def send(story: Story, name: str, path: Path) -> Page:
    page = story.page(name)
    page.goto(story.base)
    page.get_by_role("link", name=QUARTER).click()
    page.get_by_label("The workbook, or all CSV files of the return").set_input_files(path)
    page.get_by_role("button", name="Send and check").click()
    look_again(page, page.locator(".top .state"), "received")
    return page


def look_again(page: Page, what: object, before: str) -> None:
    """Look again until something is not as it was before."""
    for _ in range(JUDGING // 1_000):
        if page.locator(".top .state").inner_text() != before:
            return
        page.wait_for_timeout(1_000)
        page.reload()


def a_provider_sends_a_broken_workbook_mends_it_and_has_it_certified(story: Story) -> None:
    page = send(story, "Sender One", broken(story.folder))
    expect(page.get_by_text("quite a few")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="A copy with every fault marked in its cell").click()
    assert download.value.suggested_filename == "ZA1-2014-15-Q3-faults.xlsx"
    page = send(story, "Sender One", FILE)
    expect(page.locator(".top .state")).to_have_text("checked")
    certify(story, "Certifier One")


def scorecard(folder: Path) -> Path:
    """A provider's return in a layout of its own."""
    book = openpyxl.load_workbook(LAYOUTS[QUARTERS])
    book["Org"]["B1"], book["Org"]["B2"] = NAMES["ZA3"], "ZA3"
    for row, figure in ((8, 0.97), (11, 0.52), (12, 0.4), (14, 0.6)):
        book.worksheets[0][f"F{row}"] = figure
    path = folder / "scorecard.xlsx"
    book.save(path)
    return path


def a_provider_sends_late_in_its_own_layout_maps_it_and_has_it_certified(story: Story) -> None:
    page = send(story, "Sender Three", scorecard(story.folder))
    expect(page.locator(".top .state")).to_have_text("to be mapped")
    expect(page.locator(".top .never")).to_have_text("Late")
    page.get_by_role("link", name="Say what answers what").click()
    expect(page.get_by_role("region", name="Safeguarding Dashboard 14-15")).to_contain_text("0.52")
    page.get_by_role("button", name="Accept all proposals").click()
    wrong = page.locator("fieldset.row", has_text="SIs involving safeguarding")
    wrong.get_by_label("Not in this return").check()
    page.get_by_role("button", name="Confirm this mapping").click()
    look_again(page, page.locator(".top .state"), "received")
    expect(page.locator(".top .state")).to_have_text("checked")
    expect(page.get_by_text("version 1 of the mapping that Sender Three confirmed")).to_be_visible()
    certify(story, "Certifier Three")


def a_document_is_attached(story: Story) -> None:
    path = story.folder / "policy.pdf"
    path.write_bytes(b"%PDF-1.7 the safeguarding policy")
    page = story.page("Sender Three")
    page.goto(story.base)
    page.get_by_role("link", name=QUARTER).click()
    page.get_by_role("link", name="Documents that the evidence names").click()
    page.get_by_label("What it is, as the evidence names it").fill("Safeguarding policy")
    page.get_by_label("The file").set_input_files(path)
    page.get_by_role("button", name="Attach it").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Safeguarding policy").click()
    assert Path(download.value.path()).read_bytes() == path.read_bytes()


def numbers_are_moved_to_see_what_would_change(story: Story) -> None:
    page = story.page("Anne Assessor")
    page.goto(story.base)
    page.get_by_role("link", name=QUARTER).click()
    page.get_by_role("link", name="The assessment").click()
    page.get_by_role("link", name="What if").click()
    page.locator("input[name=number-training_met]").fill("10")
    page.locator("input[name=number-training_partly_met]").fill("5")
    page.get_by_role("button", name="See what would change").click()
    for _ in range(JUDGING // 1_000):
        if page.get_by_text("10 % instead of 95 %").count():
            break
        page.wait_for_timeout(1_000)
        page.reload()
    expect(page.get_by_role("table", name="What would change")).to_contain_text("Not met")


def certify(story: Story, name: str) -> None:
    page = story.page(name)
    page.goto(story.base)
    page.get_by_role("link", name=QUARTER).click()
    page.get_by_role("link", name=re.compile("^Return ")).first.click()
    page.get_by_role("button", name="Certify this return").click()
    expect(page.locator(".top .state")).to_have_text("certified")


def the_round_is_closed_judged_and_decided_on(story: Story) -> None:
    page = story.page("Administrator")
    page.goto(story.base)
    page.get_by_role("link", name=QUARTER).click()
    page.get_by_role("button", name="Close the round").click()
    look_again(page, page, "closed")
    page = story.page("Anne Assessor")
    page.goto(story.base)
    page.get_by_role("link", name=QUARTER).click()
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
    commissioner.get_by_role("link", name=QUARTER).click()
    commissioner.get_by_role("link", name="Decisions", exact=True).click()
    commissioner.get_by_role("table").get_by_role("link").first.click()
    commissioner.get_by_role("button", name="Approve").click()
    expect(commissioner.locator(".panel .state").first).to_have_text("approved")


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
    auditor.get_by_role("link", name=QUARTER).click()
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


def skip_to_the_content(page: Page) -> None:
    """As the first key of a page does; a busy machine follows the link a moment later."""
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))


def a_return_is_sent_by_keyboard_alone(story: Story) -> None:
    """Signing in, reaching the page of a round and sending, with the Tab and Enter keys."""
    context = story.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{story.base}/sign-in")
    skip_to_the_content(page)
    page.keyboard.press("Tab")
    page.keyboard.type("sender.one@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your code")
    story.second_steps["code"] = page.content()
    tab_to(page, "input[name=code]")
    page.keyboard.type(pyotp.TOTP(story.secrets["Sender One"]).now())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("My work")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text() == QUARTER:
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        f"{NAMES['ZA1']}: return for {QUARTER}"
    )
    tab_to(page, "input[type=file]")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(FILE)
    tab_to(page, "button:not(.quiet button)")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        f"{NAMES['ZA1']}: return 3 for {QUARTER}"
    )
    context.close()


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until what is wanted has the focus."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.locator(f":focus:is({wanted})").count():
            return
    raise AssertionError(f"{wanted} is not reached by the Tab key")


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
