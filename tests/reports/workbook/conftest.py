"""The workbook that the tests of this folder read."""

from __future__ import annotations

import pytest
from openpyxl.workbook import Workbook

from engine.nouns.outcome.assessment import Assessment
from tests.reports.workbook.opened import workbook_of


@pytest.fixture(scope="module")
def workbook(assessment: Assessment) -> Workbook:
    return workbook_of(assessment)
