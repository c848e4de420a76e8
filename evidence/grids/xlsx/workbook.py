"""A workbook's worksheets as grids, read from the bytes of an xlsx or xlsm file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from evidence.files.archive import open_package
from evidence.files.limits import LONG_FROM_BYTES
from evidence.nouns.grid import Grid

if TYPE_CHECKING:
    from evidence.grids.xlsx.sheet import Book, SheetEntry


@contextmanager
def open_workbook(data: bytes) -> Iterator[tuple[Grid, ...]]:
    """The worksheets in order, to be read while the workbook is open; macros are ignored.

    Chart sheets and macro sheets are left out. Raises DamagedError, TooLargeError or
    LockedError where the workbook cannot be opened, and DamagedError or TooLargeError while
    rows are read where a sheet is broken.
    """
    # Imported here since openpyxl takes a fifth of a second, and CSV needs none of it.
    from evidence.grids.xlsx.sheet import read_book

    with open_package(data) as package:
        book = read_book(package)
        yield tuple(_grid(entry, book) for entry in book.sheets)


def _grid(entry: SheetEntry, book: Book) -> Grid:
    if book.package.size(entry.part) > LONG_FROM_BYTES:
        # It needs numpy, which takes as long again.
        from evidence.grids.xlsx.long_sheet import LongSheet

        return LongSheet.of(entry, book)
    from evidence.grids.xlsx.sheet import Sheet

    return Sheet(entry, book)
