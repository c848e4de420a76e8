"""The workbook of an assessment, made and opened again."""

from __future__ import annotations

import io

import openpyxl
from openpyxl.workbook import Workbook

from engine.nouns.outcome.assessment import Assessment
from reports.content.rows import finding_rows
from reports.lookup import Lookup
from reports.workbook.matrix import matrix_xlsx


def content(assessment: Assessment) -> bytes:
    lookup = Lookup.for_assessment(assessment)
    return matrix_xlsx(lookup, finding_rows(lookup))


def workbook_of(assessment: Assessment) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content(assessment)))
