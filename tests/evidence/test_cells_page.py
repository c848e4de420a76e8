"""The page on what may be typed is what the readers do."""

from __future__ import annotations

from pathlib import Path

from tests.evidence.cells_page import page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "use" / "cells.md"


def test_the_page_says_what_the_readers_do() -> None:
    assert PAGE.read_text("utf-8") == page(), (
        "the readers have changed; write the page anew: "
        "python -m tests.evidence.cells_page docs/use/cells.md"
    )


def test_a_one_in_a_percentage_and_an_nhs_number_are_not_taken() -> None:
    lines = page().splitlines()
    assert "| `1` | a text | not taken: may mean 1 % or 100 % |" in lines
    assert "| `0.98` | a number | 98 % |" in lines
    assert "| `98%` | a number formatted as a percentage | 98 % |" in lines
