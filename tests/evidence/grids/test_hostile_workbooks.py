"""Workbooks made to exhaust or mislead the reader: a clear fault, in bounded time and memory."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter

from evidence.files.archive import DamagedError, TooLargeError
from evidence.grids.xlsx.workbook import open_workbook
from evidence.nouns.grid import GARBLED, NEVER_CALCULATED, GridCell, GridRow, Layout
from evidence.privacy.guard import REFUSED

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


def relations(**targets: str) -> str:
    each = "".join(
        f'<Relationship Id="{kind}" Type="{DOCUMENT}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}">{each}</Relationships>'


def made(
    rows: str = ONE,
    *,
    texts: str = "",
    formats: str = "",
    beside: str = "",
    sheets: str = '<sheet name="one" sheetId="1" r:id="worksheet"/>',
    before: str = "",
    rels: str = "",
    **parts: str,
) -> bytes:
    """A workbook of one sheet. ``before`` stands before the sheet's root, ``beside`` in it."""
    held = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": rels
        or relations(worksheet="one.xml", styles="styles.xml", sharedStrings="texts.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>{sheets}'
        "</sheets></workbook>",
        "xl/one.xml": f'{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{beside}'
        "</worksheet>",
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs>{formats}</cellXfs></styleSheet>',
        "xl/texts.xml": f'<sst xmlns="{MAIN}" uniqueCount="99999999999999">{texts}</sst>',
        **parts,
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in held.items():
            archive.writestr(name, text)
    return target.getvalue()


def rows_of(data: bytes) -> list[GridRow]:
    with open_workbook(data) as sheets:
        return [row for sheet in sheets for row in sheet.rows(Layout())]


Refused = tuple[Callable[[], bytes], type[Exception], str]
DTD = '<!DOCTYPE w [<!ENTITY a "{}"><!ENTITY b "&a;&a;">]>'
SHEETS: dict[str, Refused] = {
    "the last cell said to stand in the first row": (
        lambda: made('<row r="1"><c r="XFD1048576"><v>2</v></c></row>'),
        DamagedError,
        "a cell's place is garbled",
    ),
    "a cell beyond the last column": (
        lambda: made('<row r="1"><c r="XFD1"/><c><v>2</v></c></row>'),
        DamagedError,
        "a cell's place is garbled",
    ),
    "rows out of order": (
        lambda: made('<row r="2"/><row r="1"/>'),
        DamagedError,
        "its rows are out of order",
    ),
    "an encoding that nobody knows": (
        lambda: made(before='<?xml version="1.0" encoding="none-such"?>'),
        DamagedError,
        "its contents break off or are garbled",
    ),
    "a sheet that is none": (
        lambda: made(**{"xl/one.xml": f'<chartsheet xmlns="{MAIN}"/>'}),
        DamagedError,
        "one of its sheets is not written as a sheet",
    ),
    "a document type definition in a sheet without any row": (
        lambda: made(**{"xl/one.xml": f'<!DOCTYPE w><worksheet xmlns="{MAIN}"/>'}),
        DamagedError,
        "it holds a document type definition, which no workbook needs",
    ),
    "entities that grow in an attribute": (
        lambda: made(
            before='<!DOCTYPE w [<!ENTITY a "%s">]>' % ("x" * 100_000),
            rows=f'<row r="1" ht="{"&a;" * 10_000}"/>',
        ),
        DamagedError,
        "it holds a document type definition, which no workbook needs",
    ),
    "a row of more than is held": (
        lambda: made(f'<row r="1"><c r="A1" t="str"><v>{"long " * 1_700_000}</v></c></row>'),
        TooLargeError,
        "a row of over 8 MB",
    ),
    "something beside the rows that is more than is held": (
        lambda: made(beside=f"<extLst><ext>{'long ' * 1_700_000}</ext></extLst>"),
        TooLargeError,
        "a row of over 8 MB",
    ),
    "elements without end inside each other": (
        lambda: made(beside="<ext>" * 5_000 + "</ext>" * 5_000),
        DamagedError,
        "its contents break off or are garbled",
    ),
    "all columns hidden over and over": (
        lambda: made(beside='<col hidden="1" min="-9" max="99999"/>' * 65),
        TooLargeError,
        "over 1,048,576 hidden columns",
    ),
    "entities that grow": (
        lambda: made('<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>', before=DTD.format("ha")),
        DamagedError,
        "it holds a document type definition, which no workbook needs",
    ),
    "an entity from another file": (
        lambda: made(before='<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'),
        DamagedError,
        "it holds a document type definition, which no workbook needs",
    ),
    "merged ranges over everything, many times": (
        lambda: made(
            beside="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 9 + "</mergeCells>"
        ),
        TooLargeError,
        "merged cells over more than 5,000,000 rows",
    ),
    "XML that breaks off": (
        lambda: made(rows="<row>"),
        DamagedError,
        "its contents break off or are garbled",
    ),
}


def refused(case: Refused) -> None:
    build, kind, message = case
    with pytest.raises(kind) as told:
        rows_of(build())
    assert str(told.value) == message


@pytest.mark.parametrize("name", SHEETS)
def test_sheets_that_are_refused(name: str) -> None:
    refused(SHEETS[name])


FAR = '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            made(ONE + FAR),
            [GridRow(1, {1: GridCell(1)}), GridRow(1_048_576, {16_384: GridCell(2)})],
        ),
        (
            made(ONE + f'<x:row xmlns:x="{MAIN}" r="3"><x:c r="B3"><x:v>2</x:v></x:c></x:row>'),
            [GridRow(1, {1: GridCell(1)}), GridRow(3, {2: GridCell(2)})],
        ),
        (made('<row r="1"><c><v>2</v></c></row>'), [GridRow(1, {1: GridCell(2)})]),
        (made("<!-- -->" + ONE.replace("<v>1", "<v>1<!-- -->2")), [GridRow(1, {1: GridCell(12)})]),
        (
            made(before='<?xml version="1.0" encoding="iso-8859-1"?>'),
            [GridRow(1, {1: GridCell(1)})],
        ),
    ],
)
def test_sheets_that_are_oddly_written_and_read(data: bytes, expected: list[GridRow]) -> None:
    assert rows_of(data) == expected


@pytest.mark.parametrize(
    "case",
    [
        (
            lambda: made(sheets='<sheet name="s" sheetId="1" r:id="worksheet"/>' * 2),
            DamagedError,
            "two of its sheets are the same part",
        ),
        (
            lambda: made(sheets='<sheet name="s" sheetId="1" r:id="worksheet"/>' * 501),
            TooLargeError,
            "501 sheets",
        ),
        (
            lambda: made(formats="<xf/>" * 900_000),
            TooLargeError,
            "5 MB in its part xl/styles.xml",
        ),
        (
            lambda: made(rels=relations(worksheet="../../../etc/hostname")),
            DamagedError,
            "one of its sheets is missing",
        ),
        (
            lambda: made(
                rels=relations(worksheet="one.xml").replace(
                    "Target", 'TargetMode="External" Target'
                )
            ),
            DamagedError,
            "one of its sheets is missing",
        ),
        (
            lambda: made(**{"xl/ONE.xml": "<a/>"}),
            DamagedError,
            "two of its parts have the same name",
        ),
    ],
)
def test_workbooks_that_are_refused(case: Refused) -> None:
    refused(case)


def test_external_links_are_not_followed() -> None:
    rels = relations(worksheet="one.xml").replace(
        "</Relationships>",
        f'<Relationship Id="x" Type="{DOCUMENT}/externalLink" '
        'Target="http://127.0.0.1:9/" TargetMode="External"/></Relationships>',
    )
    assert rows_of(made(rels=rels)) == [GridRow(1, {1: GridCell(1)})]


@pytest.mark.parametrize("last", [50_000, pytest.param(1_048_576, marks=pytest.mark.slow)])
def test_rows_with_a_format_and_nothing_in_them(last: int) -> None:
    blank = "".join(f'<row r="{n}" s="1"/>' for n in range(2, last + 1))
    assert rows_of(made(ONE + blank)) == [GridRow(1, {1: GridCell(1)})]


def test_more_blank_cells_than_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evidence.grids.xlsx.sheet.MAX_CELLS", 9_999)
    row = "".join(f'<c r="{letter}1"/>' for letter in map(columns, range(1, 10_001)))
    with pytest.raises(TooLargeError, match="a sheet of over 9,999 cells"):
        rows_of(made(f'<row r="1">{row}</row>'))


def columns(number: int) -> str:
    return xlsxwriter.utility.xl_col_to_name(number - 1)


def test_all_columns_of_a_long_row() -> None:
    row = "".join(f'<c r="{columns(n)}1"><v>{n}</v></c>' for n in range(1, 16_385))
    data = made(f'<row r="1">{row}</row>')
    assert rows_of(data) == [GridRow(1, {n: GridCell(n) for n in range(1, 16_385)})]


def test_a_long_text_in_many_cells_is_held_once() -> None:
    text = "x" * 32_767
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 2_001))
    found = rows_of(made(rows, texts=f"<si><t>{text}</t></si>"))
    assert found == [GridRow(n, {1: GridCell(text)}) for n in range(1, 2_001)]
    assert len({id(row.cells[1].raw) for row in found}) == 1


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
    assert rows_of(made(rows, texts="<si><t> a </t></si>", formats=formats)) == expected
