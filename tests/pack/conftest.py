"""The Suffolk pack, loaded once for all tests that judge by its rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.loading import load_pack
from engine.nouns.policy.pack import Pack

PACK = Path(__file__).parents[2] / "rules" / "suffolk-safeguarding-children-2013"


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack(PACK)
