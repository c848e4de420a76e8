"""What other figures would change: the page, the workbook, findings.json and the terminal."""

from __future__ import annotations

import dataclasses
import io
import json
import re
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.what_if import ChangedCell, WhatIf
from engine.nouns.verdict import Verdict
from reports.content.rows import finding_rows
from reports.findings_json.write import findings_json
from reports.lookup import Lookup
from reports.terminal.what_ifs import what_if_text
from reports.workbook.matrix import matrix_xlsx
from tests.reports.site import file_of

SCHEMA = Path(__file__).parents[3] / "docs" / "develop" / "findings.schema.json"
CHANGES = "2 cells change: 1 from met to partly met and 1 from partly met to not met"
CELLS = (
    ChangedCell("A1-level-3", "RQY", Verdict.MET, Verdict.PARTLY_MET),
    ChangedCell("A1-level-3", "RQX", Verdict.PARTLY_MET, Verdict.NOT_MET),
)


@pytest.fixture(scope="module")
def tried(assessment: Assessment) -> Assessment:
    used = assessment.run.parameters[0]
    return dataclasses.replace(
        assessment,
        what_ifs=(
            WhatIf(used, 85, (), ("RQZ",)),
            WhatIf(used, 90.5, ()),
            WhatIf(used, 100, CELLS, ("RQZ",)),
        ),
    )


def figures(assessment: Assessment) -> str:
    return file_of(assessment, "pages/figures.html").decode("utf-8")


def section(page: str) -> str:
    [found] = re.findall(r'<section id="what-if".*?</section>', page, re.DOTALL)
    return str(found)


def plain(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", markup).split())


def test_the_page_has_a_section_that_links_to_the_findings(tried: Assessment) -> None:
    page = figures(tried)
    found = section(page)
    assert "an organisation with a value of its own keeps it" in plain(found)
    [row] = re.findall(r"<tr><th scope=\"row\">.*?</tr>", found, re.DOTALL)
    assert plain(row) == (
        "Share of staff that must be trained, to be met training_met "
        "Keeps a value of its own: Waveney Private Hospital "
        "At 85 % instead of 95 %: no cell changes "
        "At 90.5 % instead of 95 %: no cell changes "
        "At 100 % instead of 95 %: "
        "2 cells change: 1 from met to partly met and 1 from partly met to not met "
        "Gipping Community &lt;script&gt;alert(1)&lt;/script&gt;, Staff who need Level 3 are "
        "trained to it: met now, partly met then "
        "Orwell and Deben NHS Trust, Staff who need Level 3 are trained to it: partly met now, "
        "not met then"
    )
    assert re.findall(r'href="([^"]*)"', found) == [
        "org/RQY/A1.html#A1-level-3",
        "org/RQX/A1.html#A1-level-3",
    ]


def test_where_nothing_would_change_it_says_so(tried: Assessment) -> None:
    same = dataclasses.replace(tried, what_ifs=tried.what_ifs[:2])
    found = plain(section(figures(same)))
    assert "No value tried would change a verdict." in found
    assert "Share of staff that must be trained, to be met: 85 % or 90.5 % instead of 95 %" in found


def test_a_pack_that_lists_no_values_has_no_section(assessment: Assessment) -> None:
    page = figures(assessment)
    assert 'id="what-if"' not in page


def test_the_workbook_has_a_sheet(tried: Assessment) -> None:
    lookup = Lookup.for_assessment(tried)
    book = openpyxl.load_workbook(io.BytesIO(matrix_xlsx(lookup, finding_rows(lookup))))
    assert book.sheetnames[-1] == "What if"
    rows = [[cell.value for cell in row] for row in book["What if"].iter_rows()]
    about = ["training_met", "Share of staff that must be trained, to be met", "95 %"]
    duty = "Staff who need Level 3 are trained to it"
    hospital = "Waveney Private Hospital"
    assert rows[1:] == [
        [*about, "85 %", "no cell changes", None, None, None, None, hospital],
        [*about, "90.5 %", "no cell changes", None, None, None, None, None],
        [
            *(*about, "100 %", CHANGES, "Gipping Community <script>alert(1)</script>"),
            *(duty, "Met", "Partly met", hospital),
        ],
        [
            *(*about, "100 %", CHANGES, "Orwell and Deben NHS Trust"),
            *(duty, "Partly met", "Not met", hospital),
        ],
    ]


def test_findings_json_has_them(tried: Assessment) -> None:
    data = json.loads(findings_json(Lookup.for_assessment(tried)))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(data)
    assert [one["value"] for one in data["what_ifs"]] == [85, 90.5, 100]
    last = data["what_ifs"][-1]
    assert (last["parameter"]["name"], last["parameter"]["value"]) == ("training_met", 95)
    assert last["kept"] == ["RQZ"]
    assert last["cells"] == [
        {"rule": "A1-level-3", "organisation": "RQY", "now": "met", "then": "partly_met"},
        {"rule": "A1-level-3", "organisation": "RQX", "now": "partly_met", "then": "not_met"},
    ]


def test_the_terminal_tells_each_cell(tried: Assessment) -> None:
    assert what_if_text(tried, tried.what_ifs[2:], CELLS[1:]) == (
        "Safeguarding Children Policy, 2014-15 Q2, judged as of 15 October 2014\n"
        "\n"
        "Share of staff that must be trained, to be met (training_met): 100 % instead of 95 %\n"
        "  Judged by a value of its own as before: Waveney Private Hospital (RQZ).\n"
        "\n"
        "At 100 % instead of 95 %: 1 cell changes, from partly met to not met.\n"
        "\n"
        "Staff who need Level 3 are trained to it (A1-level-3)\n"
        "  Orwell and Deben NHS Trust (RQX): partly met now, not met then\n"
        "\n"
        "3 faults in the files given; clausewise check lists them."
    )


def test_the_terminal_says_when_nothing_changes(tried: Assessment) -> None:
    same = dataclasses.replace(tried.what_ifs[1], value=95)
    lines = what_if_text(tried, (same, tried.what_ifs[1]), ()).splitlines()
    assert "At 95 %, as now and 90.5 % instead of 95 %: no cell changes." in lines
