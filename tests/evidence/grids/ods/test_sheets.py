"""Sheets of OpenDocument spreadsheets: what repeats, is hidden, merged or embedded."""

from __future__ import annotations

import pytest

from evidence.files.archive import DamagedError
from evidence.grids.ods import open_ods
from evidence.nouns.grid import GridCell, GridRow, Layout, Merge
from tests.evidence.grids.ods.by_hand import cell, content, packed, row, rows_of, table_of, text


def test_repeated_cells_and_rows() -> None:
    blank = cell('table:number-columns-repeated="3"')
    five = cell('office:value-type="float" office:value="5" table:number-columns-repeated="2"')
    rows, _ = rows_of(
        row(blank, five, number_rows_repeated="2")
        + row(number_rows_repeated="3")
        + row(text("x"), cell('table:number-columns-repeated="16383"'))
        + row(cell('table:number-columns-repeated="16384"'), number_rows_repeated="1048570")
    )
    fives = {4: GridCell(5), 5: GridCell(5)}
    assert rows == [GridRow(1, fives), GridRow(2, fives), GridRow(6, {1: GridCell("x")})]


def test_what_is_hidden() -> None:
    away = (
        '<style:style style:name="away" style:family="table"><style:table-properties '
        'table:display="false"/></style:style>'
    )
    columns = (
        "<table:table-column/><table:table-columns><table:table-column "
        'table:visibility="collapse" table:number-columns-repeated="2"/></table:table-columns>'
        '<table:table-column table:visibility="filter" table:number-columns-repeated="99999"/>'
    )
    folded = (
        f'<table:table-row-group table:display="false">{row(text("c"))}</table:table-row-group>'
    )
    rows = columns + row(text("a")) + row(text("b"), visibility="filter") + folded + row(text("d"))
    data = packed(
        content(
            table_of(rows) + '<table:table table:name="9434765919" table:style-name="away"/>',
            styles=away,
        )
    )
    layout = Layout()
    with open_ods(data) as sheets:
        assert [(sheet.name, sheet.hidden) for sheet in sheets] == [
            ("one", False),
            ("[what looks like an NHS number]", True),
        ]
        assert list(sheets[0].rows(layout)) == [
            GridRow(1, {1: GridCell("a")}),
            GridRow(2, {1: GridCell("b")}, hidden=True),
            GridRow(3, {1: GridCell("c")}, hidden=True),
            GridRow(4, {1: GridCell("d")}),
        ]
    assert layout.hidden_columns == set(range(2, 16_385))


def test_merged_cells_and_what_they_cover() -> None:
    spans = 'table:number-rows-spanned="3" table:number-columns-spanned="2"'
    rows, layout = rows_of(
        f"<table:table-header-rows>{row(text('t'))}</table:table-header-rows>"
        + row(cell(spans, "<text:p>x</text:p>"), "<table:covered-table-cell/>", text("y"))
        + row(
            "<table:covered-table-cell><text:p>under it</text:p></table:covered-table-cell>",
        )
    )
    assert rows == [
        GridRow(1, {1: GridCell("t")}),
        GridRow(2, {1: GridCell("x"), 3: GridCell("y")}),
        GridRow(3, {1: GridCell("under it")}),
    ]
    assert layout == Layout([Merge(2, 4, 1, 2)], since_1904=False)


@pytest.mark.parametrize(("day", "since_1904"), [("1899-12-30", False), ("1904-01-01", True)])
def test_the_day_that_days_are_counted_from(day: str, since_1904: bool) -> None:
    null = f'<table:calculation-settings><table:null-date table:date-value="{day}"/>'
    null += "</table:calculation-settings>"
    with open_ods(packed(content('<table:table table:name="one"/>', null))) as [sheet]:
        assert sheet.since_1904 is since_1904


def test_an_unusual_day_to_count_from() -> None:
    null = '<table:null-date table:date-value="1900-01-01"/>'
    words = "counts days from an unusual one, 1900-01-01"
    with pytest.raises(DamagedError, match=words), open_ods(packed(content("", null))):
        pass


def test_tables_inside_cells_and_elsewhere_are_no_sheets() -> None:
    inner = f'<table:table table:name="in">{row(text("inner"))}</table:table>'
    elsewhere = f"<table:dde-links>{inner}</table:dde-links>"
    data = packed(content(table_of(row(cell("", inner))), elsewhere))
    with open_ods(data) as [sheet]:
        assert (sheet.name, list(sheet.rows(Layout()))) == ("one", [])


def test_a_table_embedded_beside_the_rows_is_no_part_of_the_sheet() -> None:
    inner = f'<table:table table:name="in">{row(text("inner"))}</table:table>'
    shapes = (
        "<table:shapes><office:document><office:body><office:spreadsheet>"
        f"{inner}</office:spreadsheet></office:body></office:document></table:shapes>"
    )
    assert rows_of(shapes + row(text("a")))[0] == [GridRow(1, {1: GridCell("a")})]
