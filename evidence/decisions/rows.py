"""What a row of decisions says, column by column, with all that is wrong in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from engine.nouns.evidence.fact import Origin, Range
from engine.nouns.evidence.fault import Stage
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.policy.pack import Pack
from evidence.cells.values import CellAnswer, is_placeholder, read_date
from evidence.decisions.file import DecisionBook
from evidence.fault_log import FaultLog, PlacedLog
from evidence.nouns.cells import Cell, Row, kind_of
from evidence.privacy.names_given import gives_a_name
from evidence.terms import TermMatcher, match_terms
from evidence.text import folded, same_id

_NOTHING = frozenset({"nil", "none"})


class DecisionReader:
    """The faults of a file of decisions while its rows are gone through."""

    def __init__(
        self,
        book: DecisionBook,
        pack: Pack,
        organisations: Mapping[str, Organisation],
        as_of: dt.date,
    ) -> None:
        self.book = book
        self.pack = pack
        self.organisations = organisations
        self.as_of = as_of
        self.log = FaultLog(book.file)
        self._strangers: dict[str, list[Cell]] = {}
        self._codes = _exactly("an organisation of these returns, by its code", organisations)
        self._rules = _exactly("a rule of the policy’s pack", pack.rules)
        self._clauses = _exactly("a clause of the policy", pack.clauses)

    def log_at(self, *cells: Cell) -> PlacedLog:
        """The log bound to a cell, or to several of a sheet."""
        origin = self.book.origin(cells[0])
        return PlacedLog(
            self.log,
            origin.file,
            origin.sheet,
            ", ".join(dict.fromkeys(cell.ref for cell in cells)),
            {
                "stage": Stage.ACROSS if len(cells) > 1 else Stage.CELLS,
                "kind_found": kind_of(cells[0]),
            },
        )

    def origin(self, row: Row, column: str) -> Origin:
        """The origin of the cell of a column."""
        return self.book.origin(self.cell(row, column))

    def cell(self, row: Row, column: str) -> Cell:
        """The cell of a column; the row's first where the file lacks the column."""
        return row.cells.get(column) or next(iter(row.cells.values()))

    def text(self, row: Row, column: str) -> str:
        """The text of a cell as typed, empty where it says nothing ("-", "TBC", "none")."""
        cell = row.cells.get(column)
        if cell is None or cell.unusable or is_placeholder(cell.text):
            return ""
        return "" if folded(cell.text) in _NOTHING else cell.text.strip()

    def person(self, row: Row, column: str) -> str:
        """Whom a cell names; empty where it names nobody, as "vacant" does."""
        text = self.text(row, column)
        return text if text and gives_a_name(text) else ""

    def is_filled(self, row: Row, columns: Iterable[str]) -> bool:
        """Whether anything stands in one of some columns, refused cells among it."""
        cells = (row.cells.get(column) for column in columns)
        return any(cell is not None and cell.is_filled for cell in cells)

    def day(self, row: Row, column: str, code: str = "") -> dt.date | None:
        """The day in a cell; None for a blank, and with a fault where it is no single day."""
        cell = row.cells.get(column)
        read = read_date(cell)
        if cell is None or read.answer is not CellAnswer.VALUE:
            if cell is not None and read.answer is CellAnswer.UNREADABLE and self.text(row, column):
                self._no_day(cell, code)
            return None
        assert isinstance(read.value, Range)
        if not read.value.is_exact:
            self._no_day(cell, code)
            return None
        return dt.date.fromordinal(int(read.value.low))

    def _no_day(self, cell: Cell, code: str) -> None:
        self.log_at(cell).add_cell_fault(
            cell.text,
            "one day, such as 31/03/2014",
            "Write the day, month and year; until then it is not known.",
            organisation=code,
        )

    def organisation(self, row: Row) -> Organisation | None:
        """The organisation of a row; None, with one fault for each, where it is not in the run."""
        cell = self.cell(row, "organisation")
        text = "" if cell.unusable else cell.text.strip()
        if not text:
            self.log_at(cell).add_cell_fault(
                "a decision without an organisation",
                "the organisation’s code",
                "Give the organisation’s code; until then the row is not used.",
            )
            return None
        code = self._codes.find(text)
        if code is None:
            self._strangers.setdefault(text, []).append(cell)
            return None
        return self.organisations[code]

    def report_unknown_organisations(self) -> None:
        """Tell each organisation that decisions name and that is none of the run, once a sheet."""
        for text, cells in self._strangers.items():
            for sheet in dict.fromkeys(cell.sheet for cell in cells):
                here = [cell for cell in cells if cell.sheet == sheet]
                near = self._codes.nearest(text)
                self.log_at(*here).add_check(
                    f"“{text}”, none of whose returns is among the files",
                    self._codes.expected,
                    (f"If “{near}” is meant, write that. " if near else "")
                    + "These rows are not used in this run; if its return is not meant to be in "
                    "it, there is nothing to do.",
                )

    def rule(self, row: Row, code: str, cost: str) -> str:
        """The id of the rule that a row names; empty where it names none. A wrong one is reported,
        with what it costs."""
        return self._named(row, "rule", self._rules, code, cost)

    def clause(self, row: Row, code: str, cost: str) -> str:
        """The same of the clause that a row names."""
        return self._named(row, "clause", self._clauses, code, cost)

    def _named(self, row: Row, column: str, known: TermMatcher, code: str, cost: str) -> str:
        text = self.text(row, column)
        found = known.find(text) if text else ""
        if found is None:
            self.log_at(self.cell(row, column)).add_cell_fault(
                text,
                known.expected,
                f"{known.to_do(text)} {cost}",
                organisation=code,
            )
        return found or ""

    def clause_cited(self, row: Row, code: str, rule: str, clause: str) -> None:
        """Report a clause beside a rule that does not cite it."""
        if rule and clause and clause not in self.pack.rules[rule].cites:
            self.log_at(self.cell(row, "clause"), self.cell(row, "rule")).add_check(
                f"{clause} beside {rule}, which does not cite it",
                f"a clause that it cites: {', '.join(self.pack.rules[rule].cites)}",
                "Check which duty is meant; the rule counts.",
                organisation=code,
            )


def _exactly(what: str, known: Iterable[str]) -> TermMatcher:
    """Names that ids alone have, without regard to case, spaces and a full stop at the end."""
    return match_terms(what, {word: (word, ()) for word in known}, same_id)
