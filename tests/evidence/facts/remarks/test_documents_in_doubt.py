"""Documents whose title, day of review or place leaves open whether they are what is asked for."""

from __future__ import annotations

import datetime as dt

import pytest

NAME = "documents.annual_report"


def report(**said) -> dict:
    return {"kind": "annual report", "title": "Annual Report", "approved_on": "19/06/2014", **said}


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("Annual Report 2014-15", "the title is of 2014-15"),
        ("Safeguarding Adults Annual Report", "the title is of adults"),
        ("Quarterly report", "the title is of Quarterly"),
    ],
)
def test_a_title_of_something_else_puts_the_approval_in_dispute(gather, title, why) -> None:
    found = gather(documents=[report(title=title)])
    approved = found.facts[f"{NAME}.approved_on"]
    assert [(claim.value is None, claim.returned) for claim in approved.claims] == [
        (False, True),
        (True, False),
    ]
    assert approved.why_unknown.endswith(why)
    assert [fault.found for fault in found.faults] == [f"“{title}” approved on 19/06/2014"]


@pytest.mark.parametrize(
    "title", ["Annual Report 2013-14", "Annual Report, adults and children", "Annual Report"]
)
def test_a_title_that_may_be_of_it_does_not(gather, title) -> None:
    found = gather(documents=[report(title=title)])
    assert found.facts[f"{NAME}.approved_on"].claims == ()


def test_what_has_lapsed_anyway_is_not_asked_about(gather) -> None:
    found = gather(documents=[report(title="Annual Report 2013-14", approved_on="30/05/2013")])
    assert found.facts[f"{NAME}.approved_on"].claims == ()


@pytest.mark.parametrize(
    ("said", "open_"),
    [
        ({"review_due": "19/06/2019"}, False),
        ({"review_due": "20/06/2019"}, True),
        ({"review_due": "19/06/2016", "title": "Strategy 2009-12"}, True),
        ({"review_due": "19/06/2016", "title": "Strategy 2012-15"}, False),
        ({"review_due": "19/06/2013", "title": "Strategy 2009-12"}, False),
    ],
)
def test_a_review_that_may_not_say_until_when_it_is_in_force(gather, said, open_) -> None:
    found = gather(documents=[report(**said)])
    due = found.facts[f"{NAME}.review_due"]
    assert bool(due.claims) is open_
    of_facts = [fault.facts for fault in found.faults if fault.facts]
    assert of_facts == [(due.name,)] * open_


def test_a_place_where_it_may_not_be_read_is_not_known(gather) -> None:
    found = gather(documents=[report(published_at="Trust website (link broken)")])
    assert found.value(f"{NAME}.published") is None


@pytest.mark.parametrize(
    ("sent", "day", "why", "expected"),
    [
        (dt.date(2014, 10, 14), "30/09/2014", "", []),
        (
            dt.date(2014, 10, 14),
            "01/10/2014",
            "documents C2 says “01/10/2014”, after the as-of date",
            ["a date not after 30/09/2014, the day the quarter is judged on"],
        ),
        (dt.date(2014, 9, 1), "01/09/2014", "", []),
        (
            dt.date(2014, 9, 1),
            "02/09/2014",
            "documents C2 says “02/09/2014”, after the day the return was sent",
            ["a date not after 01/09/2014, on which the return was sent"],
        ),
    ],
)
def test_an_approval_counts_by_the_day_of_judging_and_of_sending(
    gather, sent, day, why, expected
) -> None:
    found = gather(documents=[report(approved_on=day)], sent=sent)
    approved = found.facts[f"{NAME}.approved_on"]
    assert (approved.returned, approved.value is None, approved.why_unknown) == (
        not why,
        bool(why),
        why,
    )
    assert [fault.expected for fault in found.faults if fault.cell == "C2"] == expected
