"""Whose a file of the run is, in words."""

from __future__ import annotations

from engine.nouns.outcome.assessment import InputFile


def whose(one: InputFile) -> str:
    """``RZ1, 2014-15 Q2``; what it was read as, where that is no return."""
    if one.role != "return":
        return one.role
    return f"{one.organisation or 'organisation not known'}, {one.period or 'quarter not known'}"
