"""A plug-in of pytest: of the tests that may notice a mutant the quickest come first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from _pytest.nodes import Item

TIMES = Path("mutmut-stats.json")
"""Where mutmut writes how long each test takes, before it tries the first mutant."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[Item]) -> None:
    times: dict[str, float] = {}
    if TIMES.exists():
        times = json.loads(TIMES.read_text("utf-8"))["duration_by_test"]
    items.sort(key=lambda item: times.get(item.nodeid, 0.0))
