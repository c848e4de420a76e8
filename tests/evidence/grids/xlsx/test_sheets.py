"""Sheets of a workbook: what is hidden, merged or oddly written."""

from __future__ import annotations

import pytest
import xlsxwriter

from evidence.grids.xlsx.workbook import open_workbook
from evidence.nouns.grid import GridCell, GridRow, Layout, Merge
from tests.evidence.grids.xlsx.by_hand import (
    MAIN,
    ONE,
    by_hand,
    relations,
    rows_and_layout,
    rows_of,
    written,
)

FAR = '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
LAST = GridRow(1_048_576, {16_384: GridCell(2)})
ONLY_CELL = [GridRow(1, {1: GridCell(1)})]
ODDLY_WRITTEN: dict[str, tuple[bytes, list[GridRow]]] = {
    "only the first cell and the last": (by_hand(ONE + FAR), [*ONLY_CELL, LAST]),
    "a row of another prefix": (
        by_hand(ONE + f'<x:row xmlns:x="{MAIN}" r="3"><x:c r="B3"><x:v>2</x:v></x:c></x:row>'),
        [*ONLY_CELL, GridRow(3, {2: GridCell(2)})],
    ),
    "a cell without a place": (
        by_hand('<row r="1"><c><v>2</v></c></row>'),
        [GridRow(1, {1: GridCell(2)})],
    ),
    "comments": (
        by_hand("<!-- -->" + ONE.replace("<v>1", "<v>1<!-- -->2")),
        [GridRow(1, {1: GridCell(12)})],
    ),
    "another encoding": (by_hand(before='<?xml version="1.0" encoding="iso-8859-1"?>'), ONLY_CELL),
    "a part that is named from the root": (
        by_hand(**{"_rels/.rels": relations(officeDocument="/xl/workbook.xml")}),
        ONLY_CELL,
    ),
    "styles without any format": (
        by_hand(**{"xl/styles.xml": f'<styleSheet xmlns="{MAIN}"/>'}),
        ONLY_CELL,
    ),
}


@pytest.mark.parametrize("name", ODDLY_WRITTEN)
def test_sheets_that_are_oddly_written_and_read(name: str) -> None:
    data, rows = ODDLY_WRITTEN[name]
    assert rows_of(data) == rows


def test_prefixes_and_rows_without_numbers() -> None:
    sheet = (
        f'<worksheet xmlns="{MAIN}"><x:sheetData xmlns:x="{MAIN}"><x:row><x:c><x:v>1</x:v></x:c>'
        '</x:row><x:row/><x:row><x:c r="C3"><x:v>2</x:v></x:c><x:c><x:v>3</x:v></x:c></x:row>'
        "</x:sheetData></worksheet>"
    )
    assert rows_of(by_hand(**{"xl/one.xml": sheet})) == [
        GridRow(1, {1: GridCell(1)}),
        GridRow(3, {3: GridCell(2), 4: GridCell(3)}),
    ]


def test_hidden_rows_and_columns_and_merged_ranges() -> None:
    def build(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("one")
        sheet.write(0, 0, 1)
        sheet.write(1, 0, 2)
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(1, 2, None, None, {"hidden": True})
        sheet.merge_range("A4:B6", "x")
        book.add_worksheet("two").hide()

    data = written(build)
    rows, layout = rows_and_layout(data)
    assert rows == [
        GridRow(1, {1: GridCell(1)}),
        GridRow(2, {1: GridCell(2)}, hidden=True),
        GridRow(4, {1: GridCell("x")}),
    ]
    assert layout == Layout([Merge(4, 6, 1, 2)], {2, 3}, since_1904=False)
    with open_workbook(data) as sheets:
        assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("one", False), ("two", True)]
