"""Decisions in every report: beside the findings, never in place of a verdict."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from engine.nouns.evidence.decision import (
    Action,
    Decisions,
    Moderation,
    Status,
    Waiver,
    WaiverStatus,
)
from engine.nouns.evidence.fact import Origin
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.quarter import Quarter
from engine.waivers import with_decisions
from reports.content.decisions import decisions_line
from reports.content.rows import finding_rows
from reports.file_parts import joined_content
from reports.findings_json.write import findings_json
from reports.lookup import Lookup
from reports.terminal.finding import explanation
from reports.terminal.summary import summary
from reports.workbook.csv_file import matrix_csv_parts
from reports.workbook.matrix import matrix_xlsx
from tests.reports.site import html_of, page_of, pages_of

SCHEMA = Path(__file__).parents[3] / "docs" / "develop" / "findings.schema.json"
HOSTILE = '<script>alert(1)</script>=HYPERLINK("http://x")'
MAY, JUNE = dt.date(2014, 5, 1), dt.date(2015, 6, 30)


def origin(sheet: str, cell: str, text: str) -> Origin:
    return Origin("decisions.xlsx", "ab" * 32, sheet, cell, text)


def waiver(rule: str, until: dt.date, number: int, **changed) -> Waiver:
    one = Waiver(
        *("RQX", rule, f"Recruiting {HOSTILE}", "Director", MAY, until),
        *(WaiverStatus.NOTHING_TO_WAIVE, origin("waivers", f"B{number}", rule)),
    )
    return dataclasses.replace(one, **changed)


def action(number: int, **changed) -> Action:
    one = Action(
        *("RQX", "A1.4.1", "A1-level-3", f"Hold courses {HOSTILE}", "Head of Learning"),
        *(MAY, dt.date(2014, 9, 30), Status.OPEN, None, ""),
        origin("actions", f"D{number}", "Hold courses"),
    )
    return dataclasses.replace(one, **changed)


DONE = {"status": Status.DONE, "closed_on": dt.date(2014, 6, 1), "evidence": "Register"}
DECIDED = Decisions(
    (
        waiver("A1-level-3", JUNE, 2),
        waiver("A1-looked-after-admitted", dt.date(2014, 6, 30), 3),
        waiver("A1-level-3", JUNE, 4, reason=""),
    ),
    (action(2), action(3, action="Call", due=None), action(4, action="Write", **DONE)),
    (
        Moderation(
            *("RQX", Quarter(2014, 2), "S6.p18.c", "1", "Designated Nurse", MAY, "Seen"),
            origin("moderated_scores", "E2", "1"),
            "3",
        ),
    ),
)


@pytest.fixture(scope="module")
def decided(assessment: Assessment) -> Assessment:
    return with_decisions(assessment, DECIDED)


def csv_of(assessment: Assessment) -> bytes:
    lookup = Lookup.for_assessment(assessment)
    return joined_content(matrix_csv_parts(lookup, finding_rows(lookup)))


def csv_rows(assessment: Assessment) -> list[dict[str, str]]:
    text = csv_of(assessment).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_findings_json_has_them_and_keeps_every_verdict(
    assessment: Assessment, decided: Assessment
) -> None:
    plain = json.loads(findings_json(Lookup.for_assessment(assessment)))
    found = json.loads(findings_json(Lookup.for_assessment(decided)))
    jsonschema.validate(found, json.loads(SCHEMA.read_text("utf-8")))
    waived = [one for one in found["findings"] if one["waiver"]]
    assert [(one["rule"], one["organisation"]["code"], one["period"]) for one in waived] == [
        ("A1-level-3", "RQX", "2014-15 Q2")
    ]
    assert (
        waived[0]["waiver"]
        == found["decisions"]["waivers"][0]
        == {
            "organisation": "RQX",
            "rule": "A1-level-3",
            "reason": f"Recruiting {HOSTILE}",
            "approved_by": "Director",
            "approved_on": "2014-05-01",
            "until": "2015-06-30",
            "applied": True,
            "standing": "applied",
            "origin": {
                "file": "decisions.xlsx",
                "sha256": "ab" * 32,
                "sheet": "waivers",
                "cell": "B2",
                "text": "A1-level-3",
            },
        }
    )
    assert [one["standing"] for one in found["decisions"]["waivers"]] == [
        *("applied", "lapsed", "it gives no reason"),
    ]
    assert [(one["done"], one["overdue"]) for one in found["decisions"]["actions"]] == [
        *((False, True), (False, False), (True, False)),
    ]
    for one in found["findings"]:
        one["waiver"] = None
    found["decisions"] = plain["decisions"]
    assert found == plain


def test_matrix_csv_marks_the_waived_finding_alone(
    assessment: Assessment, decided: Assessment
) -> None:
    rows = csv_rows(decided)
    assert {csv_row["waiver"] for csv_row in csv_rows(assessment)} == {""}
    [waived] = [row for row in rows if row["waiver"]]
    assert (waived["rule"], waived["organisation_code"], waived["verdict"]) == (
        *("A1-level-3", "RQX", "Partly met"),
    )
    assert waived["waiver"] == f"waived until 30 June 2015 by Director: Recruiting {HOSTILE}"


def test_the_workbook_has_the_mark_and_two_sheets(decided: Assessment) -> None:
    lookup = Lookup.for_assessment(decided)
    book = openpyxl.load_workbook(io.BytesIO(matrix_xlsx(lookup, finding_rows(lookup))))
    marked = [
        cell.value
        for row in book["Matrix"].iter_rows()
        for cell in row
        if "waived" in str(cell.value)
    ]
    assert marked == ["Partly met, \nwaived"]
    for name in ("Findings", "Gaps"):
        headings, *rows = book[name].iter_rows(values_only=True)
        at = headings.index("Waiver")
        assert sum(str(row[at]).startswith("waived until") for row in rows) == 1
    waivers = [[cell.value for cell in row] for row in book["Waivers"].iter_rows(min_row=2)]
    assert [row[2:5] for row in waivers] == [
        ["Partly met", "Applied; the verdict stays", "30 June 2015"],
        ["Not met", "Not applied: it lapsed after 30 June 2014", "30 June 2014"],
        ["Partly met", "Not applied: it gives no reason", "30 June 2015"],
    ]
    actions = [[cell.value for cell in row] for row in book["Actions"].iter_rows(min_row=2)]
    assert [(row[1], row[4]) for row in actions] == [
        ("Overdue", "30 September 2014"),
        ("Done", "30 September 2014"),
        ("Open", None),
    ]


def test_without_decisions_nothing_is_added(assessment: Assessment) -> None:
    lookup = Lookup.for_assessment(assessment)
    book = openpyxl.load_workbook(io.BytesIO(matrix_xlsx(lookup, finding_rows(lookup))))
    assert not {"Waivers", "Actions"} & set(book.sheetnames)
    pages = pages_of(assessment)
    assert "No decisions were given to this run." in pages["pages/decisions.html"].text
    assert "waived" not in pages["pages/matrix-provider.html"].text
    assert decisions_line(assessment) == ""


def test_the_site_shows_them_escaped_beside_the_verdict(decided: Assessment) -> None:
    assert "<script>alert(1)" not in html_of(decided)
    pages = pages_of(decided)
    assert pages["pages/matrix-provider.html"].text.count("waived") == 1
    listed, own = pages["pages/decisions.html"].text, pages["pages/org/RQX/A1.html"].text
    for text in (listed, own):
        assert text.count("Waived until 30 June 2015 by Director: Recruiting") <= 1
        assert "Overdue: Hold courses" in text
    assert listed.count("Waived until 30 June 2015 by Director: Recruiting") == 1
    assert listed.count("A waiver is not applied: it lapsed after 30 June 2014") == 1
    assert "7 decisions" in listed
    assert "1 instead of the organisation’s own 3, by Designated Nurse on 1 May 2014: Seen" in (
        listed
    )


def test_the_overview_tells_what_is_owed_what_is_due_first_before_the_rest(
    decided: Assessment,
) -> None:
    owed = page_of(decided, "index.html").all("section", id="owed")[0]
    rows = [
        [cell.text for cell in row.children if not isinstance(cell, str)] for row in owed.all("tr")
    ]
    assert [row[0] for row in rows] == ["Due", "30 September 2014 Overdue", "no day agreed"]


def test_the_terminal_tells_them(assessment: Assessment, decided: Assessment) -> None:
    told = " ".join(summary(decided).split())
    assert (
        "Decisions: 1 waiver applied, 1 lapsed and not applied, 1 not applied for another "
        "reason; 1 action overdue, 1 done, 1 open; 1 moderated score. A waived duty stays not "
        "met, partly met, conflicting or no evidence and is counted as such."
    ) in told
    [finding] = [
        finding
        for finding in decided.findings
        if (finding.rule, finding.organisation.code, finding.period.label)
        == ("A1-level-3", "RQX", "2014-15 Q2")
    ]
    explained = " ".join(explanation(Lookup.for_assessment(decided), finding).split())
    assert "WHAT WAS DECIDED - Waived until 30 June 2015 by Director" in explained
    assert "- A waiver is not applied: it gives no reason" in explained
    assert "- Done: Write (Head of Learning, due 30 September 2014, closed 1 June 2014: " in (
        explained
    )
    assert "WHAT WAS DECIDED" not in explanation(Lookup.for_assessment(assessment), finding)
