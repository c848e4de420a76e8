"""The sheets Matrix: duties down, organisations across, a sheet for each kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from engine.nouns.english import day_words, listed
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.policy.clause import Clause
from engine.nouns.policy.rule import Rule
from engine.nouns.verdict import Verdict
from evidence.workbook_kit import Formats
from reports.content.decisions import WAIVED
from reports.content.not_testable import duties_for
from reports.content.rows import kind_label, kinds_with_rules
from reports.lookup import Lookup, by_own_word, citation_of, section_of
from reports.text import quoted
from reports.words import NOT_TESTABLE
from reports.workbook.links import MOST_ORGANISATIONS, SheetLinks
from reports.workbook.sheets import (
    PRINTED_WIDTH,
    Cell,
    SheetHeading,
    height_of,
    look_of,
    set_print,
    sheet_name,
    write_cell,
    write_text,
)

_HEADINGS_ROW = 3
_MARK = ", \n"
"""Before a mark under a verdict; a program that shows no line break there shows the comma."""
_OWN_WORD = f"{_MARK}own word only"
"""Under a verdict that nothing but the organisation's own answer shows."""
_WAIVED = f"{_MARK}{WAIVED}"
"""Under a verdict that a waiver is laid over, last of the marks."""
_DUTY_COLUMNS = (
    SheetHeading("Section of the policy", 30),
    SheetHeading("Clause", 22),
    SheetHeading("Duty", 34),
)
_VERDICT_WIDTH = 17
_A_PAGE = (PRINTED_WIDTH - sum(heading.width for heading in _DUTY_COLUMNS)) // _VERDICT_WIDTH
"""So many organisations stand beside the duties on a page."""
_SCALE = 70
"""In per cent, where the columns take several pages."""


def matrix_sheets(
    lookup: Lookup, workbook: Any, formats: Formats, places: SheetLinks, taken: Iterable[str]
) -> None:
    """Add the sheet Matrix, and one for each further kind; ``taken`` are the others' names."""
    first, *others = kinds_with_rules(lookup) or ("",)
    names = [name for name in taken if name != "Matrix"]
    for kind in (first, *others):
        title = "Matrix" if kind == first else f"Matrix {kind_label(lookup, kind)}"
        every = [who for who in lookup.assessment.organisations if who.kind == kind]
        for start in range(0, max(len(every), 1), MOST_ORGANISATIONS):
            names.append(sheet_name(title, names))
            sheet = workbook.add_worksheet(names[-1])
            columns = every[start : start + MOST_ORGANISATIONS]
            _matrix_sheet(lookup, (sheet, formats), kind, columns, places)


def _matrix_sheet(
    lookup: Lookup,
    on: tuple[Any, Formats],
    kind: str,
    columns: Sequence[Organisation],
    places: SheetLinks,
) -> None:
    assessment, (sheet, formats) = lookup.assessment, on
    period = assessment.run.period.label
    title = f"{assessment.pack.title}: {kind_label(lookup, kind) or 'no rules'}, {period}"
    sheet.set_row(0, 20)
    write_text(sheet, 0, 0, title, formats["title"])
    write_text(sheet, 1, 0, _about(lookup), formats["note"])
    write_text(sheet, 2, 0, _not_ruled(lookup), formats["note"])
    widths = _write_headings(lookup, sheet, formats, columns)
    last = _HEADINGS_ROW
    for last, duty in enumerate(duties_for(lookup, kind), _HEADINGS_ROW + 1):
        cells = _row(lookup, duty, columns, places)
        sheet.set_row(last, height_of([str(cell) for cell in cells], widths))
        for column, cell in enumerate(cells):
            write_cell(sheet, last, column, cell, formats, _look(cell, column, formats))
    sheet.freeze_panes(_HEADINGS_ROW + 1, len(_DUTY_COLUMNS))
    sheet.autofilter(_HEADINGS_ROW, 0, last, len(widths) - 1)
    _set_print(sheet, len(columns))
    sheet.print_area(0, 0, last, len(widths) - 1)


def _write_headings(
    lookup: Lookup, sheet: Any, formats: Formats, columns: Sequence[Organisation]
) -> list[int]:
    """Write the row of headings; returns the widths of the columns."""
    headings = [
        *_DUTY_COLUMNS,
        *(SheetHeading(_column_title(lookup, column), _VERDICT_WIDTH) for column in columns),
    ]
    widths = [heading.width for heading in headings]
    sheet.set_row(_HEADINGS_ROW, height_of([heading.text for heading in headings], widths))
    for place, heading in enumerate(headings):
        sheet.set_column(place, place, heading.width)
        silent = place >= len(_DUTY_COLUMNS) and not lookup.was_received(
            columns[place - len(_DUTY_COLUMNS)].code, lookup.assessment.run.period
        )
        write_text(
            sheet, _HEADINGS_ROW, place, heading.text, formats["never" if silent else "head"]
        )
    return widths


def _look(cell: Cell, column: int, formats: Formats) -> Any:
    """A duty's own look, that of a verdict by its first line; None for what is like other text."""
    if column == len(_DUTY_COLUMNS) - 1:
        return formats["duty"]
    if column < len(_DUTY_COLUMNS):
        return None
    return look_of(str(cell).partition(_MARK)[0], formats)


def _set_print(sheet: Any, organisations: int) -> None:
    """A page wide where the organisations can be read on it, else some of them a page, each with
    the duties beside them."""
    set_print(sheet, _HEADINGS_ROW)
    if organisations > _A_PAGE:
        sheet.fit_to_pages(1, 1)
        sheet.set_print_scale(_SCALE)
        sheet.repeat_columns(0, len(_DUTY_COLUMNS) - 1)
        first = len(_DUTY_COLUMNS) + _A_PAGE
        sheet.set_v_pagebreaks([*range(first, len(_DUTY_COLUMNS) + organisations, _A_PAGE)])


def _row(
    lookup: Lookup, duty: Rule | Clause, columns: Sequence[Organisation], places: SheetLinks
) -> list[Cell]:
    if isinstance(duty, Clause):
        reason = f"{quoted(duty.words)}\n{NOT_TESTABLE}: {duty.reason}"
        return [
            duty.section,
            places.clause(citation_of(lookup, (duty.id,)), (duty.id,)),
            reason,
            *(NOT_TESTABLE for _ in columns),
        ]
    period = lookup.assessment.run.period.label
    verdicts = [
        places.finding(_verdict(lookup, duty.id, column), (duty.id, column.code, period))
        for column in columns
    ]
    clause = places.clause(citation_of(lookup, duty.cites), duty.cites)
    return [section_of(lookup, duty), clause, duty.title, *verdicts]


def _verdict(lookup: Lookup, rule: str, organisation: Organisation) -> str:
    finding = lookup.ruling(rule, organisation.code, lookup.assessment.run.period)
    if finding is None:
        return Verdict.NO_EVIDENCE.words
    near = lookup.near.get(finding.key)
    marks = (
        _OWN_WORD if by_own_word(finding) else "",
        _WAIVED if lookup.waiver(finding) is not None else "",
        f"{_MARK}{near.near.value}" if near is not None else "",
    )
    return finding.verdict.words + "".join(marks)


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
