"""Cells of OpenDocument spreadsheets, from XML put together by hand and by odfpy."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evidence.grids.ods
from evidence.files.archive import DamagedError, LockedError, TooLargeError
from evidence.grids.format_words import HIDDEN_BY_FORMAT, SCALED
from evidence.grids.ods import open_ods
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

URN = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    f'xmlns:{name}="{URN}:{name}:1.0"' for name in ("office", "table", "text", "style", "manifest")
)
SPACES += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
NOT_CALCULATED = GridCell(None, unusable=NEVER_CALCULATED)
GARBLED = GridCell(None, unusable="a cell whose contents are garbled")


def packed(content: str, **parts: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return target.getvalue()


def content(sheets: str, before: str = "", styles: str = "") -> str:
    return (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{before}{sheets}"
        "</office:spreadsheet></office:body></office:document-content>"
    )


def rows_of(inside: str) -> tuple[list[GridRow], Layout]:
    layout = Layout()
    data = packed(content(f'<table:table table:name="one">{inside}</table:table>'))
    with open_ods(data) as sheets:
        return list(sheets[0].rows(layout)), layout


def cell(attributes: str = "", inside: str = "") -> str:
    return f"<table:table-cell {attributes}>{inside}</table:table-cell>"


def typed(attributes: str, inside: str = "") -> GridCell | None:
    rows, _ = rows_of(f"<table:table-row>{cell(attributes, inside)}</table:table-row>")
    return rows[0].cells[1] if rows else None


def text(words: str) -> str:
    return cell('office:value-type="string"', f"<text:p>{words}</text:p>")


def row(*cells: str, **attributes: str) -> str:
    said = " ".join(f'table:{name.replace("_", "-")}="{v}"' for name, v in attributes.items())
    return f"<table:table-row {said}>{''.join(cells)}</table:table-row>"


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
    data = packed(content(f'<table:table table:name="one">{row(*cells)}</table:table>', "", styles))
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


def test_notes_on_cells_are_known_and_not_read() -> None:
    noted = cell('office:value-type="string"', "<office:annotation/><text:p>met</text:p>")
    rows, layout = rows_of(row(text("a"), noted))
    assert (rows[0].cells[2], layout.noted) == (GridCell("met"), [(1, 2)])


def test_repeats_beyond_any_return_are_refused_before_they_are_made() -> None:
    many = cell('office:value-type="float" office:value="5" table:number-columns-repeated="100"')
    with pytest.raises(TooLargeError, match="over 1,000,000 cells"):
        rows_of(row(many, number_rows_repeated="1000000"))
    with pytest.raises(TooLargeError, match="over 1,048,576 rows"):
        rows_of(row(number_rows_repeated="1048576") + row(text("x")))
    with pytest.raises(TooLargeError, match="over 16,384 columns"):
        rows_of(row(cell('table:number-columns-repeated="16384"'), text("x")))


def test_more_elements_than_any_return(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence.grids.ods, "MAX_ELEMENTS", 20)
    with pytest.raises(TooLargeError, match="over 20 rows and cells"):
        rows_of(row(*[cell()] * 20))


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
    one = columns + row(text("a")) + row(text("b"), visibility="filter") + folded + row(text("d"))
    data = packed(
        content(
            f'<table:table table:name="one">{one}</table:table>'
            '<table:table table:name="9434765919" table:style-name="away"/>',
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
    data = packed(
        content(f'<table:table table:name="one">{row(cell("", inner))}</table:table>', elsewhere)
    )
    with open_ods(data) as [sheet]:
        assert (sheet.name, list(sheet.rows(Layout()))) == ("one", [])


def test_a_table_embedded_beside_the_rows_is_no_part_of_the_sheet() -> None:
    inner = f'<table:table table:name="in">{row(text("inner"))}</table:table>'
    shapes = (
        "<table:shapes><office:document><office:body><office:spreadsheet>"
        f"{inner}</office:spreadsheet></office:body></office:document></table:shapes>"
    )
    assert rows_of(shapes + row(text("a")))[0] == [GridRow(1, {1: GridCell("a")})]


def test_a_spreadsheet_with_a_password() -> None:
    manifest = (
        f"<manifest:manifest {SPACES}><manifest:file-entry><manifest:encryption-data/>"
        "</manifest:file-entry></manifest:manifest>"
    )
    with (
        pytest.raises(LockedError),
        open_ods(packed("\x00scrambled", **{"META-INF__manifest.xml": manifest})),
    ):
        pass


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "<office:document-content>",
        content(f'<table:table table:name="one">{row(text("x"))}</table:table>')[:-30],
        '<!DOCTYPE d [<!ENTITY a "xx">]>' + content(""),
        '<!DOCTYPE d SYSTEM "file:///etc/passwd">' + content(""),
        '<?xml version="1.0" encoding="none-such"?>' + content(""),
        f"<office:document-content {SPACES}/>",
        content(f'<table:table table:name="one">{row(number_rows_repeated="0")}</table:table>'),
        content(f'<table:table table:name="one">{row(number_rows_repeated="many")}</table:table>'),
        content("<text:p>" * 300 + "</text:p>" * 300),
    ],
)
def test_broken_contents_are_told_as_damaged(broken: str) -> None:
    with pytest.raises(DamagedError), open_ods(packed(broken)):
        pass


def test_a_part_that_is_missing() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(DamagedError), open_ods(target.getvalue()):
        pass


WHOLE = packed(content(f'<table:table table:name="one">{row(text("x"), text("y"))}</table:table>'))


@settings(max_examples=draws(25), deadline=None)
@given(st.data())
def test_a_damaged_spreadsheet_is_told_as_damaged_and_nothing_else(data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(WHOLE)))
    broken = bytearray(WHOLE[:cut] if data.draw(st.booleans()) else WHOLE)
    for _ in range(data.draw(st.integers(0, 8))):
        place = data.draw(st.integers(0, len(WHOLE) - 1))
        if place < len(broken):
            broken[place] = data.draw(st.integers(0, 255))
    try:
        with open_ods(bytes(broken)) as sheets:
            for sheet in sheets:
                list(sheet.rows(Layout()))
    except (DamagedError, LockedError, TooLargeError):
        pass
