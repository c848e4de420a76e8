"""A training summary that the dashboard denies: the duty is conflicting, on both cells."""

from __future__ import annotations

from pathlib import Path

import pytest

import clausewise as api

TABLES = {
    "organisation": "field,value\ncode,ZX1\nname,Ashdene\nkind,provider\nservices,maternity\n"
    "period,2014-15 Q2\n",
    "training_summary": "staff_group,framework,level,required,compliant,percent\n"
    "Midwives,safeguarding,3,100,{compliant},\n",
    "dashboard": "item,part,value,note\n4.1,Level 3,99%,\n",
}


@pytest.mark.parametrize(("compliant", "verdict"), [(60, "conflicting"), (98, "met")])
def test_a_summary_and_a_dashboard_far_apart_are_conflicting(
    compliant: int, verdict: str, tmp_path: Path
) -> None:
    for name, text in TABLES.items():
        (tmp_path / f"{name}.csv").write_text(text.format(compliant=compliant), "utf-8")
    [submission] = (run := api.assess(api.read_returns(tmp_path))).whole.submissions
    told = [contradiction.check for contradiction in submission.contradictions]
    found = {finding.rule: finding.verdict.value for finding in run.whole.findings}
    assert found["A1-4.1-level-3"] == verdict
    differ = ["summary-and-dashboard-differ-safeguarding-3"]
    assert told == (differ if verdict == "conflicting" else [])
