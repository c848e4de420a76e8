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
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Opened:
    """What it takes to open a page, in milliseconds."""

    shown: float
    """Until it is laid out."""
    worked: float
    """Of the processor's time, which a busy machine does not lengthen."""
    filtered: float
    """Until a filter is laid out; 0 where the page has none."""


def opened(browser: Browser, address: str) -> tuple[Opened, int]:
    """What it takes to open a page, the least of several times, and how many nodes it has."""
    found, nodes = [], 0
    for _ in range(TIMES):
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        tools = page.context.new_cdp_session(page)
        tools.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(address, wait_until="commit")
        page.wait_for_load_state("load")
        shown = page.evaluate(_LAID_OUT)
        metrics = tools.send("Performance.getMetrics")["metrics"]
        worked = next(each["value"] for each in metrics if each["name"] == "TaskDuration")
        nodes = page.evaluate("document.querySelectorAll('*').length")
        found.append((shown, 1000 * worked, page.evaluate(_FILTERED)))
        page.close()
    return Opened(*(min(values) for values in zip(*found, strict=True))), nodes


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
        empty, _ = opened(browser, EMPTY)
        print(f"empty page: {empty.shown:.0f} ms, {empty.worked:.0f} ms of the processor")
        for site in map(Path, words):
            for path in pages_of(site):
                took, nodes = opened(browser, path.resolve().as_uri())
                print(
                    f"{site.name}, {path.relative_to(site)}: {path.stat().st_size / 1000:.0f} kB, "
                    f"{nodes} nodes, {took.shown:.0f} ms ({took.shown / empty.shown:.1f} times the "
                    f"empty page), {took.worked:.0f} ms of the processor, filter "
                    f"{took.filtered:.0f} ms"
                )
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
