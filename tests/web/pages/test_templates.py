"""What holds of every template."""

from __future__ import annotations

import re

import pytest

from web.pages.environment import TEMPLATES


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.stem)
def test_no_two_landmarks_of_a_page_have_one_name(path: object) -> None:
    """A table within a section is no landmark of its own where it has the section's name."""
    text = (TEMPLATES / str(path)).read_text("utf-8")
    named = re.findall(r'<section[^>]* aria-labelledby="([^"]+)"', text)
    named += re.findall(r'role="region" aria-labelledby="([^"]+)"', text)
    assert len(named) == len(set(named))
