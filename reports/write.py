"""Writing the reports of an assessment into a folder, all of them or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.assessment import Assessment
from reports.files import write_made
from reports.parts import Content

INDEX = "index.html"
"""The first page of the site."""


def write_reports(assessment: Assessment, out: Path) -> tuple[Path, ...]:
    """Write matrix.xlsx, matrix.csv, findings.json and the site into a folder.

    As ``made_reports`` makes them and ``write_made`` writes them. Returns the files' paths in
    that order. Raises CannotWrite, in words for the reader.
    """
    return write_made(made_reports(assessment), out)


def made_reports(
    assessment: Assessment, single: Mapping[str, Organisation] | None = None
) -> Iterator[tuple[str, Content]]:
    """Each report by the name of its file, one at a time; the same assessment, the same bytes.

    ``single`` has the organisations that a page of their own is wanted of, by its file's name.

    What is most likely open in another program comes first, so that nothing is replaced where
    it cannot be.
    """
    from reports.content.not_testable import not_testable_rows
    from reports.content.rows import finding_rows
    from reports.findings_json.write import findings_parts
    from reports.lookup import Lookup
    from reports.page.single.write import single_page
    from reports.page.write import site_files
    from reports.workbook.csv_file import matrix_csv, matrix_csv_parts
    from reports.workbook.links import MOST_FINDINGS
    from reports.workbook.matrix import matrix_xlsx

    lookup = Lookup.of(assessment)
    if len(assessment.findings) > MOST_FINDINGS:
        yield "matrix.xlsx", matrix_xlsx(lookup, None)
        yield "matrix.csv", matrix_csv_parts(lookup)
    else:
        rows = finding_rows(lookup)
        yield "matrix.xlsx", matrix_xlsx(lookup, rows)
        yield "matrix.csv", matrix_csv([*rows, *not_testable_rows(lookup)])
        del rows
    yield "findings.json", findings_parts(lookup)
    for name, organisation in (single or {}).items():
        yield name, single_page(lookup, organisation)
    yield from site_files(lookup)
