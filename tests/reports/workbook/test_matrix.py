"""matrix.xlsx: its sheets, its looks, and text that tries to become a formula."""

from __future__ import annotations

import dataclasses
import re

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.workbook import Workbook

from engine.agenda import agenda
from engine.nouns.outcome.assessment import Assessment
from engine.trending import trends
from reports.lookup import Lookup
from reports.text import neutral
from reports.workbook.agenda import agenda_rows
from reports.workbook.sheets import PRINTED_WIDTH
from tests.reports.workbook.opened import workbook_of


def values(workbook: Workbook, sheet: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in workbook[sheet].iter_rows()]


def test_the_sheets(workbook: Workbook) -> None:
    assert workbook.sheetnames == [
        "Summary",
        "Matrix",
        "Findings",
        "Gaps",
        "Concerns",
        "Decisions",
        "Faults",
        "Clauses",
        "Parameters",
        "Inputs",
        "Trends",
    ]


def test_the_matrix_sheet(workbook: Workbook) -> None:
    rows = values(workbook, "Matrix")
    assert rows[0][0] == "Safeguarding Children Policy: Provider, 2014-15 Q2"
    assert rows[1][0] == (
        "Safeguarding Children Policy, Version 1, November 2013. Judged as of 15 October 2014."
    )
    assert rows[2][0] == (
        "Read, but the pack has no rules for this kind yet: Ipswich and East Suffolk CCG "
        "(Clinical Commissioning Group)."
    )
    assert rows[3] == [
        "Section of the policy",
        "Clause",
        "Duty",
        "Gipping Community <script>alert(1)</script> (RQY)",
        "Orwell and Deben NHS Trust (RQX)",
        "Waveney Private Hospital (RQZ)\nNO RETURN CAME",
    ]
    assert [row[2:] for row in rows[4:]] == [
        ["A Named Nurse is in post", "Met", "Not met", "No evidence"],
        ["A Named Midwife is in post", "Not applicable", "Met", "No evidence"],
        ["Children who miss appointments are followed up", "Met", "No evidence", "No evidence"],
        ["Staff who need Level 3 are trained to it", "Met", "Partly met", "No evidence"],
        [
            "Looked-after children admitted are counted and plausible",
            "Not applicable",
            "Not met",
            "No evidence",
        ],
    ]


def test_every_sheet_is_frozen_filtered_and_prints_one_page_wide(workbook: Workbook) -> None:
    for sheet in workbook:
        if sheet.title != "Summary":
            assert sheet.freeze_panes not in (None, "A1"), sheet.title
            assert sheet.auto_filter.ref is not None, sheet.title
        assert sheet.page_setup.orientation == "landscape", sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        assert sheet.page_setup.fitToWidth in (None, 1), sheet.title
        assert sheet.page_setup.fitToHeight == 0, sheet.title
        assert sheet.print_title_rows is not None, sheet.title


def test_verdict_cells_differ_in_fill_or_pattern(workbook: Workbook) -> None:
    looks = {
        cell.value: (cell.fill.fill_type, cell.fill.fgColor.rgb)
        for row in workbook["Matrix"]["D5:F9"]
        for cell in row
    }
    assert looks == {
        "Met": ("solid", "FFDDEFE5"),
        "Partly met": ("solid", "FFFFD071"),
        "Not met": ("solid", "FFF4B8B2"),
        "No evidence": ("lightUp", "FFC4CDD2"),
        "Not applicable": (None, "00000000"),
    }


def test_gaps_are_this_quarters_by_organisation_gravest_first(workbook: Workbook) -> None:
    assert [row[:4] for row in values(workbook, "Gaps")[1:]] == [
        ["Orwell and Deben NHS Trust", "Not met", "worse", "A Named Nurse is in post"],
        [
            "Orwell and Deben NHS Trust",
            "Not met",
            None,
            "Looked-after children admitted are counted and plausible",
        ],
        [
            "Orwell and Deben NHS Trust",
            "Partly met",
            "better",
            "Staff who need Level 3 are trained to it",
        ],
        [
            "Orwell and Deben NHS Trust",
            "No evidence",
            "evidence stopped",
            "Children who miss appointments are followed up",
        ],
        *(
            ["Waveney Private Hospital", "No evidence", None, duty]
            for duty in (
                "A Named Nurse is in post",
                "A Named Midwife is in post",
                "Children who miss appointments are followed up",
                "Staff who need Level 3 are trained to it",
                "Looked-after children admitted are counted and plausible",
            )
        ),
    ]


def test_the_other_sheets_hold_everything(workbook: Workbook, assessment: Assessment) -> None:
    sizes = {name: len(values(workbook, name)) - 1 for name in workbook.sheetnames[2:]}
    assert sizes == {
        "Findings": len(assessment.findings),
        "Gaps": 9,
        "Concerns": len(assessment.concerns),
        "Decisions": len(agenda_rows(Lookup.for_assessment(assessment))),
        "Faults": len(assessment.faults),
        "Clauses": len(assessment.pack.clauses),
        "Parameters": 2,
        "Inputs": 6 + len(assessment.run.inputs),
        "Trends": len(trends(assessment)),
    }
    assert values(workbook, "Parameters")[1] == [
        "training_met",
        "Share of staff that must be trained, to be met",
        "95 %",
        "all",
        "default, not agreed (since 1 November 2013)",
        "The policy states no percentage; to be confirmed against the contract.",
    ]


def leads_to(workbook: Workbook, sheet: str, cell: str) -> list[object]:
    """The first cells of the row that a cell leads to."""
    link = workbook[sheet][cell].hyperlink
    assert link is not None
    name, _, place = str(link.location).rpartition("!")
    row = workbook[name.strip("'")][place].row
    return [found.value for found in workbook[name.strip("'")][row][:6]]


def test_a_verdict_leads_to_its_finding_and_a_clause_to_its_words(workbook: Workbook) -> None:
    assert leads_to(workbook, "Matrix", "E5")[1:5] == [
        "Orwell and Deben NHS Trust",
        "Section 6, paragraph 8(a) (S6.p08.a); Appendix 1, item 1 (A1.1)",
        "A Named Nurse is in post",
        "Not met",
    ]
    assert leads_to(workbook, "Matrix", "B5")[:2] == ["S6.p08.a", "Section 6, paragraph 8(a)"]
    assert leads_to(workbook, "Gaps", "B2")[1:5] == [
        "Orwell and Deben NHS Trust",
        "Section 6, paragraph 8(a) (S6.p08.a); Appendix 1, item 1 (A1.1)",
        "A Named Nurse is in post",
        "Not met",
    ]
    assert leads_to(workbook, "Findings", "C2")[0] == "S6.p08.a"


def test_the_summary_names_what_to_look_at_first_and_leads_to_every_sheet(
    workbook: Workbook,
) -> None:
    rows = values(workbook, "Summary")
    texts = [row[0] for row in rows]
    assert texts[3] == "What to look at first"
    assert rows[4][-1] == "see concern"
    title = str(leads_to(workbook, "Summary", "L5")[2])
    assert str(texts[4]).casefold().endswith(title.casefold())
    first = texts.index("Organisation") + 1
    assert rows[first][:8] == [
        *("Gipping Community <script>alert(1)</script>", "Provider"),
        *("3", "0", "0", "0", "0", "2"),
    ]
    named = texts[texts.index("Sheet") + 1 :]
    assert named == workbook.sheetnames[1:]


def test_decisions_are_keyed_by_organisation_and_concern_as_they_are_discussed(
    workbook: Workbook, assessment: Assessment
) -> None:
    rows = values(workbook, "Decisions")
    assert rows[0][:2] == ["Organisation", "Discussed as"]
    keys = [tuple(row[:2]) for row in rows[1:]]
    assert keys == [
        (neutral(who.name), neutral(item.name))
        for who in assessment.organisations
        for item in agenda(assessment, who.code)
    ]
    assert len(set(keys)) == len(keys)
    assert {cell for row in rows[1:] for cell in row[5:]} == {None}


def test_what_is_printed_of_a_sheet_can_be_read_on_a4(workbook: Workbook) -> None:
    for sheet in workbook:
        [area] = sheet.print_area.split(",")
        last = re.sub(r"[^A-Z]", "", area.rpartition(":")[2])
        across = sum(
            sheet.column_dimensions[get_column_letter(column)].width
            for column in range(1, column_index_from_string(last) + 1)
        )
        assert across <= PRINTED_WIDTH * 1.05, sheet.title


def test_many_organisations_are_printed_some_a_page_beside_the_duties(
    assessment: Assessment,
) -> None:
    many = tuple(
        dataclasses.replace(assessment.organisations[0], code=f"R{n}", name=f"Number {n}")
        for n in range(30)
    )
    sheet = workbook_of(dataclasses.replace(assessment, organisations=many))["Matrix"]
    assert sheet.print_title_cols == "$A:$C"
    breaks = [found.id for found in sheet.col_breaks.brk]
    assert breaks == [10, 17, 24, 31]
    assert sheet.page_setup.scale == 70


def test_a_second_kind_has_a_matrix_of_its_own(assessment: Assessment) -> None:
    rules = dict(assessment.pack.rules)
    rules["ccg-duty"] = dataclasses.replace(
        rules["S6-named-nurse"], id="ccg-duty", binds=("ccg",), title="A duty of the CCG"
    )
    both = dataclasses.replace(assessment, pack=dataclasses.replace(assessment.pack, rules=rules))
    workbook = workbook_of(both)
    assert workbook.sheetnames[1:3] == ["Matrix", "Matrix Clinical Commissioning Grou"[:31]]
    rows = values(workbook, workbook.sheetnames[2])
    assert [row[2:] for row in rows[3:]] == [
        ["Duty", "Ipswich and East Suffolk CCG (06L)"],
        [
            "“The CCGs must ensure that the contracts clearly specify safeguarding expectations”\n"
            "Not testable: No return of the CCG is read yet",
            "Not testable",
        ],
        ["A duty of the CCG", "No evidence"],
    ]


def test_what_is_of_earlier_quarters_stands_below_what_is_printed(
    workbook: Workbook, assessment: Assessment
) -> None:
    quarter = assessment.run.period.label
    for name, column in (("Findings", "Quarter"), ("Concerns", "Quarters")):
        heads, *rows = values(workbook, name)
        told = [quarter in str(row[heads.index(column)]) for row in rows]
        assert told == sorted(told, reverse=True)
        assert workbook[name].print_area.endswith(f"${1 + sum(told)}")
