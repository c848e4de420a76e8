"""Cells of OpenDocument spreadsheets, from XML put together by hand."""

from __future__ import annotations

import datetime as dt
from xml.sax.saxutils import escape

import pytest

from evidence.grids.format_words import HIDDEN_BY_FORMAT, SCALED
from evidence.grids.ods import open_ods
from evidence.nouns.grid import LINKED_NOUGHT, NEVER_CALCULATED, STRUCK, CellNote, GridCell, Layout
from evidence.privacy.guard import NHS_NUMBER_FOUND
from tests.evidence.grids.ods.by_hand import cell, content, packed, row, rows_of, table_of, text

NOT_CALCULATED = GridCell(None, unusable=NEVER_CALCULATED)
GARBLED = GridCell(None, unusable="a cell whose contents are garbled")


def typed(attributes: str, inside: str = "") -> GridCell | None:
    rows, _ = rows_of(f"<table:table-row>{cell(attributes, inside)}</table:table-row>")
    return rows[0].cells[1] if rows else None


FORMULA = 'table:formula="of:=1+1" '
KINDS: dict[str, tuple[str, str, GridCell | None]] = {
    "whole number": ('office:value-type="float" office:value="3"', "", GridCell(3)),
    "number": (
        'office:value-type="float" office:value="1.5E1"',
        "<text:p>15</text:p>",
        GridCell(15.0),
    ),
    "currency": ('office:value-type="currency" office:value="12.5"', "", GridCell(12.5)),
    "percent sign written behind": (
        'office:value-type="float" office:value="0.5"',
        "<text:p>0.5%</text:p>",
        GridCell(0.005, percent_format=True),
    ),
    "percentage": (
        'office:value-type="percentage" office:value="0.874"',
        "<text:p>87.4%</text:p>",
        GridCell(0.874, percent_format=True),
    ),
    "day": (
        'office:value-type="date" office:date-value="2014-03-31"',
        "",
        GridCell(dt.date(2014, 3, 31)),
    ),
    "day and time": (
        'office:value-type="date" office:date-value="2014-03-31T13:30:00"',
        "",
        GridCell(dt.date(2014, 3, 31)),
    ),
    "time": ('office:value-type="time" office:time-value="PT12H30M00S"', "", GridCell("12:30")),
    "long time": (
        'office:value-type="time" office:time-value="-PT36H29M59.9S"',
        "",
        GridCell("-36:30"),
    ),
    "true": ('office:value-type="boolean" office:boolean-value="true"', "", GridCell(True)),
    "true saved as a number": (
        'office:value-type="float" office:value="1"',
        "<text:p>TRUE</text:p>",
        GridCell(True),
    ),
    "text": (
        'office:value-type="string"',
        "<text:p>one</text:p><text:p>two</text:p>",
        GridCell("one\ntwo"),
    ),
    "text as an attribute": (
        'office:value-type="string" office:string-value="said"',
        "<text:p>shown</text:p>",
        GridCell("said"),
    ),
    "text of no type": ("", "<text:p>plain</text:p>", GridCell("plain")),
    "text in pieces": (
        'office:value-type="string"',
        '<text:p>a<text:s text:c="2"/><text:span>b <text:a>c</text:a></text:span><text:tab/>d'
        "<text:line-break/>e\n   f</text:p>",
        GridCell("a  b c\td\ne f"),
    ),
    "text with a note": (
        'office:value-type="string"',
        "<office:annotation><text:p>a remark</text:p></office:annotation><text:p>said</text:p>",
        GridCell("said"),
    ),
    "only a note": ("", "<office:annotation><text:p>a remark</text:p></office:annotation>", None),
    "blank": ("", "", None),
    "spaces": ('office:value-type="string"', "<text:p>\u00a0 <text:s/></text:p>", None),
    "formula": (f'{FORMULA} office:value-type="float" office:value="42"', "", GridCell(42)),
    "formula that comes to nothing": (FORMULA, "<text:p/>", None),
    "formula with an empty text": (
        f'{FORMULA} office:value-type="string" office:string-value=""',
        "",
        None,
    ),
    "formula without a result": (FORMULA, "", NOT_CALCULATED),
    "formula without a type": (FORMULA, "<text:p>2</text:p>", NOT_CALCULATED),
    "formula without a number": (f'{FORMULA} office:value-type="float"', "", NOT_CALCULATED),
    "formula without a day": (f'{FORMULA} office:value-type="date"', "", NOT_CALCULATED),
    "formula without a text": (f'{FORMULA} office:value-type="string"', "", NOT_CALCULATED),
    "error": (
        f'{FORMULA} office:value-type="string" office:string-value="" calcext:value-type="error"',
        "<text:p>#REF!</text:p>",
        GridCell(None, unusable="an error, #REF!", shown="#REF!"),
    ),
    "error saved as 0": (
        f'{FORMULA} office:value-type="float" office:value="0"',
        "<text:p>#DIV/0!</text:p>",
        GridCell(None, unusable="an error, #DIV/0!", shown="#DIV/0!"),
    ),
    "error of LibreOffice": (
        f'{FORMULA} calcext:value-type="error"',
        "<text:p>Err:502</text:p>",
        GridCell(None, unusable="an error, Err:502", shown="Err:502"),
    ),
    "error typed as a text": (
        'office:value-type="string"',
        "<text:p>#N/A</text:p>",
        GridCell("#N/A"),
    ),
    "number that is none": ('office:value-type="float" office:value="NaN"', "", GARBLED),
    "number without one": ('office:value-type="float"', "<text:p>3</text:p>", GARBLED),
    "day that is none": ('office:value-type="date" office:date-value="2014-02-30"', "", GARBLED),
    "time that is none": ('office:value-type="time" office:time-value="PT"', "", GARBLED),
    "truth that is none": ('office:value-type="boolean" office:boolean-value="1"', "", GARBLED),
    "type that is none": ('office:value-type="colour"', "<text:p>red</text:p>", GARBLED),
    "NHS number": (
        'office:value-type="float" office:value="9434765919"',
        "",
        GridCell(None, unusable=NHS_NUMBER_FOUND),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_each_kind_of_cell_holds(kind: str) -> None:
    attributes, inside, expected = KINDS[kind]
    assert repr(typed(attributes, inside)) == repr(expected)


@pytest.mark.parametrize(
    ("shown", "held"),
    [
        ("1,210", GridCell(1210)),
        ("1 210", GridCell(1210)),
        ("1210 wte", GridCell(1210)),
        ("1.210", GridCell(1210)),
        ("n/a", GridCell("n/a")),
        ("<5", GridCell("<5")),
        ("1210 of 1400", None),
        ("1.21", GridCell(None, unusable=SCALED)),
        ("", GridCell(None, unusable=HIDDEN_BY_FORMAT)),
    ],
)
def test_a_number_is_read_as_the_cell_shows_it(shown: str, held: GridCell | None) -> None:
    found = typed(
        'office:value-type="float" office:value="1210"', f"<text:p>{escape(shown)}</text:p>"
    )
    if held is None:
        told = "a number that its format shows as “1210 of 1400”"
        held = GridCell(None, unusable=told, shown="1210 of 1400")
    assert found == held


def test_what_is_struck_through_is_no_value() -> None:
    styles = (
        '<style:style style:name="out" style:family="table-cell"><style:text-properties '
        'style:text-line-through-style="solid"/></style:style>'
    )
    cells = (
        cell('table:style-name="out" office:value-type="float" office:value="3"'),
        text('<text:span text:style-name="out">met</text:span> not met'),
        text("not met"),
    )
    data = packed(content(table_of(row(*cells)), "", styles))
    with open_ods(data) as sheets:
        [found] = sheets[0].rows(Layout())
    out = GridCell(None, unusable=STRUCK)
    assert found.cells == {1: out, 2: out, 3: GridCell("not met")}


def test_a_nought_that_a_link_gives_is_none_since_the_cell_may_be_blank() -> None:
    held = [
        typed(f'table:formula="of:={formula}" office:value-type="float" office:value="0"')
        for formula in ("[Data.B4]", "[$'Q2 data'.$B$4]", "[.B4]", "SUM([.B4:.B9])", "[.B4]-[.B5]")
    ]
    nought = GridCell(None, unusable=LINKED_NOUGHT, shown="0")
    assert held == [nought] * 3 + [GridCell(0)] * 2


def test_notes_on_cells_are_known_by_what_they_say_and_are_no_part_of_the_cell() -> None:
    said = "<office:annotation><text:p>not so</text:p></office:annotation><text:p>met</text:p>"
    rows, layout = rows_of(row(text("a"), cell('office:value-type="string"', said)))
    assert (rows[0].cells[2], layout.noted) == (GridCell("met"), [CellNote(1, 2, "not so")])
