"""The reader's notes: beside the clause's words in every report, folded on the page."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest

from engine.nouns.outcome.assessment import Assessment
from engine.nouns.policy.succession import Succession
from reports.findings_json.write import findings_json
from reports.lookup import Lookup
from reports.terminal.finding import explanation
from reports.terminal.rules import rule_page, untested_page
from reports.workbook.rows import CLAUSES, clause_rows
from tests.reports.html_tree import Node
from tests.reports.site import pages_of

SCHEMA = json.loads(
    (Path(__file__).parents[3] / "docs" / "develop" / "findings.schema.json").read_text("utf-8")
)
NAMED = Succession("N-named", ("named", "Named"), "<Named> staff", "leads", "2019", "Ask who.")
CCGS = Succession("N-ccg", ("CCGs",), "CCGs", "ICBs", "1 July 2022")
NOTE = "<Named> staff: now leads, since 2019. Ask who."


@pytest.fixture(scope="module")
def noted(assessment: Assessment) -> Assessment:
    pack = dataclasses.replace(assessment.pack, successions=(NAMED, CCGS))
    return dataclasses.replace(assessment, pack=pack)


@pytest.fixture(scope="module")
def duties(noted: Assessment) -> list[Node]:
    return [page for name, page in pages_of(noted).items() if name.startswith("pages/duties/")]


def test_a_dutys_page_folds_them_beside_the_policys_words(duties: list[Node]) -> None:
    told = {
        quote.all("small")[0].text: [
            (signal.all("summary")[0].text, [line.text for line in signal.all("p")])
            for signal in quote.all("details")
        ]
        for page in duties
        for quote in page.all("blockquote")
    }
    note = [("Reader’s note: <Named> staff", [NOTE])]
    assert told == {
        "(S6.p08.a)": note,
        "(S6.p08.b)": note,
        "(A1.1)": note,
        "(S6.p18.c)": [],
        "(A1.4.1)": [],
        "(A1.8.3)": [],
    }
    notes = [note for page in duties for note in page.all("details", **{"class": "then"})]
    assert [note for note in notes if "open" in note.attributes] == []


def test_without_any_no_page_has_a_note(assessment: Assessment) -> None:
    for page in pages_of(assessment).values():
        assert page.all("details", **{"class": "then"}) == []


def test_the_workbook_has_them_beside_the_words(noted: Assessment) -> None:
    headings = [heading.text for heading in CLAUSES]
    place = headings.index("Reader’s note")
    assert headings[place - 1] == "The policy’s words"
    assert {row[0]: row[place] for row in clause_rows(Lookup.for_assessment(noted))} == {
        "S1.p03": "",
        "S4.p02": "CCGs: now ICBs, since 1 July 2022.",
        "S6.p08": "",
        "S6.p08.a": NOTE,
        "S6.p08.b": NOTE,
        "S6.p18.c": "",
        "A1.1": NOTE,
        "A1.4.1": "",
        "A1.8.3": "",
    }


def test_the_written_workbook_holds_the_column(noted: Assessment, tmp_path: Path) -> None:
    from reports import write_reports

    write_reports(noted, tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "matrix.xlsx")["Clauses"]
    assert [cell.value for cell in sheet["E"]][:3] == [
        "Reader’s note",
        None,
        "CCGs: now ICBs, since 1 July 2022.",
    ]


def test_an_explanation_tells_them_under_the_words(noted: Assessment) -> None:
    lines = explanation(Lookup.for_assessment(noted), noted.findings[0]).splitlines()
    start = lines.index("WHAT WAS REQUIRED")
    assert lines[start : start + 7] == [
        "WHAT WAS REQUIRED",
        "  Section 6, paragraph 8(a) (S6.p08.a):",
        "    “Named Doctor and Nurse”",
        f"    Reader’s note: {NOTE}",
        "  Appendix 1, item 1 (A1.1):",
        "    “Name and title of each named professional”",
        f"    Reader’s note: {NOTE}",
    ]


def test_a_rule_and_a_clause_read_aloud_tell_them(noted: Assessment) -> None:
    lines = rule_page(noted.pack, noted.pack.rules["S6-named-nurse"]).splitlines()
    assert lines.count(f"    Reader’s note: {NOTE}") == 2
    assert untested_page(noted.pack, noted.pack.clauses["S4.p02"]).splitlines() == [
        "SECTION 4, PARAGRAPH 2",
        "  No rule tests it. No return of the CCG is read yet",
        "",
        "The policy says",
        "  Section 4, paragraph 2 (S4.p02):",
        "    “The CCGs must ensure that the contracts clearly specify safeguarding expectations”",
        "    Reader’s note: CCGs: now ICBs, since 1 July 2022.",
    ]


def test_the_json_has_them_with_each_clause(noted: Assessment) -> None:
    data: Any = json.loads(findings_json(Lookup.for_assessment(noted)))
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    told = {one["id"]: one["successions"] for one in data["clauses"]}
    named = {
        "id": "N-named",
        "was": "<Named> staff",
        "now": "leads",
        "since": "2019",
        "note": "Ask who.",
    }
    ccgs = {"id": "N-ccg", "was": "CCGs", "now": "ICBs", "since": "1 July 2022", "note": ""}
    assert told == {
        "S4.p02": [ccgs],
        "S6.p08.a": [named],
        "S6.p08.b": [named],
        "S6.p18.c": [],
        "A1.1": [named],
        "A1.4.1": [],
        "A1.8.3": [],
    }


def test_findings_and_concerns_are_the_same_with_and_without(
    noted: Assessment, assessment: Assessment
) -> None:
    with_notes: Any = json.loads(findings_json(Lookup.for_assessment(noted)))
    without: Any = json.loads(findings_json(Lookup.for_assessment(assessment)))
    for data in (with_notes, without):
        data.pop("clauses")
    assert with_notes == without
