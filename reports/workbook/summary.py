"""The first sheet: what to look at first, how each organisation stands, and where all else is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.agenda import in_order_of_gravity
from engine.chaining.chainers.signal_forms import AREA
from engine.nouns.english import capitalised, day_words
from engine.nouns.verdict import Verdict
from evidence.workbook_kit import Formats
from reports.content.gist import figure_words, gist, headline
from reports.content.rows import kind_label
from reports.lookup import Lookup, by_own_word, not_inside
from reports.workbook.links import DECISIONS, GAPS, SheetLinks, to_sheet
from reports.workbook.sheets import Cell, height_of, set_print, write_cell, write_text

SUMMARY = "Summary"
MOST_CONCERNS = 5
HELD = {
    "Matrix": "Every duty by organisation; a verdict leads to its finding, a clause to its words",
    "Findings": "Every finding with its reasons, cells, figures and the question to ask",
    "Gaps": "What is not met in full, with the smallest change that would meet it",
    "Concerns": "What follows from findings taken together, in the order in which to look at them",
    "Decisions": "The concerns as they are discussed, with room for the answer and the decision",
    "Faults": "What in the files could not be used, or should be checked",
    "Clauses": "Every clause of the policy with its rules, or why it has none",
    "Parameters": "The figures used, and who set them",
    "Inputs": "The files read, and details of the run",
    "Waivers": "Duties that somebody accepted, for a time, as not met",
    "Actions": "Who owes what by when, overdue first",
    "Trends": "Figures over the quarters",
    "Resubmissions": "Returns that a later one replaced, with what changed",
    "What if": "What other values of the figures would change",
    "Not shown": "What is not shown to this audience, and why",
}
_WIDTHS = (44, 26, *(11 for _ in Verdict), 11, 11, 9, 11)
_ABOUT = 2
"""The first column of a text that runs over all the columns after it."""


def write_summary(
    lookup: Lookup, sheet: Any, formats: Formats, places: SheetLinks, sheets: Sequence[str]
) -> None:
    """Write the sheet; ``sheets`` are the names of the others, in their order."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    assessment = lookup.assessment
    title = f"{assessment.pack.title}: summary, {assessment.run.period.label}"
    sheet.set_row(0, 20)
    write_text(sheet, 0, 0, title, formats["title"])
    about = f"{assessment.pack.policy}. Judged as of {day_words(assessment.run.as_of)}."
    write_text(sheet, 1, 0, about, formats["note"])
    row = _concerns(lookup, sheet, formats, places, 3)
    row = _organisations(lookup, sheet, formats, places, row + 1)
    row = _sheets(sheet, formats, sheets, row + 1)
    set_print(sheet, headings_row=0)
    sheet.print_area(0, 0, row, len(_WIDTHS) - 1)


def _concerns(lookup: Lookup, sheet: Any, formats: Formats, places: SheetLinks, row: int) -> int:
    """What to look at first; returns the row after it."""
    assessment = lookup.assessment
    names = {who.code: who.name for who in assessment.organisations}
    names[AREA] = capitalised(assessment.pack.vocabulary.wording.area)
    now = [
        concern
        for concern in not_inside(in_order_of_gravity(assessment.concerns))
        if assessment.run.period.label in concern.periods
    ]
    head = ("What to look at first", "Organisation", "Concern")
    _line(sheet, formats, row, head, "In short", "head")
    for number, concern in enumerate(now[:MOST_CONCERNS], 1):
        short = gist(lookup, concern)
        figures = (
            f"{capitalised(figure.label)}: {figure_words(figure)}" for figure in short.figures
        )
        title = f"{number}. {headline(lookup, concern)}"
        whose = names.get(concern.organisation, concern.organisation)
        # A long link is cut in LibreOffice, which breaks no line in one.
        cells = (title, whose, places.concern("see concern", concern.id))
        _line(sheet, formats, row + number, cells, "\n".join((short.sentence, *figures)))
    return row + min(len(now), MOST_CONCERNS) + 1


def _organisations(
    lookup: Lookup, sheet: Any, formats: Formats, places: SheetLinks, row: int
) -> int:
    """How each organisation stands; returns the row after the last."""
    verdicts = tuple(verdict.words for verdict in Verdict)
    beside = ("Met on own word only", "Actions overdue", "Gaps", "Decisions")
    headings = ("Organisation", "Kind", *verdicts, *beside)
    _row(sheet, formats, row, headings, ["head"] * len(headings))
    for cells in _counts(lookup, places):
        row += 1
        _row(sheet, formats, row, cells, ["text"] * len(cells))
    return row + 1


def _counts(lookup: Lookup, places: SheetLinks) -> list[tuple[Cell, ...]]:
    assessment, period = lookup.assessment, lookup.assessment.run.period
    bound = {who.code for row in assessment.findings.rows for who in row.organisations}
    rows: list[tuple[Cell, ...]] = []
    for who in assessment.organisations:
        if who.code not in bound:
            continue
        counts = assessment.counts(who.code, period)
        own = sum(
            by_own_word(ruling) for ruling in assessment.findings.rulings_of(who.code, period)
        )
        overdue = sum(
            action.organisation == who.code and action.is_overdue(assessment.run.as_of)
            for action in assessment.decisions.actions
        )
        missing = "" if lookup.was_received(who.code, period) else " (NO RETURN CAME)"
        rows.append(
            (
                f"{who.name}{missing}",
                kind_label(lookup, who.kind),
                *(str(counts[verdict]) for verdict in Verdict),
                str(own),
                str(overdue),
                *_ways(places, who.name),
            )
        )
    return rows


def _ways(places: SheetLinks, name: str) -> tuple[Cell, Cell]:
    gaps, decisions = places.gaps.get(name), places.decisions.get(name)
    return (
        to_sheet("see gaps", GAPS, gaps) if gaps is not None else "none",
        to_sheet("see list", DECISIONS, decisions) if decisions is not None else "none",
    )


def _sheets(sheet: Any, formats: Formats, sheets: Sequence[str], row: int) -> int:
    """The other sheets, each with what it holds; returns the last row."""
    _line(sheet, formats, row, ("Sheet", ""), "What it holds", "head")
    for number, name in enumerate(sheets, 1):
        held = HELD.get(name) or HELD["Matrix"]
        _line(sheet, formats, row + number, (to_sheet(name, name), ""), held)
    return row + len(sheets)


def _row(
    sheet: Any, formats: Formats, row: int, cells: Sequence[Cell], looks: Sequence[str]
) -> None:
    sheet.set_row(row, height_of([str(cell) for cell in cells], _WIDTHS[: len(cells)]))
    for column, (cell, look) in enumerate(zip(cells, looks, strict=True)):
        write_cell(sheet, row, column, cell, formats, formats[look])


def _line(  # noqa: PLR0913 - a line is its cells, its text and its look
    sheet: Any,
    formats: Formats,
    row: int,
    cells: Sequence[Cell],
    text: str,
    look: str = "text",
) -> None:
    """Two cells, and a text that runs over all the columns after them except for what stands in the
    last ones: the cells after the first two."""
    first, last = cells[:_ABOUT], cells[_ABOUT:]
    end = len(_WIDTHS) - len(last)
    # Cells that are one have no edges between them, so that more goes on a line.
    over = int(sum(_WIDTHS[_ABOUT:end]) * 1.15)
    widths = (*_WIDTHS[:_ABOUT], over)
    sheet.set_row(row, height_of([*(str(cell) for cell in first), text], widths))
    for column, cell in (*enumerate(first), *enumerate(last, end)):
        write_cell(sheet, row, column, cell, formats, formats[look])
    sheet.merge_range(row, _ABOUT, row, end - 1, "", formats[look])
    write_text(sheet, row, _ABOUT, text, formats[look])
