"""matrix.csv: one row for each finding and each duty not testable, for counting and sorting."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from reports.content.not_testable import not_testable_rows
from reports.content.rows import COLUMNS
from reports.file_parts import Parts
from reports.lookup import Lookup
from reports.text import neutral

_PART = 1_000
"""So many rows are given at once."""


def matrix_csv_parts(lookup: Lookup, rows: Sequence[Mapping[str, str]]) -> Parts:
    """The rows of an assessment's findings and of what cannot be tested as CSV for Excel, in parts.

    UTF-8 with a byte order mark, CRLF. The columns are ``reports.content.rows.COLUMNS``. No
    cell begins as a formula would.
    """
    return Parts(lambda: _parts(lookup, rows))


def _parts(lookup: Lookup, rows: Sequence[Mapping[str, str]]) -> Iterator[bytes]:
    yield _HEADINGS
    for start in range(0, len(rows), _PART):
        yield b"".join(map(_line, rows[start : start + _PART]))
    yield b"".join(map(_line, not_testable_rows(lookup)))


def _line(row: Mapping[str, str]) -> bytes:
    return _written([neutral(row[column.name]) for column in COLUMNS])


def _written(cells: Sequence[str]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().encode("utf-8")


_HEADINGS = codecs.BOM_UTF8 + _written([column.name for column in COLUMNS])
