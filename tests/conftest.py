"""How properties are tested: the same examples each time for a developer, new ones in CI."""

from __future__ import annotations

from pathlib import Path

from hypothesis import settings
from hypothesis.database import DirectoryBasedExampleDatabase

FOUND = Path(__file__).parent / "found"
"""What the draws of CI find to fail is kept here, and drawn first by later runs of that profile."""

settings.register_profile("every-change", deadline=None, derandomize=True)
settings.register_profile(
    "long",
    deadline=None,
    max_examples=300,
    print_blob=True,
    database=DirectoryBasedExampleDatabase(FOUND),
)
settings.load_profile("every-change")
