"""Duties that nothing can test: told with their reason in every report, and counted as nothing."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest

from engine.nouns.outcome.assessment import Assessment
from engine.nouns.policy.clause import Clause, Force, fingerprint
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Verdict
from reports import write_reports
from reports.content.coverage import as_json, coverage
from reports.content.not_testable import duties_for
from reports.findings_json.write import findings_json
from reports.lookup import Lookup
from reports.terminal.not_testable import not_testable_page
from reports.terminal.summary import summary
from tests.reports.html_tree import Node
from tests.reports.site import file_of, page_of, pages_of

SCHEMA = json.loads(
    (Path(__file__).parents[3] / "docs" / "develop" / "findings.schema.json").read_text("utf-8")
)
SECTION_6 = "6. Responsibilities of NHS Trusts, Foundation Trusts and Private Providers"
MAY = "Attendance at meetings can be shared <between> Trusts."
MINDFUL = "=must be mindful of their responsibility"


def clause(id: str, words: str, force: Force, reason: str, *bearers: str) -> Clause:
    citation = f"Section 6, paragraph {int(id[4:])}"
    return Clause(id, citation, SECTION_6, words, bearers, force, fingerprint(words), reason)


@pytest.fixture(scope="module")
def with_untestable(assessment: Assessment) -> Assessment:
    """The assessment, with two duties not testable among the clauses, and a statement."""
    extra = (
        clause("S6.p09", MINDFUL, Force.MUST, "a state of mind", "provider", "ccg"),
        clause("S6.p10", MAY, Force.MAY, "A permission", "provider"),
        clause("S6.p11", "All is well", Force.STATEMENT, "Background", "provider"),
    )
    clauses: dict[str, Clause] = {}
    for one in assessment.pack.clauses.values():
        clauses[one.id] = one
        if one.id == "S6.p08.b":
            clauses.update({each.id: each for each in extra})
    return dataclasses.replace(
        assessment, pack=dataclasses.replace(assessment.pack, clauses=clauses)
    )


@pytest.fixture(scope="module")
def pages(with_untestable: Assessment) -> dict[str, Node]:
    return pages_of(with_untestable)


def test_the_duties_of_a_kind_stand_in_the_policy_order(with_untestable: Assessment) -> None:
    assert [one.id for one in duties_for(Lookup.for_assessment(with_untestable), "provider")] == [
        "S6-named-nurse",
        "S6-named-midwife",
        "S6.p09",
        "S6.p10",
        "S6-missed-appointments",
        "A1-level-3",
        "A1-looked-after-admitted",
    ]
    assert [one.id for one in duties_for(Lookup.for_assessment(with_untestable), "ccg")] == [
        "S4.p02",
        "S6.p09",
    ]
    assert duties_for(Lookup.for_assessment(with_untestable), "nobody") == ()


def test_each_is_a_row_of_the_matrix_in_its_place(pages: dict[str, Node]) -> None:
    (matrix,) = pages["pages/matrix-provider.html"].all("table", **{"class": "matrix"})
    section = matrix.all("tbody")[0]
    assert section.all("tr")[0].text == SECTION_6
    rows = section.all("tr", **{"class": "row"})
    assert [row.text for row in rows[2:4]] == [
        "=must be mindful of their responsibility Section 6, paragraph 9"
        "Not testable A state of mind",
        f"{MAY} Section 6, paragraph 10Not testable A permission",
    ]
    cells = matrix.all("td", **{"class": "not_testable"})
    assert [(cell.attributes["colspan"], cell.all("a")) for cell in cells] == [("3", [])] * 2
    own = pages["pages/org/RQX.html"].text
    assert "Not testable 2 duties" in own
    assert "A state of mind" in own


def test_it_is_counted_beside_the_verdicts_and_in_none_of_them(
    with_untestable: Assessment, pages: dict[str, Node]
) -> None:
    (table,) = pages["index.html"].all("table", **{"class": "plain cards counts"})
    heads = [signal.text for signal in table.all("thead")[0].all("th")]
    assert heads[1:8] == [*(verdict.words for verdict in Verdict), "Not testable"]
    rows = [
        [int(cell.text.split()[0]) for cell in row.all("td")[:7]]
        for row in table.all("tbody")[0].all("tr")
    ]
    assert rows == [[3, 0, 0, 0, 0, 2, 2], [1, 1, 2, 0, 1, 0, 2], [0, 0, 0, 0, 5, 0, 2]]
    assert [sum(row[:6]) for row in rows] == [len(with_untestable.pack.rules)] * 3


def test_it_has_a_sign_of_its_own_that_is_no_verdict(
    with_untestable: Assessment, pages: dict[str, Node]
) -> None:
    style = file_of(with_untestable, "pages/style.css").decode("utf-8")
    assert ".matrix .not_testable { background: #efebf7;" in style
    signs = dict(re.findall(r"^\.(\w+) \{ --sign: (.*) \}$", style, re.MULTILINE))
    assert set(signs) == {*(verdict.value for verdict in Verdict), "not_testable"}
    assert len(set(signs.values())) == len(signs)
    (tag,) = pages["pages/glossary.html"].all("span", **{"class": "tag not_testable"})
    assert tag.text == "Not testable"
    options = pages["pages/matrix-provider.html"].all("option")
    assert [one.attributes["value"] for one in options].count("not_testable") == 1


def test_the_terminal_summary_counts_it_by_kind(with_untestable: Assessment) -> None:
    assert (
        "Not testable, so without a verdict: Provider 2." in summary(with_untestable).splitlines()
    )


def test_the_workbook_shows_it_as_the_page_does(
    with_untestable: Assessment, tmp_path: Path
) -> None:
    write_reports(with_untestable, tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "matrix.xlsx")["Matrix"]
    rows = [[str(cell.value) for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert rows[2:4] == [
        [
            SECTION_6,
            "Section 6, paragraph 9 (S6.p09)",
            f"“{MINDFUL}”\nNot testable: a state of mind",
            *["Not testable"] * 3,
        ],
        [
            SECTION_6,
            "Section 6, paragraph 10 (S6.p10)",
            f"“{MAY}”\nNot testable: A permission",
            *["Not testable"] * 3,
        ],
    ]
    looks = {str(cell.value): cell.fill.fgColor.rgb for cell in sheet["D"][4:]}
    assert looks["Not testable"] == "FFEFEBF7"
    assert list(looks.values()).count(looks["Not testable"]) == 1


def test_the_csv_has_a_row_for_each_organisation_that_bears_it(
    with_untestable: Assessment, tmp_path: Path
) -> None:
    write_reports(with_untestable, tmp_path)
    text = (tmp_path / "matrix.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == len(with_untestable.findings) + 8
    untested = rows[len(with_untestable.findings) :]
    assert [(row["organisation_code"], row["clauses"]) for row in untested] == [
        ("RQY", "S6.p09"),
        ("RQY", "S6.p10"),
        ("06L", "S4.p02"),
        ("06L", "S6.p09"),
        ("RQX", "S6.p09"),
        ("RQX", "S6.p10"),
        ("RQZ", "S6.p09"),
        ("RQZ", "S6.p10"),
    ]
    assert {name: text for name, text in untested[4].items() if text} == {
        "period": "2014-15 Q2",
        "organisation_code": "RQX",
        "organisation": "Orwell and Deben NHS Trust",
        "kind": "Provider",
        "section": SECTION_6,
        "clauses": "S6.p09",
        "citation": "Section 6, paragraph 9 (S6.p09)",
        "duty": f"“{MINDFUL}”",
        "verdict": "Not testable",
        "because": "a state of mind",
    }


def test_the_json_has_each_once_with_the_kinds_that_bear_it(with_untestable: Assessment) -> None:
    data: Any = json.loads(findings_json(Lookup.for_assessment(with_untestable)))
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    assert [(one["clause"], one["kinds"]) for one in data["not_testable"]] == [
        ("S4.p02", ["ccg"]),
        ("S6.p09", ["provider", "ccg"]),
        ("S6.p10", ["provider"]),
    ]
    assert data["not_testable"][1] == {
        "clause": "S6.p09",
        "citation": "Section 6, paragraph 9",
        "words": MINDFUL,
        "kinds": ["provider", "ccg"],
        "reason": "a state of mind",
    }
    assert {"S4.p02", "S6.p09", "S6.p10"} <= {one["id"] for one in data["clauses"]}
    assert {one["verdict"] for one in data["findings"]} <= {verdict.value for verdict in Verdict}
    assert data["coverage"] == as_json(coverage(with_untestable.pack))


def test_it_is_explained_with_its_words_and_its_reason(with_untestable: Assessment) -> None:
    who = with_untestable.organisations[2]
    text = not_testable_page(
        with_untestable.pack, with_untestable.pack.clauses["S6.p09"], who, Quarter(2014, 2)
    )
    assert text.splitlines() == [
        "Orwell and Deben NHS Trust (RQX), 2014-15 Q2: Section 6, paragraph 9",
        "",
        "NOT TESTABLE",
        "",
        "WHAT IS REQUIRED",
        "  Section 6, paragraph 9 (S6.p09):",
        f"    “{MINDFUL}”",
        "",
        "WHY NO RULE TESTS IT",
        "  A state of mind",
        "",
        "WHAT THAT MEANS",
        "  No return can show whether this duty is met. It counts neither for nor against the",
        "  organisation; ask about it at the meeting.",
    ]


def test_its_policy_queries_are_told(with_untestable: Assessment) -> None:
    query = dataclasses.replace(with_untestable.pack.queries[0], clauses=("S6.p09",))
    pack = dataclasses.replace(with_untestable.pack, queries=(query,))
    clause = pack.clauses["S6.p09"]
    text = not_testable_page(pack, clause, with_untestable.organisations[2], Quarter(2014, 2))
    assert text.splitlines()[-3:] == [
        "POLICY QUERIES ABOUT IT",
        "  - Q-levels: Section 4 says Levels 1-5, Appendix 1 Levels 1-6",
        "    Read as: All six levels are read. Level 6 may be blank without harm",
    ]


def test_without_any_nothing_is_said(make_assessment: Callable[..., Assessment]) -> None:
    assessment = make_assessment()
    pack = assessment.pack
    clauses = {one.id: dataclasses.replace(one, reason="") for one in pack.clauses.values()}
    plain = dataclasses.replace(assessment, pack=dataclasses.replace(pack, clauses=clauses))
    assert json.loads(findings_json(Lookup.for_assessment(plain)))["not_testable"] == []
    assert "Not testable" not in summary(plain)
    matrix = page_of(plain, "pages/matrix-provider.html")
    assert matrix.all("td", **{"class": "not_testable"}) == []
