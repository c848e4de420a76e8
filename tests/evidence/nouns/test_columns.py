"""A table and its columns are said once; no room can forget one of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest

from engine.loading.files.ambiguous_names import COLUMNS as NAMED_BY_PACKS
from engine.nouns.evidence.fact_names import TABLES
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.vocabulary import KindTerm
from engine.nouns.quarter import Quarter
from evidence.blank_return.nouns import LOCKED, BlankSheet
from evidence.blank_return.plan import plan
from evidence.blank_return.request import Request
from evidence.fault_log import FaultLog
from evidence.nouns.cells import Cell, Row, Table
from evidence.nouns.columns import (
    AUDIT,
    DECISION_TABLES,
    FIRST_GIVEN,
    REGISTER,
    RETURN_TABLES,
    columns_of,
    spec_of,
    table_names,
)
from evidence.nouns.grid import GridCell, GridRow, Layout, Merge
from evidence.nouns.returns import Return, ReturnsRead, SubmittedTables
from evidence.nouns.specs import Asks, ColumnSpec, MayStand, Merged, Need, TableSpec
from evidence.nouns.yardstick import Yardstick
from evidence.privacy.names_given import names_given
from evidence.returns.changes import CHANGED, changes_between
from evidence.submissions import submissions
from evidence.tables.headings import read_heading
from evidence.tables.merged_cells import spread_merges
from evidence.tables.serial_dates import SerialDates
from evidence.tables.table import terms_by_table

SPECS = (*RETURN_TABLES.values(), *DECISION_TABLES.values())
COLUMNS = [
    pytest.param(spec, column, id=f"{spec.name} {column.name}")
    for spec in SPECS
    for column in spec.columns
]
OF_A_RETURN = [case for case in COLUMNS if case.values[0] in RETURN_TABLES.values()]
ALL_TABLES = table_names("section11")
SERIAL, DAY = 41820, dt.date(2014, 6, 30)


class AskedFor(dict[str, Table]):
    """Tables that keep which of them were asked for."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        super().__init__(tables)
        self.names: set[str] = set()

    def get(self, name, default=None):
        self.names.add(name)
        return super().get(name, default)


@pytest.fixture(scope="module")
def asking_all(pack: Pack) -> Pack:
    """The invented pack with a kind of organisation that returns every table."""
    kinds = {"all": KindTerm("all", "All", ALL_TABLES)}
    return replace(pack, vocabulary=replace(pack.vocabulary, kinds=kinds))


@pytest.fixture(scope="module")
def sheets(asking_all: Pack) -> Mapping[str, BlankSheet]:
    request = Request("all", None, quarter=Quarter(2014, 2))
    return {sheet.table: sheet for sheet in plan(asking_all, request)}


def table_of(spec: TableSpec, texts: Mapping[str, str]) -> Table:
    cells = {
        name: Cell(texts.get(name), texts.get(name, ""), "s", "A2") for name in spec.column_names
    }
    return Table(spec.name, "s", (Row(cells, 2),))


def test_the_packs_that_load_name_every_table() -> None:
    assert {*TABLES, AUDIT} == set(RETURN_TABLES)
    assert not set(RETURN_TABLES) & set(DECISION_TABLES)


def test_the_words_of_each_tables_rows_are_known(asking_all: Pack) -> None:
    assert set(terms_by_table(asking_all.vocabulary)) == set(ALL_TABLES)


def test_the_blank_return_has_a_sheet_for_every_table(sheets: Mapping[str, BlankSheet]) -> None:
    asked = {
        table: tuple(column for column in columns_of(table) if column != FIRST_GIVEN)
        for table in ALL_TABLES
    }
    assert {table: sheet.columns for table, sheet in sheets.items()} == asked


def test_every_table_is_made_into_facts(asking_all: Pack, judged: Yardstick) -> None:
    tables = AskedFor({})
    returned = Return(
        "a.xlsx", {}, Organisation("A", "A", "all"), Quarter(2014, 2), None, None, "", tables
    )
    submissions(ReturnsRead((returned,)), asking_all, judged)
    assert tables.names >= set(ALL_TABLES) - {"organisation", REGISTER}


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_each_table_names_its_rows_and_no_column_twice(spec: TableSpec) -> None:
    assert spec.needed_columns
    assert spec.column(spec.needed_columns[0]).about
    assert len(set(spec.column_names)) == len(spec.column_names)
    assert {column.excuse for column in spec.columns} <= {"", *spec.columns_asking(Asks.FREE)}
    assert not set(spec.standing_columns(MayStand.ANSWER)) or FIRST_GIVEN in spec.column_names


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_the_columns_that_a_heading_lacks_are_told_by_their_need(spec: TableSpec) -> None:
    needed, wanted = (
        [column.name for column in spec.columns if column.need is need]
        for need in (Need.NEEDED, Need.WANTED)
    )
    only_needed = GridRow(1, {n: GridCell(name) for n, name in enumerate(needed, start=1)})
    log = FaultLog("a.xlsx")
    assert read_heading(spec.name, only_needed, Layout(), log.on_sheet("s")) is not None
    assert [
        name
        for name in spec.column_names
        if any(f"“{name}”" in fault.found for fault in log.faults)
    ] == (wanted)


@pytest.mark.parametrize(("spec", "column"), OF_A_RETURN)
def test_what_may_name_people_is_not_repeated_when_it_changes(
    spec: TableSpec, column: ColumnSpec
) -> None:
    before, after = (table_of(spec, {column.name: text}) for text in ("Jane Quill", "Tom Oak"))
    found = changes_between({spec.name: before}, {spec.name: after})
    if column.name in spec.subject_columns:
        assert found == ()
    else:
        [change] = found
        hidden = column.may_name_people
        assert (change.before, change.after) == (
            (CHANGED, CHANGED) if hidden else ("Jane Quill", "Tom Oak")
        )


@pytest.mark.parametrize(("spec", "column"), COLUMNS)
def test_names_are_looked_for_wherever_they_may_stand(spec: TableSpec, column: ColumnSpec) -> None:
    table = table_of(spec, {column.name: "Dr Jane Quill"})
    found = names_given([SubmittedTables("a.xlsx", {"a.xlsx": ""}, {spec.name: table})])
    assert ("Dr Jane Quill" in found.names) == column.may_name_people
    assert bool(found.places) == (column.asks is Asks.PERSON)


@pytest.mark.parametrize(("spec", "column"), COLUMNS)
def test_a_number_is_a_day_only_where_days_are_asked_for(
    spec: TableSpec, column: ColumnSpec
) -> None:
    headed = GridRow(1, {n: GridCell(name) for n, name in enumerate(spec.column_names, start=1)})
    heading = read_heading(spec.name, headed, Layout(), FaultLog("a.xlsx").on_sheet("s"))
    assert heading is not None
    at = heading.columns[column.name]
    row = GridRow(2, {at: GridCell(SERIAL)})
    read = SerialDates(heading, Layout(since_1904=False)).in_row(row)
    assert read.cells[at].raw == (DAY if column.holds_days else SERIAL)


@pytest.mark.parametrize(("spec", "column"), COLUMNS)
def test_a_merged_cell_means_what_its_column_says(spec: TableSpec, column: ColumnSpec) -> None:
    headed = GridRow(1, {n: GridCell(name) for n, name in enumerate(spec.column_names, start=1)})
    heading = read_heading(spec.name, headed, Layout(), FaultLog("a.xlsx").on_sheet("s"))
    assert heading is not None
    at = heading.columns[column.name]
    log, merge = FaultLog("a.xlsx").on_sheet("s"), Merge(2, 3, at, at)
    found = spread_merges(
        heading, [merge], (2, 3), lambda row, _: GridCell("x") if row == 2 else None, log
    )
    assert {(row, bool(typed.unusable)) for (row, _), (typed, _) in found.items()} == {
        Merged.EACH: {(2, False), (3, False)},
        Merged.REMARK: set(),
        Merged.REFUSED: {(2, True), (3, True)},
    }[column.merged]


@pytest.mark.parametrize(("spec", "column"), OF_A_RETURN)
def test_a_column_of_one_kind_is_asked_for_so_in_the_blank_return(
    spec: TableSpec, column: ColumnSpec, sheets: Mapping[str, BlankSheet]
) -> None:
    sheet = sheets["section11" if spec.name == AUDIT else spec.name]
    entry = sheet.entries.get(column.name)
    kinds = (Asks.DAY, Asks.WTE, Asks.LEVEL, Asks.YES_NO, Asks.COUNT, Asks.PERCENT)
    if entry is not None and entry.kind == LOCKED:
        # An organisation moderates no score of its own: those columns are an assessor's.
        assert column.name.startswith("moderated_")
    elif column.asks in kinds and column.name != FIRST_GIVEN:
        assert entry is not None
        assert entry.kind == column.asks.value
        assert (entry.until is not None) == column.done
    else:
        assert entry is None or entry.kind == "choice"


def test_the_tables_of_a_pack_go_by_its_audits_name() -> None:
    assert spec_of("section11") is RETURN_TABLES[AUDIT]
    with pytest.raises(KeyError, match="wte"):
        spec_of("documents").column("wte")


def test_what_a_pack_may_name_are_the_columns_there_are() -> None:
    assert {table: columns_of(table) for table in RETURN_TABLES} == dict(NAMED_BY_PACKS)
