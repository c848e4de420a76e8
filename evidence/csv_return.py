"""A folder of CSV files to a draft of one return."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import islice, takewhile
from pathlib import Path

from engine.nouns.fault import Severity
from engine.nouns.vocabulary import AuditTerm
from evidence.complaints import Complaints
from evidence.csv_text import SEPARATORS, BrokenRowsError, CsvGrid, NotTextError, decoded
from evidence.draft import Draft, Words
from evidence.files import Source, showable
from evidence.grid import GridRow, Layout
from evidence.headings import HEADING_WITHIN, find_heading, table_named
from evidence.package import MAX_BYTES
from evidence.sheets_to_tables import LOOKED_AT, tables_by_name, tell_unknown
from evidence.tables import columns_of
from evidence.words import key

_START = 4_000
"""So many signs of a file tell what parts its cells, where its headings do not."""
_AS_CSV = "Open the table in Excel and save it as “CSV UTF-8 (comma delimited)”."


def read_csv_folder(source: Source, words: Words) -> Draft:
    """What a folder of CSV files holds. All that is wrong with it is told in its complaints."""
    draft = Draft(source.name, Complaints(source.name, True, words.vocabulary.wording.private))
    names = [showable(file.name) for file in source.csv_files]
    contents = [
        _contents(file, name, draft) for file, name in zip(source.csv_files, names, strict=True)
    ]
    stems = [file.stem for file in source.csv_files]
    taken, seen, unknown = tables_by_name(names, stems, "file", words.vocabulary, draft.complaints)
    for place in unknown:
        rows = _first_rows(names[place], contents[place])
        tell_unknown(names[place], "file", False, words.vocabulary, draft.complaints, rows)
    for table, place in taken.items():
        data = contents[place]
        if data is not None:
            _take(table, names[place], data, draft, words)
    draft.identify(words, seen)
    return draft


def csv_grids(source: Source, audit: AuditTerm) -> Iterator[CsvGrid]:
    """Each CSV file of a folder as a grid, where it can be opened and is text."""
    for file in source.csv_files:
        try:
            if file.stat().st_size <= MAX_BYTES:
                text = decoded(file.read_bytes())
                table = table_named(file.stem, audit) or ""
                yield _parted(table, showable(file.name), text)
        except (OSError, NotTextError):
            continue


def _contents(file: Path, name: str, draft: Draft) -> bytes | None:
    """A file's bytes; None, with the fault told, where it cannot be opened or is too large."""
    draft.sha256[f"{draft.name}/{name}"] = ""
    try:
        if file.stat().st_size > MAX_BYTES:
            _tell(draft, name, f"a file of over {MAX_BYTES // 10**6} MB", "Send a smaller file.")
            return None
        data = file.read_bytes()
    except OSError as error:
        _tell(
            draft,
            name,
            f"a file that cannot be opened: {error.strerror}",
            "Close it in other programs, and check that you may open it.",
        )
        return None
    draft.sha256[f"{draft.name}/{name}"] = hashlib.sha256(data).hexdigest()
    return data


def _first_rows(name: str, data: bytes | None) -> list[GridRow]:
    """The first rows of a file that is no table, where it is text at all."""
    try:
        grid = _parted("", name, decoded(data or b""))
        return list(islice(grid.rows(Layout()), LOOKED_AT))
    except (NotTextError, BrokenRowsError):
        return []


def _take(table: str, name: str, data: bytes, draft: Draft, words: Words) -> None:
    try:
        grid = _parted(table, name, decoded(data))
        draft.take(table, grid, words, f"{draft.name}/{name}")
    except (NotTextError, BrokenRowsError) as error:
        _tell(draft, name, str(error), _AS_CSV)


def _parted(table: str, name: str, text: str) -> CsvGrid:
    """The text as a grid, parted at the separator that shows the most of the headings."""
    start = text[:_START]
    likely = max(SEPARATORS, key=start.count)
    best, most = CsvGrid(name, text, likely), 0
    if not table:
        return best
    for separator in SEPARATORS:
        grid = CsvGrid(name, text, separator)
        headings = _headings(table, grid)
        if headings > most:
            best, most = grid, headings
    return best


def _headings(table: str, grid: CsvGrid) -> int:
    """How many of a table's headings its best row shows; none where rows do not part."""
    try:
        rows = takewhile(lambda row: row.number <= HEADING_WITHIN, grid.rows(Layout()))
        row = find_heading(table, rows)
    except BrokenRowsError:
        return 0
    shown = {key(typed.text) for typed in row.cells.values()} if row else set()
    return len(shown & {key(column) for column in columns_of(table)})


def _tell(draft: Draft, name: str, found: str, to_do: str) -> None:
    draft.complaints.tell(
        Severity.TABLE,
        found,
        "a table as text, its cells parted by commas, semicolons or tabs",
        f"{to_do} Until then the table is not read.",
        name,
    )
