"""The page's clauses: what stands under each, and the way from clause to finding and back."""

from __future__ import annotations

import pytest

from engine.nouns.outcome.assessment import Assessment
from reports.lookup import Lookup
from reports.page.write import matrix_html
from tests.reports.html_tree import Node, read


@pytest.fixture(scope="module")
def page(assessment: Assessment) -> Node:
    return read(matrix_html(Lookup.of(assessment)))


def clause(page: Node, id: str) -> Node:
    (found,) = [
        signal
        for signal in page.all("article", **{"class": "clause"})
        if signal.all("small")[0].text.startswith(f"{id},")
    ]
    return found


def test_every_clause_with_a_rule_is_there_once(page: Node, assessment: Assessment) -> None:
    shown = [
        signal.all("small")[0].text.split(",")[0]
        for signal in page.all("article", **{"class": "clause"})
    ]
    pack = assessment.pack
    assert shown == [one for one in pack.clauses if pack.rules_citing(one)]


def test_a_clause_shows_words_bearer_force_rules_figures_queries_findings(page: Node) -> None:
    found = clause(page, "A1.4.1")
    assert found.all("h4")[0].text == ("Appendix 1, item 4.1 A1.4.1, must, borne by Provider")
    assert found.all("q")[0].text == (
        "Percentage of staff trained according to staff groups by levels"
    )
    assert "Staff who need Level 3 are trained to it A1-level-3" in found.text
    cells = [signal.text for signal in found.all("ul")[0].all("li")]
    assert cells == ["RQY met", "RQX partly met", "RQZ no evidence"]
    assert "95 %, default, not agreed (since 1 November 2013)" in found.text
    assert "Policy queries: Q-levels." in found.text
    assert "Files read: 1." in found.text


def test_a_paragraph_of_parts_leads_to_them(page: Node) -> None:
    found = clause(page, "S6.p08")
    links = [signal.attributes["href"] for signal in found.all("a")]
    assert links == [f"#{clause(page, part).attributes['id']}" for part in ("S6.p08.a", "S6.p08.b")]


def test_from_a_clause_to_a_finding_and_back(page: Node) -> None:
    found = clause(page, "A1.4.1")
    anchors = {signal.attributes.get("href", "")[1:] for signal in found.all("a")}
    (target,) = anchors & {"f4-3"}
    (article,) = page.all("article", id=target)
    back = {signal.attributes.get("href") for signal in article.all("a")}
    assert f"#{found.attributes['id']}" in back
    (duty,) = (
        signal
        for signal in page.all("section", **{"class": "duty"})
        if any(heading.attributes.get("id") == "d4" for heading in signal.all("h3"))
    )
    shared = duty.all("div", **{"class": "shared"})[0]
    assert f"#{found.attributes['id']}" in {
        signal.attributes.get("href") for signal in shared.all("a")
    }


def test_a_files_number_leads_to_its_line(page: Node) -> None:
    (line,) = page.all("tr", id="i1")
    assert line.all("th")[0].text == "1. orwell-q2.xlsx"
