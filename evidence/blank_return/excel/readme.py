"""The first sheet of a blank return: its instructions, and the words of its drop-downs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from engine.nouns.policy.pack import Pack
from evidence.blank_return.excel.formats import ALLOWED, heading_of, set_for_print
from evidence.blank_return.instructions import instructions
from evidence.blank_return.nouns import CHOICE, Entry, Sheet
from evidence.nouns.columns import FIRST_GIVEN, GUIDANCE_SHEETS
from evidence.tables.made_for import MADE_FOR, mark_of

README = GUIDANCE_SHEETS[0]


def write_readme(
    book: Any, formats: Mapping[str, Any], pack: Pack, kind: str, sheets: Sequence[Sheet]
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
    sheet.write_string(1, 1, mark_of(pack), formats["guide"])
    carried = any(FIRST_GIVEN in sheet.columns for sheet in sheets)
    steps = [(each.about, each.words) for each in instructions(pack, carried)]
    for n, (about, words) in enumerate(steps, start=2):
        sheet.write_string(n, 0, about, formats["guide_heading"])
        sheet.write_string(n, 1, words, formats["text"])
        sheet.set_row(n, 13.5 * math.ceil(len(words) / 1.2 / 90))
    row = len(steps) + 3
    sheet.write_string(row, 0, "The words of the drop-downs", formats["title"])
    places: dict[tuple[str, ...], str] = {}
    row += 1
    for table, column, entry in _choices(sheets):
        if entry.words in places:
            continue
        sheet.write_string(row, 0, f"{table}: {heading_of(column)}", formats["guide_heading"])
        for n, word in enumerate(entry.words):
            sheet.write_string(row + n, 1, word, formats["text"])
        places[entry.words] = f"='{README}'!$B${row + 1}:$B${row + len(entry.words)}"
        row += len(entry.words) + 1
    sheet.ignore_errors({"number_stored_as_text": f"B1:B{row + 1}"})
    sheet.protect("", ALLOWED)
    # The lists are for the drop-downs; on paper only the instructions are wanted.
    sheet.print_area(0, 0, len(steps) + 1, 1)
    set_for_print(sheet, 1)
    return places


def _choices(sheets: Sequence[Sheet]) -> list[tuple[str, str, Entry]]:
    found = [
        (sheet.table, column, entry) for sheet in sheets for column, entry in sheet.entries.items()
    ]
    found += [
        (sheet.table, column, entry)
        for sheet in sheets
        for line in sheet.lines
        for column, entry in line.entries.items()
    ]
    return [each for each in found if each[2].kind == CHOICE and each[2].words]
