"""A return while it is being read: what could be used so far, and what could not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from engine.kept.packed import Shelf
from engine.nouns.english import listed
from engine.nouns.evidence.fault import Severity, Stage
from engine.nouns.outcome.assessment import InputFile
from engine.nouns.policy.vocabulary import Vocabulary
from evidence.fault_log import FaultLog
from evidence.mapping.nouns import NO_MAPPINGS, MappingsGiven
from evidence.nouns.cells import Cell, SheetNote, Table
from evidence.nouns.columns import REGISTER, in_order, spec_of
from evidence.nouns.grid import Grid
from evidence.nouns.register import Register
from evidence.nouns.returns import Return
from evidence.tables.days_across import (
    register_in_doubt,
    table_in_doubt,
    tables_month_first,
)
from evidence.tables.identity import GivenIdentity, Identity, read_identity
from evidence.tables.register import read_register
from evidence.tables.rows import TableWords
from evidence.tables.table import read_table
from evidence.terms import TermMatcher


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """What returns are read by."""

    vocabulary: Vocabulary
    terms: Mapping[str, TermMatcher | None]
    mark: str = ""
    """The mark of the rules that they are read by (see ``origin_mark``)."""
    mappings: MappingsGiven = NO_MAPPINGS


def given_of(context: ReadingContext) -> GivenIdentity:
    """Whose and of which quarter files are that do not say it."""
    mappings = context.mappings
    return GivenIdentity(mappings.code, mappings.kind, mappings.quarter)


@dataclass(slots=True)
class Draft:
    """One return in the making. ``sha256`` has every file of it by the name shown."""

    name: str
    log: FaultLog
    sha256: dict[str, str] = field(default_factory=dict)
    used_files: set[str] = field(default_factory=set)
    """The files of which something was read, by the name shown."""
    identity: Identity | None = None
    tables: Mapping[str, Table] = field(default_factory=dict)
    register: Register | None = None
    identity_given: bool = False
    """Whether its code, kind or quarter is what the run was given, since the file has none."""
    refused: bool = False
    """Whether something bars the whole return."""
    stated_in: Mapping[str, str] = field(default_factory=dict)
    """The SHA-256 of the mapping that it was read through, by its name."""
    notes: tuple[SheetNote, ...] = ()
    """What stands on sheets that are no table."""
    rivals: Mapping[str, Cell] = field(default_factory=dict)
    """By table, another sheet with its headings and other rows, as ``Return`` has it."""

    def read_table(self, table: str, grid: Grid, context: ReadingContext, file: str) -> None:
        """Read one table from its grid. Raises what the grid's rows raise."""
        before = len(self.log.faults)
        with self.log.at_stage(Stage.ROWS):
            self._read(table, grid, context, file)
        # The sheet may be called otherwise than the table.
        self.log.faults[before:] = [
            replace(fault, tables=(table,)) if fault.severity is Severity.TABLE else fault
            for fault in self.log.faults[before:]
        ]

    def _read(self, table: str, grid: Grid, context: ReadingContext, file: str) -> None:
        if grid.hidden:
            self.log.on_sheet(grid.name).add_check(
                "a hidden sheet",
                "nothing hidden in a return",
                "It was read like the rest. Check that it says what you mean to send, and "
                "unhide it.",
            )
        also = context.vocabulary.also.headings
        if table == REGISTER:
            self.register = read_register(grid, self.log, TableWords(None, also))
            if self.register is not None:
                self.used_files.add(file)
            return
        found = read_table(table, grid, TableWords(context.terms[table], also), self.log)
        if found is not None:
            self.tables = {**self.tables, table: found}
            self.used_files.add(file)

    def refuse(self, found: str, expected: str, to_do: str) -> None:
        """Report that the return cannot be used at all."""
        self.refused = True
        self.log.add(
            Severity.FILE,
            found,
            expected,
            to_do,
        )

    def identify(self, context: ReadingContext, tables_seen: set[str]) -> None:
        """Say whose return it is, and which of its tables are missing, once all are read."""
        self._hold_days()
        with self.log.at_stage(Stage.IDENTITY):
            self._identify(context, tables_seen)

    def _hold_days(self) -> None:
        """Take days for in doubt that another table of the return shows to be month first."""
        month_first = tables_month_first(self.tables, self.register)
        if not month_first:
            return
        self.tables = {
            name: table if name in month_first else table_in_doubt(table, self.log)
            for name, table in self.tables.items()
        }
        if self.register is not None and REGISTER not in month_first:
            self.register = register_in_doubt(self.register)

    def _identify(self, context: ReadingContext, tables_seen: set[str]) -> None:
        table, given = self.tables.get("organisation"), given_of(context)
        if table is None and given.is_whole and "organisation" not in tables_seen:
            table = Table("organisation", "", ())
        if table is None:
            if "organisation" not in tables_seen:
                self.refuse(
                    "no table “organisation”",
                    "a table “organisation” that says which organisation the return is from, and "
                    "for which quarter",
                    "Add it, as in the blank return; without it the return cannot be used, unless "
                    "the reader gives code, kind and period.",
                )
            elif not self.refused:
                self.refuse(
                    "a table “organisation” that cannot be read",
                    "the headings “field” and “value”, and under them code, kind and period",
                    "Correct it as the other messages say; without it the return cannot be used.",
                )
            return
        log = self.log.on_sheet(table.sheet)
        self.identity, taken = read_identity(table, context.vocabulary, given, log)
        self.identity_given = bool(taken)
        if self.identity.organisation is None or self.identity.quarter is None:
            self.refused = True
        if self.identity.kind:
            self._report_missing(context.vocabulary.kinds[self.identity.kind].tables, tables_seen)

    def _report_missing(self, asked: Sequence[str], tables_seen: set[str]) -> None:
        """Report which of the tables that a kind of organisation is asked for are missing."""
        missing = [
            name for name in asked if name not in tables_seen and not spec_of(name).may_be_missing
        ]
        if missing:
            self.log.add(
                Severity.LOST,
                f"no table {listed([f'“{name}”' for name in missing], 'and')}",
                f"the tables {listed(asked, 'and')}",
                "Add what is missing, or check what its sheet is called; until then it stays "
                "unknown.",
                stage=Stage.TABLES,
                tables=tuple(missing),
            )

    @property
    def code(self) -> str:
        """The organisation's code; empty where it is not known."""
        return self.identity.code if self.identity else ""

    @property
    def period(self) -> str:
        """The quarter's label; empty where it is not known."""
        quarter = self.identity.quarter if self.identity else None
        return quarter.label if quarter else ""

    def pack(self, shelf: Shelf) -> None:
        """Hold what was read packed: nothing more is read into it."""
        self.tables = shelf.packed(self._in_order(), named=True)
        if self.register is not None:
            columns = shelf.packed(self.register.columns)
            self.register = replace(self.register, columns=columns)

    def _in_order(self) -> Mapping[str, Table]:
        names = in_order(self.tables)
        if [*names] == [*self.tables]:
            return self.tables
        return {name: self.tables[name] for name in names}

    def as_return(self) -> Return | None:
        """The return, where nothing bars it."""
        identity = self.identity
        if self.refused or identity is None:
            return None
        organisation, quarter = identity.organisation, identity.quarter
        if organisation is None or quarter is None:
            return None
        return Return(
            file=self.name,
            sha256=dict(sorted(self.sha256.items())),
            organisation=organisation,
            quarter=quarter,
            services=identity.services,
            submitted_on=identity.submitted_on,
            submitted_by=identity.submitted_by,
            tables=self._in_order(),
            register=self.register,
            stated_in=self.stated_in,
            unread=self._unread(),
            notes=self.notes,
            rivals=self.rivals,
        )

    def _unread(self) -> frozenset[str]:
        """The tables that were sent and cannot be read."""
        refused = {
            table
            for fault in self.log.faults
            if fault.severity is Severity.TABLE
            for table in fault.tables
        }
        read = {*self.tables, *([REGISTER] if self.register is not None else [])}
        return frozenset(refused - read)

    def inputs(self) -> tuple[InputFile, ...]:
        """Its files, each with whether its evidence counts."""
        used = set() if self.refused else self.used_files
        return tuple(
            InputFile(name, sha256, self.code, self.period, name in used)
            for name, sha256 in sorted(self.sha256.items())
        )
