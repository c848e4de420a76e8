"""Documents: dates of the latest of each kind, and whether it is published."""

from __future__ import annotations

import datetime as dt

import pytest

from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.verdict import Basis

NAME = "documents.annual_report"


def day(year: int, month: int, date: int) -> int:
    return dt.date(year, month, date).toordinal()


def report(approved_on=None, review_due=None, published_at=None) -> dict:
    return {
        "kind": "annual report",
        "title": "Annual Report",
        "approved_on": approved_on,
        "review_due": review_due,
        "published_at": published_at,
    }


def test_one_document(gather) -> None:
    found = gather(documents=[report("02/05/2013", dt.date(2016, 5, 2), "Trust website")])
    origin = Origin("orwell.xlsx", "a" * 64, "documents", "C2", "02/05/2013")
    assert found.facts[f"{NAME}.approved_on"] == Fact(
        f"{NAME}.approved_on",
        Range.of_day(dt.date(2013, 5, 2)),
        Basis.DOCUMENT,
        (origin,),
        returned=True,
    )
    assert found.value(f"{NAME}.review_due") == day(2016, 5, 2)
    assert found.value(f"{NAME}.published") is True
    assert found.faults == ()


def test_a_month_is_a_range(gather) -> None:
    found = gather(documents=[report("March 2014")])
    assert found.value(f"{NAME}.approved_on") == (day(2014, 3, 1), day(2014, 3, 31))


def test_the_latest_counts(gather) -> None:
    found = gather(
        documents=[report("01/06/2013", "01/06/2016", "no"), report("01/07/2014", None, "website")]
    )
    assert found.value(f"{NAME}.approved_on") == day(2014, 7, 1)
    assert found.facts[f"{NAME}.approved_on"].note == "the latest of 2"
    assert (found.value(f"{NAME}.review_due"), found.why(f"{NAME}.review_due")) == (
        None,
        "left blank",
    )
    assert found.value(f"{NAME}.published") is True


@pytest.mark.parametrize("other", [None, "in June"])
def test_an_undated_document_leaves_open_which_is_the_latest(gather, other) -> None:
    found = gather(documents=[report("01/06/2013", "01/06/2016", "x"), report(other, "1/1/2015")])
    assert found.value(f"{NAME}.approved_on") == day(2013, 6, 1)
    assert found.value(f"{NAME}.review_due") is None
    assert found.value(f"{NAME}.published") is None
    assert found.why(f"{NAME}.published") == (
        "which of them is the latest is not certain: documents A2 and documents A3"
    )


def test_a_month_and_a_day_in_it(gather) -> None:
    found = gather(documents=[report("March 2014", "1/1/2016"), report("10/03/2014", "1/1/2015")])
    assert found.value(f"{NAME}.approved_on") == (day(2014, 3, 10), day(2014, 3, 31))
    assert found.value(f"{NAME}.review_due") is None


def test_approved_after_the_quarter_is_no_evidence_yet(gather) -> None:
    found = gather(documents=[report("01/10/2014")])
    assert found.value(f"{NAME}.approved_on") is None
    assert (
        found.why(f"{NAME}.approved_on") == "documents C2 says “01/10/2014”, after the as-of date"
    )
    assert found.faults_in_short == [("CHECK", "documents C2", "01/10/2014")]
    assert found.faults[0].expected == (
        "a date not after 30/09/2014, the day the quarter is judged on"
    )
    assert gather(documents=[report("30/09/2014")]).faults == ()


def test_what_cannot_be_read(gather) -> None:
    found = gather(documents=[report("31/02/2014", "soon", "TBC")])
    assert [
        found.value(f"{NAME}.{part}") for part in ("approved_on", "review_due", "published")
    ] == [
        None,
        None,
        None,
    ]
    assert found.faults_in_short == [
        ("CELL", "documents C2", "31/02/2014"),
        ("CELL", "documents D2", "soon"),
        ("CELL", "documents E2", "TBC"),
    ]


@pytest.mark.parametrize(
    ("said", "published"),
    [("website", True), ("no", False), ("Not published", False), ("yes", None), (None, None)],
)
def test_published(gather, said, published) -> None:
    assert (
        gather(documents=[report("01/07/2014", None, said)]).value(f"{NAME}.published") is published
    )


@pytest.mark.parametrize(
    ("said", "published"),
    [
        ("Trust website", True),
        ("www.orwell.nhs.uk/not-yet-old", True),
        ("https://orwell.example/safeguarding", True),
        ("orwell.nhs.uk", True),
        ("Intranet", True),
        ("To be uploaded in November", False),
        ("Not yet on the website", False),
        ("Paper copy in the office", None),
        ("Board papers", None),
    ],
)
def test_published_is_a_place_where_it_can_be_read(gather, said, published) -> None:
    found = gather(documents=[report("01/07/2014", None, said)])
    assert found.value(f"{NAME}.published") is published


@pytest.mark.parametrize(
    ("said", "published"), [("CCG web site", True), ("Intranet", None), ("www.ccg.nhs.uk", True)]
)
def test_what_is_for_the_public_is_where_the_public_reads(gather, said, published) -> None:
    line = {**report("01/07/2014", None, said), "kind": "declaration"}
    assert gather(documents=[line]).value("documents.declaration.published") is published


def test_a_day_before_there_can_have_been_one_is_no_approval(gather) -> None:
    line = {**report("12/11/2003", "12/11/2015"), "kind": "safeguarding policy"}
    found = gather(documents=[line])
    assert found.value("documents.safeguarding_policy.approved_on") is None
    assert found.why("documents.safeguarding_policy.approved_on") == (
        "documents C2 says “12/11/2003”, before one can have existed"
    )
    assert found.faults_in_short == [("CELL", "documents C2", "12/11/2003")]
    assert found.faults[0].expected == (
        "a day from 01/11/2013 on; before that there was nothing of the kind to approve"
    )
    first = {**report("01/11/2013"), "kind": "safeguarding policy"}
    assert gather(documents=[first]).value("documents.safeguarding_policy.approved_on") == day(
        2013, 11, 1
    )


def test_a_day_before_there_was_such_an_organisation_is_no_approval(gather) -> None:
    found = gather(kind="ccg", documents=[report("31/03/2013")])
    assert found.value(f"{NAME}.approved_on") is None
    assert gather(kind="ccg", documents=[report("01/04/2013")]).value(f"{NAME}.approved_on") == day(
        2013, 4, 1
    )
    assert gather(documents=[report("31/03/2013")]).value(f"{NAME}.approved_on") is not None


def test_a_draft_with_a_day_is_not_approved(gather) -> None:
    found = gather(documents=[{**report("01/07/2014"), "title": "Annual Report (draft)"}])
    assert found.value(f"{NAME}.approved_on") is None
    assert found.why(f"{NAME}.approved_on") == (
        "documents B2 says “Annual Report (draft)”, which is not an approved document"
    )
    assert found.faults_in_short == [
        ("CELL", "documents B2, C2", "“Annual Report (draft)” with a day of approval")
    ]


def test_a_draft_beside_the_approved_one_leaves_that_as_it_is(gather) -> None:
    draft = {**report("01/09/2014"), "title": "Draft of next year’s report"}
    planned = report("01/06/2015")
    found = gather(documents=[report("01/07/2014", "01/07/2015", "website"), draft, planned])
    assert found.value(f"{NAME}.approved_on") == day(2014, 7, 1)
    assert found.value(f"{NAME}.review_due") == day(2015, 7, 1)
    assert found.value(f"{NAME}.published") is True


def test_a_printed_kind_with_nothing_beside_it(gather) -> None:
    found = gather(documents=[{"kind": "Training strategy"}])
    assert found.why("documents.training_strategy.approved_on") == "left blank"
    assert found.faults == ()


def test_an_unknown_kind(gather) -> None:
    found = gather(documents=[{**report("01/07/2014"), "kind": "anual report"}])
    assert found.faults_in_short == [("CELL", "documents A2", "anual report")]
    assert f"{NAME}.approved_on" not in found.facts


@pytest.mark.parametrize("due", ["31/12/2050", "31/03/41", "14/03/31", dt.date(2024, 10, 1)])
def test_a_review_that_is_due_far_ahead_is_no_review(gather, due) -> None:
    found = gather(documents=[report("02/05/2014", due, "website")])
    assert found.value(f"{NAME}.review_due") is None
    [fault] = found.faults
    assert fault.facts == (f"{NAME}.review_due",)
    assert found.why(f"{NAME}.review_due").endswith("which is over 10 years ahead")
    near = gather(documents=[report("02/05/2014", dt.date(2024, 9, 30), "website")])
    claims = near.facts[f"{NAME}.review_due"].claims
    assert [claim.value for claim in claims] == [Range.of_day(dt.date(2024, 9, 30)), None]
