"""Figures set for some organisations: every report says which value judged whom, and who set it."""

from __future__ import annotations

import dataclasses
import io
import json
import re
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.outcome.findings import Findings
from reports.content.rows import finding_rows
from reports.findings_json.write import findings_json
from reports.lookup import Lookup
from reports.terminal.finding import explanation
from reports.workbook.matrix import matrix_xlsx
from tests.reports.site import file_of, files_of, html_of

SCHEMA = Path(__file__).parents[3] / "docs" / "develop" / "findings.schema.json"
SOURCE = (
    "set by the commissioner since 1 April 2014, for RQX and RQ<9, from the run’s own parameters "
    "file acute.yaml"
)


def own_of(general: ParameterUsed) -> ParameterUsed:
    return dataclasses.replace(
        general,
        value=90.0,
        in_force_from="2014-04-01",
        note="Acute contract",
        overlaid_from="acute.yaml",
        organisations=("RQX", "RQ<9"),
    )


@pytest.fixture(scope="module")
def judged(assessment: Assessment) -> Assessment:
    """The acute trust judged at Level 3 by a value of its own, the community trust as all are."""
    general = assessment.run.parameters[0]
    level = next(
        step
        for finding in assessment.findings
        for step in finding.trace
        if step.parameter == general
    )
    findings = tuple(
        dataclasses.replace(
            finding,
            trace=(
                dataclasses.replace(
                    level,
                    parameter=own_of(general) if finding.organisation.code == "RQX" else general,
                ),
            ),
        )
        if finding.rule == "A1-level-3" and finding.organisation.code in ("RQX", "RQY")
        else finding
        for finding in assessment.findings
    )
    run = assessment.run
    parameters = (general, own_of(general), *run.parameters[1:])
    return dataclasses.replace(
        assessment,
        findings=Findings.from_findings(findings),
        run=dataclasses.replace(run, parameters=parameters),
    )


def plain(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", markup).split())


def paragraphs(page: str, start: str) -> list[str]:
    return [one for one in map(plain, re.findall(r"<p[ >].*?</p>", page)) if one.startswith(start)]


def test_the_pages_say_which_value_judged_whom(judged: Assessment) -> None:
    files = files_of(judged)
    duty, own, other = (
        files[f"pages/{name}.html"].decode("utf-8")
        for name in ("duties/A1-level-3", "org/RQX/A1", "org/RQY/A1")
    )
    escaped = SOURCE.replace("<", "&lt;")
    assert paragraphs(duty, "Figure used") == [
        "Figure used for all others: Share of staff that must be trained, to be met: 95 %, "
        "default, not agreed (since 1 November 2013). The policy states no percentage; to be "
        "confirmed against the contract.",
        "Figure used for Orwell and Deben NHS Trust: Share of staff that must be trained, to be "
        f"met: 90 %, {escaped}. Acute contract",
    ]
    assert paragraphs(own, "Figure used") == [
        f"Figure used: Share of staff that must be trained, to be met: 90 %, {escaped}. "
        "Acute contract"
    ]
    assert "90 %" not in other
    assert "RQ<9" not in html_of(judged)


def test_where_all_were_judged_alike_nobody_is_named(assessment: Assessment) -> None:
    page = file_of(assessment, "pages/duties/A1-level-3.html").decode("utf-8")
    assert [text.split(":")[0] for text in paragraphs(page, "Figure used")] == ["Figure used"] * 2


def test_the_workbook_says_for_whom_each_value_is(judged: Assessment) -> None:
    lookup = Lookup.for_assessment(judged)
    book = openpyxl.load_workbook(io.BytesIO(matrix_xlsx(lookup, finding_rows(lookup))))
    rows = [[cell.value for cell in row] for row in book["Parameters"].iter_rows()]
    assert [row[2:5] for row in rows] == [
        ["Value", "For whom", "Who set it"],
        ["95 %", "all others", "default, not agreed (since 1 November 2013)"],
        ["90 %", "RQX and RQ<9", SOURCE],
        [
            "36 months",
            "all",
            "set by the policy since 1 November 2013, clause A1.4.1, from the run’s own "
            "parameters file ours.yaml",
        ],
    ]


def test_findings_json_names_the_organisations(judged: Assessment) -> None:
    data = json.loads(findings_json(Lookup.for_assessment(judged)))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(data)
    assert [
        (one["name"], one["value"], one["organisations"]) for one in data["run"]["parameters"]
    ] == [
        ("training_met", 95, []),
        ("training_met", 90, ["RQX", "RQ<9"]),
        ("training_refresh_months", 36, []),
    ]
    used = {
        finding["organisation"]["code"]: finding["trace"][0]["parameter"]["organisations"]
        for finding in data["findings"]
        if finding["rule"] == "A1-level-3" and finding["trace"]
    }
    assert used == {"RQX": ["RQX", "RQ<9"], "RQY": []}


def test_explain_says_who_set_it_for_whom(judged: Assessment) -> None:
    finding = Lookup.for_assessment(judged).finding("A1-level-3", "RQX", judged.run.period)
    assert finding is not None
    text = " ".join(explanation(Lookup.for_assessment(judged), finding).split())
    assert f"to be met (training_met): 90 %, {SOURCE}." in text
