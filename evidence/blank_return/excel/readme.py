"""The first sheet of a blank return: its instructions, and the words of its drop-downs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.nouns.policy.pack import Pack
from evidence.blank_return.instructions import instructions
from evidence.blank_return.nouns import CHOICE, BlankSheet, Entry
from evidence.nouns.columns import FIRST_GIVEN, GUIDANCE_SHEETS
from evidence.tables.made_for import MADE_FOR, pack_mark
from evidence.workbook_kit import (
    Formats,
    heading_of,
    protect,
    set_for_print,
    write_choices,
    write_steps,
)

README = GUIDANCE_SHEETS[0]


def write_readme(
    book: Any, formats: Formats, pack: Pack, kind: str, sheets: Sequence[BlankSheet]
) -> Mapping[tuple[str, ...], str]:
    """The sheet of instructions, with the lists that the drop-downs take their words from.

    Returns where each list stands, as a reference for a drop-down.
    """
    sheet = book.add_worksheet(README)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    label, wording = pack.vocabulary.kinds[kind].label, pack.vocabulary.wording
    sheet.write_string(0, 0, f"{wording.return_title}: {label}", formats["title"])
    sheet.write_string(1, 0, MADE_FOR, formats["guide"])
    sheet.write_string(1, 1, pack_mark(pack), formats["guide"])
    carried = any(FIRST_GIVEN in sheet.columns for sheet in sheets)
    steps = [(step.about, step.words) for step in instructions(pack, carried)]
    row = write_steps(sheet, formats, 2, steps, width=1.2 * 90)
    choices = [
        (f"{table}: {heading_of(column)}", entry.words) for table, column, entry in _choices(sheets)
    ]
    places = write_choices(sheet, formats, row + 1, choices)
    protect(sheet)
    # The lists are for the drop-downs; on paper only the instructions are wanted.
    sheet.print_area(0, 0, len(steps) + 1, 1)
    set_for_print(sheet, 1)
    return places


def _choices(sheets: Sequence[BlankSheet]) -> list[tuple[str, str, Entry]]:
    found = [
        (sheet.table, column, entry) for sheet in sheets for column, entry in sheet.entries.items()
    ]
    found += [
        (sheet.table, column, entry)
        for sheet in sheets
        for line in sheet.lines
        for column, entry in line.entries.items()
    ]
    return [
        (table, column, entry)
        for table, column, entry in found
        if entry.kind == CHOICE and entry.words
    ]
