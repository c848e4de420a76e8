"""The collector of facts: the facts and faults of one return while its tables are gone through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from engine.nouns.evidence import fact_names
from engine.nouns.evidence.decision import Moderation
from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.evidence.fault import Fault, Stage
from engine.nouns.evidence.training import TrainingTable
from engine.nouns.policy.parameter import ParameterValue
from engine.nouns.policy.vocabulary import Vocabulary
from engine.nouns.verdict import Basis
from evidence.cells.values import CellAnswer, CellReading, is_placeholder, leaves_open
from evidence.facts.row_keys import RowKeys
from evidence.fault_log import FaultLog, PlacedLog
from evidence.nouns.cells import Cell, Row, Table, kind_of
from evidence.nouns.grid import NEVER_CALCULATED
from evidence.nouns.returns import Return
from evidence.terms import TermMatcher
from evidence.text import shortened

LEFT_BLANK = "left blank"
SUPPRESSED = "suppressed at source as “{}”"


@dataclass(frozen=True, slots=True)
class InForce:
    """By what one return is judged: the day, and the parameters in force on it."""

    as_of: dt.date
    parameter: Callable[[str], float]
    """The value of a parameter, by name, for the return's organisation."""
    narrowed: Callable[[str], Sequence[ParameterValue]] = lambda name: ()
    """The same parameter's values for some lines of a register alone."""
    limit: Callable[[str], float | None] = lambda name: None
    """The value of a parameter that a pack may leave out, None where it does."""


class FactCollector:
    """What one return has yielded so far: facts by name, and faults in the order met."""

    def __init__(
        self,
        submitted: Return,
        vocabulary: Vocabulary,
        in_force: InForce,
        moderations: Iterable[Moderation] = (),
        limit: Callable[[str], float | None] = lambda name: None,
    ) -> None:
        self.submitted = submitted
        self.vocabulary = vocabulary
        self.as_of = in_force.as_of
        self.parameter = in_force.parameter
        self.narrowed = in_force.narrowed
        self.limit = in_force.limit
        self.moderations: dict[str, list[Moderation]] = {}
        """The scores that assessors gave elsewhere than on the return, by question."""
        for moderation in moderations:
            self.moderations.setdefault(moderation.question, []).append(moderation)
        self.facts: dict[str, Fact] = {}
        self.log = FaultLog(submitted.file)
        self.row_keys: dict[str, RowKeys] = {}
        """What the rows of each table are about, by the sheet's name."""
        self.training: list[TrainingTable] = []

    @property
    def faults(self) -> list[Fault]:
        """The faults met so far, in their order."""
        return self.log.faults

    @property
    def services(self) -> frozenset[str] | None:
        """The services the organisation says it provides; None where that is unknown."""
        fact = self.facts.get(fact_names.SERVICES)
        value = fact.value if fact else None
        return value if isinstance(value, frozenset) else None

    def applies_to(self, services: Sequence[str]) -> bool | None:
        """Whether something expected only of organisations with any of these services is
        expected here; None where the services are unknown."""
        if not services:
            return True
        return None if self.services is None else bool(self.services & set(services))

    def asked_by_kind(self, table: str) -> bool:
        """Whether this kind of organisation's return has such a table."""
        kind = self.vocabulary.kinds.get(self.submitted.organisation.kind)
        return kind is not None and table in kind.tables

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table; none where the return lacks the table."""
        found = self.submitted.tables.get(table)
        return found.rows if found else ()

    def origins(self, cells: Iterable[Cell | None]) -> tuple[Origin, ...]:
        """The origins of some cells, those that are missing left out."""
        return tuple(self.submitted.origin(cell) for cell in cells if cell is not None)

    def whole_table(self, table: Table | None) -> tuple[Origin, ...]:
        """The origin of something that the whole of a table says."""
        refs = [cell for row in table.rows for cell in row.cells.values()] if table else []
        if not refs:
            return ()
        ref = f"{refs[0].ref}:{refs[-1].ref}"
        return (self.submitted.origin(Cell(None, "", refs[0].sheet, ref)),)

    def add(self, fact: Fact) -> None:
        """Add a fact, in place of one of the same name."""
        self.facts[fact.name] = fact

    def log_at(self, *cells: Cell, across: bool | None = None) -> PlacedLog:
        """The log bound to a cell or to several; the first says in which file and sheet.

        What comes of holding cells beside each other is ``across`` them; where that is not said,
        a fault of several cells is.
        """
        origin = self.submitted.origin(cells[0])
        refs = [cell.ref for cell in cells if cell.sheet == cells[0].sheet]
        is_across = len(cells) > 1 if across is None else across
        return PlacedLog(
            self.log,
            origin.file,
            origin.sheet,
            ", ".join(dict.fromkeys(refs)),
            {
                "organisation": self.submitted.organisation.code,
                "period": self.submitted.quarter.label,
                "stage": Stage.ACROSS if is_across else Stage.CELLS,
                "kind_found": kind_of(cells[0]),
            },
        )

    def why_unknown(
        self,
        cell: Cell | None,
        read: CellReading,
        expected: str,
        to_do: str,
        facts: tuple[str, ...],
    ) -> str:
        """Why a cell's reading leaves its facts unknown; an unreadable cell is reported."""
        if cell is None or read.answer is CellAnswer.BLANK:
            return LEFT_BLANK
        match read.answer:
            case CellAnswer.REFUSED:
                return f"{cell_place(cell)}: {cell.unusable}"
            case CellAnswer.WITHHELD:
                return SUPPRESSED.format(shortened(cell.text))
            case CellAnswer.UNREADABLE:
                self.log_at(cell).add_cell_fault(
                    cell.text,
                    expected,
                    read.to_do or to_do,
                    facts=facts,
                )
                return f"{cell_quoted(cell)}, which {read.trouble}"
            case _:
                return ""

    def note_of(self, row: Row) -> Cell | None:
        """The note of a row, where it says something; "?" and "TBC" do."""
        note = row.cells.get("note")
        if note is None or note.unusable:
            return None
        return None if is_placeholder(note.text) and not leaves_open(note.text) else note

    def reason_of(self, row: Row, read: CellReading) -> str:
        """The reason for which a figure of a row does not apply, in its cell or in the note
        beside it; empty where neither gives one."""
        note = self.note_of(row)
        is_reason = note is not None and not leaves_open(note.text)
        return read.reason or (note.text if note is not None and is_reason else "")

    def excuse(self, row: Row, cell: Cell, read: CellReading, facts: tuple[str, ...]) -> str:
        """What is said of a cell that is given as not applicable, with the reason in it or in the
        note beside it; one without a reason is reported as a fault."""
        reason = self.reason_of(row, read)
        if reason:
            return f"given as not applicable: “{shortened(reason)}”"
        self.log_at(cell).add_cell_fault(
            cell.text,
            "a reason in the note beside “N/A”",
            "Say in the note why it does not apply, or give the figure.",
            facts=facts,
        )
        return f"{cell_quoted(cell)} without a reason"

    @property
    def last_day(self) -> dt.date:
        """The last day that the return can cover: the as-of date, or the day it was sent."""
        return min(self.as_of, self.submitted.submitted_on or self.as_of)

    def after_last_day(self, cell: Cell, read: CellReading, facts: tuple[str, ...] = ()) -> str:
        """What a date lies wholly after, "the as-of date" or "the day the return was sent"; it is
        then reported to be checked. Empty where it does not."""
        if not isinstance(read.value, Range) or read.value.low <= self.last_day.toordinal():
            return ""
        judged = read.value.low > self.as_of.toordinal()
        self.log_at(cell).add_check(
            cell.text,
            f"a date not after {self.as_of:%d/%m/%Y}, the day the quarter is judged on"
            if judged
            else f"a date not after {self.last_day:%d/%m/%Y}, on which the return was sent",
            "Check the date; what was done later is evidence for the next quarter."
            if judged
            else "Check both dates: a return cannot report what was done after it was sent.",
            facts=facts,
        )
        return "the as-of date" if judged else "the day the return was sent"

    def term_named(self, row: Row, column: str, known: TermMatcher) -> str | None:
        """The word of the pack that a row is about; an unknown word is reported as a fault.

        A row that names nothing and says nothing is passed over in silence.
        """
        cell = row.cells.get(column)
        others = [other for name, other in row.cells.items() if name != column]
        says_more = any(_says_something(other) for other in others)
        if cell is None or cell.unusable:
            return None
        keys = self.row_keys.setdefault(cell.sheet, RowKeys(known))
        found = known.find(cell.text)
        if found is not None:
            keys.found += 1
        elif says_more:
            to_do = (
                known.to_do(cell.text)
                if cell.text.strip()
                else f"Say what line {row.number} is about, or clear the line."
            )
            text = cell.text if cell.text.strip() else "nothing"
            self.log_at(cell).add_cell_fault(text, known.expected, to_do)
            keys.unknown.append((cell, self.log.faults[-1]))
        return found

    def report_unknown_rows(self) -> None:
        """Tell once each table of whose rows none is about anything known."""
        for table in self.submitted.tables.values():
            keys = self.row_keys.get(table.sheet)
            if keys is not None and keys.are_all_unknown:
                keys.report(table.name, self.log.faults, self.log_at(keys.unknown[0][0]))


def _says_something(cell: Cell) -> bool:
    """Whether a cell says something; a formula that a blank return has and nobody calculated does
    not."""
    return bool(cell.text.strip()) or cell.unusable not in ("", NEVER_CALCULATED)


def cell_place(cell: Cell) -> str:
    """A cell's sheet and reference as a reader says them: "dashboard C31"."""
    return f"{cell.sheet.strip()} {cell.ref}"


def cell_quoted(cell: Cell) -> str:
    """What a cell says: "dashboard C31 says “TBC”"."""
    return f"{cell_place(cell)} says “{shortened(cell.text)}”"


def unknown_fact(
    name: str,
    why: str,
    *,
    basis: Basis | None = None,
    origins: tuple[Origin, ...] = (),
    derived_from: tuple[str, ...] = (),
) -> Fact:
    """A fact of which nothing usable is known, and why."""
    return Fact(name, None, basis, origins, derived_from, "", why)
