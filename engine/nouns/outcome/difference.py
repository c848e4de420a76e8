"""Differences: what is not as a manifest says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class About(StrEnum):
    """What differs, in the order told."""

    INPUT = "input"
    PACK = "rules"
    PARAMETER = "parameter"
    OPTION = "option"
    SOFTWARE = "software"
    OUTPUT = "output"
    REMADE = "output made again"
    VERDICT = "verdict"
    FINDING = "finding"
    CONCERN = "concern"


class How(StrEnum):
    """How something of a run is not as its manifest says."""

    CHANGED = "changed"
    MISSING = "missing"
    EXTRA = "extra"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was recorded."""

    about: About
    how: How
    name: str
    """Which file, parameter, library or finding."""
    words: str
    """How it was, and how it is now."""
