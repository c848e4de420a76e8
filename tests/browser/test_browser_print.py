"""On paper: A4 landscape, no table cut off at the side, each table's head on each of its pages."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.browser.opening import FINDINGS, KINDS, MATRIX, ORGANISATION, SINGLE, Open

pytestmark = pytest.mark.browser

A4_LANDSCAPE = (842, 595)
"""Points, the unit of a PDF file: 297 mm by 210 mm."""


def output_of(*words: str) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True, timeout=60).stdout


@pytest.mark.parametrize("kind", ["index.html", MATRIX, ORGANISATION, FINDINGS, SINGLE])
def test_it_prints_to_a4_landscape(open_page: Open, tmp_path: Path, kind: str) -> None:
    page = open_page(kind, site="shared" if kind == SINGLE else "examples")
    paper = tmp_path / "paper.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    sizes = set(
        re.findall(
            r"Page +\d+ size: +(\d+\.?\d*) x (\d+\.?\d*)",
            output_of("pdfinfo", "-l", "999", str(paper)),
        )
    )
    assert {tuple(round(float(side)) for side in size) for size in sizes} == {A4_LANDSCAPE}
    pages = output_of("pdftotext", "-layout", str(paper), "-").split("\f")[:-1]
    # A page that stands alone holds what are pages of their own elsewhere, its summary first.
    assert 0 < len(pages) < (100 if kind == SINGLE else 40)


def test_the_matrix_prints_whole_with_its_heads_on_each_page(
    open_page: Open, tmp_path: Path
) -> None:
    page = open_page(MATRIX, site="examples")
    paper = tmp_path / "paper.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    pages = output_of("pdftotext", "-layout", str(paper), "-").split("\f")[:-1]
    page.emulate_media(media="print")
    columns = page.locator(".matrix thead small").all_inner_texts()
    cells = page.evaluate(
        "[...document.querySelectorAll('.matrix td')].map(one => one.innerText.trim())"
    )
    # Nothing lies beyond the page's width: a box outside it is not in the text of the pages.
    words = re.sub(r"\s+", " ", " ".join(pages))
    for verdict in ("Met", "Partly met", "Not met", "No evidence", "Not applicable"):
        in_cells = sum(cell.startswith(verdict) for cell in cells)
        assert len(re.findall(rf"\b{verdict}\b", words)) >= in_cells, verdict
    with_heads = [text for text in pages if all(column in text for column in columns)]
    assert len(with_heads) >= len(pages) - 1 > 2


@pytest.mark.parametrize("kind", KINDS)
def test_no_cell_is_wider_than_the_paper(open_page: Open, kind: str) -> None:
    """Laid out for print at the width between the margins of A4 landscape, 277 mm."""
    page = open_page(kind, width=round(277 / 25.4 * 96), site="public")
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
        """() => [...document.querySelectorAll('thead')]
        .filter(one => getComputedStyle(one).display !== 'table-header-group').length"""
    )
    assert heads == 0
