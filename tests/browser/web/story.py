"""Who plays a round in the web application, at which browsers, and what all of them do."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pyotp
from playwright.sync_api import Browser, BrowserContext, Page, expect

from clausewise.places import EXAMPLES
from tests.browser.web.every_page import (
    JUDGING,
)

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


def menu(page: Page, name: str) -> None:
    """Go to a page of the menu."""
    page.get_by_role("navigation", name="All pages").get_by_role("link", name=name).click()


def look_again(page: Page, what: object, before: str) -> None:
    """Look again until something is not as it was before."""
    for _ in range(JUDGING // 1_000):
        if page.locator(".top .state").inner_text() != before:
            return
        page.wait_for_timeout(1_000)
        page.reload()
