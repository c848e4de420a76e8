"""The blank return as a workbook: its sheets, what is locked, what can be chosen."""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest

from clausewise.places import DEFAULT_PACK
from engine.loading import load_pack
from engine.nouns.policy.vocabulary import LegalForm
from engine.nouns.quarter import Quarter
from evidence.blank_return.instructions import instructions
from evidence.blank_return.nouns import CHOICE, Entry
from evidence.blank_return.plan import plan
from evidence.blank_return.request import Request
from evidence.nouns.grid import column_letters
from tests.evidence.blank_return.written import write_template


@pytest.mark.parametrize("kind", ["provider", "ccg", "gp_practice"])
def test_one_sheet_for_each_table_and_the_same_bytes_twice(worded, kind, tmp_path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    write_template(worded, Request(kind), first)
    write_template(worded, Request(kind), second)
    assert first.read_bytes() == second.read_bytes()
    book = openpyxl.load_workbook(first)
    assert book.sheetnames == ["Read me", *worded.vocabulary.kinds[kind].tables]


def test_an_unknown_kind(worded, tmp_path) -> None:
    with pytest.raises(ValueError, match="“circus” is no kind of organisation here"):
        write_template(worded, Request("circus"), tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_the_dashboard_has_a_line_for_each_item_and_part(blank, worded) -> None:
    lines = [row[:2] for row in openpyxl.load_workbook(blank)["dashboard"].values][1:]
    assert lines == [
        (indicator.item, part.label if part else None)
        for indicator in worded.vocabulary.indicators.values()
        if indicator.facts
        for part in indicator.parts or (None,)
    ]


def test_the_policys_wording_stands_beside_its_item_as_text(blank) -> None:
    sheet = openpyxl.load_workbook(blank)["dashboard"]
    rows = {row[0].value: row for row in sheet.iter_rows()}
    assert [cell.value for cell in rows["Item"]] == [
        "Item",
        "Part",
        "Help",
        "Unit",
        "Value",
        "Note",
        "Policy wording",
    ]
    wording = rows["6.4"][6]
    assert (wording.value, wording.data_type) == ("=1+1 of those requiring it", "s")


def test_headings_are_protected_and_cells_to_fill_in_are_not(blank) -> None:
    sheet = openpyxl.load_workbook(blank)["dashboard"]
    assert sheet.protection.sheet
    assert [sheet[cell].protection.locked for cell in ("A1", "E1", "C2", "E2", "F2", "G2")] == [
        True,
        True,
        True,
        False,
        False,
        True,
    ]
    assert sheet.freeze_panes == "C2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"


@pytest.mark.parametrize("kind", ["provider", "ccg", "gp_practice", "support_service"])
def test_nothing_to_fill_in_is_off_a_laptops_screen(kind, tmp_path) -> None:
    """A screen of 1366 pixels, less the row numbers and the scroll bar; a column of so many signs
    takes 7 pixels each, and 5 more. The invented pack's words are shorter than a real one's."""
    real = load_pack(DEFAULT_PACK)
    write_template(real, Request(kind, quarter=Quarter(2014, 2)), tmp_path / "blank.xlsx")
    book = openpyxl.load_workbook(tmp_path / "blank.xlsx")
    for sheet in plan(real, Request(kind)):
        page = book[sheet.table]
        widths = [
            page.column_dimensions[column_letters(n + 1)].width
            for n in range(sheet.last_answer + 1)
        ]
        assert sum(round(7 * width + 5) for width in widths) <= 1366 - 50, sheet.table
        if sheet.by_number:
            answer = sheet.headings.index("value" if sheet.table == "dashboard" else "score")
            assert "help" in sheet.headings[:answer]
        assert page.freeze_panes.endswith("2")
        assert page.page_setup.orientation == "landscape"
        assert (page.page_setup.paperSize, page.sheet_properties.pageSetUpPr.fitToPage) == (9, True)
        printed = page.print_area.split(":")[1].replace("$", "").rstrip("0123456789")
        assert (
            printed != column_letters(len(sheet.headings)) or "policy_wording" not in sheet.guidance
        )


def test_what_an_organisation_is_in_law_is_asked_where_that_decides_what_binds_it(worded) -> None:
    forms = {
        "nhs_trust": LegalForm("nhs_trust", "NHS trust", kinds=("provider",)),
        "independent": LegalForm("independent", "Independent", kinds=("provider",)),
    }
    question = replace(worded.vocabulary.questions["S6.p18.c"], legal_forms=("nhs_trust",))
    questions = {**worded.vocabulary.questions, question.id: question}
    vocabulary = replace(worded.vocabulary, legal_forms=forms, questions=questions)
    asking = replace(worded, vocabulary=vocabulary)
    sheets = {sheet.table: sheet for sheet in plan(asking, Request("provider"))}
    [line] = [line for line in sheets["organisation"].lines if line.printed == ("legal_form",)]
    assert line.entries == {"value": Entry(CHOICE, ("NHS trust", "Independent"))}
    [line] = [line for line in sheets["section11"].lines if line.printed == ("S6.p18.c",)]
    assert line.help == "Only if you are: NHS trust. Are missed appointments followed up?"
    for pack, kind in ((worded, "provider"), (asking, "ccg")):
        lines = plan(pack, Request(kind))[0].lines
        assert ("legal_form",) not in [line.printed for line in lines]


@pytest.mark.parametrize("kind", ["provider", "ccg", "gp_practice"])
def test_what_is_the_assessors_is_locked_and_empty_and_says_where_it_is_given(
    worded, kind, tmp_path
) -> None:
    write_template(worded, Request(kind), tmp_path / "blank.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "blank.xlsx")["section11"]
    locked = {
        cell.column_letter: cell.value for cell in sheet[1] if cell.value.startswith("Moderated")
    }
    assert list(locked.values()) == ["Moderated score", "Moderated by", "Moderated on"]
    cells = [sheet[f"{letter}{row}"] for letter in locked for row in range(2, 6)]
    assert {(cell.value, cell.protection.locked) for cell in cells} == {(None, True)}
    prompts = {
        str(validation.sqref): (validation.promptTitle, validation.prompt)
        for validation in sheet.data_validations.dataValidation
        if str(validation.sqref)[0] in locked
    }
    assert {place[0] for place in prompts} == set(locked)
    assert set(prompts.values()) == {
        (
            "For the assessor: leave empty",
            "A moderated score is given in the assessor’s own workbook of decisions, and counts "
            "from there alone. What stands here counts for nothing.",
        )
    }


def test_of_the_read_me_only_the_instructions_are_printed(blank, worded) -> None:
    sheet = openpyxl.load_workbook(blank)["Read me"]
    last = len(instructions(worded)) + 2
    assert sheet.print_area == f"'Read me'!$A$1:$B${last}"
    assert sheet.cell(last, 1).value == instructions(worded)[-1].about


def test_drop_downs_and_ranges(blank) -> None:
    book = openpyxl.load_workbook(blank)
    found = {
        (name, str(each.sqref)): (each.type, each.formula1)
        for name in book.sheetnames
        for each in book[name].data_validations.dataValidation
    }
    assert found["dashboard", "E3"] == ("decimal", "0")
    assert found["dashboard", "E2"] == ("whole", "0")
    assert found["dashboard", "E15"] == ("list", '"yes,no,N/A"')
    place = found["section11", "C2:C5"][1]
    sheet, cells = place.split("!")
    assert sheet == "'Read me'"
    listed = [row[0].value for row in book["Read me"][cells.replace("$", "")]]
    assert listed == ["0", "1", "2", "3", "not met", "partly met", "met", "N/A"]
    assert all(
        each.errorStyle == "warning"
        for name in book.sheetnames
        for each in book[name].data_validations.dataValidation
    )
