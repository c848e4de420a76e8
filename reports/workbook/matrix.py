"""matrix.xlsx: the assessment as a workbook that needs no tidying."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evidence.workbook_kit import Formats, formats_of, new_workbook, set_about
from reports.content.not_shown import not_shown_rows
from reports.content.rows import COLUMNS
from reports.lazy import Lazy
from reports.lookup import Lookup
from reports.own_forms import MATRIX
from reports.workbook import links
from reports.workbook.agenda import AGENDA, ROOM, agenda_rows
from reports.workbook.decisions import ACTIONS, WAIVERS, action_rows, waiver_rows
from reports.workbook.links import CLAUSES as CLAUSES_SHEET
from reports.workbook.links import CONCERNS as CONCERNS_SHEET
from reports.workbook.links import DECISIONS, FINDINGS, is_present, places_of, split, too_many
from reports.workbook.links import GAPS as GAPS_SHEET
from reports.workbook.matrix_sheet import matrix_sheets
from reports.workbook.not_shown import NOT_SHOWN
from reports.workbook.resubmissions import RESUBMISSIONS, resubmission_rows
from reports.workbook.rows import (
    CLAUSES,
    CONCERNS,
    FAULTS,
    GAPS,
    INPUTS,
    PARAMETERS,
    clause_rows,
    concern_rows,
    fault_rows,
    finding_cells,
    gap_row,
    gaps_of,
    input_rows,
    parameter_rows,
)
from reports.workbook.sheets import (
    LOOKS,
    Cell,
    SheetHeading,
    write_table,
)
from reports.workbook.summary import HELD, SUMMARY, write_summary
from reports.workbook.trends import trend_table
from reports.workbook.what_ifs import WHAT_IFS, what_if_rows

_Sheet = tuple[str, Sequence[SheetHeading], Sequence[Sequence[Cell]], int]
"""A sheet that is one table: name, headings, rows, columns frozen."""


def matrix_xlsx(lookup: Lookup, rows: Sequence[Mapping[str, str]] | None) -> bytes:
    """The workbook: Summary, Matrix, Findings, Gaps, Concerns, Decisions, Faults, Clauses,
    Parameters, Inputs; where people decided something, Waivers and Actions; where a figure is
    known, Trends; where the pack lists values worth trying, What if; and, where it is for
    anybody, Not shown.

    Every cell is text; nothing calculates, and links stay within the workbook. The second and
    every further kind of organisation has a matrix sheet of its own after the first. ``rows`` are
    those of ``finding_rows``; None where they are more than a workbook is good for, which its
    sheets then tell. The same assessment gives the same bytes: the date of making is
    the as-of date.
    """
    target = io.BytesIO()
    by_rows = len(rows or ()) > links.MOST_HELD
    with new_workbook(target, plain_text=True, by_rows=by_rows) as workbook:
        run = lookup.assessment.run
        made = dt.datetime.combine(run.as_of, dt.time())
        about = {"title": "Compliance matrix", "comments": run.period.label}
        set_about(workbook, **about, category=MATRIX, created=made)
        _sheets(lookup, rows, workbook, formats_of(workbook, LOOKS))
    return target.getvalue()


def _sheets(
    lookup: Lookup, rows: Sequence[Mapping[str, str]] | None, workbook: Any, formats: Formats
) -> None:
    held: Sequence[Mapping[str, str]] = rows or ()
    gaps, decisions = gaps_of(lookup, held), agenda_rows(lookup)
    places = places_of(lookup, [[held[gap]["organisation"]] for gap in gaps], decisions)
    every = Lazy(range(len(held)), lambda place: finding_cells(held[place], places))
    unmet = Lazy(gaps, lambda place: gap_row(held[place], places))
    summary = workbook.add_worksheet(SUMMARY)
    matrix_sheets(lookup, workbook, formats, places, (SUMMARY, *HELD))
    shown = [column for column in COLUMNS if column.heading]
    findings = [SheetHeading(column.heading, column.width) for column in shown]
    tables: tuple[_Sheet, ...] = (
        (FINDINGS, findings, _held(lookup, rows, every, findings), 2),
        (GAPS_SHEET, GAPS, _held(lookup, rows, unmet, GAPS), 1),
        (CONCERNS_SHEET, CONCERNS, concern_rows(lookup, places), 1),
        (DECISIONS, AGENDA, decisions, 2),
        ("Faults", FAULTS, fault_rows(lookup), 1),
        (CLAUSES_SHEET, CLAUSES, clause_rows(lookup), 1),
        ("Parameters", PARAMETERS, parameter_rows(lookup), 1),
        ("Inputs", INPUTS, input_rows(lookup), 1),
        *_where_there_are_any(lookup),
    )
    # What is of earlier quarters stands below and is not printed: it would be most of the paper.
    of_the_quarter = {
        FINDINGS: sum(row["period"] == lookup.assessment.run.period.label for row in held),
        CONCERNS_SHEET: sum(is_present(lookup, known) for known in lookup.assessment.concerns),
    }
    for name, headings, cells, frozen in tables:
        room = ROOM if name == DECISIONS else frozenset()
        on_paper = of_the_quarter.get(name)
        for part, some in split(name, cells):
            sheet, printed = workbook.add_worksheet(part), on_paper if part == name else None
            write_table(sheet, formats, headings, some, frozen, room, printed)
    others = [sheet.get_name() for sheet in workbook.worksheets()[1:]]
    write_summary(lookup, summary, formats, places, others)


def _held(
    lookup: Lookup,
    rows: Sequence[object] | None,
    cells: Sequence[Sequence[Cell]],
    headings: Sequence[SheetHeading],
) -> Sequence[Sequence[Cell]]:
    """The rows of a sheet of findings, or one that says why they are not there."""
    if rows is not None:
        return cells
    return [[too_many(len(lookup.assessment.findings)), *("" for _ in headings[1:])]]


def _where_there_are_any(lookup: Lookup) -> Iterator[_Sheet]:
    """The sheets that not every assessment has something for."""
    assessment = lookup.assessment
    if assessment.decisions.waivers:
        yield "Waivers", WAIVERS, waiver_rows(lookup), 1
    if assessment.decisions.actions:
        yield "Actions", ACTIONS, action_rows(lookup), 1
    trend_headings, trend_rows = trend_table(lookup)
    if trend_rows:
        yield "Trends", trend_headings, trend_rows, 2
    if superseded := assessment.run.superseded:
        yield "Resubmissions", RESUBMISSIONS, resubmission_rows(superseded), 1
    if assessment.what_ifs:
        yield "What if", WHAT_IFS, what_if_rows(lookup), 1
    if assessment.suppressed:
        yield "Not shown", NOT_SHOWN, not_shown_rows(assessment), 1
