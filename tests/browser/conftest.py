"""Pages made from the examples, and a browser to read them in: Debian's chromium by Playwright.

axe-core and the validator of HTML come from ``package.json`` beside this file (``make browser``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, sync_playwright

from clausewise.cli import command
from clausewise.places import EXAMPLE_DECISIONS
from tests.browser.opening import HERE, Open

RETURNS = HERE.parent.parent / "examples" / "returns"
SOME = ("harrowfen", "tollwick", "sedgecombe")
"""Enough for each verdict, silence, concerns and faults; small, for what takes long a page."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def made() -> dict[str, Path]:
    """Where each site is that was made."""
    return {}


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory, made: dict[str, Path]) -> Callable[[str], Path]:
    """The site of all examples (``examples``) or of some of them, for an audience."""

    def site(name: str) -> Path:
        if name not in made:
            out = tmp_path_factory.mktemp(name)
            words = (
                ["demo"]
                if name == "examples"
                else ["assess", *_some(), *_alone(), "--audience", name]
            )
            result = CliRunner().invoke(command, [*words, "--out", str(out)])
            assert result.exit_code in (0, 1), result.output
            made[name] = out
        return made[name]

    return site


def _alone() -> list[str]:
    """A page of its own for an organisation with much to tell, and for one that fell silent."""
    return ["--single", "Tollwick", "--single", "Sedgecombe"]


def _some() -> list[str]:
    return [
        *("--decisions", str(EXAMPLE_DECISIONS)),
        *(
            str(path)
            for quarter in ("2014-15-Q2", "2014-15-Q3")
            for name in SOME
            for path in sorted((RETURNS / quarter).glob(f"{name}*"))
            if not (quarter == "2014-15-Q3" and name == "sedgecombe")
        ),
        str(next((RETURNS / "2014-15-Q1").glob("sedgecombe*"))),
    ]


@pytest.fixture
def open_page(
    chromium: Browser, sites: Callable[[str], Path], made: dict[str, Path]
) -> Iterator[Open]:
    """Whatever a page asks of a network fails the test, and so does an error of its script."""
    contexts = []
    asked: list[str] = []
    errors: list[str] = []

    def opened(
        page: str = "index.html",
        width: int = 1400,
        height: int = 900,
        site: str = "shared",
        **settings: Any,
    ) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, **settings)
        contexts.append(context)
        tab = context.new_page()
        tab.set_default_timeout(20_000)
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.on("console", lambda said: errors.append(said.text))
        file, _, place = page.partition("?")
        path = max(sites(site).glob(file), key=lambda one: one.stat().st_size)
        tab.goto(path.as_uri() + (f"?{place}" if place else ""))
        return tab

    yield opened
    for context in contexts:
        context.close()
    own = ("about:blank", "data:", *(site.as_uri() for site in made.values()))
    assert [url for url in asked if not url.startswith(own)] == []
    assert errors == []
