"""A long sheet is cut between rows, wherever the chunks that it comes in end."""

from __future__ import annotations

import io
import re

from hypothesis import given
from hypothesis import strategies as st

from evidence.grids.xlsx import scan as sheet_scan
from evidence.grids.xlsx.scan import pieces, without_errors

ROWS = st.lists(
    st.sampled_from(
        [
            b'<row r="1"><c r="A1"/></row>',
            b'<x:row r="2"></x:row>',
            b"<rowBreaks/>",
            b'<row r="3"><c r="A3"><v>1</v></c></row>' * 3,
            b"<sheetData>",
        ]
    ),
    max_size=12,
)


@given(ROWS, st.integers(1, 40), st.integers(1, 60))
def test_no_row_is_cut_and_nothing_is_lost(rows: list[bytes], size: int, tail: int) -> None:
    text = b"".join(rows)
    chunks = [text[at : at + size] for at in range(0, len(text), size)]
    before = sheet_scan._TAIL
    sheet_scan._TAIL = tail
    try:
        cut = list(pieces(iter(chunks)))
    finally:
        sheet_scan._TAIL = before
    assert b"".join(cut) == text
    assert all(re.match(rb"<(x:)?row[ >]", piece) for piece in cut[1:])


@given(st.sampled_from([b'"', b"'"]), st.sampled_from([b"e", b"b", b"n", b"str"]))
def test_an_error_is_written_as_a_text_whatever_marks_stand_around_it(
    mark: bytes, kind: bytes
) -> None:
    cell = b'<row r="1"><c r="A1" t=' + mark + kind + mark + b"><v>1</v></c></row>"
    [made] = without_errors(io.BytesIO(cell))
    shown = b"str" if kind in (b"e", b"b") else kind
    assert made == cell.replace(mark + kind + mark, mark + shown + mark)
