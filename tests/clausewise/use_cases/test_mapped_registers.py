"""Registers and CSV files in their senders' own layouts, read through what a person confirmed."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import clausewise as api
from clausewise.packs import LoadedPack
from clausewise.returns import Evidence, read_whatever
from clausewise.use_cases.map import map_workbook
from engine.nouns.quarter import Quarter
from evidence.mapping.nouns import Mapping as SendersMapping
from evidence.mapping.nouns import MappingFile, MappingsGiven
from tests.evidence.mapping.confirmed import all_confirmed
from tests.evidence.mapping.conftest import workbook
from tests.evidence.mapping.senders import LAYOUTS

Q2 = Quarter(2014, 2)
REGISTER, CHECKS, CONTRACTS = "Training register", "Register of checks", "List of contracts"
TICKS = "Ticks under the answers"
WIDE, LONG = "Survey tool's export", "Survey, a question a line"
Rows = list[list[object]]


@pytest.fixture(scope="module")
def policy() -> LoadedPack:
    return api.load_pack()


@pytest.fixture(scope="module")
def mapped(
    policy: LoadedPack, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], SendersMapping]:
    """The mapping of an invented layout as a person leaves it: what is not said is other."""

    @cache
    def map_layout(name: str) -> SendersMapping:
        layout = LAYOUTS[name]
        path = sent(name, tmp_path_factory.mktemp("mapped"))
        found = all_confirmed(map_workbook(path, policy, layout.kind).mapping)
        scales = tuple(
            replace(
                scale,
                answers={word: meant or "other" for word, meant in scale.answers.items()},
                confirmed=True,
            )
            for scale in found.scales
        )
        stated = {"code": "ZX1", "name": "Ashdene", "kind": layout.kind}
        return replace(found, scales=scales, stated=stated)

    return map_layout


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sent(REGISTER, tmp_path_factory.mktemp("register"))


def sent(name: str, folder: Path, rows: Rows | None = None) -> Path:
    """An invented sender's file, with other rows on its only sheet where they are given."""
    layout = LAYOUTS[name]
    [(sheet, own)] = layout.sheets.items()
    if not layout.is_csv:
        workbook({sheet: rows or own}, folder / "sent.xlsx")
        return folder / "sent.xlsx"
    with (folder / f"{sheet}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows or own)
    return folder / f"{sheet}.csv"


def read(path: Path, policy: LoadedPack, *mappings: SendersMapping) -> Evidence:
    files = tuple(MappingFile(f"{n}.yaml", "b" * 64, each) for n, each in enumerate(mappings))
    return read_whatever(path, policy, None, mappings=MappingsGiven(files, Q2))


def faults_found(evidence: Evidence) -> list[str]:
    return [
        f"{fault.cell}: {fault.found}"
        for fault in evidence.reading.faults
        if "no table" not in fault.found
    ]


def texts(evidence: Evidence, table: str) -> list[dict[str, tuple[str, str]]]:
    """Of each row of a table the text of each column, and its cell."""
    [submitted] = evidence.reading.returns
    return [
        {name: (cell.text, cell.ref) for name, cell in row.cells.items()}
        for row in submitted.tables[table].rows
    ]


def lines(evidence: Evidence) -> list[list[object]]:
    [submitted] = evidence.reading.returns
    assert submitted.register is not None
    columns = submitted.register.columns
    return [
        list(line) for line in zip(*(c.values_by_line() for c in columns.values()), strict=True)
    ]


def test_a_training_register_of_many_subjects(
    policy: LoadedPack, mapped: Callable[[str], SendersMapping], tmp_path: Path
) -> None:
    evidence = read(sent(REGISTER, tmp_path), policy, mapped(REGISTER))
    assert lines(evidence) == [
        ["E1001", "Nursing", "safeguarding", "Level 3", "Level 3", "01/03/2013"],
        ["E1002", "Nursing", "safeguarding", "Level 3", "Level 2", "01/03/2013"],
    ]
    [submitted] = evidence.reading.returns
    assert submitted.register is not None
    assert submitted.register.letters == dict(
        zip(submitted.register.columns, "ABCDEF", strict=True)
    )
    assert faults_found(evidence) == []
    [facts] = [s.facts for s in api.assess(evidence).whole.submissions]
    fact = facts["training.safeguarding.level_3.percent"]
    assert (fact.value.low, fact.basis.value, fact.origins[0].cell) == (50, "register", "A3:F4")


def test_next_quarters_register_needs_no_other_mapping_and_a_new_word_is_told(
    policy: LoadedPack, mapped: Callable[[str], SendersMapping], tmp_path: Path
) -> None:
    [rows] = LAYOUTS[REGISTER].sheets.values()
    later: Rows = [["Mandatory training records, as at 31 December 2014"], *rows[1:]]
    later += [["E1005", "Nursing", "Moving and handling", "Level 1", "Level 1", "01/11/2014"]]
    evidence = read(sent(REGISTER, tmp_path, later), policy, mapped(REGISTER))
    [submitted] = evidence.reading.returns
    assert submitted.quarter == Quarter(2014, 3)
    assert faults_found(evidence) == ["C7: a word that the mapping does not know"]


def test_another_heading_is_a_changed_layout(
    policy: LoadedPack, mapped: Callable[[str], SendersMapping], tmp_path: Path
) -> None:
    [rows] = LAYOUTS[REGISTER].sheets.values()
    heads = [*rows[1]]
    heads[3], heads[4] = heads[4], heads[3]
    evidence = read(sent(REGISTER, tmp_path, [rows[0], heads, *rows[2:]]), policy, mapped(REGISTER))
    assert evidence.reading.returns == ()
    assert "D2 has “level achieved” in place of “level required”" in faults_found(evidence)[0]


def test_a_check_that_the_title_names_cites_the_title(
    policy: LoadedPack, mapped: Callable[[str], SendersMapping], tmp_path: Path
) -> None:
    evidence = read(sent(CHECKS, tmp_path), policy, mapped(CHECKS))
    assert texts(evidence, "checks")[0] == {
        "staff_ref": ("1", "A3"),
        "checked_on": ("01/02/2014", "C3"),
        "check": ("DBS checks, all staff", "A1"),
    }


def test_answers_of_contracts_are_read_as_yes_and_no_and_cited_as_typed(
    policy: LoadedPack, mapped: Callable[[str], SendersMapping], tmp_path: Path
) -> None:
    evidence = read(sent(CONTRACTS, tmp_path), policy, mapped(CONTRACTS))
    [submitted] = evidence.reading.returns
    cells = [row.cells["safeguarding_expectations"] for row in submitted.tables["contracts"].rows]
    assert [(cell.raw, cell.text, cell.ref) for cell in cells] == [
        ("yes", "Included", "C2"),
        ("no", "Not included", "C3"),
    ]


def test_a_csv_file_is_read_by_itself(
    policy: LoadedPack, mapped: Callable[[str], SendersMapping], tmp_path: Path
) -> None:
    evidence = read(sent(WIDE, tmp_path), policy, mapped(WIDE))
    scores = [row["score"] for row in texts(evidence, "section11")]
    assert scores == [("Yes", "D2"), ("Partly", "E2"), ("No", "F2")]
    [file] = evidence.reading.inputs
    assert (file.name, file.used) == ("survey.csv", True)
    alone = read_whatever(tmp_path / "survey.csv", policy, None)
    assert alone.reading.returns == ()


def test_a_second_answer_in_a_survey_is_told_and_not_read(
    policy: LoadedPack, mapped: Callable[[str], SendersMapping], tmp_path: Path
) -> None:
    [rows] = LAYOUTS[WIDE].sheets.values()
    path = sent(WIDE, tmp_path, [*rows, ["R_2", "02/10/2014", "Other", "No", "No", "No"]])
    assert "A3: rows that the mapping knows nothing of: 3" in faults_found(
        read(path, policy, mapped(WIDE))
    )


def test_csv_files_of_one_folder_take_each_its_own_mapping(
    policy: LoadedPack, mapped: Callable[[str], SendersMapping], tmp_path: Path
) -> None:
    for name in (WIDE, LONG):
        sent(name, tmp_path)
    other = replace(mapped(LONG), stated={**mapped(LONG).stated, "name": "Brook Street Clinic"})
    evidence = read(tmp_path, policy, mapped(WIDE), other)
    assert len(texts(evidence, "section11")) == 6
    [submitted] = evidence.reading.returns
    assert set(submitted.stated_in) == {"0.yaml", "1.yaml"}


@given(data=st.data())
def test_of_a_register_only_confirmed_columns_are_read(
    data: st.DataObject,
    policy: LoadedPack,
    mapped: Callable[[str], SendersMapping],
    register: Path,
) -> None:
    whole = mapped(REGISTER)
    count = sum(len(sheet.proposals) for sheet in whole.sheets)
    kept = data.draw(st.sets(st.integers(0, count - 1)))
    [sheet] = whole.sheets
    rows = tuple(replace(row, confirmed=n in kept) for n, row in enumerate(sheet.proposals))
    mapping = replace(whole, sheets=(replace(sheet, proposals=rows),))
    evidence = read(register, policy, mapping)
    names = {row.row["column"] for row in rows if row.confirmed and row.is_column}
    for submitted in evidence.reading.returns:
        needed = {"framework", "required_level", "achieved_level", "completed_on"}
        assert (submitted.register is not None) == (needed <= names)
        if submitted.register is not None:
            assert set(submitted.register.letters) == names


def test_the_answer_that_is_ticked_is_read_and_two_ticks_are_told(
    policy: LoadedPack, mapped: Callable[[str], SendersMapping], tmp_path: Path
) -> None:
    [rows] = LAYOUTS[TICKS].sheets.values()
    changed = [[*row] for row in rows]
    changed[3][2] = "x"
    evidence = read(sent(TICKS, tmp_path, changed), policy, mapped(TICKS))
    [submitted] = evidence.reading.returns
    scores = [row.cells["score"] for row in submitted.tables["section11"].rows]
    assert [(score.raw, score.text, score.ref) for score in scores] == [
        ("met", "x under “Met”", "C3"),
        (None, "", "B4"),
        ("not met", "x under “Not met”", "E5"),
    ]
    assert "C4, D4: x, x" in faults_found(evidence)
