"""Writing the reports of an assessment into a folder, all of them or none."""

from __future__ import annotations

from pathlib import Path

from engine.nouns.outcome.assessment import Assessment
from reports.files import write_made


def write_reports(assessment: Assessment, out: Path) -> tuple[Path, ...]:
    """Write matrix.html, matrix.xlsx, matrix.csv and findings.json into a folder.

    As ``made_reports`` makes them and ``write_made`` writes them. Returns the files' paths in
    that order. Raises CannotWrite, in words for the reader.
    """
    return write_made(made_reports(assessment), out)


def made_reports(assessment: Assessment) -> dict[str, bytes]:
    """The reports by the name of their file; the same assessment gives the same bytes."""
    from reports.content.not_testable import not_testable_rows
    from reports.content.rows import finding_rows
    from reports.findings_json.write import findings_json
    from reports.lookup import Lookup
    from reports.page.write import matrix_html
    from reports.workbook.csv_file import matrix_csv
    from reports.workbook.matrix import matrix_xlsx

    lookup = Lookup.of(assessment)
    rows = finding_rows(lookup)
    return {
        "matrix.html": matrix_html(lookup),
        "matrix.xlsx": matrix_xlsx(lookup, rows),
        "matrix.csv": matrix_csv([*rows, *not_testable_rows(lookup)]),
        "findings.json": findings_json(lookup),
    }
