"""Rows told by one pattern: a sheet is found to be what it is found to be without it."""

from __future__ import annotations

import io
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.files.archive import DamagedError, Package, TooLargeError
from evidence.grids.number_formats import Shown
from evidence.grids.xlsx import scan as sheet_scan
from evidence.grids.xlsx.plain_rows import PlainRows
from evidence.grids.xlsx.sheet import Book

HEAD = (
    b'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns='
    b'"http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
TAIL = b"</sheetData></worksheet>"
FORMATS = (Shown.NUMBER, Shown.PERCENT, Shown.DATE)
CELL = st.sampled_from(
    [
        '<c r="A{n}"><v>1</v></c>',
        '<c r="B{n}" s="2"/>',
        '<c r="B{n}" s="2" />',
        '<c r="C{n}" t="s"><v>0</v></c>',
        '<c r="C{n}" t="inlineStr"><is><t xml:space="preserve"> &amp;a </t></is></c>',
        '<c r="AB{n}" s="1"><v>0.5</v></c>',
        '<c r="D{n}" s="01"><v>0.5</v></c>',
        '<c r="D{n}" t="e"><v>#N/A</v></c>',
        '<c r="D{n}" t="b"><v>1</v></c>',
        '<c r="E{n}"><f>A1</f></c>',
        '<c r="E{n}"><f>A1</f><v>3</v></c>',
        '<c r="E{n}"><f aca="false">A1</f><v>0</v></c>',
        '<c r="E{n}" s="1"><f>A1</f><v>0.5</v></c>',
        '<c r="E{n}" t="str"><f t="shared" si="0"/><v>a</v></c>',
        '<c r="E{n}" t="str"><f>A1</f><v></v></c>',
        '<c r="E{n}"><f t="shared" t="shared">A1</f><v>3</v></c>',
        '<c r="E{n}"><v>3</v><f>A1</f></c>',
        '<c r="A{n}1"><v>1</v></c>',
        '<c r="XFE{n}"><v>1</v></c>',
        '<c r="A{n}" s="2" s="2"><v>1</v></c>',
        '<c r="A{n}"><v>&nbsp;</v></c>',
        '<c r="A{n}"><v>]]></v></c>',
        '<c r="A{n}"><v>\x01</v></c>',
        '<c r="A{n}"><v>é</v></c>',
        '<c r="A{n}"><v>1</v>',
        "<c><v>1</v></c>",
        "<!-- ",
        " -->",
        "\n",
    ]
)
ATTRIBUTES = st.sampled_from(
    [
        "",
        ' spans="1:6" x14ac:dyDescent="0.25"',
        ' ht="12.8" hidden="false" customHeight="0"',
        ' hidden="1"',
        ' hidden="true"',
        ' ht="1" ht="1"',
        ' r="3"',
        ' ht="<"',
    ]
)
ROW = st.builds(
    lambda step, attributes, cells, closed: (step, attributes, cells, closed),
    st.sampled_from([1, 1, 1, 1, 2, 0, -1, 2_000_000]),
    st.one_of(st.just(""), ATTRIBUTES),
    st.one_of(
        st.just(['<c r="A{n}"><v>1</v></c>', '<c r="C{n}" t="s"><v>0</v></c>']),
        st.lists(CELL, max_size=3),
    ),
    st.booleans(),
)


def sheet(rows: list[tuple[int, str, list[str], bool]]) -> bytes:
    number, made = 0, ""
    for step, attributes, cells, closed in rows:
        number += step
        inside = "".join(cells).replace("{n}", str(number))
        end = "/>" if closed and not inside else f">{inside}</row>"
        made += f'<row r="{number}"{attributes}{end}'
    return HEAD + made.encode() + TAIL


def outcome(data: bytes, book: Book) -> object:
    try:
        return sheet_scan.scan(io.BytesIO(data), book)
    except (DamagedError, TooLargeError) as error:
        return type(error), str(error)


@settings(deadline=None, max_examples=400)
@given(st.lists(ROW, max_size=12), st.integers(40, 200), st.booleans())
def test_a_sheet_with_and_without_the_pattern(rows, chunk, to_be_calculated) -> None:
    data, book = sheet(rows), Book(cast("Package", None), (), FORMATS, False, to_be_calculated)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheet_scan, "CHUNK", chunk)
        found = outcome(data, book)
        patch.setattr(PlainRows, "rows", lambda *_: None)
        assert found == outcome(data, book)


FORMULA = b'<row r="3"><c r="A3"><f>B3</f><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("piece", "numbers", "hidden"),
    [
        (b"", [], set()),
        (b'<row r="3"/>', [3], set()),
        (b'<row r="3" spans="1:2"><c r="A3" s="2" t="s"><v>0</v></c><c r="B3"/></row>', [3], set()),
        (b'<row r="3"><c r="A3"><v>1</v></c></row><row r="7"></row>', [3, 7], set()),
        (b'<row r="3" hidden="1"/><row r="4" hidden="false"/>', [3, 4], {3}),
        (FORMULA, [3], set()),
    ],
)
def test_plain_rows(piece: bytes, numbers: list[int], hidden: set[int]) -> None:
    assert PlainRows(FORMATS, False).rows(piece) == (numbers, hidden)


@pytest.mark.parametrize(
    "piece",
    [
        b'<row r="3"><c r="A4"><v>1</v></c></row>',
        b'<row r="3"><c r="A3" s="1"><v>1</v></c></row>',
        b'<row r="3"><c r="A3" t="b"><v>1</v></c></row>',
        b'<row r="3"><c r="A3"><f>B3</f></c></row>',
        b'<row r="3"><c r="A3"><f>B3</f><v></v></c></row>',
        b'<row r="3" ht="1" ht="1"/>',
        b'<row r="3"/></sheetData>',
    ],
)
def test_rows_that_are_not_plain(piece: bytes) -> None:
    assert PlainRows(FORMATS, False).rows(piece) is None


@pytest.mark.parametrize("end", [b' t="str"><f>B3</f><v>a</v></c>', b"><f>B3</f><v>10</v></c>"])
def test_a_formula_whose_value_is_surely_known(end: bytes) -> None:
    assert PlainRows(FORMATS, True).rows(b'<row r="3"><c r="A3"' + end + b"</row>") == ([3], set())


def test_a_formula_whose_value_may_be_one_never_calculated() -> None:
    piece = FORMULA.replace(b"<v>1", b"<v>0")
    assert PlainRows(FORMATS, False).rows(piece) == ([3], set())
    assert PlainRows(FORMATS, True).rows(piece) is None
