"""On paper: A4 landscape, no table cut off at the side, each table's head on each of its pages."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.browser.opening import Open

pytestmark = pytest.mark.browser

A4_LANDSCAPE = (842, 595)
"""Points, the unit of a PDF file: 297 mm by 210 mm."""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("paper") / "matrix.pdf"


def told(*words: str) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True, timeout=60).stdout


@pytest.mark.parametrize("name", ["examples", "public"])
def test_it_prints_to_a4_landscape_without_cut_tables(
    open_page: Open, tmp_path: Path, name: str
) -> None:
    page = open_page(name)
    paper = tmp_path / "matrix.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    sizes = set(
        re.findall(
            r"Page +\d+ size: +(\d+\.?\d*) x (\d+\.?\d*)", told("pdfinfo", "-l", "999", str(paper))
        )
    )
    assert {tuple(round(float(side)) for side in size) for size in sizes} == {A4_LANDSCAPE}
    pages = told("pdftotext", "-layout", str(paper), "-").split("\f")[:-1]
    assert 8 < len(pages) < 100

    page.emulate_media(media="print")
    columns = page.locator(".matrix").first.locator("thead small").all_inner_texts()
    rows = page.locator(".matrix .row").count()
    cells = page.evaluate(
        "[...document.querySelectorAll('.matrix td')].map(one => one.innerText.trim())"
    )
    assert rows > 10
    # Nothing lies beyond the page's width: a box outside it is not in the text of the pages.
    words = " ".join(pages)
    for verdict in ("Met", "Partly met", "Not met", "No evidence", "Not applicable"):
        in_cells = sum(cell.startswith(verdict) for cell in cells)
        assert len(re.findall(rf"\b{verdict}\b", words)) >= in_cells, verdict
    of_the_matrix = [
        text for text in pages if columns and all(column in text for column in columns)
    ]
    assert len(of_the_matrix) > 2


def test_no_cell_is_wider_than_the_paper(open_page: Open) -> None:
    """Laid out for print at the width between the margins of A4 landscape, 277 mm."""
    page = open_page("examples", width=round(277 / 25.4 * 96))
    page.emulate_media(media="print")
    spilt = page.evaluate(
        """() => [...document.querySelectorAll('th, td')].filter(one => {
            const box = one.getBoundingClientRect();
            const wide = box.right > innerWidth + 1 || one.scrollWidth > one.clientWidth + 2;
            return box.width && wide;
        }).map(one => one.outerHTML.slice(0, 160))"""
    )
    assert spilt == []
    broken = page.evaluate(
        """() => [...document.querySelectorAll('.matrix tr, .plain tr')]
        .filter(one => getComputedStyle(one).breakInside !== 'avoid').length"""
    )
    assert broken == 0
    heads = page.evaluate(
        """() => [...new Set([...document.querySelectorAll('thead')]
        .map(one => getComputedStyle(one).display))]"""
    )
    assert heads == ["table-header-group"]
