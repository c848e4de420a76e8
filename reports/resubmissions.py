"""Resubmissions in words: which return took the place of which, and what changed."""

from __future__ import annotations

from engine.nouns.resubmission import CellChange, Superseded
from reports.paper import wrapped
from reports.sheets import Heading
from reports.text import counted
from reports.words import day_words

RESUBMISSIONS = tuple(
    Heading(text, width)
    for text, width in (
        ("Organisation", 14),
        ("Quarter", 12),
        ("Earlier return, of which nothing counts", 40),
        ("Return that counts", 40),
        ("Table", 18),
        ("Row", 26),
        ("Column", 18),
        ("Before", 30),
        ("Now", 30),
        ("Where before", 20),
        ("Where now", 20),
    )
)


def told(one: Superseded) -> str:
    """ "orwell-v1.xlsx, submitted 3 October 2014, gave place to orwell-v2.xlsx, ..."."""
    return (
        f"{one.file}, submitted {day_words(one.submitted_on)}, gave place to {one.by_file}, "
        f"submitted {day_words(one.by_submitted_on)}; {_how_much(one)}"
    )


def change_words(one: CellChange) -> str:
    """ "dashboard 13.2, value: “3” (dashboard C42), now “4” (dashboard C42)"."""
    before = f"“{one.before}” ({one.before_cell})" if one.before else "blank"
    after = f"“{one.after}” ({one.after_cell})" if one.after else "blank"
    return f"{one.table} {one.row}, {one.column.replace('_', ' ')}: {before}, now {after}"


def resubmissions_text(superseded: tuple[Superseded, ...]) -> list[str]:
    """The resubmissions and every change, as lines for the terminal."""
    lines: list[str] = []
    for one in superseded:
        lines.append(wrapped(told(one), 0, 2))
        lines += [wrapped(f"- {change_words(each)}", 4, 2) for each in one.changes]
        if one.register:
            lines.append(wrapped(f"- {one.register}", 4, 2))
    return [*lines, ""] if lines else []


def resubmission_rows(superseded: tuple[Superseded, ...]) -> list[list[str]]:
    """One row for each change, and one for each return in which nothing changed."""
    rows: list[list[str]] = []
    for one in superseded:
        head = [one.organisation, one.period, one.file, one.by_file]
        for each in one.changes:
            cells = [each.before, each.after, each.before_cell, each.after_cell]
            rows.append([*head, each.table, each.row, each.column, *cells])
        if one.register or not one.changes:
            rows.append([*head, "", one.register or _how_much(one), *[""] * 5])
    return rows


def _how_much(one: Superseded) -> str:
    if not one.changes and not one.register:
        return "what changed is not shown here, or nothing did"
    cells = f"{counted(len(one.changes), 'cell')} changed"
    return f"{cells}; {one.register}" if one.register else cells
