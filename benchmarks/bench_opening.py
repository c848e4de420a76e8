"""How long a browser takes to open the pages of a site, and to filter them.

Run: python -m benchmarks.bench_opening FOLDER ..., each a folder of outputs, as bench_pages
writes them. It opens the overview, the largest matrix, the largest picture and the largest page
besides in Chromium, and prints their sizes, nodes, the milliseconds until each is laid out, and
those of a filter. A busy machine is slow for all alike, so each is told in times of an empty page
too. The least of several openings counts.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

TIMES = 5
EMPTY = "data:text/html,<!DOCTYPE html><title>empty</title><p>empty"
_LAID_OUT = """() => new Promise(done => requestAnimationFrame(() => setTimeout(() => {
    done(performance.now());
})))"""
_FILTERED = """() => new Promise(done => {
    const form = document.getElementById('filters');
    if (!form) return done(0);
    const verdict = document.getElementById('by-verdict');
    const began = performance.now();
    if (verdict) verdict.value = 'not_met'; else form.elements[0].selectedIndex = 1;
    form.dispatchEvent(new Event('input', { bubbles: true }));
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
})"""


def opened(browser: Browser, address: str) -> tuple[float, float, int]:
    """The milliseconds to open and to filter a page, the least of several, and its nodes."""
    found = []
    for _ in range(TIMES):
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(address, wait_until="commit")
        page.wait_for_load_state("load")
        shown = page.evaluate(_LAID_OUT)
        nodes = page.evaluate("document.querySelectorAll('*').length")
        found.append((shown, page.evaluate(_FILTERED), nodes))
        page.close()
    return min(at[0] for at in found), min(at[1] for at in found), found[0][2]


def pages_of(site: Path) -> list[Path]:
    """The overview, the largest matrix, the largest picture and the largest page besides."""
    pages = sorted((site / "pages").rglob("*.html"), key=lambda path: -path.stat().st_size)
    kinds = ("matrix-", "pictures-")
    largest = [next(path for path in pages if path.name.startswith(kind)) for kind in kinds]
    other = next(path for path in pages if not path.name.startswith(kinds))
    return [site / "index.html", *largest, other]


def main(words: Sequence[str]) -> None:
    """Measure each site."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        empty, _, _ = opened(browser, EMPTY)
        print(f"empty page: {empty:.0f} ms")
        for site in map(Path, words):
            for path in pages_of(site):
                shown, filtered, nodes = opened(browser, path.resolve().as_uri())
                print(
                    f"{site.name}, {path.relative_to(site)}: {path.stat().st_size / 1000:.0f} kB, "
                    f"{nodes} nodes, {shown:.0f} ms ({shown / empty:.1f} times the empty page), "
                    f"filter {filtered:.0f} ms"
                )
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
