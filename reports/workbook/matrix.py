"""matrix.xlsx: the assessment as a workbook that needs no tidying."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from typing import Any

from engine.nouns.english import day_words, listed
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.policy.clause import Clause
from engine.nouns.policy.rule import Rule
from engine.nouns.verdict import Verdict
from evidence.workbook_kit import Formats, formats_of, new_workbook
from reports.content.decisions import WAIVED
from reports.content.not_shown import not_shown_rows
from reports.content.not_testable import duties_for
from reports.content.rows import COLUMNS, FINDINGS_PRINTED, kind_label, kinds_with_rules
from reports.lookup import Lookup, by_own_word, citation_of, section_of
from reports.own_forms import MATRIX
from reports.text import quoted
from reports.words import NOT_TESTABLE, near_words
from reports.workbook.decisions import ACTIONS, WAIVERS, action_rows, waiver_rows
from reports.workbook.not_shown import NOT_SHOWN
from reports.workbook.resubmissions import RESUBMISSIONS, resubmission_rows
from reports.workbook.rows import (
    CLAUSES,
    CONCERNS,
    FAULTS,
    GAPS,
    GAPS_PRINTED,
    INPUTS,
    PARAMETERS,
    clause_rows,
    concern_rows,
    fault_rows,
    gap_rows,
    input_rows,
    parameter_rows,
)
from reports.workbook.sheets import (
    LOOKS,
    SheetHeading,
    height_of,
    look_of,
    set_print,
    sheet_name,
    write_table,
    write_text,
)
from reports.workbook.trends import trend_table
from reports.workbook.what_ifs import WHAT_IFS, what_if_rows

_Sheet = tuple[str, Sequence[SheetHeading], Sequence[Sequence[str]], int, int | None]
"""A sheet that is one table: name, headings, rows, columns frozen, columns printed."""
_HEADINGS_ROW = 3
_OWN_WORD = "\nown word only"
"""Under a verdict that nothing but the organisation's own answer shows."""
_WAIVED = f"\n{WAIVED}"
"""Under a verdict that a waiver is laid over, last of the marks."""
_DUTY_COLUMNS = (
    SheetHeading("Section of the policy", 40),
    SheetHeading("Clause", 26),
    SheetHeading("Duty", 40),
)


def matrix_xlsx(lookup: Lookup, rows: Sequence[Mapping[str, str]]) -> bytes:
    """The workbook: Matrix, Findings, Gaps, Concerns, Faults, Clauses, Parameters, Inputs,
    where people decided something, Waivers and Actions, where a figure is known, Trends, and,
    where the pack lists values worth trying, What if, and, where it is for anybody, Not shown.

    Every cell is text; nothing calculates or links. The second and every further kind of
    organisation has a matrix sheet of its own after the first. ``rows`` are those of
    ``finding_rows``. The same assessment gives the same bytes: the date of making is the as-of
    date.
    """
    target = io.BytesIO()
    with new_workbook(target, plain_text=True) as workbook:
        run = lookup.assessment.run
        made = dt.datetime.combine(run.as_of, dt.time())
        workbook.set_properties(
            {
                "title": "Compliance matrix",
                "category": MATRIX,
                "comments": run.period.label,
                "created": made,
            }
        )
        formats = formats_of(workbook, LOOKS)
        _matrix_sheets(lookup, workbook, formats)
        _tables(lookup, rows, workbook, formats)
    return target.getvalue()


def _tables(
    lookup: Lookup, rows: Sequence[Mapping[str, str]], workbook: Any, formats: Formats
) -> None:
    shown = [column for column in COLUMNS if column.heading]
    findings = [SheetHeading(column.heading, column.width) for column in shown]
    written = [[row[column.name] for column in shown] for row in rows]
    tables: tuple[_Sheet, ...] = (
        ("Findings", findings, written, 2, FINDINGS_PRINTED),
        ("Gaps", GAPS, gap_rows(lookup, rows), 1, GAPS_PRINTED),
        ("Concerns", CONCERNS, concern_rows(lookup), 1, None),
        ("Faults", FAULTS, fault_rows(lookup), 1, None),
        ("Clauses", CLAUSES, clause_rows(lookup), 1, None),
        ("Parameters", PARAMETERS, parameter_rows(lookup), 1, None),
        ("Inputs", INPUTS, input_rows(lookup), 1, None),
    )
    decided = lookup.assessment.decisions
    if decided.waivers:
        tables += (("Waivers", WAIVERS, waiver_rows(lookup), 1, None),)
    if decided.actions:
        tables += (("Actions", ACTIONS, action_rows(lookup), 1, None),)
    trend_headings, trend_rows = trend_table(lookup)
    if trend_rows:
        tables += (("Trends", trend_headings, trend_rows, 2, None),)
    if superseded := lookup.assessment.run.superseded:
        tables += (("Resubmissions", RESUBMISSIONS, resubmission_rows(superseded), 1, None),)
    if lookup.assessment.what_ifs:
        tables += (("What if", WHAT_IFS, what_if_rows(lookup), 1, None),)
    if lookup.assessment.suppressed:
        tables += (("Not shown", NOT_SHOWN, not_shown_rows(lookup.assessment), 1, None),)
    for name, headings, cells, frozen, printed in tables:
        write_table(workbook.add_worksheet(name), formats, headings, cells, frozen, printed)


_FIXED = (
    *("Matrix", "Findings", "Gaps", "Concerns", "Faults", "Clauses", "Parameters", "Inputs"),
    *("Waivers", "Actions", "Trends", "Resubmissions", "What if", "Not shown"),
)


def _matrix_sheets(lookup: Lookup, workbook: Any, formats: Formats) -> None:
    first, *others = kinds_with_rules(lookup) or ("",)
    _matrix_sheet(lookup, workbook.add_worksheet("Matrix"), formats, first)
    names = [*_FIXED]
    for kind in others:
        names.append(sheet_name(f"Matrix {kind_label(lookup, kind)}", names))
        _matrix_sheet(lookup, workbook.add_worksheet(names[-1]), formats, kind)


def _matrix_sheet(lookup: Lookup, sheet: Any, formats: Formats, kind: str) -> None:
    assessment = lookup.assessment
    period = assessment.run.period
    columns = [
        organisation for organisation in assessment.organisations if organisation.kind == kind
    ]
    headings = [
        *_DUTY_COLUMNS,
        *(SheetHeading(_column_title(lookup, column), 17) for column in columns),
    ]
    title = f"{assessment.pack.title}: {kind_label(lookup, kind) or 'no rules'}, {period.label}"
    write_text(sheet, 0, 0, title, formats["title"])
    write_text(sheet, 1, 0, _about(lookup), formats["note"])
    write_text(sheet, 2, 0, _not_ruled(lookup), formats["note"])
    sheet.set_row(0, 20)
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, heading.width)
        silent = column >= len(_DUTY_COLUMNS) and not lookup.was_received(
            columns[column - len(_DUTY_COLUMNS)].code, period
        )
        look = formats["never" if silent else "head"]
        write_text(sheet, _HEADINGS_ROW, column, heading.text, look)
    widths = [heading.width for heading in headings]
    sheet.set_row(_HEADINGS_ROW, height_of([heading.text for heading in headings], widths))
    last = _HEADINGS_ROW
    for last, duty in enumerate(duties_for(lookup, kind), _HEADINGS_ROW + 1):
        cells = _row(lookup, duty, columns)
        sheet.set_row(last, height_of(cells, widths))
        for column, text in enumerate(cells):
            shown = text.partition("\n")[0] if column >= len(_DUTY_COLUMNS) else text
            look = formats["duty"] if column == 2 else look_of(shown, formats)
            write_text(sheet, last, column, text, look)
    sheet.freeze_panes(_HEADINGS_ROW + 1, len(_DUTY_COLUMNS))
    sheet.autofilter(_HEADINGS_ROW, 0, last, len(headings) - 1)
    set_print(sheet, _HEADINGS_ROW)
    sheet.print_area(0, 0, last, len(headings) - 1)


def _row(lookup: Lookup, duty: Rule | Clause, columns: Sequence[Organisation]) -> list[str]:
    if isinstance(duty, Clause):
        said = f"{quoted(duty.words)}\n{NOT_TESTABLE}: {duty.reason}"
        return [
            duty.section,
            citation_of(lookup, (duty.id,)),
            said,
            *(NOT_TESTABLE for _ in columns),
        ]
    verdicts = [_verdict(lookup, duty.id, column) for column in columns]
    return [section_of(lookup, duty), citation_of(lookup, duty.cites), duty.title, *verdicts]


def _verdict(lookup: Lookup, rule: str, organisation: Organisation) -> str:
    finding = lookup.finding(rule, organisation.code, lookup.assessment.run.period)
    if finding is None:
        return Verdict.NO_EVIDENCE.words
    near = lookup.near.get(finding.key)
    marks = (_OWN_WORD if by_own_word(finding) else "") + (
        _WAIVED if lookup.waiver(finding) is not None else ""
    )
    return (
        finding.verdict.words + marks + (f"\n{near_words(near.near)}" if near is not None else "")
    )


def _column_title(lookup: Lookup, organisation: Organisation) -> str:
    title = f"{organisation.name} ({organisation.code})"
    if lookup.was_received(organisation.code, lookup.assessment.run.period):
        return title
    return f"{title}\nNO RETURN CAME"


def _about(lookup: Lookup) -> str:
    assessment = lookup.assessment
    return f"{assessment.pack.policy}. Judged as of {day_words(assessment.run.as_of)}."


def _not_ruled(lookup: Lookup) -> str:
    named = listed(
        f"{organisation.name} ({kind_label(lookup, organisation.kind)})"
        for organisation in lookup.kinds_without_rules()
    )
    return f"Read, but the pack has no rules for this kind yet: {named}." if named else ""
