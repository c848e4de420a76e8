"""A verdict is told by words and a shape, so that no colour, and no paper without one, hides it."""

from __future__ import annotations

import itertools

import pytest

from tests.browser.opening import MATRIX, Open

pytestmark = pytest.mark.browser

VERDICTS = ("met", "partly_met", "not_met", "conflicting", "no_evidence", "not_applicable")
SIGN = """one => {
    const box = one.getBoundingClientRect(), style = getComputedStyle(one, '::before');
    const inset = parseFloat(getComputedStyle(one).paddingLeft)
        + parseFloat(getComputedStyle(one).borderLeftWidth);
    const size = parseFloat(style.width);
    return { x: box.left + inset, y: box.top + (box.height - size) / 2, width: size, height: size };
}"""


def test_each_verdict_has_a_sign_of_its_own_without_colour(open_page: Open) -> None:
    """As somebody who sees no colour, or a black-and-white printer, gets them."""
    page = open_page("pages/glossary.html")
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setEmulatedVisionDeficiency", {"type": "achromatopsia"})
    signs = [
        page.screenshot(clip=page.locator(f".tag.{verdict}").first.evaluate(SIGN))
        for verdict in (*VERDICTS, "not_testable")
    ]
    for one, other in itertools.combinations(signs, 2):
        assert one != other


@pytest.mark.parametrize("media", ["screen", "print"])
def test_each_verdict_is_told_in_words_and_by_its_sign_in_each_cell(
    open_page: Open, media: str
) -> None:
    page = open_page(MATRIX, site="examples")
    page.emulate_media(media=media)
    untold = page.evaluate(
        """() => [...document.querySelectorAll('.matrix td:not(.not_testable)')].filter(one => {
            const link = one.querySelector('a'), sign = getComputedStyle(link, '::before');
            const told = link.innerText.trim().toLowerCase();
            return told.replace(' ', '_') !== one.classList[0] || parseFloat(sign.width) < 8
                || !sign.maskImage.startsWith('url');
        }).map(one => one.outerHTML)"""
    )
    assert untold == []


def test_the_pages_are_light_whatever_the_system_prefers(open_page: Open) -> None:
    seen = {
        open_page(MATRIX, color_scheme=scheme).evaluate(
            """() => ['html', 'select', 'input', '.matrix td.met'].map(one => {
                const style = getComputedStyle(document.querySelector(one));
                return [style.color, style.backgroundColor].join();
            }).join()"""
        )
        for scheme in ("light", "dark")
    }
    assert len(seen) == 1
