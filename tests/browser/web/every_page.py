"""Every page of the web application is met in the round that is played, and held to axe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.browser.opening import open_all
from tests.browser.test_browser_axe import judged
from web.access.table import ROUTES

if TYPE_CHECKING:
    from tests.browser.web.story import Story

JUDGING = 120_000
"""Milliseconds within which a round is judged on a busy machine."""


def what_is_left_is_looked_at(story: Story) -> None:
    """The pages that no step of the round has met."""
    for name, path in (
        ("Amy Auditor", "account/"),
        ("Amy Auditor", "sign-in"),
        ("Anne Assessor", "rounds/1/meetings/"),
        ("Anne Assessor", "rounds/1/meetings/ZA3/1"),
    ):
        story.page(name).goto(f"{story.base}/{path}")
    story.page("Sender One").goto(f"{story.base}/rounds/1/organisations/ZA1/published/")
    page = story.page("Carl Commissioner")
    page.goto(f"{story.base}/rounds/1/sign-off")
    page.get_by_role("button", name="Preview what the public would see").click()
    for _ in range(JUDGING // 1_000):
        if page.get_by_text("Not published.").count():
            return
        page.wait_for_timeout(1_000)
        page.reload()


NO_PAGES = {
    *("style", "script", "htmx", "health", "judging", "checking", "mail-merge"),
    *("due-day", "own-due-day"),
    *("blank", "marked", "sent-file", "document", "bundle", "published", "export", "record-file"),
}
"""The addresses that answer with a file, or with a word for a program or a page that waits."""
ONCE = {"second-factor", "new-factor", "enter", "openid", "openid_connect_callback"}
"""Those met once alone, as they stood, and those that go on to another at once."""


def every_page_of_the_table_was_met(story: Story) -> None:
    """A page that is new in the table is to be met too, so that axe looks at it."""
    met = {address.removeprefix(f"{story.base}/") for own in story.met.values() for address in own}
    signs = {"int": "[0-9]+", "path": ".+"}
    unmet = []
    for route in ROUTES:
        way = re.sub("<([a-z]+):[a-z_]+>", lambda found: signs.get(found[1], "[^/]+"), route.path)
        is_page = (route.reads or route.is_open) and not route.is_api
        if is_page and not any(re.fullmatch(way, path) for path in met):
            unmet.append(route.name)
    assert {*unmet} <= NO_PAGES | ONCE


def axe_finds_nothing_on_any_page_that_was_met(story: Story, width: int) -> None:
    wrong = {}
    shown = set()
    for name, addresses in story.met.items():
        state = story.at[name].storage_state()
        context = story.browser.new_context(
            storage_state=state, bypass_csp=True, viewport={"width": width, "height": 800}
        )
        page = context.new_page()
        for address in sorted(addresses):
            if "/join/" in address or (kind := re.sub(r"\d+", "n", address)) in shown:
                continue
            shown.add(kind)
            page.goto(address)
            open_all(page)
            if found := judged(page):
                wrong[address] = found
        context.close()
    context = story.browser.new_context(bypass_csp=True, viewport={"width": width, "height": 800})
    page = context.new_page()
    for name, content in story.second_steps.items():
        page.goto(f"{story.base}/sign-in")
        page.set_content(content)
        if found := judged(page):
            wrong[name] = found
    context.close()
    assert wrong == {}
    assert len(shown) > 12
