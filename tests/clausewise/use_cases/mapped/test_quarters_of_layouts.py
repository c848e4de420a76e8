"""In a sender's own layout a return's quarter and year are found, and no other is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from clausewise.packs import LoadedPack
from clausewise.returns import read_whatever
from clausewise.use_cases.map import map_workbook
from engine.nouns.evidence.fact import Range
from engine.nouns.evidence.fault import Severity
from engine.nouns.quarter import Quarter
from evidence.mapping.nouns import MappingFile, MappingsGiven
from tests.clausewise.use_cases.mapped.layouts_read import (
    Q2,
    STATED,
    Read,
    facts,
    faults_found,
    texts,
)
from tests.evidence.mapping.confirmed import all_confirmed
from tests.evidence.mapping.conftest import workbook
from tests.evidence.mapping.layouts import BLOCKS, QUARTERS, SUMMARY


def test_figures_with_the_quarters_across(read: Read) -> None:
    second = texts(read(QUARTERS), "dashboard", "item", "part", "value", "note")
    assert second == [
        ["2", "", "1", ""],
        ["3", "", "0.5%", "3 renewals with HR"],
        ["4.1", "Level 1", "97%", "1940 of 2000"],
        ["4.1", "Level 2", "93%", ""],
        ["4.1", "Level 3", "88%", "Two more courses in Q3"],
        ["6.2", "", "92%", ""],
        ["6.4", "", "90%", ""],
        ["7.1", "", "57", ""],
        ["13.2", "", "2", ""],
    ]
    first = texts(read(QUARTERS, quarter=Quarter(2014, 1)), "dashboard", "item", "value")
    assert first[:3] == [["2", "2"], ["3", "1.2%"], ["4.1", "94%"]]


@pytest.mark.parametrize("quarter", [Quarter(2014, 3), Quarter(2014, 4)])
def test_a_figure_of_another_quarter_is_never_taken(read: Read, quarter: Quarter) -> None:
    values = texts(read(QUARTERS, quarter=quarter), "dashboard", "value")
    assert {value for [value] in values} == {""}


def test_without_a_quarter_nothing_is_read(read: Read) -> None:
    evidence = read(QUARTERS, quarter=None)
    assert evidence.reading.returns == ()
    assert ": no row for “period”" in faults_found(evidence)


@pytest.mark.parametrize(
    "title",
    [
        "Ashdene Trust – Safeguarding Children & LAC Dashboard 2015/16",
        "Ashdene Trust – Safeguarding Children & LAC Dashboard 2013/14",
    ],
)
def test_nothing_of_a_sheet_of_another_year_is_read(title: str, read: Read) -> None:
    evidence = read(QUARTERS, {"A1": title})
    [submitted] = evidence.reading.returns
    assert set(submitted.tables) == {"organisation"}
    [fault] = [fault for fault in evidence.reading.faults if fault.cell == "A1"]
    assert (fault.severity, fault.found) == (
        Severity.LOST,
        f"“{title}”, which is not 2014-15 Q2, the quarter that the return is for",
    )


KPI = [["Ref", "Indicator", "Value"], ["6.4", "Staff supervised in time", "90%"],
       ["7.1", "Child protection referrals to children's social care", 12]]  # fmt: skip


def sheets_read(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    quarter: Quarter,
    policy: LoadedPack,
    folder: Path,
) -> tuple[list[str], list[str]]:
    """The value of each row that is read of a workbook through its mapping, and what is told."""
    workbook(sheets, folder / "sent.xlsx")
    mapping = replace(
        all_confirmed(map_workbook(folder / "sent.xlsx", policy).mapping), stated=STATED
    )
    given_all = MappingsGiven((MappingFile("m.yaml", "b" * 64, mapping),), quarter)
    evidence = read_whatever(folder / "sent.xlsx", policy, None, mappings=given_all)
    [submitted] = evidence.reading.returns
    table = submitted.tables.get("dashboard")
    rows = table.rows if table is not None else ()
    return [row.text("value") for row in rows], faults_found(evidence)


@pytest.mark.parametrize("names", [("Q1", "Q2"), ("Q1 2014-15", "Q2 2014-15"), ("Q2", "Q1")])
def test_of_a_sheet_for_each_quarter_that_of_the_return_is_read(
    names: tuple[str, str], policy: LoadedPack, tmp_path: Path
) -> None:
    other = [[*row[:2], 1 if row[2] == 12 else row[2]] for row in KPI]
    own = next(name for name in names if name.startswith("Q2"))
    sheets = {name: KPI if name == own else other for name in names}
    assert sheets_read(sheets, Q2, policy, tmp_path)[0] == ["90%", "12"]
    assert sheets_read(sheets, Quarter(2014, 1), policy, tmp_path)[0] == ["90%", "1"]
    values, faults = sheets_read(sheets, Quarter(2014, 3), policy, tmp_path)
    assert values == []
    assert any("which is not 2014-15 Q3" in fault for fault in faults)


def test_a_title_of_another_quarter_keeps_its_figures_out(
    policy: LoadedPack, tmp_path: Path
) -> None:
    titled = [["Safeguarding KPIs, Quarter 1 2014/15"], *KPI]
    unconfirmed = {"KPI": titled}
    workbook(unconfirmed, tmp_path / "sent.xlsx")
    found = map_workbook(tmp_path / "sent.xlsx", policy).mapping
    agreed = replace(all_confirmed(found), stated=STATED)
    sheets = tuple(
        replace(
            sheet,
            proposals=tuple(
                replace(row, confirmed=row.table == "dashboard") for row in sheet.proposals
            ),
        )
        for sheet in agreed.sheets
    )
    mapping = replace(agreed, sheets=sheets)
    given_all = MappingsGiven((MappingFile("m.yaml", "b" * 64, mapping),), Q2)
    evidence = read_whatever(tmp_path / "sent.xlsx", policy, None, mappings=given_all)
    [submitted] = evidence.reading.returns
    assert "dashboard" not in submitted.tables
    title = "Safeguarding KPIs, Quarter 1 2014/15"
    assert faults_found(evidence) == [
        f"A1: “{title}”, which is not 2014-15 Q2, the quarter that the return is for",
        f"A1: rows with answers that are not read: A1 “{title}”",
        ": no table “named_professionals”, “dashboard”, “vacancies”, “section11” and “documents”",
    ]


def test_next_quarters_return_needs_no_other_mapping(read: Read) -> None:
    later = {"C6": "Quarter 3 2014/15", "C5": "14/01/2015", "F11": 2, "C11": "New scheme"}
    evidence = read(BLOCKS, later, quarter=None)
    [submitted] = evidence.reading.returns
    assert submitted.quarter == Quarter(2014, 3)
    assert texts(evidence, "section11", "score")[0] == ["2"]


def test_a_summary_of_the_next_quarter_needs_no_other_mapping(read: Read) -> None:
    title = "Table 3: Safeguarding children training compliance at 31 December 2014"
    later = {"A1": title, "H5": 118, "I5": 118, "J5": 1, "H8": 162, "I8": 158, "J8": 0.975}
    evidence = read(SUMMARY, later, quarter=None)
    [submitted] = evidence.reading.returns
    assert submitted.quarter == Quarter(2014, 3)
    assert facts(evidence)["training.safeguarding.level_3.percent"].value == Range.of_number(
        15800 / 162
    )
