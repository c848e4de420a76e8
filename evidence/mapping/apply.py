"""A sender's grid through its mapping: the pack's tables, each cell with the sender's own place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Dict
from dataclasses import replace

from engine.nouns.quarter import Quarter
from evidence.cells.values import is_placeholder, not_applicable
from evidence.fault_log import FaultLog, PlacedLog
from evidence.mapping.foreign_sheet import ForeignSheet, row_and_column
from evidence.mapping.match import MappedWorkbook
from evidence.mapping.nouns import (
    DENOMINATOR,
    NUMERATOR,
    MappedSheet,
    Mapping,
    Place,
    Proposal,
    SenderScale,
    Take,
)
from evidence.mapping.proposing.scales import is_tick, tick_of
from evidence.mapping.tables import MappedTables
from evidence.mapping.unread import report_unknown_rows, report_unread
from evidence.nouns.cells import Cell, Table
from evidence.nouns.columns import spec_of
from evidence.nouns.grid import GridCell, as_cell, tidy
from evidence.periods import quarter_named, quarter_number, years_named
from evidence.tables.merged_cells import MERGED
from evidence.tables.refused import unusable_cell
from evidence.tables.serial_dates import serial_day
from evidence.text import folded

OFF_SCALE = "a score that the mapping’s scale does not have"
_N_OF_M = re.compile(r"^\s*(\d[\d,]*)\s*(?:out of|of)\s*(\d[\d,]*)\s*$")


def tables_of(match: MappedWorkbook, quarter: Quarter | None, log: FaultLog) -> dict[str, Table]:
    """The tables of a workbook through its mapping.

    ``quarter`` is the return's where something else than the workbook says it. A figure that
    stands in the column of another quarter is never taken: without a quarter there is none.
    """
    found, mapping = MappedTables(), match.file.mapping
    period = period_of(match) or quarter
    for sheet, foreign in match.sheets:
        reader = _SheetReader(foreign, sheet, mapping, period, log.on_sheet(foreign.name))
        for proposal in sheet.proposals:
            if mapping.is_used(proposal) and not proposal.is_column:
                reader.add(proposal, found)
        reader.report_hidden()
        report_unread(sheet, foreign, mapping, log.on_sheet(foreign.name))
        report_unknown_rows(sheet, foreign, log.on_sheet(foreign.name))
    _state(match, quarter, found)
    return found.as_tables()


def period_of(match: MappedWorkbook) -> Quarter | None:
    """The quarter that the workbook names in the cell that its mapping takes it from."""
    named = {
        quarter_named(cell.text)
        for sheet, foreign in match.sheets
        for proposal in sheet.proposals
        if match.file.mapping.is_used(proposal) and proposal.row.get("field") == "period"
        for ref in proposal.places["value"].cells
        if (cell := foreign.cell_at(ref)) is not None
    }
    return named.pop() if len(named) == 1 else None


class _SheetReader:
    """Reads the rows of one sheet; what is wrong with a cell is reported at its place."""

    def __init__(
        self,
        foreign: ForeignSheet,
        sheet: MappedSheet,
        mapping: Mapping,
        period: Quarter | None,
        log: PlacedLog,
    ) -> None:
        self._foreign = foreign
        self._ticks = {
            tick_of(cell)
            for proposal in sheet.proposals
            for place in proposal.places.values()
            if place.take is Take.TICKED
            for ref in place.cells
            if (cell := foreign.cell_at(ref)) is not None
        }
        self._mapping = mapping
        self._period = period
        self._log = log
        self._hidden: set[int] = set()

    def add(self, proposal: Proposal, found: MappedTables) -> None:
        """Add the row of the pack that a proposal answers."""
        table, sheet = proposal.table, self._foreign.name
        at = {column: self._ref(place) for column, place in proposal.places.items()}
        label = proposal.rests_on[0].cell if proposal.rests_on else next(iter(at.values()), "")
        number = row_and_column(next((ref for ref in at.values() if ref), label or "A1"))[0]
        cells = {name: Cell(text, text, sheet, label) for name, text in proposal.row.items()}
        for column, ref in at.items():
            if column not in (NUMERATOR, DENOMINATOR):
                cells[column] = self._cell(proposal, column, ref)
        if {NUMERATOR, DENOMINATOR} <= at.keys():
            cells |= self._parts(cells, at[NUMERATOR], at[DENOMINATOR])
        for ref in at.values():
            if ref:
                self._look_hidden(ref)
        found.add(table, sheet, cells, number)

    def _ref(self, place: Place) -> str:
        """The cell that counts for the return's quarter; empty where none does."""
        if place.take is Take.TICKED:
            return self._ticked(place)
        if not place.headings:
            return place.cells[0]
        for ref, heading in zip(place.cells, place.headings, strict=True):
            shown = self._foreign.shown(*row_and_column(heading))
            years = years_named(shown)
            if (
                self._period is not None
                and quarter_number(shown) == self._period.number
                and (not years or years == {self._period.year})
            ):
                return ref
        return ""

    def _ticked(self, place: Place) -> str:
        """The one cell that is ticked; empty where none is, or (reported) where it is unclear."""
        typed = [
            (ref, cell) for ref in place.cells if (cell := self._foreign.cell_at(ref)) is not None
        ]
        # Where one sheet has both "x" and "✓", the one may well mean no.
        if len(typed) == 1 and is_tick(typed[0][1]) and len(self._ticks) == 1:
            return typed[0][0]
        if typed:
            refs = [ref for ref, _ in typed]
            self._log.at_cell(", ".join(refs)).add_cell_fault(
                ", ".join(cell.text or "a cell that was refused" for _, cell in typed),
                "one cell ticked and the others blank, each row in the same way",
                "Tick the answer that counts.",
            )
        return ""

    def _cell(self, proposal: Proposal, column: str, ref: str) -> Cell:
        sheet = self._foreign.name
        if not ref:
            return Cell(None, "", sheet, proposal.rests_on[0].cell if proposal.rests_on else "")
        typed = self._typed(ref)
        if typed is None or typed.unusable:
            return as_cell(typed, sheet, ref)
        take, cell = proposal.places[column].take, as_cell(typed, sheet, ref)
        if take is Take.TICKED:
            places = proposal.places[column]
            above = self._foreign.shown(*row_and_column(places.headings[places.cells.index(ref)]))
            ticked = replace(cell, raw=above, text=above)
            scored = self._scored(ticked, self._mapping.scale(proposal.scale))
            return replace(scored, text=f"{cell.text} under “{above}”")
        if take is not Take.WHOLE:
            cell = replace(cell, raw=take.text_taken(tidy(cell.text)))
        if proposal.row.get("field") == "period" and (named := quarter_named(cell.text)):
            return replace(cell, raw=named.label, text=named.label)
        if column == "score":
            return self._scored(cell, self._mapping.scale(proposal.scale))
        if column in spec_of(proposal.table).day_columns and self._foreign.since_1904 is not None:
            day = serial_day(cell.raw, self._foreign.since_1904)
            return cell if day is None else replace(cell, raw=day)
        if column == "value" and proposal.table == "dashboard":
            return _n_of_m(cell)
        if proposal.table == "organisation" and take is not Take.WHOLE:
            return replace(cell, text=str(cell.raw))
        return cell

    def _typed(self, ref: str) -> GridCell | None:
        """What a cell holds; refused, and reported, where it is merged over several rows."""
        row, column = row_and_column(ref)
        merge = self._foreign.merge_at(row, column)
        if merge is not None and merge.last_row > merge.first_row:
            shown = self._foreign.shown(row, column)
            if shown:
                self._log.at_cell(ref).add_cell_fault(
                    f"{shown}, merged over several rows",
                    "a value in each row",
                    "Unmerge the cells and type the value into each row that it is true of.",
                )
                return GridCell(None, unusable=MERGED)
        typed = self._foreign.cell_at(ref)
        if typed is not None and typed.unusable:
            unusable_cell(typed.unusable, self._log.at_cell(ref))
        return typed

    def _scored(self, cell: Cell, scale: SenderScale | None) -> Cell:
        """A score in the pack's words, the text as the sender typed it."""
        text = cell.text.strip()
        if not text or is_placeholder(text) or not_applicable(text) is not None:
            return cell
        answers = (
            {folded(score): answer for score, answer in scale.answers.items()} if scale else {}
        )
        answer = answers.get(folded(re.sub(r"^([0-9]+)\.0+$", r"\1", text)))
        if answer is None:
            self._log.at_cell(cell.ref).add_cell_fault(
                text,
                f"one of {', '.join(scale.answers) if scale else 'the scale’s scores'}, as the "
                "mapping has it",
                "Correct the score, or say in the mapping what it means.",
            )
            return replace(cell, raw=None, unusable=OFF_SCALE)
        return replace(cell, raw=answer.replace("_", " "), percent_format=False)

    def _parts(self, cells: Dict[str, Cell], numerator: str, denominator: str) -> dict[str, Cell]:
        """A percentage from its two numbers; where it is given too they are noted beside it."""
        parts = [self._typed(ref) if ref else None for ref in (numerator, denominator)]
        texts = [part.text if part is not None and not part.unusable else "" for part in parts]
        if not all(text.replace(",", "").isdecimal() for text in texts):
            return {}
        sheet, ref = self._foreign.name, f"{numerator}, {denominator}"
        quote = f"{texts[0]} of {texts[1]}"
        value, note = cells.get("value"), cells.get("note")
        if value is None or (not value.text.strip() and not value.unusable):
            return {"value": _n_of_m(Cell(quote, quote, sheet, ref))}
        if note is not None and note.text and not note.unusable:
            both = f"{quote}; {note.text}"
            return {"note": Cell(both, both, sheet, f"{ref}, {note.ref}")}
        return {"note": Cell(quote, quote, sheet, ref)}

    def _look_hidden(self, ref: str) -> None:
        row, column = row_and_column(ref)
        if row in self._foreign.hidden_rows or column in self._foreign.hidden_columns:
            self._hidden.add(row)

    def report_hidden(self) -> None:
        """Report, once a sheet, what is read from where nobody sees it."""
        if self._foreign.hidden or self._hidden:
            rows = ", ".join(map(str, sorted(self._hidden)[:10]))
            self._log.add_check(
                "a hidden sheet" if self._foreign.hidden else f"hidden cells, in row {rows}",
                "nothing hidden in a return",
                "It was read like the rest. Check that it says what is meant to be sent, and "
                "unhide it.",
            )


def _n_of_m(cell: Cell) -> Cell:
    """A cell that says "97 of 100" as the share that it is, its text as typed."""
    match = _N_OF_M.match(cell.text) if isinstance(cell.raw, str) else None
    if match is None:
        return cell
    part, whole = (int(number.replace(",", "")) for number in match.groups())
    if not whole or part > whole:
        return cell
    return replace(cell, raw=part / whole, percent_format=True)


def _state(match: MappedWorkbook, quarter: Quarter | None, found: MappedTables) -> None:
    """Add what the mapping states of the organisation and the workbook does not say itself."""
    rows = found.tables.get("organisation", [])
    said = {row.cells["field"].text for row in rows if row.text("value")}
    for name, value in _stated(match.file.mapping, quarter):
        if name not in said:
            cells = {
                "field": Cell(name, name, "organisation", "", file=match.file.name),
                "value": Cell(value, value, "organisation", "", file=match.file.name),
            }
            found.add("organisation", "organisation", cells, 0)


def _stated(mapping: Mapping, quarter: Quarter | None) -> Iterator[tuple[str, str]]:
    yield from mapping.stated.items()
    if quarter is not None:
        yield "period", quarter.label
