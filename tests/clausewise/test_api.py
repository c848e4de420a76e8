"""The Python interface: quick to import, documented, for its audience alone."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import clausewise
from clausewise.places import HOME
from engine.nouns.verdict import Verdict

FIRE = HOME / "examples" / "fire-safety-care-home"
DOC = (HOME / "docs" / "use" / "python.md").read_text("utf-8")


@pytest.fixture(scope="module")
def assessment() -> clausewise.AssessmentRun:
    policy = clausewise.load_pack(FIRE / "rules")
    return clausewise.assess(clausewise.read_returns(FIRE / "returns", policy))


def test_importing_it_is_light() -> None:
    code = (
        "import sys, clausewise; clausewise.__version__; "
        "print(*sorted({'pandas', 'numpy', 'click', 'engine', 'evidence', 'reports'} "
        "& set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=HOME, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_each_name_of_it_is_there_and_documented() -> None:
    for name in set(clausewise.__all__) - {"__version__"}:
        assert getattr(clausewise, name) is not None
    functions = {name for name in clausewise.__all__ if name.islower() and name[0] != "_"}
    assert {name for name in functions if f"{name}(" not in DOC} == set()


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        clausewise.nonsense  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("columns", [clausewise.FINDING_COLUMNS, clausewise.FACT_COLUMNS])
def test_the_columns_are_those_of_the_page(columns: dict[str, tuple[str, str]]) -> None:
    rows = [f"| `{name}` | {kind} | {meaning} |" for name, (kind, meaning) in columns.items()]
    assert "\n".join(rows) in DOC


def test_a_row_a_finding(assessment: clausewise.AssessmentRun) -> None:
    frame = assessment.findings_frame()
    assert list(frame.columns) == list(clausewise.FINDING_COLUMNS)
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == {
        name: kind for name, (kind, _) in clausewise.FINDING_COLUMNS.items()
    }
    found = assessment.whole.findings
    assert list(zip(frame["rule"], frame["organisation"], frame["period"], strict=True)) == [
        finding.key for finding in found
    ]
    assert list(frame["verdict"]) == [finding.verdict.value for finding in found]
    assert list(frame["contradictions"]) == [
        tuple(contradiction.words for contradiction in finding.contradictions) for finding in found
    ]
    assert list(frame["verdict"].cat.categories) == [verdict.value for verdict in Verdict]


def test_a_row_a_fact_with_its_value_in_the_column_of_its_sort(
    assessment: clausewise.AssessmentRun,
) -> None:
    frame = assessment.facts_frame()
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == {
        name: kind for name, (kind, _) in clausewise.FACT_COLUMNS.items()
    }
    assert len(frame) == sum(len(submission.facts) for submission in assessment.whole.submissions)
    facts = [
        fact for submission in assessment.whole.submissions for fact in submission.facts.values()
    ]
    assert [len(claims) for claims in frame["claims"]] == [len(fact.claims) for fact in facts]
    numbers, dates = frame["number"].notna(), frame["latest"].notna()
    assert set(frame["sort"][numbers]) == {"number"}
    assert set(frame["sort"][dates]) == {"date"}
    exact = frame[numbers]
    assert (exact["at_least"] == exact["number"]).all()
    unknown = frame[frame["why_unknown"].notna()]
    assert unknown[["number", "at_least", "earliest", "text"]].isna().all(axis=None)


def test_the_public_gets_no_text_as_typed_and_no_fact_that_no_finding_shows(
    assessment: clausewise.AssessmentRun,
) -> None:
    public = clausewise.publish(assessment, "public")
    frame, whole = public.facts_frame(), assessment.facts_frame()
    assert 0 < len(frame) < len(whole)
    told = {step.fact.name for finding in public.shown.findings for step in finding.trace}
    told |= {
        step.against.name
        for finding in public.shown.findings
        for step in finding.trace
        if step.against is not None
    }
    assert set(frame["fact"]) <= told


def test_findings_as_parquet_are_those_of_the_frame(
    assessment: clausewise.AssessmentRun, tmp_path: Path
) -> None:
    path = tmp_path / "findings.parquet"
    assessment.write_findings(path)
    read, frame = pd.read_parquet(path), assessment.findings_frame()
    for name in ("clauses", "concerns"):
        assert [tuple(each) for each in read.pop(name)] == list(frame.pop(name))
    pd.testing.assert_frame_equal(read, frame)


def test_without_pyarrow_it_is_said_what_to_do(
    assessment: clausewise.AssessmentRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(clausewise.ClausewiseError, match="its extra “parquet”"):
        assessment.write_findings(tmp_path / "findings.parquet")
    assert list(tmp_path.iterdir()) == []


def test_every_fault_is_carried_by_the_error(tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text("id: x\n")
    with pytest.raises(clausewise.ClausewiseError) as caught:
        clausewise.load_pack(tmp_path)
    assert len(caught.value.faults) > 2
    assert str(caught.value).splitlines()[0] == (
        f"The rules in {tmp_path} cannot be used: {len(caught.value.faults)} faults."
    )
    assert len(str(caught.value).splitlines()) == 1 + len(caught.value.faults)


@pytest.mark.parametrize(
    ("period", "words"), [("2015-16 Q1", "No return for 2015-16 Q1"), ("summer", "summer")]
)
def test_a_quarter_that_cannot_be_assessed(
    assessment: clausewise.AssessmentRun, period: str, words: str
) -> None:
    with pytest.raises(clausewise.ClausewiseError, match=words):
        clausewise.assess(assessment.evidence, period)


def test_an_unknown_parameter_is_answered_with_the_nearest(
    assessment: clausewise.AssessmentRun,
) -> None:
    name = next(iter(assessment.evidence.policy.pack.parameters))
    with pytest.raises(clausewise.UnknownName, match=re.escape(f"Did you mean {name}")):
        clausewise.what_if(assessment.evidence, {name + "s": 1})


@pytest.mark.slow
def test_the_notebook_runs(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(HOME / "examples" / "notebook.py"))
    said = capsys.readouterr().out
    for words in ("2014-15 Q3", "not_met", "100.0", "WHAT WAS REQUIRED", "At 85 %", "may be told"):
        assert words in said
