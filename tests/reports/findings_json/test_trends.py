"""Trends, movements and what is remembered, as the reports give them."""

from __future__ import annotations

import dataclasses
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest

from engine.nouns.evidence.fact import Range
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.past import Past, PastFigure, PastFinding, PastReturn
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Verdict
from engine.publishing import publish_for_public
from reports.content.rows import finding_rows
from reports.findings_json.write import findings_json
from reports.lookup import Lookup
from reports.terminal.summary import summary
from reports.workbook.matrix import matrix_xlsx
from reports.workbook.trends import trend_table
from tests.history.making import Q1, Q2, Q3, assessed, pack, returned

SCHEMA = json.loads(
    (Path(__file__).parents[3] / "docs" / "develop" / "findings.schema.json").read_text("utf-8")
)
LEVEL = "training.fire_safety.level_1"
RULE = "F5-all-staff"


def trained(quarter: Quarter, done: int, of: int) -> Any:
    return returned(
        quarter,
        {f"{LEVEL}.staff": of, f"{LEVEL}.in_date": done, f"{LEVEL}.percent": 100 * done / of},
    )


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    """The third quarter from a file, the first from memory, nothing of the second."""
    parts = (("in_date", 12), ("percent", 60), ("staff", 20))
    past = Past(
        tuple(
            PastFinding(rule, "H1", Q1, Verdict.MET, Basis.FIGURE) for rule in sorted(pack().rules)
        ),
        tuple(PastFigure(f"{LEVEL}.{part}", "H1", Q1, Range.of_number(n)) for part, n in parts),
        (Q1,),
        (PastReturn("H1", Q1, True, "ab" * 32, "1", False),),
        (PastReturn("H2", Q2, True, "cd" * 32, "2", True),),
    )
    return dataclasses.replace(assessed(trained(Q3, 20, 20)), past=past)


def test_findings_json(assessment: Assessment) -> None:
    data = json.loads(findings_json(Lookup.for_assessment(assessment)))
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    (trend,) = data["trends"]
    origins = [
        {
            "file": "secret-file.xlsx",
            "sha256": "",
            "sheet": "Sheet",
            "cell": "A1",
            "text": "Dr Quill",
        }
    ]
    gap = {"value": None, "done": None, "of": None, "remembered": False, "why_unknown": ""}
    assert trend == {
        "organisation": "H1",
        "fact": f"{LEVEL}.percent",
        "label": "Level 1 training, fire safety",
        "unit": "%",
        "clauses": ["F5.p01", "F5.p03"],
        "better": "higher",
        "threshold": 100,
        "threshold_name": "training_met",
        "points": [
            {**gap, "period": "2014-15 Q1", "value": 60, "done": 12, "of": 20, "remembered": True}
            | {"origins": []},
            {**gap, "period": "2014-15 Q2", "origins": []},
            {**gap, "period": "2014-15 Q3", "value": 100, "done": 20, "of": 20}
            | {"origins": origins},
        ],
        "change": {
            "before": "2014-15 Q1",
            "now": "2014-15 Q3",
            "by": 40,
            "chance": "more",
            "words": "2014-15 Q1: 60 % (12 of 20); 2014-15 Q3: 100 % (20 of 20). Fisher’s exact "
            "test, two-sided: if nothing had changed, chance alone would bring a difference as "
            "large in 0.3 % of cases, not above the 5 % taken as the limit of chance. The two "
            "quarters are taken as two separate groups.",
        },
        "limits": None,
        "without_limits": "2 of the 12 exact figures that process limits need are known.",
    }
    assert data["remembered"] == [
        {
            "organisation": "H1",
            "period": "2014-15 Q1",
            "received": True,
            "run": "ab" * 32,
            "pack_version": "1",
            "same_pack": False,
        }
    ]
    assert [one["organisation"] for one in data["absent"]] == ["H2"]
    silent = next(one for one in data["movements"] if one["rule"] != RULE)
    assert silent == {
        "rule": silent["rule"],
        "organisation": "H1",
        "period": "2014-15 Q3",
        "turn": "newly_silent",
        "before": "met",
        "now": "no_evidence",
        "since": "2014-15 Q3",
        "silent_between": [],
        "remembered": ["2014-15 Q1"],
    }


def test_the_sheet(assessment: Assessment) -> None:
    headings, rows = trend_table(Lookup.for_assessment(assessment))
    assert dict(zip([heading.text for heading in headings], rows[0], strict=True)) == {
        "Organisation": "The Elms",
        "Figure": "Level 1 training, fire safety",
        "Unit": "%",
        "Clauses": "F5.p01, F5.p03",
        "Which way": "higher is better",
        "Required": "100 % (training_met)",
        "2014-15 Q1": "60 % (12 of 20) (remembered)",
        "2014-15 Q2": "nothing was returned",
        "2014-15 Q3": "100 % (20 of 20)",
        "Last change": "rose by 40 percentage points",
        "More than chance?": "more than chance",
        "How that is known": rows[0][11],
        "Process limits": "2 of the 12 exact figures that process limits need are known.",
        "Signs": "",
    }
    lookup = Lookup.for_assessment(assessment)
    book = openpyxl.load_workbook(io.BytesIO(matrix_xlsx(lookup, finding_rows(lookup))))
    assert [[cell.value or "" for cell in row] for row in book["Trends"].iter_rows()] == [
        [heading.text for heading in headings],
        *rows,
    ]


def test_process_limits_and_signs_in_the_sheet() -> None:
    numbers = [46, 48] * 4 + [46, 50, 50, 50, 5]
    given = [
        returned(Quarter.of_index(Q1.index + place), {"training.fire_safety.listed": number})
        for place, number in enumerate(numbers)
    ]
    headings, (row,) = trend_table(Lookup.for_assessment(assessed(*given)))
    shown = dict(zip([heading.text for heading in headings], row, strict=True))
    assert "2014-15 Q1" not in shown
    assert shown["2014-15 Q2"] == "48 staff"
    assert shown["Last change"] == "fell by 45 staff"
    assert shown["Process limits"] == "39.54 to 49.22 staff, mean 44.38 staff."
    assert shown["Signs"] == (
        "a point outside the process limits: 2016-17 Q2\n"
        "a point outside the process limits: 2016-17 Q3\n"
        "a point outside the process limits: 2016-17 Q4\n"
        "a point outside the process limits: 2017-18 Q1\n"
        "a run on one side of the mean: 2014-15 Q1 to 2016-17 Q4\n"
        "two of three points near a process limit: 2014-15 Q2, 2014-15 Q4, 2015-16 Q2 and "
        "2015-16 Q4"
    )


def test_the_summary_says_since_when_and_from_what_it_is_known(assessment: Assessment) -> None:
    lines = summary(assessment).replace("\n", " ")
    assert "Compared with 2014-15 Q1: " in lines
    assert "Remembered from earlier runs: 2014-15 Q1 (1 return)." in lines
    assert (
        "2014-15 Q1 was judged by other rules or values than today’s (the pack’s version 1)"
        in lines
    )
    assert "NO RETURN for 2014-15 Q3 is among the files or in the history from H2" in lines


def test_the_verdict_before_may_be_remembered(assessment: Assessment) -> None:
    rows = {row["rule"]: row for row in finding_rows(Lookup.for_assessment(assessment))}
    silent = next(row for rule, row in rows.items() if rule != RULE)
    assert (silent["previous_verdict"], silent["change"]) == ("Met", "evidence stopped")
    lookup = Lookup.for_assessment(assessment)
    finding = next(finding for finding in assessment.findings if finding.rule == silent["rule"])
    (before,) = lookup.history(finding)
    assert (before.period, before.verdict, before.trace) == (Q1, Verdict.MET, ())
    assert before.because == "As an earlier run found it; the return is not among the files."


def test_the_public_is_told_nothing_remembered(assessment: Assessment) -> None:
    shown = publish_for_public(assessment)
    assert shown.past == Past()
    data = json.loads(findings_json(Lookup.for_assessment(shown)))
    assert [point["period"] for one in data["trends"] for point in one["points"]] == ["2014-15 Q3"]
    assert "emembered" not in summary(shown)
