"""Cells that findings rest on."""

from __future__ import annotations

from engine.nouns.evidence.fact import Origin

LEVEL_3 = "training.safeguarding.level_3"


def origin(cell: str, text: str) -> Origin:
    return Origin("orwell.xlsx", "00", "dashboard", cell, text)
