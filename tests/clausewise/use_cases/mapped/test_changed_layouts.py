"""A layout that changed since it was mapped is told and not bent; only what is confirmed counts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import clausewise as api
from clausewise.packs import LoadedPack
from clausewise.returns import read_whatever
from clausewise.use_cases.map import map_workbook
from engine.nouns.evidence.fault import Severity
from evidence.mapping.file import mapping_text
from evidence.mapping.nouns import Mapping as SendersMapping
from evidence.mapping.nouns import MappingFile, MappingsGiven
from tests.clausewise.use_cases.mapped.layouts_read import Q2, Read
from tests.evidence.mapping.layouts import BLOCKS, LAYOUTS, QUARTERS, SUMMARY


def row_put_in(book: openpyxl.Workbook) -> None:
    sheet = book.worksheets[0]
    sheet.insert_rows(6)
    for merged in sheet.merged_cells.ranges:
        if merged.min_row >= 6:
            merged.shift(0, 1)


def column_put_in(book: openpyxl.Workbook) -> None:
    sheet = book.worksheets[0]
    sheet.insert_cols(3)
    for merged in sheet.merged_cells.ranges:
        if merged.min_col >= 3:
            merged.shift(1, 0)


def sheet_renamed(book: openpyxl.Workbook) -> None:
    book.worksheets[0].title = "Scorecard"


def reworded(**cells: str) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        for ref, text in cells.items():
            book.worksheets[0][ref] = text

    return change


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        (BLOCKS, row_put_in, "a row was put in at row 6: "),
        (QUARTERS, row_put_in, "a row was put in at row 6: "),
        (SUMMARY, row_put_in, "a row was put in at row 6: "),
        (BLOCKS, column_put_in, "a column was put in at column C: "),
        (QUARTERS, column_put_in, "a column was put in at column C: "),
        (SUMMARY, column_put_in, "a column was put in at column C: "),
        (BLOCKS, sheet_renamed, "the sheet “Scorecard” in place of “section 11 audit”"),
        (QUARTERS, sheet_renamed, "the sheet “Scorecard” in place of"),
        (SUMMARY, sheet_renamed, "the sheet “Scorecard” in place of “training”"),
        (BLOCKS, reworded(F10="Moderated Score (0-3)"), "F10 has “moderated score (0-3)”"),
        (QUARTERS, reworded(E4="Q2 plan"), "E4 has “q2 plan” in place of “q2”"),
        (SUMMARY, reworded(B4="Number compliant"), "B4 has “number compliant” in place of"),
        (SUMMARY, reworded(A6="Midwives"), "A6 has “midwives” in place of “medical and dental”"),
    ],
)
def test_a_changed_layout_is_told_and_not_bent(
    name: str, change: Callable[[openpyxl.Workbook], None], words: str, read: Read
) -> None:
    evidence = read(name, change=change)
    assert evidence.reading.returns == ()
    [changed] = [
        fault for fault in evidence.reading.faults if "a layout that is not" in fault.found
    ]
    assert words in changed.found
    assert changed.severity is Severity.FILE


@pytest.mark.parametrize(
    ("ref", "held", "cell"),
    [
        ("E4", "Q2 forecast", "E4"),
        ("B7", "% staff with DBS checks in date", "B7"),
        ("B17", "% staff who felt safe", "B17"),
    ],
)
def test_a_label_that_is_another_or_new_is_a_changed_layout(
    ref: str, held: str, cell: str, read: Read
) -> None:
    evidence = read(QUARTERS, {ref: held})
    assert evidence.reading.returns == ()
    assert [fault.cell for fault in evidence.reading.faults if "a layout" in fault.found] == [cell]


def test_of_several_mappings_each_file_takes_its_own(
    policy: LoadedPack, mapped: Mapping[str, SendersMapping], tmp_path: Path
) -> None:
    files = tuple(MappingFile(f"{name}.yaml", "b" * 64, m) for name, m in mapped.items())
    for name, path in LAYOUTS.items():
        shutil.copy(path, tmp_path / f"{name}.xlsx")
        given_all = MappingsGiven(files, Q2)
        evidence = read_whatever(tmp_path / f"{name}.xlsx", policy, None, mappings=given_all)
        [submitted] = evidence.reading.returns
        assert set(submitted.stated_in) == {f"{name}.yaml"}


@pytest.mark.slow
def test_a_run_through_a_mapping_is_recorded_and_can_be_made_again(
    policy: LoadedPack, mapped: Mapping[str, SendersMapping], tmp_path: Path
) -> None:
    returns = tmp_path / "returns"
    returns.mkdir()
    sender = returns / "sender.yaml"
    sender.write_text(mapping_text(mapped[QUARTERS]), "utf-8")
    shutil.copy(LAYOUTS[QUARTERS], returns / "sent.xlsx")
    mappings = api.read_mappings(sender, policy, Q2)
    run = api.assess(api.read_returns(returns, policy, mappings=mappings))
    api.write_reports(run, tmp_path / "out")
    recorded = api.read_manifest(tmp_path / "out" / "manifest.json")
    assert [(file.role, file.name) for file in recorded.inputs] == [
        ("mapping", "sender.yaml"),
        ("return", "sent.xlsx"),
    ]
    assert recorded.options.quarter_given == "2014-15 Q2"
    where = api.located(recorded, tmp_path / "out")
    assert api.verify(recorded, where).differences == ()
    text = sender.read_text("utf-8")
    sender.write_text(text.replace("confirmed: yes", "confirmed: no", 1), "utf-8")
    names = [difference.name for difference in api.verify(recorded, where).differences]
    assert names[0] == "sender.yaml"


@given(data=st.data())
def test_an_unconfirmed_proposal_never_changes_an_assessment(
    data: st.DataObject, policy: LoadedPack, mapped: Mapping[str, SendersMapping]
) -> None:
    name = data.draw(st.sampled_from([BLOCKS, QUARTERS, SUMMARY]))
    mapping = mapped[name]
    count = sum(len(sheet.proposals) for sheet in mapping.sheets)
    kept = data.draw(st.sets(st.integers(0, count - 1)))
    whole, without = _only(mapping, kept, drop=False), _only(mapping, kept, drop=True)
    both = []
    for each in (whole, without):
        files = (MappingFile("m.yaml", "b" * 64, each),)
        evidence = read_whatever(LAYOUTS[name], policy, None, mappings=MappingsGiven(files, Q2))
        both.append([(r.organisation, r.quarter, r.tables) for r in evidence.reading.returns])
    assert both[0] == both[1]


def _only(mapping: SendersMapping, kept: set[int], drop: bool) -> SendersMapping:
    """A mapping with some proposals confirmed; the others unconfirmed, or not there at all."""
    sheets, n = [], 0
    for sheet in mapping.sheets:
        rows: list = []
        for proposal in sheet.proposals:
            if n in kept:
                rows.append(proposal)
            elif not drop:
                rows.append(replace(proposal, confirmed=False))
            n += 1
        sheets.append(replace(sheet, proposals=tuple(rows)))
    return replace(mapping, sheets=tuple(sheets))


def test_the_proposals_in_words(policy: LoadedPack) -> None:
    said: Sequence[str] = str(map_workbook(LAYOUTS[BLOCKS], policy)).splitlines()
    assert said[0] == (
        "return.xlsx: 10 rows proposed, 1 row not. Nothing is used until it is confirmed."
    )
    board = (
        "  A11 “1.1 A Board executive leads on safeguarding children” -> section11: S6.p07 – Does"
    )
    assert board in said
    assert "  Not proposed, for you to say or to leave:" in said
    assert said[-1] == "The file does not say: kind."
