"""The quarter or year that a mapped sheet gives, in its name or above its headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.nouns.evidence.fault import Severity, Stage
from engine.nouns.quarter import Quarter
from evidence.fault_log import PlacedLog
from evidence.mapping.foreign_sheet import ForeignSheet, row_and_column
from evidence.mapping.nouns import MappedSheet
from evidence.periods import quarter_named, quarter_number, years_named

_ORGANISATION = "organisation"


def sheet_of_time(
    sheet: MappedSheet, foreign_sheets: Sequence[ForeignSheet], quarter: Quarter | None
) -> ForeignSheet:
    """Of several sheets in one layout the one of a quarter; without one, or where none says that it
    is of it, the latest."""

    def fit(foreign: ForeignSheet) -> tuple[int, int]:
        named = [found for _, text in _titles(sheet, foreign) if (found := quarter_named(text))]
        number = quarter_number(foreign.name) or 0
        years = [year for _, text in _titles(sheet, foreign) for year in years_named(text)]
        latest = max((found.index for found in named), default=max(years, default=0) * 4 + number)
        if quarter is None:
            return 0, latest
        if another_time(sheet, foreign, quarter) is not None:
            return 0, latest
        return 1 + (quarter in named) + (number == quarter.number), latest

    return max(foreign_sheets, key=fit)


def another_time(
    sheet: MappedSheet, foreign: ForeignSheet, quarter: Quarter
) -> tuple[str, str] | None:
    """The cell and text by which a sheet says that it is of another quarter or year; the cell is
    empty where its name says it, and None is returned where nothing does."""
    number = quarter_number(foreign.name)
    if number is not None and number != quarter.number:
        return "", foreign.name
    for ref, text in _titles(sheet, foreign):
        named, years = quarter_named(text), years_named(text)
        if named is not None and named != quarter:
            return ref, text
        if named is None and years and quarter.year not in years:
            return ref, text
    return None


def report_another_time(at: tuple[str, str], quarter: Quarter, log: PlacedLog) -> None:
    """Report a sheet that says that it is of another time; ``log`` is bound to the sheet."""
    ref, text = at
    log.at_cell(ref).add(
        Severity.LOST,
        f"“{text}”, which is not {quarter.label}, the quarter that the return is for",
        "a sheet of the return’s quarter and year",
        "Nothing of this sheet is read. If it is the right one, correct its title or its name.",
        stage=Stage.ROWS,
    )


def _titles(sheet: MappedSheet, foreign: ForeignSheet) -> Iterator[tuple[str, str]]:
    """The name of a sheet, and the words of its layout that stand above all that is read of it."""
    yield "", foreign.name
    rows = [
        row_and_column(ref)[0]
        for proposal in sheet.proposals
        if proposal.table != _ORGANISATION
        for at in proposal.places.values()
        for ref in (*at.cells, *at.headings)
    ]
    first = min(rows, default=0)
    for ref in sheet.layout.words:
        row, column = row_and_column(ref)
        if row < first:
            yield ref, foreign.text(row, column)
