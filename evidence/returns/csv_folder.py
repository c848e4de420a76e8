"""A folder of CSV files to a draft of one return."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from itertools import islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from engine.nouns.policy.vocabulary import AuditTerm
from evidence.fault_log import FaultLog
from evidence.files.archive import MAX_BYTES, TooLargeError, UnreadableParquetError
from evidence.files.limits import MAX_REGISTER_BYTES
from evidence.files.sources import PARQUET, Source, showable
from evidence.grids.csv_text import (
    SEPARATORS,
    START,
    BrokenRowsError,
    CsvGrid,
    NotTextError,
    as_sent,
    decode_csv,
)
from evidence.nouns.columns import HEADING_WITHIN, REGISTER, columns_of, table_named, table_names
from evidence.nouns.grid import GridRow, Layout
from evidence.returns.draft import Draft, ReadingContext
from evidence.returns.mapped import report_beside_mapped, with_rows
from evidence.returns.mapped_csv import take_mapped_files
from evidence.tables.headings import find_heading
from evidence.tables.likeness import (
    likeness_of,
    report_likenesses,
    rivals_among,
    tables_by_headings,
)
from evidence.tables.sheets import (
    LOOKED_AT,
    notes_on,
    report_private_rows,
    report_unknown,
    tables_by_name,
)
from evidence.text import match_key

if TYPE_CHECKING:
    from evidence.grids.csv_long import LongCsvGrid
    from evidence.grids.parquet import ParquetGrid

_Read = TypeVar("_Read")
_CLOSE_IT = "Close it in other programs, and check that you may open it."
_IN_TEXT = "a table as text, its cells separated by commas, semicolons or tabs"
_IN_PARQUET = "a table in Parquet, each cell of it one text, number or day"
_AS_CSV = "Open the table in Excel and save it as “CSV UTF-8 (comma delimited)”."


def read_csv_folder(source: Source, context: ReadingContext) -> Draft:
    """What a folder of CSV files holds. All that is wrong with it is reported in its log."""
    draft = Draft(source.name, FaultLog(source.name, True, context.vocabulary.wording.private))
    through, mapped = take_mapped_files(source.csv_files, draft, context)
    files = [file for file in source.csv_files if file not in through]
    names = [showable(file.name) for file in files]
    contents = [
        _long(file, name, draft)
        if table_named(file.stem, context.vocabulary.audit) == REGISTER
        else contents_of(file, name, draft)
        for file, name in zip(files, names, strict=True)
    ]
    stems = [file.stem for file in files]
    vocabulary, log = context.vocabulary, draft.log
    taken, seen, unknown = tables_by_name(names, stems, "file", vocabulary, log)
    first = {at: _first_rows(names[at], contents[at]) for at in unknown}
    tables = table_names(vocabulary.audit.table)
    also = vocabulary.also.headings
    alike = {at: found for at in unknown if (found := likeness_of(first[at], tables, also))}
    taken |= tables_by_headings(alike, seen)
    seen |= {likeness.table for likeness in alike.values()}
    for place in unknown:
        if place not in taken.values():
            report_private_rows(first[place], log.on_sheet(names[place]))
            if place not in alike:
                report_unknown("file", False, vocabulary, log.on_sheet(names[place]))
                draft.notes += notes_on(first[place], names[place])
    report_likenesses(alike, taken, names, "file", log)
    draft.rivals = rivals_among(
        alike, taken, names, lambda at: _first_rows(names[at], contents[at])
    )
    files_of = {table: (names[place], contents[place]) for table, place in taken.items()}
    _take_files(files_of, mapped.whole, draft, context)
    draft.tables = with_rows(draft.tables, mapped.tables)
    draft.identify(context, {*seen, *mapped.names})
    return draft


def _take_files(
    files: Mapping[str, tuple[str, bytes | LongCsvGrid | ParquetGrid | None]],
    mapped: Collection[str],
    draft: Draft,
    context: ReadingContext,
) -> None:
    """Read each table's file, by its name and contents, into the draft; one that ``mapped`` names
    was read through a mapping."""
    for table, (name, data) in files.items():
        if table in mapped:
            report_beside_mapped(table, draft.log.on_sheet(name))
        elif data is not None:
            take_file(table, name, data, draft, context)


def csv_grids(source: Source, audit: AuditTerm) -> Iterator[CsvGrid]:
    """Each CSV file of a folder as a grid, where it can be opened and is text."""
    for file in source.csv_files:
        try:
            if file.suffix.casefold() != PARQUET and file.stat().st_size <= MAX_BYTES:
                whole = CsvGrid(showable(file.name), decode_csv(file.read_bytes()), "")
                yield _parted(table_named(file.stem, audit) or "", whole)
        except (OSError, NotTextError):
            continue


def _long(file: Path, name: str, draft: Draft) -> LongCsvGrid | ParquetGrid | None:
    """A register's file, read through for its SHA-256 and encoding and not held; None, with the
    fault reported, where it cannot be opened or is too large."""
    if file.suffix.casefold() == PARQUET:
        return _parquet(file, name, draft)
    # numpy and pandas are only wanted where there is a register.
    from evidence.grids.csv_long import LongCsvGrid, scan_file

    found = _opened(file, name, draft, MAX_REGISTER_BYTES, scan_file)
    if found is None:
        return None
    draft.sha256[f"{draft.name}/{name}"] = found.sha256
    return LongCsvGrid(name, "", SEPARATORS[0], file=file, scanned=found)


def _parquet(file: Path, name: str, draft: Draft) -> ParquetGrid | None:
    from evidence.grids.parquet import ParquetGrid

    sha256 = _opened(file, name, draft, MAX_REGISTER_BYTES, _sha256)
    if sha256 is None:
        return None
    draft.sha256[f"{draft.name}/{name}"] = sha256
    return ParquetGrid(name, file)


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def contents_of(file: Path, name: str, draft: Draft) -> bytes | None:
    """A file's bytes; None, with the fault reported, where it cannot be opened or is too large."""
    data = _opened(file, name, draft, MAX_BYTES, Path.read_bytes)
    if data is not None:
        draft.sha256[f"{draft.name}/{name}"] = hashlib.sha256(data).hexdigest()
    return data


def _opened(
    file: Path, name: str, draft: Draft, most: int, read: Callable[[Path], _Read]
) -> _Read | None:
    """What is read of a file; None, with the fault reported, where it cannot be or is too large."""
    draft.sha256[f"{draft.name}/{name}"] = ""
    try:
        if file.stat().st_size > most:
            _report(draft, name, f"a file of over {most // 10**6} MB", "Send a smaller file.")
            return None
        return read(file)
    except OSError as error:
        _report(
            draft,
            name,
            f"a file that cannot be opened: {error.strerror}",
            _CLOSE_IT,
        )
        return None


def _first_rows(name: str, data: object) -> list[GridRow]:
    """The first rows of a file that is not called as a table, where it is text at all."""
    if not isinstance(data, bytes):
        return []
    try:
        grid = as_sent(name, data)
        return list(islice(grid.rows(Layout()), LOOKED_AT))
    except (NotTextError, BrokenRowsError):
        return []


def take_file(
    table: str,
    name: str,
    data: bytes | CsvGrid | ParquetGrid,
    draft: Draft,
    context: ReadingContext,
) -> None:
    """Reads one table of a folder of CSV into the draft; faults go to the draft's log."""
    try:
        whole = CsvGrid(name, decode_csv(data), "") if isinstance(data, bytes) else data
        grid = _parted(table, whole) if isinstance(whole, CsvGrid) else whole
        draft.read_table(table, grid, context, f"{draft.name}/{name}")
    except UnreadableParquetError as error:
        _report(draft, name, error.found, error.to_do, _IN_PARQUET)
    except (NotTextError, BrokenRowsError) as error:
        _report(draft, name, str(error), _AS_CSV)
    except TooLargeError as error:
        to_do = "Send the register of one year, or one line for each member of staff."
        _report(draft, name, f"a register too large to be read: {error}", to_do)
    except OSError as error:
        # A register is read from its file a second time, which may have gone by then.
        _report(draft, name, f"a file that cannot be opened: {error.strerror}", _CLOSE_IT)


def _parted(table: str, whole: CsvGrid) -> CsvGrid:
    """The grid parted at the separator that shows the most of the headings; of a file that is
    no table, at the one that stands in it most."""
    if not table:
        return replace(whole, separator=max(SEPARATORS, key=whole.text[:START].count))
    start = whole.text[:START]
    # Where its headings are called otherwise, the separator that stands there most.
    best, most = replace(whole, separator=max(SEPARATORS, key=start.count)), 0
    # One that stands nowhere shows one heading at most: it is tried where no other shows two.
    there = [separator for separator in SEPARATORS if separator in whole.text]
    shown = {
        separator: _headings(table, replace(whole, separator=separator)) for separator in there
    }
    if max(shown.values(), default=0) < 2:
        shown |= {
            separator: _headings(table, replace(whole, separator=separator))
            for separator in SEPARATORS
            if separator not in shown
        }
    for separator in SEPARATORS:
        if shown.get(separator, 0) > most:
            best, most = replace(whole, separator=separator), shown[separator]
    return best


def _headings(table: str, grid: CsvGrid) -> int:
    """How many of a table's headings its best row shows; none where rows do not part."""
    try:
        rows = takewhile(lambda row: row.number <= HEADING_WITHIN, grid.rows(Layout()))
        row = find_heading(table, rows)
    except BrokenRowsError:
        return 0
    shown = {match_key(typed.text) for typed in row.cells.values()} if row else set()
    return len(shown & {match_key(column) for column in columns_of(table)})


def _report(draft: Draft, name: str, found: str, to_do: str, expected: str = _IN_TEXT) -> None:
    draft.log.on_sheet(name).add_table_fault(
        found,
        expected,
        f"{to_do} Until then the table is not read.",
    )
