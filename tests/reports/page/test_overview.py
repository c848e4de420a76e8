"""The first page: which returns came late, by the day on which they were due."""

from __future__ import annotations

import dataclasses
import datetime as dt

from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.evidence.fact_names import SUBMITTED_ON
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.finding import ParameterUsed
from engine.parameters import RETURNS_DUE
from reports.lookup import Lookup
from reports.page.links import Addresses
from reports.page.overview import Lists, OverviewView, overview_view
from tests.reports.small_pack import TRAINING_MET

DUE = dataclasses.replace(TRAINING_MET, name=RETURNS_DUE, value=20, unit="days")
CAME = {"RQX": dt.date(2014, 10, 21), "RQY": dt.date(2014, 10, 20)}


def overview(assessment: Assessment, *parameters: ParameterUsed) -> OverviewView:
    """That of two returns of the quarter to 30 September 2014, which came 21 and 20 days later."""
    submissions = tuple(
        dataclasses.replace(
            submission,
            facts={
                SUBMITTED_ON: Fact(SUBMITTED_ON, Range.of_day(CAME[submission.organisation.code]))
            },
        )
        if submission.organisation.code in CAME
        else submission
        for submission in assessment.submissions
    )
    run = dataclasses.replace(assessment.run, parameters=parameters)
    lookup = Lookup.for_assessment(
        dataclasses.replace(assessment, run=run, submissions=submissions)
    )
    return overview_view(lookup, Addresses.for_lookup(lookup), Lists((), (), (), ()))


def late(view: OverviewView) -> list[str]:
    return [returned.words for returned in view.late]


def test_what_came_after_the_day_on_which_it_was_due_is_late(assessment: Assessment) -> None:
    view = overview(assessment, DUE)
    assert view.due.startswith("20 October 2014: 20 days after the quarter’s end, default, not")
    assert late(view) == ["submitted 21 October 2014, 1 day late, due 20 October 2014"]


def test_an_organisation_may_have_a_day_of_its_own(assessment: Assessment) -> None:
    own = dataclasses.replace(DUE, value=21, organisations=("rqx",))
    assert late(overview(assessment, DUE, own)) == []


def test_where_no_day_is_known_nothing_is_called_late(assessment: Assessment) -> None:
    view = overview(assessment)
    assert view.due == ""
    assert late(view) == [
        "submitted 21 October 2014, 21 days after the quarter’s end",
        "submitted 20 October 2014, 20 days after the quarter’s end",
    ]
