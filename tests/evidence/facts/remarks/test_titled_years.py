"""Documents made each year whose title names a year: does it fit the day of approval?"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from engine.nouns.evidence.fact import Range
from evidence.facts.remarks.titled_years import other_year

IN_2014 = Range.of_day(dt.date(2014, 6, 15))


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Safeguarding Annual Report 2011/12", "2011/12"),
        ("Annual report 2010", "2010"),
        ("Annual Report 2016-17", "2016-17"),
        ("Annual Report 2008–2009", "2008–2009"),
        ("Annual Report 2013/14", ""),
        ("Annual Report 2013-2014", ""),
        ("Annual report for 2014", ""),
        ("Annual Report to 31 March 2013", ""),
        ("Section 11 (Children Act 2004) audit", ""),
        ("Audit under the Children Acts 1989 and 2004", ""),
        ("Section 11 audit, Children Act 2004, for 2009", "2009"),
        ("Report 2009, with the plan for 2014", ""),
        ("Annual report", ""),
        ("Report no. 20099", ""),
    ],
)
def test_a_year_that_does_not_fit_the_approval(title: str, year: str) -> None:
    assert other_year(title, IN_2014) == year


@pytest.fixture(scope="module")
def yearly(pack):
    """The invented pack, whose annual report is one for each year."""
    documents = pack.vocabulary.documents
    report = replace(documents["annual_report"], yearly=True)
    vocabulary = replace(pack.vocabulary, documents={**documents, "annual_report": report})
    return replace(pack, vocabulary=vocabulary)


@pytest.mark.parametrize(
    ("title", "claims"),
    [("Annual Report 2010-11", [IN_2014, None]), ("Annual Report 2013-14", [])],
)
def test_an_old_year_in_the_title_puts_the_approval_in_dispute(
    yearly, judged, gather_under, title, claims
) -> None:
    line = {"kind": "annual report", "title": title, "approved_on": "15/06/2014"}
    found = gather_under(yearly, documents=[line])
    fact = found.facts["documents.annual_report.approved_on"]
    assert [claim.value for claim in fact.claims] == claims
    assert bool(found.faults) is bool(claims)
