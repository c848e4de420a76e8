"""The pages are valid HTML and CSS by the Nu checker, which needs Java."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.opening import PACKAGES

pytestmark = pytest.mark.browser

SKIPPED = ("--filterpattern", ".*violates Content Security Policy.*")
CHECKER = PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"


def test_the_pages_and_their_style_are_valid(sites: Callable[[str], Path]) -> None:
    paths = [
        str(path)
        for name in ("public", "internal")
        for path in (sites(name) / "pages").rglob("*")
        if path.suffix in (".html", ".css")
    ]
    assert len(paths) > 800
    paths += [str(sites(name) / "index.html") for name in ("public", "internal")]
    done = subprocess.run(
        # It does not know that a policy may allow files; that they are loaded, the others show.
        ["java", "-jar", str(CHECKER), "--also-check-css", *SKIPPED, *paths],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.stderr == ""
    assert done.returncode == 0
