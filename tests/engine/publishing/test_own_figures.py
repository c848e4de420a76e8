"""Of a run's own figures the numbers are published, and no words of whoever wrote them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from engine.nouns.evidence.fact import Fact
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.finding import Finding, ParameterUsed, Step
from engine.nouns.policy.narrowing import ALL_LINES, Narrowing
from engine.nouns.policy.parameter import Parameter, ParameterValue, SetBy
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Truth, Verdict
from engine.publishing.own_figures import OwnFigures


def value(narrowed_to: Narrowing) -> ParameterValue:
    return ParameterValue(
        2.0,
        dt.date(2014, 4, 1),
        SetBy.COMMISSIONER,
        overlaid_from="own.yaml",
        narrowed_to=narrowed_to,
    )


LINES = [
    ALL_LINES,
    Narrowing(levels=(3,)),
    Narrowing(levels=(3,), staff_groups=("Ada’s midwives",)),
    Narrowing(staff_groups=("Ada’s midwives", "Bo’s nurses")),
]
PARAMETER = Parameter(
    "months", "after how many months", "months", (), narrowed=tuple(map(value, LINES[1:]))
)
PACK: Any = SimpleNamespace(parameters={"months": PARAMETER})
OWN = ParameterUsed(
    *("months", "after how many months", 2.0, "months", "commissioner", "F1", "2014-04-01"),
    *("so says Ada", "own.yaml", ("H1",), "the board"),
    agreed="with Ada",
)
SHOWN = replace(OWN, note="", agreed="", overlaid_from="(name not shown)")


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (LINES[0], ""),
        (LINES[1], "Level 3"),
        (LINES[2], "Level 3, some staff groups"),
        (LINES[3], "some staff groups"),
    ],
)
def test_of_an_own_figure_the_number_is_left_and_for_which_levels(
    lines: Narrowing, shown: str
) -> None:
    own = replace(OWN, narrowed_to=lines.words)
    assert OwnFigures(PACK).figure(own) == replace(SHOWN, narrowed_to=shown)
    assert OwnFigures(PACK).figure(replace(own, overlaid_from=None)) == replace(
        own, overlaid_from=None
    )


def test_staff_groups_in_words_that_the_pack_does_not_have_are_not_told() -> None:
    """As names of people are taken out of them before."""
    left = OwnFigures(PACK).figure(replace(OWN, narrowed_to="Level 3, name not shown midwives"))
    assert left == replace(SHOWN, narrowed_to="some staff groups")


def test_in_a_finding_own_figures_are_told_as_they_are_of_the_run() -> None:
    steps = [
        Step(
            "met_when", "asked", Truth.TRUE, True, Fact("name", None), "label", "found", None, used
        )
        for used in (None, OWN, replace(OWN, overlaid_from=None))
    ]
    true = Finding(
        *("rule", "title", Organisation("H1", "The Elms", "home"), Quarter(2014, 2)),
        *(Verdict.MET, None, ("F1",), tuple(steps), "because", "to comply", (), "question"),
    )
    assert OwnFigures(PACK).finding(true) == replace(
        true, trace=(steps[0], replace(steps[1], parameter=SHOWN), steps[2])
    )
