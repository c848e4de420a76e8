"""Resubmissions in words: which return took the place of which, and what changed."""

from __future__ import annotations

from engine.nouns.english import counted, day_words
from engine.nouns.evidence.resubmission import CellChange, Superseded


def replaced_words(one: Superseded) -> str:
    """ "orwell-v1.xlsx, submitted 3 October 2014, was replaced by orwell-v2.xlsx, ..."."""
    return (
        f"{one.file}, submitted {day_words(one.submitted_on)}, was replaced by {one.by_file}, "
        f"submitted {day_words(one.by_submitted_on)}; {_how_much(one)}"
    )


def change_words(one: CellChange) -> str:
    """ "dashboard 13.2, value: “3” (dashboard C42), now “4” (dashboard C42)"."""
    before = f"“{one.before}” ({one.before_cell})" if one.before else "blank"
    after = f"“{one.after}” ({one.after_cell})" if one.after else "blank"
    return f"{one.table} {one.row}, {one.column.replace('_', ' ')}: {before}, now {after}"


def _how_much(one: Superseded) -> str:
    if not one.changes and not one.register:
        return "what changed is not shown here, or nothing did"
    cells = f"{counted(len(one.changes), 'cell')} changed"
    return f"{cells}; {one.register}" if one.register else cells
