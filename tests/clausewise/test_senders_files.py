"""Returns as their senders' programs and habits write them: each file of ``shared/files``."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

import clausewise as api
from clausewise.returns import read_whatever
from clausewise.use_cases.check import ReturnsChecked, check
from clausewise.use_cases.map import map_workbook
from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Verdict
from evidence.mapping.nouns import MappingFile, MappingsGiven
from evidence.nouns.returns import Return
from reports.terminal.faults import checked_text
from tests.evidence.mapping.confirmed import all_confirmed
from tests.evidence.mapping.layouts import RIGHT, proposals_by_cell

FILES = Path(__file__).resolve().parents[1] / "shared" / "files"
Checked = Callable[[str], ReturnsChecked]
Texts = Mapping[str, Sequence[Sequence[str]]]


@pytest.fixture(scope="session")
def checked() -> Checked:
    """What ``check`` finds in a file or folder of ``shared/files``; each is read once."""
    policy = api.load_pack()
    return cache(lambda name: check(read_whatever([FILES / name], policy)))


def returned(found: ReturnsChecked) -> Return:
    [submitted] = found.evidence.reading.returns
    return submitted


def texts(found: ReturnsChecked) -> Texts:
    """What every cell says, by table, blank cells and the register's lines too."""
    submitted = returned(found)
    tables = {
        name: [[cell.text for cell in row.cells.values()] for row in table.rows]
        for name, table in submitted.tables.items()
    }
    if submitted.register is None:
        return tables
    lines = zip(
        *(column.values_by_line() for column in submitted.register.columns.values()), strict=True
    )
    return tables | {"training": [[str(raw) for raw in line] for line in lines]}


def verdicts(found: ReturnsChecked) -> Mapping[str, Verdict]:
    """The verdict of each rule."""
    assert found.assessment is not None
    return {finding.rule: finding.verdict for finding in found.assessment.findings}


def in_short(faults: Sequence[Fault]) -> list[tuple[str, str, str]]:
    """Of each fault its severity, place and what was found."""
    return [
        (fault.severity.value, " ".join((fault.sheet, fault.cell)).strip(), fault.found)
        for fault in faults
    ]


@pytest.mark.parametrize(
    "name",
    [
        "00-base/good.xls",
        "00-base/good.ods",
        "29-ods-no-mimetype/return.ods",
        "29-ods-no-mimetype/return-bom.ods",
        "30-module-sheet/return.xlsx",
        "31-xls-capital-stream/return.xls",
    ],
)
def test_what_others_open_opens(checked: Checked, name: str) -> None:
    found = checked(name)
    assert found.faults == ()
    assert texts(found) == texts(checked("00-base/good.xlsx"))


def test_texts_kept_from_excel_by_an_equals_sign_are_those_texts(checked: Checked) -> None:
    assert texts(checked("18-equals-quoted/return")) == texts(checked("00-base/csv"))


def test_a_percent_sign_in_the_number_format_is_read_as_excel_shows_it(checked: Checked) -> None:
    cell = returned(checked("01-percent-unit-in-format/return.xlsx")).tables["dashboard"].rows[1]
    assert cell.cells["value"].text == "0.5%"
    assert checked("01-percent-unit-in-format/return.xlsx").faults == tuple(
        replace(fault, file="return.xlsx") for fault in checked("00-base/base.xlsx").faults
    )


def test_a_day_shown_as_a_time_is_told_as_excel_shows_it(checked: Checked) -> None:
    assert in_short(checked("51-date-shown-as-time/return.xlsx").faults) == [
        ("cannot use the cell", "training F2, F3", "“7:00” as date of completion (2 lines)")
    ]


@pytest.mark.parametrize("name", ["12-tab-decimal-comma", "12b-semicolon-decimal-comma"])
def test_a_comma_in_a_figure_is_asked_about(checked: Checked, name: str) -> None:
    found = "a number with a comma that may separate thousands or decimals"
    assert in_short(checked(f"{name}/return").faults) == [
        ("cannot use the cell", f"vacancies.csv {cell}", found) for cell in ("B2", "C2", "B3", "C3")
    ]


def test_the_packs_own_labels_name_its_sheets(checked: Checked) -> None:
    found = checked("57-label-as-sheet-name/return.xlsx")
    assert found.faults == ()
    assert texts(found) == texts(checked("00-base/good.xlsx"))


def test_a_register_under_another_name_decides_as_under_its_own(checked: Checked) -> None:
    renamed, right = (
        checked(f"{name}/return.xlsx")
        for name in ("60-register-sheet-renamed", "60b-register-right-name")
    )
    assert verdicts(renamed) == verdicts(right) != verdicts(checked("00-base/good.xlsx"))
    found = "a sheet with the headings of the table “training”"
    assert ("please check", "Training register A1", found) in in_short(renamed.faults)


def test_tables_that_are_all_called_otherwise_are_read(checked: Checked) -> None:
    found = checked("62-all-renamed/return.xlsx")
    assert texts(found) == texts(checked("00-base/good.xlsx"))
    assert not found.costs_evidence


@pytest.mark.parametrize("name", ["00-base/good.xlsx", "00-base/csv"])
def test_what_is_left_blank_is_told_and_nothing_called_usable_in_full(
    checked: Checked, name: str
) -> None:
    assessment = checked(name).assessment
    assert assessment is not None
    text = " ".join(checked_text(assessment).split())
    assert "in full" not in text
    assert "section11: 5 of 44 questions; not answered: S6.p03, S6.p04," in text
    assert "dashboard: 16 of 27 items; not answered: 4.1, 4.2," in text


def test_what_leaves_a_clause_without_evidence_costs_evidence(checked: Checked) -> None:
    found = checked("00-base/base.xlsx")
    assert found.costs_evidence
    assert [(fault.severity, fault.clauses) for fault in found.faults] == [
        (Severity.LOST, ("A1.4.1", "S6.p11.c")),
        (Severity.CHECK, ()),
    ]


def test_days_beside_one_that_is_month_first_are_unknown_and_told(checked: Checked) -> None:
    found = checked("11-us-dates-flip/return.xlsx")
    assert [(fault.severity, fault.cell) for fault in found.faults] == [
        (Severity.CELL, "F2, F3, F4, F5, F6 and 3 more")
    ]
    assert found.faults[0].clauses == ("S6.p11.c", "A1.4.1")
    assert found.faults[0].to_do.startswith("Write every day of the column day first")
    right = verdicts(checked("11c-us-dates-truth/return.xlsx"))
    unknown = verdicts(found)
    assert {unknown[rule] for rule in unknown if unknown[rule] is not right[rule]} == {
        Verdict.NO_EVIDENCE
    }


def test_a_value_under_a_merged_cell_is_told_and_not_read(checked: Checked) -> None:
    found = checked("64-hidden-under-merge/return.xlsx")
    told = "a value under merged cells, where nobody sees it"
    assert in_short(found.faults) == [("cannot use the cell", "dashboard C8", told)]
    assert returned(found).tables["dashboard"].rows[6].cells["value"].raw is None


def test_no_plain_sentence_of_procedure_is_taken_for_a_record(checked: Checked) -> None:
    assert checked("52-privacy-false-alarms/return.xlsx").faults == ()


def test_prefilled_formulas_that_were_never_calculated_are_told_once(checked: Checked) -> None:
    found = "10 formulas that were never calculated"
    assert in_short(checked("42-formulas-uncalculated-notes/return.xlsx").faults) == [
        ("cannot use the cell", "dashboard D20:D29", found)
    ]


def test_a_hint_is_at_the_same_clause_or_at_none(checked: Checked) -> None:
    assert [
        (fault.found, fault.to_do) for fault in checked("28-question-variants/return.xlsx").faults
    ] == [
        (typed, f"If “{meant}” is meant, write that.")
        for typed, meant in (
            ("6.1a", "S6.p01.a"),
            ("S6 p01 b", "S6.p01.b"),
            ("S6.p8.a", "S6.p08.a"),
            ("S6_p09_a", "S6.p09.a"),
        )
    ]


def test_headings_over_two_rows_are_read(checked: Checked) -> None:
    found = checked("07-two-row-header/return.xlsx")
    assert texts(found) == texts(checked("00-base/good.xlsx"))
    assert in_short(found.faults) == [("please check", "dashboard A3", "headings over two rows")]


@pytest.mark.slow
def test_a_run_says_of_a_file_whose_it_is_and_its_record_shows_it(
    clausewise: Callable[..., Result], tmp_path: Path
) -> None:
    folder = tmp_path / "csv"
    shutil.copytree(FILES / "00-base" / "csv", folder)
    (folder / "organisation.csv").unlink()
    said = ("--code", "zx1", "--kind", "provider", "--period", "2014-15 Q2")
    assert clausewise("check", folder).exit_code == 2
    done = clausewise("assess", folder, "--out", tmp_path / "out", *said)
    # Services are nowhere said, and two checks need them.
    assert (done.exit_code, "Evidence was lost" in done.output) == (1, True)
    recorded = api.read_manifest(tmp_path / "out" / "manifest.json")
    options = recorded.options
    assert (options.code_given, options.kind_given) == ("ZX1", "provider")
    assert options.quarter_given == "2014-15 Q2"
    held = api.verify(recorded, api.located(recorded, tmp_path / "out"))
    assert held.differences == ()
    wrong = clausewise("check", folder, "--kind", "provder")
    assert (wrong.exit_code, "“provder” is not a kind" in wrong.output) == (2, True)


def test_days_that_might_be_month_first_are_asked_about_where_it_matters(checked: Checked) -> None:
    found = (
        "5 days read day first, such as “07/10/2011”; month first, Level 3, safeguarding children, "
        "would be 37.5 % and not 100 %"
    )
    mended = checked("11b-us-dates-after-mending-what-was-told/return.xlsx")
    assert in_short(mended.faults) == [("please check", "training F3, F4, F5, F6, F7", found)]
    assert not mended.costs_evidence


LAYOUTS = {
    "80": ("80-layout-section11-blocks", {"kind": "provider"}, (29, 0, 5), {"section11": 5}),
    "81": (
        "81-layout-kpi-quarters",
        {"kind": "provider"},
        (60, 0, 0),
        {"named_professionals": 1, "dashboard": 9},
    ),
    "82": (
        "82-layout-training-summary",
        {"code": "ZX1", "name": "Ashdene", "kind": "provider"},
        (37, 0, 0),
        {"training_summary": 12},
    ),
}
"""By layout its folder, what its file does not say, how many cells are proposed rightly, wrongly
and not at all, and how many rows of each table are then read."""


@pytest.mark.parametrize("number", LAYOUTS)
def test_a_senders_own_layout_is_read_through_its_confirmed_mapping(
    number: str, tmp_path: Path
) -> None:
    folder, stated, counts, read = LAYOUTS[number]
    proposed = map_workbook(FILES / folder / "return.xlsx", policy := api.load_pack()).mapping
    found, right = proposals_by_cell(proposed), RIGHT[number]
    rightly = [cell for cell in found if found[cell] == right.get(cell)]
    missing = [cell for cell in right if cell not in found]
    assert (len(rightly), len(found) - len(rightly), len(missing)) == counts
    confirmed = replace(all_confirmed(proposed), stated=stated)
    given = MappingsGiven((MappingFile("sender.yaml", "b" * 64, confirmed),), Quarter(2014, 2))
    evidence = read_whatever(FILES / folder / "return.xlsx", policy, None, mappings=given)
    [submitted] = evidence.reading.returns
    rows = {name: len(table.rows) for name, table in submitted.tables.items()}
    assert {name: count for name, count in rows.items() if name != "organisation"} == read
    sheets = openpyxl.load_workbook(FILES / folder / "return.xlsx").sheetnames
    assert all(
        cell.file == "sender.yaml" or cell.sheet in sheets
        for table in submitted.tables.values()
        for row in table.rows
        for cell in row.cells.values()
    )
    book = openpyxl.load_workbook(FILES / folder / "return.xlsx")
    book.worksheets[0].insert_rows(6)
    book.save(tmp_path / "return.xlsx")
    changed = read_whatever(tmp_path / "return.xlsx", policy, None, mappings=given).reading
    assert changed.returns == ()
    assert "a layout that is not the one of the mapping sender.yaml" in changed.faults[0].found
