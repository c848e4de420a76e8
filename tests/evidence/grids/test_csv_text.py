"""CSV bytes as text and text as rows."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.grids.csv_text import (
    EITHER_COMMA,
    EITHER_POINT,
    BrokenRowsError,
    CsvGrid,
    NotTextError,
    decode_csv,
    is_table_as_text,
    swallowed_rows,
)
from evidence.nouns.grid import GridCell, GridRow, Layout, is_blank
from evidence.privacy.guard import guard_cell

TEXT = "kind,title\r\nrôle,“Plan” – £5\r\n"


def rows(text: str, separator: str = ",") -> list[GridRow]:
    return list(CsvGrid("dashboard.csv", text, separator).rows(Layout()))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_encodings_that_can_be_told(encoding: str) -> None:
    assert decode_csv(TEXT.encode(encoding)) == TEXT


def test_utf16_marked_big_endian() -> None:
    assert decode_csv(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\x00\x01\x02\x03", "bytes that are not text"),
        (b"item,value\x00\n", "bytes that are not text"),
        (b"\xff\xfei\x00t", "bytes that are not text"),
        (b"\xef\xbb\xbf\xff", "bytes that are not text"),
        (b"caf\x81", "bytes that are not text"),
        (b"PK\x03\x04\x00\x00", "bytes that are not text"),
        (b"\x1bitem", "control characters"),
    ],
)
def test_bytes_that_are_no_text(data: bytes, found: str) -> None:
    with pytest.raises(NotTextError, match=f"^{found}$"):
        decode_csv(data)


def test_rows_are_numbered_as_a_spreadsheet_numbers_them() -> None:
    assert rows('item,value\r\n\r\n , \r\n2,"a, ""b""\nc"\r\n3,\r\n') == [
        GridRow(1, {1: GridCell("item"), 2: GridCell("value")}),
        GridRow(4, {1: GridCell("2"), 2: GridCell('a, "b"\nc')}),
        GridRow(5, {1: GridCell("3")}),
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending(ending: str) -> None:
    assert rows(ending.join(("a;b", "1;2")), ";") == [
        GridRow(1, {1: GridCell("a"), 2: GridCell("b")}),
        GridRow(2, {1: GridCell("1"), 2: GridCell("2")}),
    ]


def test_a_line_that_names_the_separator_is_obeyed() -> None:
    assert rows("sep=;\r\na;b\r\n") == [GridRow(2, {1: GridCell("a"), 2: GridCell("b")})]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_line_that_names_the_separator_may_end_in_any_way(ending: str) -> None:
    assert rows(ending.join(('"sep=\t"', "a\tb", "1\t2"))) == [
        GridRow(2, {1: GridCell("a"), 2: GridCell("b")}),
        GridRow(3, {1: GridCell("1"), 2: GridCell("2")}),
    ]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_comma_in_a_number_is_not_guessed_at_where_no_commas_part_cells(separator: str) -> None:
    either = [GridCell(None, unusable=EITHER_COMMA, shown=text) for text in ("1,204", "-97,500 %")]
    line = "1,204;-97,500 %;97,5;1,204,000;12, 204\n".replace(";", separator)
    assert rows(line, separator) == [
        GridRow(
            1,
            {
                1: either[0],
                2: either[1],
                3: GridCell("97,5"),
                4: GridCell("1,204,000"),
                5: GridCell("12, 204"),
            },
        )
    ]
    assert rows('"1,204"\n') == [GridRow(1, {1: GridCell("1,204")})]


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("beside", ["0,6", "97,5 %"])
def test_a_point_in_a_number_is_not_guessed_at_beside_decimal_commas(
    separator: str, beside: str
) -> None:
    line = f"1.250;0.250;12.5;{beside}\n".replace(";", separator)
    either = GridCell(None, unusable=EITHER_POINT, shown="1.250")
    others = (GridCell("0.250"), GridCell("12.5"), GridCell(beside))
    assert rows(line, separator) == [GridRow(1, dict(enumerate((either, *others), 1)))]
    assert rows("1.250;0.6\n", ";") == [GridRow(1, {1: GridCell("1.250"), 2: GridCell("0.6")})]


@pytest.mark.parametrize("text", ['a,b\n1,"2\n3,4\n', 'a,b\n"1"x,2\n'])
def test_quotation_marks_that_do_not_pair(text: str) -> None:
    with pytest.raises(BrokenRowsError, match="quotation mark"):
        rows(text)


def test_a_row_with_more_cells_than_any_sheet() -> None:
    with pytest.raises(BrokenRowsError, match="16,385 cells in row 1"):
        rows("," * 16_384)


def test_a_cell_that_swallowed_rows() -> None:
    [row] = rows('4.1,Level 1,"98%,\n4.1,Level 2,90%,\n4.1,Level 3,61%",\n')
    assert list(swallowed_rows(row, ",", 4)) == [3]
    [row] = rows('4.1,Level 1,98%,"one\ntwo, three"\n')
    assert list(swallowed_rows(row, ",", 4)) == []


CELL = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12)


@given(st.lists(st.lists(CELL, min_size=1, max_size=6), max_size=8), st.sampled_from(",;\t"))
def test_what_was_written_as_csv_is_read_back(table: list[list[str]], separator: str) -> None:
    target = io.StringIO()
    csv.writer(target, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(table)
    kept = [
        {
            column: GridCell(text)
            for column, text in enumerate(line, start=1)
            if not is_blank(text) and not guard_cell(GridCell(text)).unusable
        }
        for line in table
    ]
    read = rows(decode_csv(target.getvalue().encode()), separator)
    shown = [
        {column: typed for column, typed in row.cells.items() if not typed.unusable} for row in read
    ]
    assert [cells for cells in shown if cells] == [cells for cells in kept if cells]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_what_looks_like_a_table_as_text(encoding: str, separator: str) -> None:
    lines = ["item,part,value", "2,,3", *["14,café,88%"] * 2000]
    text = "\r\n".join(lines).replace(",", separator)
    assert is_table_as_text(text.encode(encoding))


@pytest.mark.parametrize(
    "data", [b"", b"one line, only", b"Dear all,\nour return is below\n", b"a,b\n\x00\x01\x02\n"]
)
def test_what_does_not_look_like_a_table_as_text(data: bytes) -> None:
    assert not is_table_as_text(data)
