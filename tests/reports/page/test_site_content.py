"""What the pages of a site show: the matrix, findings, duties, silence."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from engine.nouns.outcome.assessment import Assessment
from tests.reports.html_tree import Node
from tests.reports.site import at, pages_of

Pages = Mapping[str, Node]


@pytest.fixture(scope="module")
def pages(assessment: Assessment) -> Pages:
    return pages_of(assessment)


def test_the_matrix_row_by_row(pages: Pages) -> None:
    (matrix,) = pages["pages/matrix-provider.html"].all("table", **{"class": "matrix"})
    heads = [one.text for one in matrix.all("thead")[0].all("th")]
    assert heads == [
        "Duty",
        "Gipping Community <script>alert(1)</script> RQY",
        "Orwell and Deben NHS Trust RQX",
        "Waveney Private Hospital RQZNo return came",
    ]
    rows = [
        [row.attributes["id"], row.all("a")[0].text, *(cell.text for cell in row.all("td"))]
        for row in matrix.all("tr", **{"class": "row"})
    ]
    assert rows == [
        ["S6-named-nurse", "A Named Nurse is in post", "Met", "Not metworse", "No evidence"],
        ["S6-named-midwife", "A Named Midwife is in post", "Not applicable", "Met", "No evidence"],
        [
            *("S6-missed-appointments", "Children who miss appointments are followed up"),
            *("Met", "No evidenceevidence stopped", "No evidence"),
        ],
        [
            *("A1-level-3", "Staff who need Level 3 are trained to it"),
            *("Metbetter", "Partly metbetter", "No evidence"),
        ],
        [
            *(
                "A1-looked-after-admitted",
                "Looked-after children admitted are counted and plausible",
            ),
            *("Not applicable", "Not met", "No evidence"),
        ],
    ]


def test_each_verdict_is_told_in_words_wherever_it_has_its_sign(pages: Pages) -> None:
    words = {
        "met": "Met",
        "partly_met": "Partly met",
        "not_met": "Not met",
        "conflicting": "Conflicting",
        "no_evidence": "No evidence",
        "not_applicable": "Not applicable",
        "not_testable": "Not testable",
    }
    told = [
        one
        for page in pages.values()
        for one in (*page.all("span"), *page.all("a"))
        if {"tag", "v"} & set(one.attributes.get("class", "").split())
    ]
    assert len(told) > 60
    for one in told:
        assert one.text == words[one.attributes["class"].split()[1]]
    for cell in pages["pages/matrix-provider.html"].all("td"):
        assert cell.all("a")[0].text == words[cell.attributes["class"]]


def test_a_cell_leads_to_its_finding_and_the_finding_back_to_the_cell(pages: Pages) -> None:
    matrix = "pages/matrix-provider.html"
    cells = pages[matrix].all("table", **{"class": "matrix"})[0].all("td")
    assert len(cells) == 15
    for cell in cells:
        page, anchor = at(pages, matrix, cell.all("a")[0].attributes["href"])
        (article,) = pages[page].all("article", id=anchor)
        assert article.all("span")[0].text == cell.all("a")[0].text
        back = article.all("a", **{"class": "back"})[0].attributes["href"]
        assert at(pages, page, back) == (matrix, anchor)
        assert f"?o={page.split('/')[2]}#" in back


def test_an_organisation_of_a_kind_without_rules_has_no_column_and_a_page(pages: Pages) -> None:
    index = pages["index.html"]
    notes = [one.text for one in index.all("p", **{"class": "note"})]
    assert notes == [
        "Read, but the pack has no rules for this kind yet: Ipswich and East Suffolk CCG "
        "(Clinical Commissioning Group). Nothing here says whether they comply."
    ]
    (counts,) = index.all("table", **{"class": "plain cards counts"})
    assert len(counts.all("tbody")[0].all("tr")) == 3
    assert "The pack has no rules for its kind." in pages["pages/org/06L.html"].text


def test_silence_is_told_loudly(pages: Pages) -> None:
    index, own = pages["index.html"], pages["pages/org/RQZ.html"]
    assert [one.text for one in index.all("p", **{"class": "silence"})] == [
        "No return came from Waveney Private Hospital for 2014-15 Q2. Silence is not "
        "compliance: nothing shows whether any of its duties is met."
    ]
    assert [one.text for one in index.all("strong", **{"class": "never"})] == ["No return came"]
    assert "No return came for 2014-15 Q2. Silence is not compliance" in own.text


def test_a_finding_has_all_its_parts(pages: Pages) -> None:
    (article,) = pages["pages/org/RQX/A1.html"].all("article", id="A1-level-3")
    assert article.all("h3")[0].text == "Partly met Staff who need Level 3 are trained to it"
    text = article.text
    assert [one.text for one in article.all("h4")] == [
        *("What was required", "What was found", "Why", "What would satisfy it")
    ]
    assert "What would satisfy it Level 3: put it right. 38 more staff must be in date" in text
    assert "orwell-q2.xlsx > training > E2 = “3”" in text
    assert "and 20 more cells" in text
    assert "Met when: all of these noLevel 3 training is at least 95 % no decided it" in text
    assert "It rests on a figure that the organisation gave." in text
    assert "2014-15 Q1: not met" in text
    assert "95 %, default, not agreed (since 1 November 2013)." in text


def test_a_duty_has_the_policys_words_the_reading_and_each_verdict(pages: Pages) -> None:
    page = pages["pages/duties/A1-level-3.html"]
    shared = page.all("section", **{"class": "shared"})[0].text
    assert "Percentage of staff trained according to staff groups by levels" in shared
    assert "95 %, default, not agreed (since 1 November 2013)." in shared
    assert (
        "36 months, set by the policy since 1 November 2013, clause A1.4.1, "
        "from the run’s own parameters file ours.yaml." in shared
    )
    assert "Policy query Q-levels" in shared
    rows = [
        (row.all("th")[0].text, row.all("td")[0].text) for row in page.all("tbody")[0].all("tr")
    ]
    assert rows == [
        ("Gipping Community <script>alert(1)</script>", "Met better"),
        ("Orwell and Deben NHS Trust", "Partly met better"),
        ("Waveney Private Hospital", "No evidence"),
    ]
