"""Closeness: how near a verdict is to being another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Near(StrEnum):
    """Which way a verdict that hangs on little would change."""

    CLOSE_TO_MET = "close to met"
    """Unmet, and little would meet it."""
    FRAGILE = "fragile"
    """Met, and little would undo it."""


@dataclass(frozen=True, slots=True)
class Closeness:
    """That a verdict hangs on little, and on what."""

    near: Near
    words: str
    """In the reader's terms: "met by 1 person of 40"."""
