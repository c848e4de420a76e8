"""Opening a workbook of whatever format by the reader of that format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager

from evidence.grids.formats import Format
from evidence.grids.ods import open_ods
from evidence.grids.xls import open_xls
from evidence.grids.xlsx.workbook import open_workbook
from evidence.nouns.grid import Grid

OPENERS: Mapping[Format, Callable[[bytes], AbstractContextManager[Sequence[Grid]]]] = {
    Format.XLSX: open_workbook,
    Format.XLS: open_xls,
    Format.ODS: open_ods,
}
"""By format what opens its bytes; each raises DamagedError, TooLargeError or LockedError."""
