"""The workbook of decisions: to be written in by people, and read back without loss."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from engine.nouns.policy.pack import Pack
from evidence.decisions.plan import DATES, DecisionLine, DecisionSheet
from evidence.nouns.columns import (
    ACTIONS,
    DECISION_TABLES,
    DISCUSSED_AS,
    GUIDANCE_SHEETS,
    SCORES,
    WAIVERS,
)
from evidence.nouns.grid import column_letters
from evidence.tables.made_for import MADE_FOR, pack_mark
from evidence.workbook_kit import (
    FORM,
    LAST_ROW,
    LONGEST,
    Formats,
    day_between,
    drop_down,
    formats_of,
    heading_of,
    lines_of,
    new_workbook,
    protect,
    row_height,
    set_about,
    set_for_print,
    warning,
    write_choices,
    write_entry,
    write_steps,
)

_README = GUIDANCE_SHEETS[0]
_HELP, _WORDING, _CONCERN = "help", "policy_wording", DISCUSSED_AS
_GUIDANCE = (_HELP, _WORDING, _CONCERN)
_ABOUT = {
    table: len(spec.column_names) - len(spec.decision_columns)
    for table, spec in DECISION_TABLES.items()
}
"""How many columns say what a line is about; the help stands after them."""
_WIDTHS = {
    "organisation": 13,
    "rule": 30,
    "question": 14,
    "reason": 44,
    "action": 44,
    "owner": 24,
    "moderated_by": 24,
    "approved_by": 26,
    "evidence": 36,
    "help": 60,
    DISCUSSED_AS: 34,
    "policy_wording": 60,
}
_OTHER_WIDTH = 14
_STEPS = (
    ("What this is", "What people decided about findings, for an assessment to read back."),
    ("Where to write", "In the pale yellow cells, and on new lines below them. Headings and "
     "policy wording are protected."),
    (SCORES, "Your own score of an audit answer, on the audit’s scale, with who moderated it, on "
     "which day, and why. It counts in place of the organisation’s own score, which stays beside "
     "it. Leave the score blank where you have not moderated the answer: blank changes nothing."),
    (WAIVERS, "A decision to live for a time with a duty’s not being met. Name the organisation, "
     "the rule, the reason, who approved it, on which day, and the last day on which it holds: a "
     "waiver that lacks one of them is reported and not applied, and so is one that has lapsed. A "
     "waiver never changes a verdict or a count; it is shown beside them."),
    (ACTIONS, "What was agreed, by whom, until when. A line is only a suggestion until both an "
     "action and its owner are given: suggestions are passed over, and may be left as they are. "
     "They stand organisation by organisation in the order of discussion, under the concern that "
     "the meeting pack and the Decisions sheet of matrix.xlsx name alike. "
     "Lines from returns are the organisation’s own; clear action, owner, due and status of one "
     "that was not agreed."),
    ("Status", "open, done or withdrawn; blank is open. Done counts only with the day it was "
     "closed and the evidence that shows it."),
    ("Dates", "Day, month, year: 31/03/2014."),
    ("Sheets", "Leave the names of the sheets and the headings as they are."),
    ("Next quarter", "Make the next workbook with --from and this one: every line in which "
     "anything was decided is carried over."),
)  # fmt: skip


def decisions_workbook(pack: Pack, sheets: Sequence[DecisionSheet]) -> bytes:
    """The workbook of some sheets, with instructions. The same sheets give the same bytes.

    Raises TooLong, in words for the reader, where a cell cannot hold what was decided.
    """
    inside = io.BytesIO()
    book = new_workbook(inside)
    set_about(book, title=f"Decisions under: {pack.policy}")
    formats = formats_of(book, FORM)
    lists = _write_readme(book, formats, pack, sheets)
    for sheet in sheets:
        _write_sheet(book, formats, sheet, lists)
    book.get_worksheet_by_name(ACTIONS).activate()
    book.close()
    return inside.getvalue()


def _write_readme(
    book: Any, formats: Formats, pack: Pack, sheets: Sequence[DecisionSheet]
) -> Mapping[tuple[str, ...], str]:
    """The instructions, with the words of the drop-downs; returns where each list stands."""
    page = book.add_worksheet(_README)
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 96)
    page.write_string(0, 0, "Decisions about findings", formats["title"])
    page.write_string(1, 0, MADE_FOR, formats["guide"])
    page.write_string(1, 1, pack_mark(pack), formats["guide"])
    steps = [(heading_of(about), words) for about, words in _STEPS]
    row = write_steps(page, formats, 2, steps, width=100)
    choices = [
        (f"{heading_of(sheet.table)}: {heading_of(column).lower()}", choice)
        for sheet in sheets
        for column, choice in sheet.choices.items()
    ]
    places = write_choices(page, formats, row + 1, choices)
    protect(page)
    set_for_print(page, 1)
    return places


def _write_sheet(
    book: Any,
    formats: Formats,
    sheet: DecisionSheet,
    lists: Mapping[tuple[str, ...], str],
) -> None:
    page = book.add_worksheet(sheet.table)
    about = _ABOUT[sheet.table]
    concern = (_CONCERN,) if sheet.table == ACTIONS else ()
    headings = (*sheet.columns[:about], *concern, _HELP, *sheet.columns[about:], _WORDING)
    for n, column in enumerate(headings):
        guide = column in _GUIDANCE
        look = "guide" if guide else "open day" if column in DATES else "open"
        page.set_column(n, n, _WIDTHS.get(column, _OTHER_WIDTH), formats[look])
        look = "guide heading" if guide else "heading"
        page.write_string(0, n, heading_of(column), formats[look])
    for row, line in enumerate(sheet.lines, start=1):
        _write_line(page, formats, row, line, headings)
    for n, column in enumerate(headings):
        validation = _validation(column, sheet, lists)
        if validation is not None:
            page.data_validation(1, n, LAST_ROW, n, validation)
    last = len(sheet.lines) + 1
    page.ignore_errors({"number_stored_as_text": f"A1:{column_letters(len(headings))}{last}"})
    page.freeze_panes(1, 3)
    page.autofilter(0, 0, max(1, len(sheet.lines)), len(headings) - 1)
    # The policy's words would make the print too small to read.
    page.print_area(0, 0, max(1, len(sheet.lines)), len(headings) - 2)
    protect(page)
    set_for_print(page, 0)


def _write_line(
    page: Any, formats: Formats, row: int, line: DecisionLine, headings: Sequence[str]
) -> None:
    guidance = {
        _HELP: line.help[:LONGEST],
        _WORDING: line.wording[:LONGEST],
        _CONCERN: line.concern[:LONGEST],
    }
    lines = 1
    for n, column in enumerate(headings):
        written = guidance[column] if column in guidance else line.cells.get(column, "")
        look = "guide" if column in guidance else "field day" if column in DATES else "field"
        write_entry(page, row, n, written, formats["printed" if column in line.printed else look])
        width = 1.1 * _WIDTHS.get(column, _OTHER_WIDTH)
        lines = max(lines, lines_of(str(written), width))
    page.set_row(row, row_height(lines))


def _validation(
    column: str, sheet: DecisionSheet, lists: Mapping[tuple[str, ...], str]
) -> dict[str, Any] | None:
    """The drop-down or the range of days of a column: it warns, and lets a person insist."""
    words = sheet.choices.get(column)
    if column in DATES:
        validation = day_between("A date: 31/03/2014")
    elif words:
        validation = drop_down(lists[words], "One of the listed words")
    else:
        return None
    return warning("Choose Yes to keep what you wrote.", validation)
