"""Every cell of a workbook is read as openpyxl reads it."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import openpyxl
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.grids.xlsx.workbook import open_workbook
from evidence.nouns.grid import Layout
from tests.draws import draws
from tests.evidence.grids.xlsx.by_hand import written


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

    data = written(build)
    assert as_we_read(data) == as_openpyxl_reads(data) == [cells]
