"""Cells of worksheets, from workbooks that a library writes and from XML put together by hand."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
import xlsxwriter

from evidence.nouns.grid import GARBLED, LINKED_NOUGHT, NEVER_CALCULATED, STRUCK, GridCell, GridRow
from evidence.privacy.guard import NHS_NUMBER_FOUND, REFUSED
from tests.evidence.grids.xlsx.by_hand import by_hand, rows_of, written


def cells_by_hand(cells: str, texts: str = "") -> dict[int, GridCell]:
    """The cells of the one row of a sheet, by their columns."""
    [row] = rows_of(by_hand(f'<row r="1">{cells}</row>', texts=texts))
    return dict(row.cells)


def test_percent_date_and_boolean_cells() -> None:
    def build(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("one")
        sheet.write(0, 0, 0.874, book.add_format({"num_format": "0.0%"}))
        sheet.write(0, 1, dt.date(2014, 3, 31), book.add_format({"num_format": "d mmm yyyy"}))
        sheet.write(0, 2, True)
        sheet.write(0, 3, "  ")
        sheet.write(0, 4, 0.5, book.add_format({"num_format": "hh:mm"}))

    rows = rows_of(written(build))
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
    assert rows_of(target.getvalue()) == [GridRow(1, {1: GridCell(dt.date(2014, 3, 31))})]


def test_formulas_without_a_value_are_never_taken_for_one() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "=1+1"
    book.active["B1"] = 2
    target = io.BytesIO()
    book.save(target)
    rows = rows_of(target.getvalue())
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

    rows = rows_of(written(build))
    assert rows == [GridRow(1, {1: GridCell(None, unusable=NEVER_CALCULATED), 2: GridCell(2)})]


def test_errors_and_garbled_cells_are_refused() -> None:
    garbled = GridCell(None, unusable=GARBLED)
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
        texts="<si><t>plain</t></si>"
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

    rows = rows_of(written(build))
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


def test_cells_of_all_kinds() -> None:
    formats = "".join(f'<xf numFmtId="{n}"/>' for n in (0, 9, 14, 46))
    garbled = GridCell(None, unusable=GARBLED)
    cells = {
        '<c r="A{0}" t="s"><v>0</v></c>': GridCell(" a "),
        '<c r="A{0}" t="inlineStr"><is><t>in_x000A_line</t></is></c>': GridCell("in\nline"),
        '<c r="A{0}" s="1"><v>0.98</v></c>': GridCell(0.98, percent_format=True),
        '<c r="A{0}" s="2"><v>41820</v></c>': GridCell(dt.date(2014, 6, 30)),
        '<c r="A{0}" s="2"><v>41820.75</v></c>': GridCell(dt.date(2014, 6, 30)),
        '<c r="A{0}" s="3"><v>1.5</v></c>': GridCell("36:00"),
        '<c r="A{0}"><v>12</v></c>': GridCell(12),
        '<c r="A{0}"><v>-1.5</v></c>': GridCell(-1.5),
        '<c r="A{0}" s=""><v>3</v></c>': GridCell(3),
        '<c r="A{0}" t="e"><v>#REF!</v></c>': GridCell(None, False, "an error, #REF!", "#REF!"),
        '<c r="A{0}" t="b"><v>1</v></c>': GridCell(True),
        '<c r="A{0}" t="b"><v>2</v></c>': garbled,
        '<c r="A{0}"><v>NaN</v></c>': garbled,
        '<c r="A{0}"><f>1+1</f></c>': GridCell(None, unusable=NEVER_CALCULATED),
        '<c r="A{0}"><f>1+1</f><v>2</v></c>': GridCell(2),
        '<c r="A{0}"><v>2</v><f>1+1</f></c>': GridCell(2),
        '<c r="A{0}" t="str"><f>"a"</f><v>a</v></c>': GridCell("a"),
        "<c r='A{0}' s='1'><v>0.5</v></c>": GridCell(0.5, percent_format=True),
        '<c r="A{0}"><v>9434765919</v></c>': REFUSED,
        '<c r="A{0}" t="d"><v>2014-03-31</v></c>': GridCell(dt.date(2014, 3, 31)),
        '<c r="A{0}" t="e"><f>B1</f><v>#N/A</v></c>': GridCell(
            None, False, "an error, #N/A", "#N/A"
        ),
        '<c r="A{0}" t="e"><v>#SPILL!</v></c>': GridCell(
            None, False, "an error, #SPILL!", "#SPILL!"
        ),
        '<c r="A{0}"><v>7<b/></v></c>': GridCell(7),
        '<c r="a{0}"><v>8</v></c>': GridCell(8),
    }
    # Each stands there twice, since what was read once is remembered.
    rows = "".join(
        f'<row r="{n}" hidden="{int(n == 3)}">{cell.format(n)}</row>'
        for n, cell in enumerate([*cells, *cells], start=1)
    )
    expected = [GridRow(n, {1: typed}, n == 3) for n, typed in enumerate([*cells.values()] * 2, 1)]
    assert rows_of(by_hand(rows, texts="<si><t> a </t></si>", formats=formats)) == expected
