"""The file of decisions, cell by cell: a workbook of any kind, or a folder of CSV files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from engine.nouns.english import listed
from engine.nouns.evidence.fact import Origin
from engine.nouns.evidence.fault import Fault, Severity, Stage
from engine.nouns.outcome.assessment import InputFile
from engine.nouns.policy.pack import Pack
from evidence.fault_log import FaultLog
from evidence.files.sources import Source, find_sources, is_lone_csv, showable
from evidence.nouns.cells import Cell, Row, Table
from evidence.nouns.columns import DECISION_TABLES, GUIDANCE_SHEETS
from evidence.nouns.grid import Grid, Layout
from evidence.returns.csv_folder import contents_of, take_file
from evidence.returns.draft import Draft, ReadingContext
from evidence.returns.workbook import read_workbook
from evidence.tables.refused import report_private
from evidence.tables.sheets import LOOKED_AT, matched_tables
from evidence.text import match_key

_TABLES = {match_key(table): table for table in DECISION_TABLES}
_GUIDANCE = frozenset(match_key(sheet) for sheet in GUIDANCE_SHEETS)
WHAT_IS_READ = (
    f"one workbook with the sheets {listed(DECISION_TABLES, 'and')}, or one folder with a CSV "
    "file of each"
)
_MAKE_ONE = "Make one with clausewise decisions, and write the decisions into it."


@dataclass(frozen=True, slots=True)
class DecisionBook:
    """What a file of decisions holds, not yet interpreted."""

    file: str
    """As the reader knows it."""
    sha256: Mapping[str, str] = field(default_factory=dict)
    """Of the workbook by its name, or of each CSV file by ``folder/name.csv``."""
    tables: Mapping[str, Table] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    is_usable: bool = False
    """Whether every table that it holds could be read, and any. A table that cannot be read may
    hold a score that an assessor took down, so nothing is judged without it."""
    path: Path | None = None

    @property
    def submitted_by(self) -> str:
        """Nobody: those who decide are named in its cells."""
        return ""

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table; none where the file lacks the table."""
        found = self.tables.get(table)
        return found.rows if found is not None else ()

    def origin(self, cell: Cell) -> Origin:
        """The origin of a cell of it."""
        file = self.file if self.file in self.sha256 else f"{self.file}/{cell.sheet}"
        return Origin(file, self.sha256[file], cell.sheet, cell.ref, cell.text)

    @property
    def inputs(self) -> tuple[InputFile, ...]:
        """Its files, as files of a run."""
        read = {table.sheet for table in self.tables.values()}
        return tuple(
            InputFile(
                name,
                digest,
                "",
                "",
                self.is_usable if name == self.file else name.rpartition("/")[2] in read,
                "decisions",
            )
            for name, digest in sorted(self.sha256.items())
        )


def read_decision_file(path: Path, pack: Pack) -> DecisionBook:
    """What the file of decisions at a path holds. Nothing wrong in it raises: it is a fault."""
    sources, faults = find_sources([path], pack.vocabulary.audit)
    if len(sources) != 1:
        log = FaultLog(showable(path.as_posix()))
        if sources:
            log.add(
                Severity.FILE,
                f"a folder with {len(sources)} files or folders that could be meant",
                WHAT_IS_READ,
                "Name the one file that holds the decisions.",
            )
        return DecisionBook(showable(path.name), faults=(*faults, *log.faults))
    source = sources[0]
    context = ReadingContext(pack.vocabulary, dict.fromkeys(DECISION_TABLES))
    draft = _draft(source, context)
    spoilt = any(fault.severity is Severity.TABLE for fault in draft.log.faults)
    return DecisionBook(
        draft.name,
        dict(sorted(draft.sha256.items())),
        draft.tables,
        (*faults, *draft.log.faults_for("", "")),
        not draft.refused and bool(draft.tables) and not spoilt,
        source.path,
    )


def _draft(source: Source, context: ReadingContext) -> Draft:
    if source.csv_files:
        return _read_csv(source, context)
    if is_lone_csv(source, context.vocabulary.audit):
        draft = Draft(source.name, FaultLog(source.name))
        draft.sha256[source.name] = ""
        draft.refuse("one CSV file by itself", WHAT_IS_READ, "Name the folder that holds it.")
        return draft
    return read_workbook(source, context, _take_sheets)


def _take_sheets(sheets: Sequence[Grid], draft: Draft, context: ReadingContext) -> None:
    names = [sheet.name for sheet in sheets]
    taken, unknown = _tables_by_name(names, names, "sheet", draft)
    for table, place in taken.items():
        draft.read_table(table, sheets[place], context, draft.name)
    for place in unknown:
        for row in islice(sheets[place].rows(Layout()), LOOKED_AT):
            report_private(row, draft.log.on_sheet(names[place]))


def _read_csv(source: Source, context: ReadingContext) -> Draft:
    draft = Draft(source.name, FaultLog(source.name, True, context.vocabulary.wording.private))
    names = [showable(file.name) for file in source.csv_files]
    stems = [file.stem for file in source.csv_files]
    taken, _ = _tables_by_name(names, stems, "file", draft)
    for table, place in taken.items():
        data = contents_of(source.csv_files[place], names[place], draft)
        if data is not None:
            take_file(table, names[place], data, draft, context)
    return draft


def _tables_by_name(
    names: Sequence[str], called: Sequence[str], what: str, draft: Draft
) -> tuple[dict[str, int], list[int]]:
    """Which sheet or file is which table, each once; those that are none are reported."""
    matched, others = matched_tables(called, lambda name: _TABLES.get(match_key(name)))
    unknown = [at for at in others if match_key(called[at]) not in _GUIDANCE]
    for at in unknown:
        draft.log.on_sheet(names[at]).add_check(
            f"a {what} that is no table of decisions",
            f"{what}s called {listed(DECISION_TABLES, 'and')}",
            "Not read. If it holds decisions, give it that name.",
            stage=Stage.TABLES,
        )
    for table, places in matched.items():
        for place in places if len(places) > 1 else ():
            draft.log.on_sheet(names[place]).add_table_fault(
                f"one of {len(places)} {what}s for the table “{table}”",
                f"one {what} for each table",
                f"Keep the {what} that counts and rename or delete the others; until then none "
                "of them is read.",
                stage=Stage.TABLES,
            )
    if not matched:
        draft.refuse(f"no {what} with decisions", WHAT_IS_READ, _MAKE_ONE)
    return {t: places[0] for t, places in matched.items() if len(places) == 1}, unknown
