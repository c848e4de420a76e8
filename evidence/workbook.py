"""A workbook's worksheets as grids, read from the bytes of an xlsx or xlsm file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from evidence.bounds import LONG_FROM_BYTES
from evidence.grid import Grid
from evidence.package import open_package


@contextmanager
def open_workbook(data: bytes) -> Iterator[tuple[Grid, ...]]:
    """The worksheets in order, to be read while the workbook is open; macros are ignored.

    Chart sheets and macro sheets are left out. Raises DamagedError, TooLargeError or
    LockedError where the workbook cannot be opened, and DamagedError or TooLargeError while
    rows are read where a sheet is broken.
    """
    # Imported here since openpyxl takes a fifth of a second, and CSV needs none of it.
    from evidence.long_sheet import LongSheet
    from evidence.xlsx import Sheet, read_book

    with open_package(data) as package:
        book = read_book(package)
        yield tuple(
            LongSheet.of(entry, book)
            if package.size(entry.part) > LONG_FROM_BYTES
            else Sheet(entry, book)
            for entry in book.sheets
        )
