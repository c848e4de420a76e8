"""Which faults lose evidence of a run, by which a command's status is decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

import clausewise as api
from clausewise.places import EXAMPLES
from engine.nouns.evidence.resubmission import Superseded
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.quarter import Quarter
from reports.content.faults import evidence_lost, lost_words

FIRE = Path(EXAMPLES).parent / "fire-safety-care-home"


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    policy = api.load_pack(FIRE / "rules")
    return api.assess(api.read_returns([FIRE / "returns"], policy)).whole


def cells(assessment: Assessment, *scope: object, **more: object) -> list[str]:
    lost = evidence_lost(assessment, *scope, **more)  # type: ignore[arg-type]
    return [f"{fault.organisation} {fault.period} {fault.cell}" for fault in lost]


def test_evidence_of_each_quarter_and_organisation_is_lost_by_itself(
    assessment: Assessment,
) -> None:
    first, second = Quarter.parse("2014-15 Q1"), Quarter.parse("2014-15 Q2")
    lost = ["OC2 2014-15 Q1 C9", "OC2 2014-15 Q2 C2"]
    assert cells(assessment) == lost
    assert cells(assessment, first) == lost[:1]
    assert cells(assessment, second) == lost[1:]
    assert cells(assessment, second, "OC2") == lost[1:]
    assert cells(assessment, second, "OC1") == []
    assert cells(assessment, second, clauses=["F4.p01"]) == lost[1:]
    assert cells(assessment, second, clauses=["F5.p01"]) == []


def test_a_return_that_a_later_one_replaced_loses_nothing(assessment: Assessment) -> None:
    first, second = evidence_lost(assessment)
    day = dt.date(2014, 7, 1)
    replaced = Superseded(
        first.file.rsplit("/", 1)[0], first.organisation, first.period, day, "later.xlsx", day, ()
    )
    run = replace(assessment.run, superseded=(replaced,))
    assert evidence_lost(replace(assessment, run=run)) == (second,)


def test_what_was_lost_in_words(assessment: Assessment) -> None:
    first, second = evidence_lost(assessment)
    assert lost_words([first]) == (
        "Evidence was lost through 1 fault in what was sent; no clauses are without evidence "
        "because of it."
    )
    assert lost_words([first, second]) == (
        "Evidence was lost through 2 faults in what was sent; 1 clause is without evidence "
        "because of them."
    )
