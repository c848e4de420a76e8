"""What is more than a sheet holds goes on another; what is more than a workbook holds is told."""

from __future__ import annotations

import csv
import io
from unittest.mock import patch

import openpyxl
import pytest

from engine.nouns.outcome.assessment import Assessment
from reports.content.not_testable import not_testable_rows
from reports.content.rows import COLUMNS, finding_rows
from reports.file_parts import joined_content
from reports.lookup import Lookup
from reports.text import neutral
from reports.workbook import links
from reports.workbook.csv_file import matrix_csv_parts
from reports.workbook.matrix import matrix_xlsx


@pytest.fixture
def lookup(assessment: Assessment) -> Lookup:
    return Lookup.for_assessment(assessment)


def test_a_sheet_that_is_full_goes_on_and_links_lead_there(lookup: Lookup) -> None:
    rows = finding_rows(lookup)
    with patch.object(links, "MOST_ROWS", 5):
        book = openpyxl.load_workbook(io.BytesIO(matrix_xlsx(lookup, rows)))
    names = [name for name in book.sheetnames if name.startswith("Findings")]
    assert names[:2] == ["Findings", "Findings 2"]
    duties = [
        book[name].cell(row, 3).value for name in names for row in range(2, book[name].max_row + 1)
    ]
    assert duties == [row["citation"] for row in rows]
    link = book["Gaps"]["B2"].hyperlink.location
    sheet, _, cell = link.partition("!")
    assert book[sheet.strip("'")][cell].value == "2014-15 Q2"


def test_organisations_that_are_too_many_for_a_sheet_go_on_another(lookup: Lookup) -> None:
    with patch("reports.workbook.matrix_sheet.MOST_ORGANISATIONS", 1):
        book = openpyxl.load_workbook(io.BytesIO(matrix_xlsx(lookup, finding_rows(lookup))))
    assert [name for name in book.sheetnames if name.startswith("Matrix")][:2] == [
        "Matrix",
        "Matrix 2",
    ]


def test_findings_that_are_too_many_for_a_workbook_are_told_and_all_in_the_csv(
    lookup: Lookup,
) -> None:
    with patch.object(links, "MOST_FINDINGS", 3):
        book = openpyxl.load_workbook(io.BytesIO(matrix_xlsx(lookup, None)))
        told = links.too_many(len(lookup.assessment.findings))
    for name in ("Findings", "Gaps"):
        assert book[name]["A2"].value == told
    assert "matrix.csv" in told
    rows = finding_rows(lookup)
    text = joined_content(matrix_csv_parts(lookup, rows)).decode("utf-8-sig")
    assert [*csv.DictReader(io.StringIO(text, newline=""))] == [
        {column.name: neutral(row[column.name]) for column in COLUMNS}
        for row in (*rows, *not_testable_rows(lookup))
    ]


def test_a_workbook_of_many_findings_holds_the_same_though_its_rows_are_not_held(
    lookup: Lookup,
) -> None:
    rows = finding_rows(lookup)
    held = openpyxl.load_workbook(io.BytesIO(matrix_xlsx(lookup, rows)))
    with patch.object(links, "MOST_HELD", 1):
        by_rows = openpyxl.load_workbook(io.BytesIO(matrix_xlsx(lookup, rows)))
    assert by_rows.sheetnames == held.sheetnames
    for sheet in held:
        other = by_rows[sheet.title]
        assert [*other.iter_rows(values_only=True)] == [*sheet.iter_rows(values_only=True)]
        assert {row: known.height for row, known in other.row_dimensions.items()} == {
            row: known.height for row, known in sheet.row_dimensions.items()
        }
