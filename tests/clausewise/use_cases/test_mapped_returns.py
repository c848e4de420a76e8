"""Returns in their senders' own layouts, mapped, confirmed and read; changed layouts told."""

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
from clausewise.returns import Evidence, read_whatever
from clausewise.use_cases.map import map_workbook
from engine.nouns.evidence.fact import Range
from engine.nouns.evidence.fault import Severity
from engine.nouns.quarter import Quarter
from evidence.mapping.choices import all_confirmed
from evidence.mapping.file import mapping_text
from evidence.mapping.nouns import Mapping as SendersMapping
from evidence.mapping.nouns import MappingFile, MappingsGiven
from tests.evidence.mapping.conftest import workbook
from tests.evidence.mapping.layouts import BLOCKS, LAYOUTS, QUARTERS, SUMMARY

Q2 = Quarter(2014, 2)
STATED = {
    "code": "ZX1",
    "name": "Ashdene Trust",
    "kind": "provider",
    "services": "maternity, mental health",
}
Cells = Mapping[str, object]
Read = Callable[..., Evidence]


@pytest.fixture(scope="module")
def policy() -> LoadedPack:
    return api.load_pack()


@pytest.fixture(scope="module")
def mapped(policy: LoadedPack) -> Mapping[str, SendersMapping]:
    """The mappings of the layouts, every proposal confirmed, with what the files do not say."""
    return {
        name: replace(all_confirmed(map_workbook(path, policy).mapping), stated=STATED)
        for name, path in LAYOUTS.items()
    }


@pytest.fixture
def read(policy: LoadedPack, mapped: Mapping[str, SendersMapping], tmp_path: Path) -> Read:
    """A layout read through its mapping, with some cells other than they were sent."""

    def of(
        name: str,
        cells: Cells | None = None,
        quarter: Quarter | None = Q2,
        change: Callable[[openpyxl.Workbook], None] = lambda book: None,
    ) -> Evidence:
        book = openpyxl.load_workbook(LAYOUTS[name])
        change(book)
        for ref, held in (cells or {}).items():
            book.worksheets[0][ref] = held
        book.save(tmp_path / "sent.xlsx")
        file = MappingFile("sender.yaml", "b" * 64, mapped[name])
        return read_whatever(
            tmp_path / "sent.xlsx", policy, None, mappings=MappingsGiven((file,), quarter)
        )

    return of


def texts(evidence: Evidence, table: str, *columns: str) -> list[list[str]]:
    [submitted] = evidence.reading.returns
    return [
        [row.cells[column].text if column in row.cells else "" for column in columns]
        for row in submitted.tables[table].rows
    ]


def told(evidence: Evidence) -> list[str]:
    return [f"{fault.cell}: {fault.found}" for fault in evidence.reading.faults]


def test_an_audit_in_blocks(read: Read) -> None:
    evidence = read(BLOCKS, quarter=None)
    [submitted] = evidence.reading.returns
    assert (submitted.organisation.code, submitted.organisation.name, submitted.quarter) == (
        "ZX1",
        "Ashdene Trust",
        Q2,
    )
    assert texts(evidence, "section11", "question", "score", "evidence", "action") == [
        ["S6.p07", "3", "Scheme of delegation", ""],
        ["S6.p08.a", "2", "Job descriptions", "Named Doctor sessions to be increased"],
        ["S6.p09.a", "2", "HR tracker", "Clear last renewals"],
        ["S6.p09.b", "3", "Template", ""],
        ["S6.p11.a", "3", "Strategy 2013-16", ""],
    ]
    assert [fault for fault in told(evidence) if "not read" in fault] == [
        "A26: rows with answers that are not read: A26 “3.2 Supervision is given as the policy s”"
    ]


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
    assert ": no row for “period”" in told(evidence)


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
    return [row.text("value") for row in rows], told(evidence)


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


def test_training_as_a_summary(read: Read) -> None:
    columns = ("staff_group", "framework", "level", "required", "compliant", "percent")
    evidence = read(SUMMARY, quarter=None)
    assert texts(evidence, "training_summary", *columns)[2] == [
        "Midwives", "safeguarding", "3", "120", "101", "84.2%",
    ]  # fmt: skip
    fact = facts(evidence)["training.safeguarding.level_3.percent"]
    assert fact.value == Range.exactly(14100 / 164)
    assert {origin.cell for origin in fact.origins} >= {"H5", "I5", "J5", "H8", "I8"}


def facts(evidence: Evidence) -> Mapping[str, api.Evidence]:
    [submission] = api.assess(evidence).whole.submissions
    return submission.facts


def test_every_origin_cites_the_senders_own_cell(read: Read) -> None:
    found = facts(read(QUARTERS))
    origins = {
        name: [(origin.file, origin.sheet, origin.cell, origin.text) for origin in fact.origins]
        for name, fact in found.items()
    }
    sheet = "Safeguarding Dashboard 14-15"
    assert origins["dashboard.6.4"] == [("sent.xlsx", sheet, "E14", "90%")]
    assert origins["named_professionals.named_nurse.wte"][0] == ("sent.xlsx", sheet, "E5", "1")
    assert origins["organisation.services"] == [
        ("sender.yaml", "organisation", "", "maternity, mental health")
    ]


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
    assert facts(evidence)["training.safeguarding.level_3.percent"].value == Range.exactly(
        15800 / 162
    )


def test_a_score_off_the_scale_is_told_and_never_read(read: Read) -> None:
    evidence = read(BLOCKS, {"F11": 4}, quarter=None)
    assert "F11: 4" in told(evidence)
    assert facts(evidence)["section11.S6.p07"].value is None


def test_numbers_that_deny_the_percentage_beside_them_leave_bounds(read: Read) -> None:
    value = facts(read(QUARTERS, {"E9": 1600}))["dashboard.4.1.level_1"].value
    assert value == Range(80.0, 97.0)


def test_a_percentage_left_out_is_worked_out_from_its_numbers(read: Read) -> None:
    fact = facts(read(QUARTERS, {"E8": None}))["dashboard.4.1.level_1"]
    assert fact.value == Range.exactly(97.0)
    assert [origin.cell for origin in fact.origins] == ["E9, E10"]


def test_n_of_m_is_the_share_that_it_is(read: Read) -> None:
    fact = facts(read(QUARTERS, {"E14": "97 of 100"}))["dashboard.6.4"]
    assert (fact.value, fact.origins[0].text) == (Range.exactly(97.0), "97 of 100")


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
