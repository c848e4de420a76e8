"""A clause's page: what stands under it, and the way from clause to finding and back."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from engine.nouns.outcome.assessment import Assessment
from tests.reports.html_tree import Node
from tests.reports.site import at, hrefs, pages_of

Pages = Mapping[str, Node]


@pytest.fixture(scope="module")
def pages(assessment: Assessment) -> Pages:
    return pages_of(assessment)


def test_the_list_has_every_clause_with_its_rules_or_why_it_has_none(
    pages: Pages, assessment: Assessment
) -> None:
    page = pages["pages/clauses.html"]
    rows = [row for body in page.all("tbody") for row in body.all("tr")]
    pack = assessment.pack
    assert [row.all("small")[0].text.split(",")[0] for row in rows] == list(pack.clauses)
    told = {row.all("small")[0].text.split(",")[0]: row.all("td")[1].text for row in rows}
    assert told["A1.4.1"] == "Staff who need Level 3 are trained to it"
    assert told["S1.p03"] == "No rule: Context, not a duty"
    assert "Of 9 clauses registered, 7 are tested by a rule." in page.text


def test_a_clause_shows_words_bearer_force_rules_figures_queries_findings(pages: Pages) -> None:
    page = pages["pages/clauses/A1.4.1.html"]
    assert page.all("h1")[0].text == "Appendix 1, item 4.1"
    assert "A1.4.1, must, applies to Provider" in page.text
    assert page.all("blockquote")[0].text == (
        "Percentage of staff trained according to staff groups by levels"
    )
    assert page.all("h3")[0].text == "Staff who need Level 3 are trained to it"
    cells = [one.text for one in page.all("ul", **{"class": "cells"})[0].all("li")]
    assert cells == [
        "Gipping Community <script>alert(1)</script>: Met better",
        "Orwell and Deben NHS Trust: Partly met better",
        "Waveney Private Hospital: No evidence",
    ]
    assert "95 %, default, not agreed (since 1 November 2013)" in page.text
    assert "Policy query Q-levels" in page.text
    assert "Files read: 1." in page.text


def test_a_paragraph_of_lettered_paragraphs_leads_to_them(pages: Pages) -> None:
    here = "pages/clauses/S6.p08.html"
    (lettered,) = (one for one in pages[here].all("p") if one.text.startswith("Its lettered"))
    assert [at(pages, here, href)[0] for href in hrefs(lettered)] == [
        "pages/clauses/S6.p08.a.html",
        "pages/clauses/S6.p08.b.html",
    ]


def test_from_a_clause_to_a_finding_and_back(pages: Pages) -> None:
    here = "pages/clauses/A1.4.1.html"
    finding = ("pages/org/RQX/A1.html", "A1-level-3")
    assert finding in {at(pages, here, href) for href in hrefs(pages[here])}
    (article,) = pages[finding[0]].all("article", id=finding[1])
    assert (here, "") in {at(pages, finding[0], href) for href in hrefs(article)}


def test_a_files_number_leads_to_its_line(pages: Pages) -> None:
    (line,) = pages["pages/files.html"].all("tr", id="file-1")
    assert line.all("th")[0].text == "1. orwell-q2.xlsx"
    here = "pages/clauses/A1.4.1.html"
    assert ("pages/files.html", "file-1") in {at(pages, here, one) for one in hrefs(pages[here])}
