"""matrix.csv: one row a finding and one a duty not testable, for whoever counts and sorts."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reports.content.not_testable import not_testable_rows
from reports.content.rows import COLUMNS, numbered_rows
from reports.lookup import Lookup
from reports.parts import Parts
from reports.spool import Spool
from reports.text import neutral


def matrix_csv(rows: Iterable[Mapping[str, str]]) -> bytes:
    """The rows of ``finding_rows`` and ``not_testable_rows`` as CSV for Excel.

    UTF-8 with a byte order mark, CRLF. The columns are ``reports.content.rows.COLUMNS``. No
    cell begins as a formula would.
    """
    return _HEADINGS + b"".join(map(_line, rows))


def matrix_csv_parts(lookup: Lookup) -> Parts:
    """The same of an assessment in parts, for one too large to be held."""
    return Parts(lambda: _parts(lookup))


def _parts(lookup: Lookup) -> Iterator[bytes]:
    spool = Spool(len(lookup.assessment.findings))
    try:
        for place, row in numbered_rows(lookup):
            spool.put(place, _line(row))
        yield _HEADINGS
        yield from spool.joined(b"")
    finally:
        spool.close()
    for row in not_testable_rows(lookup):
        yield _line(row)


def _line(row: Mapping[str, str]) -> bytes:
    return _written([neutral(row[column.name]) for column in COLUMNS])


def _written(cells: Sequence[str]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().encode("utf-8")


_HEADINGS = codecs.BOM_UTF8 + _written([column.name for column in COLUMNS])
