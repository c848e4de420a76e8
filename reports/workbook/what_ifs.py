"""The workbook's sheet of figures tried at other values."""

from __future__ import annotations

from engine.nouns.english import number
from reports.content.what_ifs import changes_in_words, names_of
from reports.lookup import Lookup
from reports.words import parameter_value
from reports.workbook.sheets import SheetHeading

WHAT_IFS = tuple(
    SheetHeading(text, width)
    for text, width in (
        ("Figure", 28),
        ("What it is", 48),
        ("Now", 12),
        ("Tried at", 12),
        ("What would change", 34),
        ("Organisation", 28),
        ("Duty", 44),
        ("Verdict now", 15),
        ("Verdict then", 15),
        ("Keep a value of their own", 28),
    )
)


def what_if_rows(lookup: Lookup) -> list[list[str]]:
    """A row for each cell that would change, and one for each value that changes none."""
    assessment = lookup.assessment
    names, rules = names_of(assessment), assessment.pack.rules
    rows: list[list[str]] = []
    for what_if in assessment.what_ifs:
        used = what_if.parameter
        about = [used.name, used.meaning, parameter_value(used), number(what_if.value, used.unit)]
        about.append(changes_in_words(what_if.cells))
        kept = "\n".join(names[code] for code in what_if.kept)
        cells = [
            [names[cell.organisation], rules[cell.rule].title, cell.now.words, cell.then.words]
            for cell in what_if.cells
        ]
        rows += [[*about, *cell, kept] for cell in cells or [["", "", "", ""]]]
    return rows
