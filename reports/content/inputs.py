"""Whose a file of the run is, in words."""

from __future__ import annotations

from engine.nouns.outcome.assessment import InputFile


def whose(file: InputFile) -> str:
    """``RZ1, 2014-15 Q2``; what it was read as, where that is no return."""
    if file.role != "return":
        return file.role
    return f"{file.organisation or 'organisation not known'}, {file.period or 'quarter not known'}"
