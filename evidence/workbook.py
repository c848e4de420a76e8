"""A workbook's worksheets as grids, read from the bytes of an xlsx or xlsm file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from evidence.package import open_package
from evidence.privacy import without_nhs_numbers
from evidence.sheet import WorkbookSheet
from evidence.workbook_parts import sheets_and_shared


@contextmanager
def open_workbook(data: bytes) -> Iterator[tuple[WorkbookSheet, ...]]:
    """The worksheets in order, to be read while the workbook is open; macros are ignored.

    Chart sheets and macro sheets are left out. Raises DamagedError, TooLargeError or
    LockedError where the workbook cannot be opened, and DamagedError while rows are read where
    a sheet is broken.
    """
    with open_package(data) as package:
        entries, shared = sheets_and_shared(package)
        yield tuple(
            WorkbookSheet.of(entry, without_nhs_numbers(entry.title), package, shared)
            for entry in entries
            if entry.part
        )
