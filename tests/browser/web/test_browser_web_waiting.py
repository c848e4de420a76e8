"""A page that waits for a job goes on by itself under the content security policy."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from clausewise.places import EXAMPLES

pytestmark = pytest.mark.browser

FILE = EXAMPLES / "2014-15-Q3" / "marlhaven-2014-15-Q3.xlsx"
SETTINGS = 'data = "data"\nsecond_factor = false\nworker_beside = false\n'
SENT = """
import sys
from pathlib import Path
from web.clock import now
from web.config import config_from
from web.settings import set_up
set_up(config_from(Path(sys.argv[1])))
from web.serving.database import bring_up_to_date
from web.serving.start import owner
bring_up_to_date()
import datetime as dt
from clausewise.places import DEFAULT_PACK
from web.people.accounts import add_organisation, make_link
from web.rounds.jobs import check_return
from web.rounds.models import Expected
from web.rounds.opening import RoundPlan, make_round, move
from web.rounds.sending import Upload, receive
from web.rounds.states import RoundState
from web.rounds.store import keep
me = owner()
own = add_organisation("ZA1", "Marlhaven", "provider", me, now())
held = make_round(
    RoundPlan("2014-15 Q3", DEFAULT_PACK.name, dt.date(2099, 1, 31), [own]), me, now()
)
move(held, RoundState.OPEN, me, now())
file = Upload("return.xlsx", keep([Path(sys.argv[2]).read_bytes()]))
sent = receive(Expected.objects.get(), [file], me, now())
check_return.enqueue(sent.pk)
print(make_link(me, False, now()))
"""


@pytest.fixture
def waiting(chromium: Browser, tmp_path: Path) -> Iterator[tuple[Page, list[str], Path]]:
    """A page on which a return is being checked, what the browser complained of, and the settings
    of the server, which has no worker yet."""
    settings = tmp_path / "team.toml"
    settings.write_text(SETTINGS, "utf-8")
    made = subprocess.run(
        [sys.executable, "-c", SENT, str(settings), str(FILE)],
        capture_output=True,
        text=True,
        check=True,
    )
    command = [sys.executable, "-m", "clausewise", "serve", "--config", str(settings)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = (re.search(r"http://[\d.]+:\d+", line) for line in server.stdout)
        base = next(match for match in found if match)[0]
        context = chromium.new_context()
        page, complaints = context.new_page(), list[str]()
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{base}/enter/{made.stdout.strip()}")
        page.goto(f"{base}/rounds/1/organisations/ZA1/returns/1/")
        yield page, complaints, settings
        context.close()
        server.terminate()


def test_a_page_that_waits_shows_what_came_of_it_by_itself(
    waiting: tuple[Page, list[str], Path],
) -> None:
    page, complaints, settings = waiting
    expect(page.get_by_text("It is being checked.")).to_be_visible()
    page.wait_for_timeout(4_500)  # it has asked twice by then
    expect(page.get_by_text("It is being checked.")).to_be_visible()
    worker = [sys.executable, "-m", "web.serving.worker", "--config", str(settings)]
    with subprocess.Popen([*worker, "--ends-with-input"], stdin=subprocess.PIPE) as working:
        expect(page.get_by_text("It is being checked.")).to_have_count(0, timeout=60_000)
        expect(page.get_by_text("Everything in it can be used.")).to_be_visible(timeout=60_000)
        working.communicate()
    assert complaints == []
    assert page.locator("style, script:not([src]), [style]").count() == 0
    page.wait_for_timeout(2_500)
    assert page.evaluate("typeof htmx") == "undefined"
