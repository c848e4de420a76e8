"""What the browser tests share: where they stand, and how a page is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Page

HERE = Path(__file__).resolve().parent
PACKAGES = HERE / "node_modules"


class Open(Protocol):
    """Opens a page by name at a width in CSS pixels; other settings are Playwright's own."""

    def __call__(
        self, name: str, width: int = 1400, height: int = 900, **settings: Any
    ) -> Page: ...
