"""Makes the pictures of docs/use/web from the examples.

``python -m tests.browser.web.pictures docs/use/web [FOLDER]``; the folder is one that
``clausewise serve --demo --data FOLDER`` has judged already.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PICTURES = {
    "sent": "/rounds/5/organisations/ZA5/returns/1/",
    "overview": "/rounds/5/pages/index",
    "finding": "/rounds/5/pages/finding/ZA3/S6-safe-recruitment",
    "sign-off": "/rounds/5/sign-off",
    "person": "/people/new",
    "round": "/rounds/5/",
    "new-round": "/rounds/new#id_assessors_0",
    "meeting": "/rounds/5/meetings/ZA3/1",
    "record": "/record/",
}
SIZE = {"width": 1366, "height": 760}


def main(out: Path, data: str = "") -> None:
    """Serve the examples, and take every picture once the last round is judged."""
    with tempfile.TemporaryDirectory() as fresh:
        folder = data or fresh
        command = [sys.executable, "-m", "clausewise", "serve", "--demo", "--no-browser"]
        with subprocess.Popen(
            [*command, "--data", folder], stdout=subprocess.PIPE, text=True
        ) as server:
            assert server.stdout is not None
            links = (re.search(r"http://\S+/enter/\S+", line) for line in server.stdout)
            link = next(found for found in links if found)[0]
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
                )
                page = browser.new_page(viewport=SIZE)
                page.goto(link)
                base = link.partition("/enter")[0]
                _take(page, base, out)
                browser.close()
            server.terminate()


def _take(page: Page, base: str, out: Path) -> None:
    for name, path in PICTURES.items():
        for _ in range(300):
            page.goto(base + path)
            if page.get_by_role("heading", level=1).inner_text() != "Page not found":
                break
            time.sleep(1)
        page.screenshot(path=out / f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
