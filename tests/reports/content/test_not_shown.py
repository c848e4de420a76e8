"""What is not shown, and why: in the page, the workbook and findings.json, never with its value."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import replace

import openpyxl
import pytest

from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.audience import Audience, Suppression
from reports.findings_json.write import findings_json
from reports.lookup import Lookup
from reports.workbook.matrix import matrix_xlsx
from tests.reports.site import html_of

ONE = Suppression("RQX", "2014-15 Q2", "dashboard.8.3", "Children admitted", "a small number")
LIST = "What is not shown, and why"


@pytest.fixture
def public(assessment: Assessment) -> Lookup:
    return Lookup.for_assessment(replace(assessment, audience=Audience.PUBLIC, suppressed=(ONE,)))


def sheets(lookup: Lookup) -> dict[str, list[Sequence[object]]]:
    book = openpyxl.load_workbook(io.BytesIO(matrix_xlsx(lookup, [])))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_each_output_lists_it(public: Lookup) -> None:
    data = json.loads(findings_json(public))
    assert data["run"]["audience"] == "public"
    assert data["not_shown"] == [
        {
            "organisation": "RQX",
            "period": "2014-15 Q2",
            "about": "dashboard.8.3",
            "label": "Children admitted",
            "reason": "a small number",
        }
    ]
    assert sheets(public)["Not shown"] == [
        ("Organisation", "Quarter", "Not shown", "Its name in findings.json", "Why"),
        (
            "Orwell and Deben NHS Trust",
            "2014-15 Q2",
            "Children admitted",
            "dashboard.8.3",
            "a small number",
        ),
    ]
    assert LIST in html_of(public)


def test_nothing_is_listed_where_everything_is_shown(assessment: Assessment) -> None:
    lookup = Lookup.for_assessment(assessment)
    assert json.loads(findings_json(lookup))["not_shown"] == []
    assert "Not shown" not in sheets(lookup)
    assert LIST not in html_of(lookup)
