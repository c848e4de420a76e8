"""The pages are valid HTML and CSS by the Nu checker, which needs Java."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.opening import PACKAGES

pytestmark = pytest.mark.browser

CHECKER = PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"


def test_the_pages_are_valid_html(pages: Callable[[str], Path]) -> None:
    paths = [str(pages(name)) for name in ("examples", "public", "internal")]
    done = subprocess.run(
        ["java", "-jar", str(CHECKER), "--also-check-css", *paths],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stderr == ""
    assert done.returncode == 0
