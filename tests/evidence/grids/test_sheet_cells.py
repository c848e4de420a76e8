"""Cells of worksheets, with openpyxl as the oracle and hand-made XML where it has no say."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.files.archive import DamagedError
from evidence.grids.xlsx.workbook import open_workbook
from evidence.nouns.grid import (
    LINKED_NOUGHT,
    NEVER_CALCULATED,
    STRUCK,
    GridCell,
    GridRow,
    Layout,
    Merge,
)
from evidence.privacy.guard import NHS_NUMBER_FOUND
from tests.draws import draws

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def rows_of(data: bytes, sheet: int = 0) -> tuple[list[GridRow], Layout]:
    layout = Layout()
    with open_workbook(data) as sheets:
        return list(sheets[sheet].rows(layout)), layout


def made(build: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        build(book)
    return target.getvalue()


def by_hand(rows: str, workbook: str = "", styles: str = "", shared: str = "") -> bytes:
    """A workbook of one sheet from its XML."""
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
        f'Type="{DOCUMENT}/officeDocument" Target="/xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}">{workbook}<sheets>'
        '<sheet name="one" sheetId="1" r:id="s1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="s1" Type="{DOCUMENT}/worksheet" Target="worksheets/one.xml"/>'
        f'<Relationship Id="s2" Type="{DOCUMENT}/styles" Target="styles.xml"/>'
        f'<Relationship Id="s3" Type="{DOCUMENT}/sharedStrings" Target="texts.xml"/>'
        "</Relationships>",
        "xl/worksheets/one.xml": f'<worksheet xmlns="{MAIN}">{rows}</worksheet>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        "xl/texts.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return target.getvalue()


def cells_by_hand(cells: str, **parts: str) -> dict[int, GridCell]:
    rows, _ = rows_of(by_hand(f'<sheetData><row r="1">{cells}</row></sheetData>', **parts))
    return dict(rows[0].cells) if rows else {}


def as_openpyxl_reads(data: bytes) -> list[dict[tuple[int, int], object]]:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return [
        {
            (cell.row, cell.column): (
                cell.value.date() if isinstance(cell.value, dt.datetime) else cell.value
            )
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in book.worksheets
    ]


def as_we_read(data: bytes) -> list[dict[tuple[int, int], object]]:
    with open_workbook(data) as sheets:
        return [
            {
                (row.number, column): typed.raw
                for row in sheet.rows(Layout())
                for column, typed in row.cells.items()
            }
            for sheet in sheets
        ]


def test_every_cell_of_the_shared_workbooks_is_as_openpyxl_reads_it(shared_returns: Path) -> None:
    books = sorted(shared_returns.glob("*.xlsx"))
    assert len(books) == 3
    for book in books:
        data = book.read_bytes()
        assert as_we_read(data) == as_openpyxl_reads(data)


CELLS = st.one_of(
    st.integers(-(10**9) + 1, 10**9 - 1),
    st.floats(-1e6, 1e6).map(lambda number: round(number, 6)),
    st.booleans(),
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=20).filter(
        lambda text: (
            bool(text.strip().strip("\u200b\u2060\ufeff").strip())
            and not any("0" <= c <= "9" for c in text)
        )
    ),
    st.dates(dt.date(1901, 1, 1), dt.date(2100, 1, 1)),
)


@settings(max_examples=draws(10), deadline=None)
@given(st.dictionaries(st.tuples(st.integers(1, 40), st.integers(1, 30)), CELLS, max_size=25))
def test_every_cell_is_as_openpyxl_reads_it(cells: dict[tuple[int, int], object]) -> None:
    def build(book: xlsxwriter.Workbook) -> None:
        date = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("one")
        for (row, column), value in cells.items():
            if isinstance(value, dt.date):
                sheet.write_datetime(row - 1, column - 1, dt.datetime(*value.timetuple()[:3]), date)
            elif isinstance(value, str):
                sheet.write_string(row - 1, column - 1, value)
            elif isinstance(value, bool):
                sheet.write_boolean(row - 1, column - 1, value)
            else:
                sheet.write(row - 1, column - 1, value)

    data = made(build)
    assert as_we_read(data) == as_openpyxl_reads(data) == [cells]


def test_percent_date_and_boolean_cells() -> None:
    def build(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("one")
        sheet.write(0, 0, 0.874, book.add_format({"num_format": "0.0%"}))
        sheet.write(0, 1, dt.date(2014, 3, 31), book.add_format({"num_format": "d mmm yyyy"}))
        sheet.write(0, 2, True)
        sheet.write(0, 3, "  ")
        sheet.write(0, 4, 0.5, book.add_format({"num_format": "hh:mm"}))

    rows, _ = rows_of(made(build))
    assert rows == [
        GridRow(
            1,
            {
                1: GridCell(0.874, percent_format=True),
                2: GridCell(dt.date(2014, 3, 31)),
                3: GridCell(True),
                5: GridCell("12:00"),
            },
        )
    ]


def test_the_calendar_of_1904() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "date_1904": True}) as book:
        date = book.add_format({"num_format": "dd/mm/yyyy"})
        book.add_worksheet("one").write(0, 0, dt.date(2014, 3, 31), date)
    assert rows_of(target.getvalue())[0] == [GridRow(1, {1: GridCell(dt.date(2014, 3, 31))})]


def test_formulas_without_a_value_are_never_taken_for_one() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "=1+1"
    book.active["B1"] = 2
    target = io.BytesIO()
    book.save(target)
    rows, _ = rows_of(target.getvalue())
    assert rows == [GridRow(1, {1: GridCell(None, unusable=NEVER_CALCULATED), 2: GridCell(2)})]


def test_a_formula_keeps_the_value_it_was_saved_with() -> None:
    assert cells_by_hand(
        '<c r="A1"><f>B1*2</f><v>42</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c><c r="D1"><f>0</f><v>0</v></c>'
        '<c r="E1" t="b"><f>TRUE</f><v>1</v></c>'
    ) == {1: GridCell(42), 2: GridCell("a"), 4: GridCell(0), 5: GridCell(True)}


def test_a_nought_that_a_program_left_in_a_formula_is_no_value() -> None:
    def build(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("one")
        sheet.write_formula(0, 0, "=B1*2")
        sheet.write_formula(0, 1, "=1+1", value=2)

    rows, _ = rows_of(made(build))
    assert rows == [GridRow(1, {1: GridCell(None, unusable=NEVER_CALCULATED), 2: GridCell(2)})]


def test_errors_and_garbled_cells_are_refused() -> None:
    garbled = GridCell(None, unusable="a cell whose contents are garbled")
    assert cells_by_hand(
        '<c r="A1" t="e"><v>#REF!</v></c><c r="B1"><v>NaN</v></c><c r="C1"><v>1_0</v></c>'
        '<c r="D1" t="b"><v>2</v></c><c r="E1"><v>1e999</v></c><c r="F1" t="d"><v>2014</v></c>'
        '<c r="G1" t="d"><v>2014-03-31</v></c><c r="H1"><v>1.5E1</v></c>'
    ) == {
        1: GridCell(None, unusable="an error, #REF!", shown="#REF!"),
        2: garbled,
        3: garbled,
        4: garbled,
        5: garbled,
        6: garbled,
        7: GridCell(dt.date(2014, 3, 31)),
        8: GridCell(15.0),
    }


def test_texts_shared_rich_escaped_and_with_readings() -> None:
    assert cells_by_hand(
        '<c t="s"><v>0</v></c><c t="s"><v>1</v></c>'
        '<c t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>'
        '<c t="inlineStr"><is><t>one_x000A_two_xD800_</t></is></c>',
        shared="<si><t>plain</t></si>"
        "<si><r><t>rich </t></r><r><t>text</t></r><rPh><t>reading</t></rPh></si>",
    ) == {
        1: GridCell("plain"),
        2: GridCell("rich text"),
        3: GridCell("inline"),
        4: GridCell("one\ntwo\ufffd"),
    }


@pytest.mark.parametrize(
    ("formula", "linked"),
    [
        *(("Data!B4", True), ("'Q2 data'!$B$4", True), ("[1]Sheet1!B4", True), ("+B4", True)),
        *(("IF(B4=0,1,B4)", False), ("B4-B5", False), ("SUM(B4:B9)", False), ("0", False)),
    ],
)
def test_a_nought_that_a_link_gives_is_none_since_the_cell_may_be_blank(
    formula: str, linked: bool
) -> None:
    nought = GridCell(None, unusable=LINKED_NOUGHT, shown="0")
    alone, first, filled = "<f>", '<f t="shared" si="3">', '<f t="shared" si="3"/>'
    cells = f"<c>{alone}{formula}</f><v>0</v></c><c>{alone}{formula}</f><v>3</v></c>"
    cells += f"<c>{first}{formula}</f><v>0</v></c><c>{filled}<v>0</v></c><c>{filled}<v>2</v></c>"
    held = nought if linked else GridCell(0)
    assert cells_by_hand(cells) == {
        1: held,
        2: GridCell(3),
        3: held,
        4: held,
        5: GridCell(2),
    }


def test_what_is_struck_through_is_no_value() -> None:
    def build(book: xlsxwriter.Workbook) -> None:
        sheet, struck = book.add_worksheet(), book.add_format({"font_strikeout": True})
        sheet.write_row(0, 0, [3, "met"], struck)
        sheet.write_rich_string(0, 2, struck, "met", "not met")
        sheet.write_rich_string(0, 3, book.add_format({"bold": True}), "not", " met")
        sheet.write(0, 4, 2)
        sheet.write(0, 5, "943 476 5919", struck)

    rows, _ = rows_of(made(build))
    assert rows[0].cells == {
        **dict.fromkeys((1, 2, 3), GridCell(None, unusable=STRUCK)),
        4: GridCell("not met"),
        5: GridCell(2),
        6: GridCell(None, unusable=NHS_NUMBER_FOUND),
    }
    inline = "<r><rPr><strike/></rPr><t>3</t></r><r><rPr><strike val='0'/></rPr><t>2</t></r>"
    assert cells_by_hand(f'<c t="inlineStr"><is>{inline}</is></c>') == {
        1: GridCell(None, unusable=STRUCK)
    }


def test_an_nhs_number_never_leaves_the_sheet() -> None:
    assert cells_by_hand(
        '<c><v>9434765919</v></c><c t="inlineStr"><is><t>943 476 5919</t></is></c>'
    ) == {
        1: GridCell(None, unusable=NHS_NUMBER_FOUND),
        2: GridCell(None, unusable=NHS_NUMBER_FOUND),
    }


def test_prefixes_and_rows_without_numbers() -> None:
    data = by_hand(
        f'<x:sheetData xmlns:x="{MAIN}"><x:row><x:c><x:v>1</x:v></x:c></x:row><x:row/>'
        '<x:row><x:c r="C3"><x:v>2</x:v></x:c><x:c><x:v>3</x:v></x:c></x:row></x:sheetData>'
    )
    assert rows_of(data)[0] == [
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

    data = made(build)
    rows, layout = rows_of(data)
    assert rows == [
        GridRow(1, {1: GridCell(1)}),
        GridRow(2, {1: GridCell(2)}, hidden=True),
        GridRow(4, {1: GridCell("x")}),
    ]
    assert layout == Layout([Merge(4, 6, 1, 2)], {2, 3}, since_1904=False)
    with open_workbook(data) as sheets:
        assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("one", False), ("two", True)]


def test_a_sheet_that_reaches_the_last_cell_costs_nothing() -> None:
    rows, _ = rows_of(
        by_hand(
            '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
        )
    )
    assert rows == [GridRow(1, {1: GridCell(1)}), GridRow(1_048_576, {16_384: GridCell(2)})]


@pytest.mark.parametrize(
    "inside",
    [
        '<sheetData><row r="2"/><row r="1"/></sheetData>',
        '<sheetData><row r="x"/></sheetData>',
        '<sheetData><row r="1"><c r="1A"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="XFE1"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="A1" t="s"><v>7</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="A1" s="9"><v>7</v></c></row></sheetData>',
        "<sheetData><row>",
        '<mergeCells><mergeCell ref="A1:"/></mergeCells>',
    ],
)
def test_broken_sheets_are_told_as_damaged(inside: str) -> None:
    with pytest.raises(DamagedError):
        rows_of(by_hand(inside))


def test_entities_that_grow_are_refused() -> None:
    data = by_hand("&b;")
    grown = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(grown, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("one.xml"):
                text = b'<!DOCTYPE w [<!ENTITY a "xx"><!ENTITY b "&a;&a;">]>' + text
            new.writestr(name, text)
    with pytest.raises(DamagedError, match="document type definition"):
        rows_of(grown.getvalue())
