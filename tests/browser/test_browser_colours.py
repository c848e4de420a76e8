"""A verdict is told by words and a shape, so that no colour, and no paper without one, hides it."""

from __future__ import annotations

import itertools

import pytest

from tests.browser.opening import Open

pytestmark = pytest.mark.browser

VERDICTS = ("met", "partly_met", "not_met", "no_evidence", "not_applicable")


def test_each_verdict_has_a_picture_of_its_own_without_colour(open_page: Open) -> None:
    """As somebody who sees no colour, or a black-and-white printer, gets them."""
    page = open_page("examples")
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setEmulatedVisionDeficiency", {"type": "achromatopsia"})
    pictures = [
        page.locator(f".matrix td.{verdict}:visible svg").first.screenshot() for verdict in VERDICTS
    ]
    for one, other in itertools.combinations(pictures, 2):
        assert one != other


@pytest.mark.parametrize("media", ["screen", "print"])
def test_each_verdict_is_told_in_words_in_each_cell(open_page: Open, media: str) -> None:
    page = open_page("examples")
    page.emulate_media(media=media)
    untold = page.evaluate(
        """() => [...document.querySelectorAll('.matrix td[id]')].filter(one => {
            const told = one.querySelector('a').innerText.trim().toLowerCase();
            const shape = one.querySelector('svg').getBoundingClientRect();
            return told.replace(' ', '_') !== one.classList[0] || !shape.width;
        }).map(one => one.outerHTML)"""
    )
    assert untold == []


def test_the_page_is_light_whatever_the_system_prefers(open_page: Open) -> None:
    seen = {
        open_page("shared", color_scheme=scheme).evaluate(
            """() => ['html', 'select', 'input', 'dialog', '.matrix td.met'].map(one => {
                const style = getComputedStyle(document.querySelector(one));
                return [style.color, style.backgroundColor].join();
            }).join()"""
        )
        for scheme in ("light", "dark")
    }
    assert len(seen) == 1
