"""Opening a workbook of any format with the reader of that format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from engine.loading.regular_files import regular_bytes
from evidence.files.archive import MAX_BYTES, DamagedError, LockedError, TooLargeError
from evidence.grids.csv_text import BrokenRowsError, NotTextError, as_sent
from evidence.grids.formats import (
    LOCKED,
    SAVE_AS,
    Format,
    NotAWorkbook,
    damaged_workbook,
    format_of,
    too_large,
)
from evidence.grids.ods import open_ods
from evidence.grids.xls import open_xls
from evidence.grids.xlsx.workbook import open_workbook
from evidence.mapping.foreign_sheet import CSV_ENDINGS
from evidence.nouns.grid import Grid

OPENERS: Mapping[Format, Callable[[bytes], AbstractContextManager[Sequence[Grid]]]] = {
    Format.XLSX: open_workbook,
    Format.XLS: open_xls,
    Format.ODS: open_ods,
}
"""By format what opens its bytes; each raises DamagedError, TooLargeError or LockedError."""


class CannotOpen(Exception):
    """A file that cannot be opened as a workbook: what it is, and what to do."""

    def __init__(self, trouble: NotAWorkbook) -> None:
        self.found, self.to_do = trouble.found, trouble.to_do
        super().__init__(trouble.found)


@contextmanager
def open_sheets(path: Path) -> Iterator[Sequence[Grid]]:
    """The sheets of a workbook of any format, or a CSV file as one, to be read while it is open.

    Raises CannotOpen, also while rows are read.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CannotOpen(too_large(TooLargeError(f"over {MAX_BYTES // 10**6} MB")))
        data = regular_bytes(path, MAX_BYTES)
    except OSError as error:
        found = f"a file that cannot be opened: {error.strerror or error}"
        raise CannotOpen(NotAWorkbook(found, "Check the name and the folder.")) from None
    if path.suffix.casefold() in CSV_ENDINGS:
        try:
            yield [as_sent(path.name, data)]
        except (NotTextError, BrokenRowsError) as error:
            raise CannotOpen(NotAWorkbook(str(error), SAVE_AS)) from None
        return
    kind = format_of(data)
    if isinstance(kind, NotAWorkbook):
        raise CannotOpen(kind)
    try:
        with OPENERS[kind](data) as sheets:
            yield sheets
    except DamagedError as error:
        raise CannotOpen(damaged_workbook(error)) from None
    except TooLargeError as error:
        raise CannotOpen(too_large(error)) from None
    except LockedError:
        raise CannotOpen(LOCKED) from None
