"""Resubmissions in words: which return took the place of which, and what changed."""

from __future__ import annotations

from engine.nouns.english import counted, day_words
from engine.nouns.evidence.resubmission import CellChange, Superseded


def replaced_words(resubmission: Superseded) -> str:
    """ "orwell-v1.xlsx, submitted 3 October 2014, was replaced by orwell-v2.xlsx, ..."."""
    return (
        f"{resubmission.file}, submitted {day_words(resubmission.submitted_on)}, "
        f"was replaced by {resubmission.by_file}, "
        f"submitted {day_words(resubmission.by_submitted_on)}; {_how_much(resubmission)}"
    )


def change_words(change: CellChange) -> str:
    """ "dashboard 13.2, value: “3” (dashboard C42), now “4” (dashboard C42)"."""
    before = f"“{change.before}” ({change.before_cell})" if change.before else "blank"
    after = f"“{change.after}” ({change.after_cell})" if change.after else "blank"
    return f"{change.table} {change.row}, {change.column.replace('_', ' ')}: {before}, now {after}"


def _how_much(resubmission: Superseded) -> str:
    if not resubmission.changes and not resubmission.register:
        return "what changed is not shown here, or nothing did"
    cells = f"{counted(len(resubmission.changes), 'cell')} changed"
    return f"{cells}; {resubmission.register}" if resubmission.register else cells
