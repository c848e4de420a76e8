"""What ``examples/README.md`` says of the story is what an assessment of the examples shows."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from clausewise.assessing import assess
from clausewise.returns import read_returns
from engine.nouns.evidence.fault import Severity
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.verdict import Verdict

pytestmark = pytest.mark.slow  # all sixty returns are read and judged

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "examples" / "README.md").read_text("utf-8")
STORY, FILES = README.split("## What to look for in the matrix")[1].split("## What the files are")


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return assess(read_returns(ROOT / "examples" / "returns")).whole


def test_every_verdict_named_is_the_verdict_given(assessment):
    given = {finding.key: finding.verdict.words for finding in assessment.findings}
    codes = {organisation.name: organisation.code for organisation in assessment.organisations}
    told = {}
    for section in STORY.split("### ")[1:]:
        name, rest = section.split("\n", 1)
        for rule, line in re.findall(r"\| `(\S+)` \| (.+) \|", rest):
            for quarter, verdict in zip(assessment.quarters, line.split(" | "), strict=True):
                told[rule, codes[name], quarter.label] = verdict
    assert len(told) == 5 * STORY.count("\n| `") == 390
    assert {key: given[key] for key in told} == told


def test_every_concern_named_is_raised(assessment):
    told = set(re.findall(r"`(\S+/Z[A-Z]\d/\S+)`", STORY))
    assert len(told) > 15
    assert told - {concern.id for concern in assessment.concerns} == set()


def test_impossible_figures_are_only_tollwicks_and_wholes_said_met_others_too(assessment):
    kinds = ("contradiction", "disagreement", "implausible")
    found = {(c.organisation, c.rule) for c in assessment.concerns if c.kind in kinds}
    assert found == {
        *((code, "self-audit-contradicted") for code in ("ZA1", "ZA2", "ZA4", "ZC1")),
        ("ZA3", "self-audit-contradicted"),
        ("ZA3", "declared-figure-above-register"),
        ("ZA3", "part-exceeds-total"),
        ("ZC1", "provider-gap-said-met"),
    }


def test_those_without_a_concern_in_the_last_quarter_have_none(assessment):
    last = assessment.quarters[-1].label
    concerned = {c.organisation for c in assessment.concerns if c.periods[-1] == last}
    everybody = {organisation.code for organisation in assessment.organisations}
    assert everybody - concerned == {"ZA2", "ZA6", "ZP1", "ZP2", "ZS1"}
    assert "ZA6" not in {concern.organisation for concern in assessment.concerns}


def test_what_good_looks_like_has_nothing_short_of_met_in_the_end(assessment):
    good = {
        finding.verdict
        for finding in assessment.findings
        if finding.organisation.code == "ZA6" and finding.period in assessment.quarters[3:]
    }
    assert good == {Verdict.MET, Verdict.NOT_APPLICABLE}


def test_unusable_cells_are_only_those_meant(assessment):
    told = set(re.findall(r"\| `(\S+)` \| (.+?) (\S+) \| (.+?) \|", FILES))
    unusable = {
        (fault.file, fault.sheet, fault.cell, fault.found)
        for fault in assessment.faults
        if fault.severity is Severity.CELL
    }
    assert unusable == told
    assert [fault for fault in assessment.faults if fault.severity is Severity.FILE] == []


def test_what_is_to_be_checked_and_which_missing_tables_cost_evidence(assessment):
    found = {
        severity: Counter(
            (fault.organisation, fault.period)
            for fault in assessment.faults
            if fault.severity is severity
        )
        for severity in (Severity.CHECK, Severity.LOST)
    }
    early = ("2013-14 Q3", "2013-14 Q4", "2014-15 Q1")
    assert found == {
        Severity.CHECK: {
            ("ZA1", "2014-15 Q2"): 3,
            **{("ZA3", quarter): 1 for quarter in early},
            ("ZA3", "2014-15 Q2"): 5,
            ("ZA3", "2014-15 Q3"): 5,
        },
        Severity.LOST: {
            **{(code, quarter): 1 for quarter in early for code in ("ZA4", "ZA5")},
            ("ZA5", "2014-15 Q3"): 1,
        },
    }
