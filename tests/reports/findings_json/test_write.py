"""findings.json: true to its published schema, and to the assessment."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.findings import Findings
from reports.content.coverage import as_json, coverage
from reports.findings_json.write import findings_json
from reports.lookup import Lookup
from tests.draws import draws

SCHEMA = json.loads(
    (Path(__file__).parents[3] / "docs" / "develop" / "findings.schema.json").read_text("utf-8")
)


def written(assessment: Assessment) -> Any:
    return json.loads(findings_json(Lookup.for_assessment(assessment)))


@pytest.fixture(scope="module")
def data(assessment: Assessment) -> Any:
    return written(assessment)


def test_the_schema_is_a_schema_and_allows_nothing_unnamed() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def walk(node: object) -> None:
        if isinstance(node, dict):
            if node.get("type") == "object":
                assert node["additionalProperties"] is False
                assert sorted(node["required"]) == sorted(node["properties"])
            for child in node.values():
                walk(child)
        elif isinstance(node, list):
            for child in node:
                walk(child)

    walk(SCHEMA)


def test_what_is_written_is_valid(data: Any) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(data)


def test_the_schema_notices_what_it_should(data: Any) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    wrong = json.loads(json.dumps(data))
    wrong["findings"][0]["verdict"] = "green"
    wrong["findings"][1]["extra"] = 1
    del wrong["run"]["as_of"]
    assert len(list(validator.iter_errors(wrong))) == 3


def test_the_run(data: Any) -> None:
    assert data["run"] == {
        "period": "2014-15 Q2",
        "as_of": "2014-10-15",
        "quarters": ["2014-15 Q1", "2014-15 Q2"],
        "software": "clausewise 0.1.0",
        "audience": "internal",
        "chained_by": "durable_rules 2.0.28",
        "pack": {
            "id": "suffolk",
            "title": "Safeguarding Children Policy",
            "version": "1",
            "policy": "Safeguarding Children Policy, Version 1, November 2013",
            "sha256": "ab" * 32,
        },
        "parameters": [
            {
                "name": "training_met",
                "value": 95,
                "unit": "%",
                "set_by": "commissioner",
                "clause": None,
                "in_force_from": "2013-11-01",
                "overlaid_from": None,
                "organisations": [],
                "narrowed_to": "",
                "agreed": "",
                "meaning": "Share of staff that must be trained, to be met",
                "note": "The policy states no percentage; to be confirmed against the contract.",
            },
            {
                "name": "training_refresh_months",
                "value": 36,
                "unit": "months",
                "set_by": "policy",
                "clause": "A1.4.1",
                "in_force_from": "2013-11-01",
                "overlaid_from": "ours.yaml",
                "organisations": [],
                "narrowed_to": "",
                "agreed": "",
                "meaning": "How long training lasts",
                "note": "",
            },
        ],
        "inputs": [
            {
                "name": "orwell-q2.xlsx",
                "sha256": "12" * 32,
                "organisation": "RQX",
                "period": "2014-15 Q2",
                "used": True,
            },
            {
                "name": "</style></title></textarea>",
                "sha256": "34" * 32,
                "organisation": "",
                "period": "",
                "used": False,
            },
        ],
        "superseded": [],
    }


def test_a_finding_with_facts_and_origins(data: Any) -> None:
    finding = data["findings"][14 - 2]
    assert finding == {
        "rule": "A1-looked-after-admitted",
        "title": "Looked-after children admitted are counted and plausible",
        "organisation": {"code": "RQX", "name": "Orwell and Deben NHS Trust", "kind": "provider"},
        "period": "2014-15 Q2",
        "verdict": "not_met",
        "basis": "figure",
        "cites": ["A1.8.3"],
        "because": "Admissions: not met. \u202ereversed\u2066",
        "to_comply": "Admissions: put it right.",
        "changes": [{"fact": "dashboard.8.3", "words": "38 more staff must be in date"}],
        "question": "Admissions: when will it be right?",
        "waiver": None,
        "closeness": None,
        "contradictions": [],
        "trace": [
            {
                "role": "met_when",
                "asked": "Looked-after children admitted is at most children admitted",
                "truth": "false",
                "decisive": True,
                "label": "Looked-after children admitted",
                "found": "9",
                "parameter": None,
                "fact": number("dashboard.8.3", 9, "C20", "+1"),
                "against": number("dashboard.8.1", 7, "C18", "7"),
            }
        ],
    }


def number(name: str, value: int, cell: str, typed: str) -> dict[str, object]:
    return {
        "name": name,
        "value": value,
        "returned": True,
        "basis": "figure",
        "origins": [
            {
                "file": "orwell-q2.xlsx",
                "sha256": "12" * 32,
                "sheet": "dashboard",
                "cell": cell,
                "text": typed,
            }
        ],
        "derived_from": [],
        "note": "",
        "members": [],
        "why_unknown": "",
        "claims": [],
    }


def test_a_derived_fact_goes_down_to_the_cells(data: Any) -> None:
    level, strategy, _ = data["findings"][9]["trace"]
    assert level["fact"]["value"] == {"at_least": 61, "at_most": 64.5}
    under = level["fact"]["derived_from"]
    assert [(one["name"], one["value"], len(one["origins"])) for one in under] == [
        ("training.safeguarding.level_3.staff", 110, 28),
        ("training.safeguarding.level_3.in_date", None, 0),
    ]
    assert strategy["fact"]["value"] == "2013-03-31"


def test_a_bound_that_is_not_there_is_null(assessment: Assessment) -> None:
    first, *others = assessment.findings
    open_ended = Fact("dashboard.8.1", Range(3.0, float("inf")), returned=True)
    step = dataclasses.replace(first.trace[0], fact=open_ended)
    changed = dataclasses.replace(first, trace=(step,))
    data = written(
        dataclasses.replace(assessment, findings=Findings.from_findings([changed, *others]))
    )
    assert data["findings"][0]["trace"][0]["fact"]["value"] == {"at_least": 3, "at_most": None}


def test_organisations_say_whether_a_return_came(data: Any) -> None:
    assert {
        one["code"]: [each["received"] for each in one["returns"]] for one in data["organisations"]
    } == {
        "RQY": [True, True],
        "06L": [False, True],
        "RQX": [True, True],
        "RQZ": [False, False],
    }


def test_coverage_is_what_the_command_prints(data: Any, assessment: Assessment) -> None:
    assert data["coverage"] == as_json(coverage(assessment.pack))


@settings(max_examples=draws(5), deadline=None)
@given(st.lists(st.text(), min_size=13, max_size=13))
def test_text_comes_back_exactly_as_typed(
    make_assessment: Callable[..., Assessment], texts: list[str]
) -> None:
    assessment = make_assessment(tuple(texts))
    data = written(assessment)
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    assert [one["found"] for one in data["faults"]] == [fault.found for fault in assessment.faults]
    assert [one["because"] for one in data["findings"]] == [
        finding.because for finding in assessment.findings
    ]


def test_half_a_surrogate_pair_survives(make_assessment: Callable[..., Assessment]) -> None:
    assert written(make_assessment(("\ud800",)))["faults"][0]["found"] == "\ud800"
