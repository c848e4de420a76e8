"""A workbook's worksheets as grids, read from the bytes of an xlsx or xlsm file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from evidence.files.archive import open_package
from evidence.nouns.grid import Grid


@contextmanager
def open_workbook(data: bytes) -> Iterator[tuple[Grid, ...]]:
    """The worksheets in order, to be read while the workbook is open; macros are ignored.

    Chart sheets and macro sheets are left out. Raises DamagedError, TooLargeError or
    LockedError where the workbook cannot be opened, and DamagedError or TooLargeError while
    rows are read where a sheet is broken.
    """
    # Imported here since lxml and openpyxl take a fifth of a second, and CSV needs none of it.
    from evidence.grids.xlsx.parts import read_book
    from evidence.grids.xlsx.sheet import Sheet

    with open_package(data) as package:
        book = read_book(package)
        yield tuple(Sheet(entry, book) for entry in book.sheets)
