"""What a run was made of, in words: whose a file is, and whether a stand-in was at work."""

from __future__ import annotations

from engine.chaining.chainers.fixpoint import NAME as STAND_IN
from engine.nouns.outcome.assessment import InputFile, Run

_BY_STAND_IN = (
    f"Concerns were derived by {STAND_IN}, since durable_rules cannot be used here. It derives the "
    "same concerns, more slowly."
)


def stand_in_words(run: Run) -> str:
    """That the stand-in for durable_rules derived the concerns; empty where it did not."""
    return _BY_STAND_IN if run.chained_by == STAND_IN else ""


def file_owner(file: InputFile) -> str:
    """``RZ1, 2014-15 Q2``; what it was read as, where that is no return."""
    if file.role != "return":
        return file.role
    return f"{file.organisation or 'organisation not known'}, {file.period or 'quarter not known'}"
