"""Close to met and fragile, the tree and a clause's page, in every report that has them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from clausewise.assessing import assess, publish
from clausewise.packs import load_pack
from clausewise.returns import read_returns
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.audience import Audience
from engine.nouns.outcome.closeness import Near
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Verdict
from reports.content.rows import satisfy_lines
from reports.file_parts import joined_content
from reports.lookup import Lookup
from reports.terminal.clause import clause_page
from reports.terminal.finding import explanation
from reports.terminal.summary import summary
from reports.write import made_reports

FIRE = Path(__file__).resolve().parents[3] / "examples" / "fire-safety-care-home"
TESTS = "Fragile: Met by 1: were “Fire alarm tests held in the quarter” 12 and not 13, it would "
TESTS += "be partly met."


@pytest.fixture(scope="module")
def both() -> tuple[Assessment, Assessment]:
    """The fire example as those who hold the returns see it, and as the public does."""
    run = assess(read_returns(FIRE / "returns", load_pack(FIRE / "rules")))
    return run.whole, publish(run, Audience.PUBLIC).shown


@pytest.fixture(scope="module")
def fire(both: tuple[Assessment, Assessment]) -> Assessment:
    return both[0]


@pytest.mark.usefixtures("few_pages")
def test_each_report_tells_it(fire: Assessment) -> None:
    made = dict(made_reports(fire))
    found = {
        (load["rule"], load["organisation"]["code"]): load["closeness"]
        for load in json.loads(joined_content(made["findings.json"]))["findings"]
        if load["closeness"] is not None
    }
    assert found["F4-alarm-tests", "OC1"] == {
        "near": "fragile",
        "words": TESTS.removeprefix("Fragile: "),
    }
    rows = list(csv.DictReader(io.StringIO(joined_content(made["matrix.csv"]).decode("utf-8-sig"))))
    assert {
        (row["rule"], row["organisation_code"]) for row in rows if row["closeness"]
    } == found.keys()
    assert TESTS in {row["closeness"] for row in rows}
    book = openpyxl.load_workbook(io.BytesIO(made["matrix.xlsx"]))
    cells = [str(cell.value) for row in book["Matrix"].iter_rows() for cell in row]
    assert any(cell.endswith("\nfragile") for cell in cells)
    assert TESTS in {cell.value for row in book["Findings"].iter_rows() for cell in row}


def test_the_quarters_before_are_not_marked(fire: Assessment) -> None:
    assert {key[2] for key in Lookup.for_assessment(fire).near} == {Quarter(2014, 2).label}


def test_the_public_sees_none_of_it(both: tuple[Assessment, Assessment]) -> None:
    made = dict(made_reports(both[1]))
    told = json.loads(joined_content(made["findings.json"]))["findings"]
    assert {one["closeness"] for one in told} == {None}
    shown = {
        name: joined_content(content).decode("utf-8")
        for name, content in made.items()
        if name.endswith((".html", ".csv")) and name != "pages/glossary.html"
    }
    assert {"index.html", "matrix.csv", "pages/org/OC1.html"} <= shown.keys()
    marks = ("Met by 1", "Fragile:", "Close to met:")
    assert [(name, mark) for name, text in shown.items() for mark in marks if mark in text] == []


def test_an_explanation_tells_it_first_and_the_tree_last(fire: Assessment) -> None:
    finding = fire.findings.by_key(("F4-alarm-tests", "OC1", "2014-15 Q2"))
    assert finding is not None
    text = explanation(Lookup.for_assessment(fire), finding, with_tree=True)
    parts = [part.splitlines()[0] for part in text.split("\n\n")]
    assert parts[1:7] == [
        "MET",
        "WHAT WAS REQUIRED",
        "WHAT WAS FOUND",
        "WHY",
        "WHAT WOULD SATISFY IT",
        "HOW THE VERDICT WAS REACHED",
    ]
    assert TESTS in " ".join(text.split())
    assert "HOW THE VERDICT WAS REACHED" not in explanation(Lookup.for_assessment(fire), finding)


def test_the_tree_in_words(fire: Assessment) -> None:
    finding = fire.findings.by_key(("F4-alarm-tests", "OC1", "2014-15 Q2"))
    assert finding is not None
    _, _, tree = explanation(Lookup.for_assessment(fire), finding, with_tree=True).partition(
        "HOW THE VERDICT WAS REACHED\n"
    )
    assert tree.split("\n\n")[0].splitlines() == [
        "  - Met when: Fire alarm tests held in the quarter is at least 13 tests: yes [13] (this",
        "    decided it)",
        "  - Partly met when: Fire alarm tests held in the quarter is at least 11 tests: yes [13]",
    ]


def test_a_clause_shows_everything_under_it(fire: Assessment) -> None:
    page = clause_page(fire, fire.pack.clauses["F4.p01"])
    parts = {part.splitlines()[0]: part for part in page.split("\n\n")}
    assert list(parts) == [
        "Section 4, paragraph 1 (F4.p01), 2014-15 Q2: 4. Equipment and building",
        "THE POLICY SAYS",
        "RULES THAT TEST IT",
        "FIGURES",
        "POLICY QUERIES",
        "FINDINGS: THE FIRE ALARM IS TESTED EVERY WEEK",
        "FILES UNDER THESE FINDINGS",
    ]
    assert "(alarm_tests_met): 13 tests, set by the policy" in " ".join(parts["FIGURES"].split())
    assert "Alder Court (OC1): MET." in parts["FINDINGS: THE FIRE ALARM IS TESTED EVERY WEEK"]
    digest = {one.name: one.sha256 for one in fire.run.inputs}[
        "2014-15-Q2/alder-court-2014-15-Q2.xlsx"
    ]
    assert digest in parts["FILES UNDER THESE FINDINGS"]


def test_a_clause_without_a_rule_gives_the_reason(fire: Assessment) -> None:
    pack = fire.pack
    bare = next(
        clause
        for clause in pack.clauses.values()
        if clause.reason and not pack.rules_citing(clause.id)
    )
    page = clause_page(fire, bare)
    assert f"None. {bare.reason}"[:60] in page
    assert "FINDINGS" not in page


def test_every_clause_has_a_page_for_every_audience(both: tuple[Assessment, Assessment]) -> None:
    for assessment in both:
        for clause in assessment.pack.clauses.values():
            page = clause_page(assessment, clause)
            assert page.replace("\n", "").isprintable()
    public = both[1]
    assert "SHA-256" not in clause_page(public, public.pack.clauses["F4.p01"])


def test_the_end_of_a_run_counts_them(both: tuple[Assessment, Assessment]) -> None:
    (line,) = [one for one in summary(both[0]).splitlines() if one.startswith("Close results")]
    near = [one.near for one in Lookup.for_assessment(both[0]).near.values()]
    assert line == (
        f"Close results: {near.count(Near.FRAGILE)} met duties are fragile, "
        f"{near.count(Near.CLOSE_TO_MET)} unmet ones are close to met."
    )
    assert "Close results" not in summary(both[1])


def test_an_answer_that_is_withheld_is_no_answer(assessment: Assessment) -> None:
    silent = next(
        finding for finding in assessment.findings if finding.verdict is Verdict.NO_EVIDENCE
    )
    withheld = replace(silent, trace=(), to_comply="", changes=(), question="")
    assert satisfy_lines(withheld) == ("Not shown.",)
    assert satisfy_lines(replace(withheld, verdict=Verdict.MET)) == ("Nothing more is asked.",)
    text = explanation(Lookup.for_assessment(assessment), withheld, with_tree=True)
    assert "WHAT WOULD SATISFY IT\n  Not shown." in text
    assert "HOW THE VERDICT WAS REACHED\n  How its parts came out is not shown." in text
