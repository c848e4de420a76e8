"""Findings that are too many for findings.json: a line each in a file of their own, and said so."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import patch

import pytest

from engine.nouns.outcome.assessment import Assessment
from reports.file_parts import joined_content
from reports.files import write_made
from reports.findings_json.write import findings_json
from reports.lookup import Lookup
from reports.own_forms import FINDINGS_LINES, form_at
from reports.workbook import links
from reports.write import has_dataset, made_reports

SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "develop" / "findings.schema.json"


@pytest.mark.parametrize(
    ("dataset", "outputs"),
    [(False, ["findings.jsonl"]), (True, ["findings.jsonl", "findings.parquet"])],
)
def test_each_is_a_line_as_findings_json_would_have_it(
    assessment: Assessment, dataset: bool, outputs: list[str]
) -> None:
    few = json.loads(findings_json(Lookup.for_assessment(assessment)))
    with patch.object(links, "MOST_FINDINGS", 3):
        made = {
            name: joined_content(content)
            for name, content in made_reports(assessment, None, dataset)
            if name.startswith("findings.json")
        }
    many = json.loads(made["findings.json"])
    assert [json.loads(line) for line in made["findings.jsonl"].splitlines()] == few["findings"]
    assert few["findings_in"] == []
    assert many == few | {"findings": [], "findings_in": outputs}


@pytest.mark.slow
def test_the_schema_knows_where_they_are(assessment: Assessment) -> None:
    import jsonschema

    schema = json.loads(SCHEMA.read_text("utf-8"))
    with patch.object(links, "MOST_FINDINGS", 3):
        made = {
            name: joined_content(content)
            for name, content in made_reports(assessment, None, True)
            if name.startswith("findings.json")
        }
    jsonschema.validate(json.loads(made["findings.json"]), schema)
    line = {"$ref": "#/$defs/finding", "$defs": schema["$defs"]}
    for finding in made["findings.jsonl"].splitlines():
        jsonschema.validate(json.loads(finding), line)


def test_a_run_of_many_has_a_data_set_unasked_where_pyarrow_is_installed(
    assessment: Assessment,
) -> None:
    assert has_dataset(assessment, True)
    assert not has_dataset(assessment, False)
    with patch.object(links, "MOST_FINDINGS", 3):
        assert has_dataset(assessment, False)
        with patch("reports.dataset.parquet.can_write", return_value=False):
            assert not has_dataset(assessment, False)


def test_the_lines_of_an_earlier_run_are_removed_by_one_of_fewer(
    assessment: Assessment, tmp_path: Path
) -> None:
    with patch.object(links, "MOST_FINDINGS", 3):
        write_made(made_reports(assessment), tmp_path)
        write_made(made_reports(assessment), tmp_path)
    assert form_at(tmp_path / "findings.jsonl") == FINDINGS_LINES
    write_made(made_reports(assessment), tmp_path)
    assert not (tmp_path / "findings.jsonl").exists()
