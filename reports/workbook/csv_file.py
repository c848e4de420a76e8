"""matrix.csv: one row a finding and one a duty not testable, for whoever counts and sorts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from reports.content.rows import COLUMNS
from reports.text import neutral


def matrix_csv(rows: Iterable[Mapping[str, str]]) -> bytes:
    """The rows of ``finding_rows`` and ``not_testable_rows`` as CSV for Excel.

    UTF-8 with a byte order mark, CRLF. The columns are ``reports.content.rows.COLUMNS``. No
    cell begins as a formula would.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in COLUMNS])
    for row in rows:
        writer.writerow([neutral(row[column.name]) for column in COLUMNS])
    return text.getvalue().encode("utf-8-sig")
