"""The agenda: each organisation's concerns of the quarter, in the order of discussion."""

from __future__ import annotations

import dataclasses

from engine.agenda import agenda
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.concern import Concern
from tests.reports.small_assessment import assessment_of


def concern(id: str, rank: int, period: str = "2014-15 Q2", **more: object) -> Concern:
    made = Concern(id, "r", "silence", f"About {id}", "RQX", (period,), (), (), (), "", "", "", ())
    return dataclasses.replace(made, rank=rank, **more)  # type: ignore[arg-type]


def names(concerns: tuple[Concern, ...], code: str = "RQX") -> list[str]:
    assessment: Assessment = dataclasses.replace(assessment_of(), concerns=concerns)
    return [item.name for item in agenda(assessment, code)]


def test_concerns_are_discussed_by_rank_and_numbered_organisation_by_organisation() -> None:
    other = concern("c", 1, organisation="RQY")
    concerns = (concern("b", 3), concern("a", 2), other)
    assert names(concerns) == ["1. About a", "2. About b"]
    assert names(concerns, "RQY") == ["1. About c"]


def test_what_is_taken_in_by_another_or_is_past_is_not_discussed_by_itself() -> None:
    whole = concern("whole", 1, parts=("inside",))
    assert names((whole, concern("inside", 2), concern("past", 3, "2014-15 Q1"))) == [
        "1. About whole"
    ]
