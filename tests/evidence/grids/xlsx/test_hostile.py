"""Workbooks made to exhaust or mislead the reader: a clear fault, in bounded time and memory."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import xlsxwriter

from evidence.files.archive import DamagedError, TooLargeError
from evidence.nouns.grid import GridCell, GridRow
from tests.evidence.grids.xlsx.by_hand import DOCUMENT, MAIN, ONE, by_hand, relations, rows_of

Refused = tuple[Callable[[], bytes], type[Exception], str]
DTD = '<!DOCTYPE w [<!ENTITY a "{}"><!ENTITY b "&a;&a;">]>'
SHEETS: dict[str, Refused] = {
    "the last cell said to stand in the first row": (
        lambda: by_hand('<row r="1"><c r="XFD1048576"><v>2</v></c></row>'),
        DamagedError,
        "a cell's place is garbled",
    ),
    "a cell beyond the last column": (
        lambda: by_hand('<row r="1"><c r="XFD1"/><c><v>2</v></c></row>'),
        DamagedError,
        "a cell's place is garbled",
    ),
    "rows out of order": (
        lambda: by_hand('<row r="2"/><row r="1"/>'),
        DamagedError,
        "its rows are out of order",
    ),
    "an encoding that nobody knows": (
        lambda: by_hand(before='<?xml version="1.0" encoding="none-such"?>'),
        DamagedError,
        "its contents break off or are garbled",
    ),
    "a sheet that is none": (
        lambda: by_hand(**{"xl/one.xml": f'<chartsheet xmlns="{MAIN}"/>'}),
        DamagedError,
        "one of its sheets is not written as a sheet",
    ),
    "a document type definition in a sheet without any row": (
        lambda: by_hand(**{"xl/one.xml": f'<!DOCTYPE w><worksheet xmlns="{MAIN}"/>'}),
        DamagedError,
        "it holds a document type definition, which no workbook needs",
    ),
    "entities that grow in an attribute": (
        lambda: by_hand(
            before='<!DOCTYPE w [<!ENTITY a "%s">]>' % ("x" * 100_000),
            rows=f'<row r="1" ht="{"&a;" * 10_000}"/>',
        ),
        DamagedError,
        "it holds a document type definition, which no workbook needs",
    ),
    "a row of more than is held": (
        lambda: by_hand(f'<row r="1"><c r="A1" t="str"><v>{"long " * 1_700_000}</v></c></row>'),
        TooLargeError,
        "a row of over 8 MB",
    ),
    "something beside the rows that is more than is held": (
        lambda: by_hand(beside=f"<extLst><ext>{'long ' * 1_700_000}</ext></extLst>"),
        TooLargeError,
        "a row of over 8 MB",
    ),
    "elements without end inside each other": (
        lambda: by_hand(beside="<ext>" * 5_000 + "</ext>" * 5_000),
        DamagedError,
        "its contents break off or are garbled",
    ),
    "all columns hidden over and over": (
        lambda: by_hand(beside='<col hidden="1" min="-9" max="99999"/>' * 65),
        TooLargeError,
        "over 1,048,576 hidden columns",
    ),
    "entities that grow": (
        lambda: by_hand(
            '<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>', before=DTD.format("ha")
        ),
        DamagedError,
        "it holds a document type definition, which no workbook needs",
    ),
    "an entity from another file": (
        lambda: by_hand(before='<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'),
        DamagedError,
        "it holds a document type definition, which no workbook needs",
    ),
    "merged ranges over everything, many times": (
        lambda: by_hand(
            beside="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 9 + "</mergeCells>"
        ),
        TooLargeError,
        "merged cells over more than 5,000,000 rows",
    ),
    "an entity beside the rows": (
        lambda: by_hand(beside="&b;", before=DTD.format("xx")),
        DamagedError,
        "it holds a document type definition, which no workbook needs",
    ),
    "a row that is not numbered": (
        lambda: by_hand('<row r="x"/>'),
        DamagedError,
        "its contents break off or are garbled",
    ),
    "a cell whose number comes first": (
        lambda: by_hand('<row r="1"><c r="1A"><v>1</v></c></row>'),
        DamagedError,
        "a cell's place is garbled",
    ),
    "a cell in a column after the last": (
        lambda: by_hand('<row r="1"><c r="XFE1"><v>1</v></c></row>'),
        DamagedError,
        "its contents break off or are garbled",
    ),
    "a text that is not among those shared": (
        lambda: by_hand('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'),
        DamagedError,
        "its contents break off or are garbled",
    ),
    "a format that is not among the styles": (
        lambda: by_hand('<row r="1"><c r="A1" s="9"><v>7</v></c></row>'),
        DamagedError,
        "a cell's style is missing",
    ),
    "a merged range without an end": (
        lambda: by_hand(beside='<mergeCells><mergeCell ref="A1:"/></mergeCells>'),
        DamagedError,
        "its contents break off or are garbled",
    ),
    "XML that breaks off": (
        lambda: by_hand(rows="<row>"),
        DamagedError,
        "its contents break off or are garbled",
    ),
}


def is_refused(case: Refused) -> None:
    build, kind, message = case
    with pytest.raises(kind) as raised:
        rows_of(build())
    assert str(raised.value) == message


@pytest.mark.parametrize("name", SHEETS)
def test_sheets_that_are_refused(name: str) -> None:
    is_refused(SHEETS[name])


@pytest.mark.parametrize(
    "case",
    [
        (
            lambda: by_hand(sheets='<sheet name="s" sheetId="1" r:id="worksheet"/>' * 2),
            DamagedError,
            "two of its sheets are the same part",
        ),
        (
            lambda: by_hand(sheets='<sheet name="s" sheetId="1" r:id="worksheet"/>' * 501),
            TooLargeError,
            "501 sheets",
        ),
        (
            lambda: by_hand(formats="<xf/>" * 900_000),
            TooLargeError,
            "5 MB in its part xl/styles.xml",
        ),
        (
            lambda: by_hand(rels=relations(worksheet="../../../etc/hostname")),
            DamagedError,
            "one of its sheets is missing",
        ),
        (
            lambda: by_hand(
                rels=relations(worksheet="one.xml").replace(
                    "Target", 'TargetMode="External" Target'
                )
            ),
            DamagedError,
            "one of its sheets is missing",
        ),
        (
            lambda: by_hand(**{"xl/ONE.xml": "<a/>"}),
            DamagedError,
            "two of its parts have the same name",
        ),
    ],
)
def test_workbooks_that_are_refused(case: Refused) -> None:
    is_refused(case)


def test_external_links_are_not_followed() -> None:
    rels = relations(worksheet="one.xml").replace(
        "</Relationships>",
        f'<Relationship Id="x" Type="{DOCUMENT}/externalLink" '
        'Target="http://127.0.0.1:9/" TargetMode="External"/></Relationships>',
    )
    assert rows_of(by_hand(rels=rels)) == [GridRow(1, {1: GridCell(1)})]


@pytest.mark.parametrize("last", [50_000, pytest.param(1_048_576, marks=pytest.mark.slow)])
def test_rows_with_a_format_and_nothing_in_them(last: int) -> None:
    blank = "".join(f'<row r="{n}" s="1"/>' for n in range(2, last + 1))
    assert rows_of(by_hand(ONE + blank)) == [GridRow(1, {1: GridCell(1)})]


def test_more_blank_cells_than_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evidence.grids.xlsx.sheet.MAX_CELLS", 9_999)
    row = "".join(f'<c r="{letter}1"/>' for letter in map(columns, range(1, 10_001)))
    with pytest.raises(TooLargeError, match="a sheet of over 9,999 cells"):
        rows_of(by_hand(f'<row r="1">{row}</row>'))


def columns(number: int) -> str:
    return xlsxwriter.utility.xl_col_to_name(number - 1)


def test_all_columns_of_a_long_row() -> None:
    row = "".join(f'<c r="{columns(n)}1"><v>{n}</v></c>' for n in range(1, 16_385))
    data = by_hand(f'<row r="1">{row}</row>')
    assert rows_of(data) == [GridRow(1, {n: GridCell(n) for n in range(1, 16_385)})]


def test_a_long_text_in_many_cells_is_held_once() -> None:
    text = "x" * 32_767
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 2_001))
    found = rows_of(by_hand(rows, texts=f"<si><t>{text}</t></si>"))
    assert found == [GridRow(n, {1: GridCell(text)}) for n in range(1, 2_001)]
    assert len({id(row.cells[1].raw) for row in found}) == 1
