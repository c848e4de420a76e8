"""A register on the sheet of a workbook, against the lines that were written into it."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.fault_log import FaultLog
from evidence.grids.xlsx.workbook import open_workbook
from evidence.nouns.columns import columns_of
from evidence.tables.register import read_register
from tests.draws import draws

HEADS = columns_of("training")
NHS = "943 476 5919"
PERCENT, FORMULA, ERROR = "percent", "formula", "error"
PLAIN = ["E1", "Nurses", "fire", 3, 3, dt.date(2014, 3, 1)]


def written(
    lines: list[list[object]],
    hidden: set[int],
    merges: list[str],
    shared: bool,
    since_1904: bool,
    left: int = 0,
) -> bytes:
    """A workbook whose one sheet has these lines, from so many columns to the right of A."""
    lines, made = [[None] * left * bool(line) + line for line in lines], io.BytesIO()
    options = {"constant_memory": not shared, "date_1904": since_1904}
    with xlsxwriter.Workbook(made, options) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        percent = book.add_format({"num_format": "0%"})
        sheet = book.add_worksheet("training")
        for row, line in enumerate(lines):
            if row in hidden:
                sheet.set_row(row, options={"hidden": True})
            for column, value in enumerate(line):
                match value:
                    case dt.date():
                        sheet.write_datetime(row, column, value, day)
                    case ("percent", number):
                        sheet.write_number(row, column, number, percent)
                    case ("formula", result):
                        known = not isinstance(result, str) or not result.startswith("=")
                        sheet.write_formula(row, column, "=A1", None, result if known else "")
                    case ("error", name):
                        sheet.write_formula(row, column, "=A1", None, name)
                    case None if column >= left:
                        sheet.write_blank(row, column, None, day)
                    case None:
                        pass
                    case _:
                        sheet.write(row, column, value)
        if shared:
            for place in merges:
                sheet.merge_range(place, None)
    return made.getvalue()


def outcome(data: bytes) -> tuple[Any, ...]:
    """All that a reading of the register tells."""
    log = FaultLog("orwell", True)
    with open_workbook(data) as [sheet]:
        found = read_register(sheet, log)
    if found is None:
        return log.faults, None
    columns = {name: column.values_by_line() for name, column in found.columns.items()}
    values = {name: column.values for name, column in found.columns.items()}
    return log.faults, columns, values, found.rows.tolist(), found.letters


LEVEL = st.sampled_from([None, 1, 3, 2.5, "Level 3", True, (PERCENT, 0.5), (FORMULA, 3)])
LINE = st.tuples(
    st.integers(1, 30).map("E{}".format),
    st.sampled_from(["Nurses", "Porters", None]),
    st.sampled_from(["fire", "safeguarding"]),
    LEVEL,
    LEVEL,
    st.dates(dt.date(2010, 1, 1), dt.date(2014, 9, 30)),
)


@settings(max_examples=draws(20))
@given(st.lists(LINE, min_size=1, max_size=14), st.booleans(), st.booleans(), st.integers(0, 3))
def test_every_line_is_read_as_it_was_written(lines, shared, since_1904, left) -> None:
    data = written([list(HEADS), *map(list, lines)], set(), [], shared, since_1904, left)
    _, columns, values, rows, _ = outcome(data)
    raws = [[cell[1] if isinstance(cell, tuple) else cell for cell in line] for line in lines]
    assert columns == dict(zip(HEADS, map(list, zip(*raws, strict=True)), strict=True))
    assert rows == list(range(2, len(lines) + 2))
    kinds = {name: [type(raw) for raw in columns[name]] for name in columns}
    told = dict(zip(HEADS, zip(*raws, strict=True), strict=True))
    assert kinds == {name: [type(raw) for raw in told[name]] for name in columns}
    assert all(len(set(map(repr, met))) == len(met) for met in values.values())


def test_a_table_that_begins_to_the_right_with_an_error_in_it_and_one_before_it() -> None:
    lines: list[list[object]] = [list(HEADS), *([*PLAIN] for _ in range(40))]
    lines[20][4] = (ERROR, "#N/A")
    faults, columns, _, _, letters = outcome(written(lines, set(), [], True, False, left=2))
    assert letters == dict(zip(HEADS, "CDEFGH", strict=True))
    assert columns["achieved_level"] == [3] * 19 + [None] + [3] * 20
    assert [(fault.found, fault.cell) for fault in faults] == [("an error, #N/A", "G21")]
    lines[30] = [*lines[30], None, (ERROR, "#REF!")]
    before = [
        [(ERROR, "#N/A"), None, *line] if n == 25 else [None, None, *line]
        for n, line in enumerate(lines)
    ]
    faults, *again = outcome(written(before, set(), [], True, False))
    assert again[0] == columns
    assert [(fault.found, fault.cell) for fault in faults] == [
        ("text beside the table, in A26, J31", "A26"),
        ("an error, #N/A", "G21"),
    ]


def test_a_hidden_row_with_a_cell_beside_the_table_alone() -> None:
    lines: list[list[object]] = [["Ward", *HEADS], *(["B", *PLAIN] for _ in range(40))]
    lines += [["B"], ["B", *PLAIN]]
    faults = outcome(written(lines, {38, 41, 42}, [], True, False))[0]
    assert "hidden: rows 39, 42 to 43" in [fault.found for fault in faults]


def test_what_tells_of_a_person_is_told_and_not_kept() -> None:
    lines: list[list[object]] = [list(HEADS), *([*PLAIN] for _ in range(3))]
    lines[2][0], lines[3][1] = NHS, "DOB 12/03/2009"
    faults, columns, values, *_ = outcome(written(lines, set(), [], True, False))
    assert columns["staff_ref"] == ["E1", None, "E1"]
    assert columns["staff_group"] == ["Nurses", "Nurses", None]
    assert NHS not in repr((faults, values))
    assert [fault.cell for fault in faults] == ["A3", "B4"]


def test_days_as_numbers_are_read_in_every_row_and_told_once() -> None:
    lines: list[list[object]] = [list(HEADS)]
    lines += [["E1", "Nurses", "fire", 3, 3, 41820 + n % 3] for n in range(1_200)]
    lines[60][5] = dt.date(2014, 6, 30)
    lines[61][5] = 7
    faults, columns, values, *_ = outcome(written(lines, set(), [], True, False))
    june, july = dt.date(2014, 6, 30), [dt.date(2014, 7, 1), dt.date(2014, 7, 2)]
    assert values["completed_on"] == (june, *july, 7)
    assert columns["completed_on"][57:62] == [june, july[0], june, 7, july[0]]
    assert [(fault.found, fault.cell) for fault in faults] == [
        ("41820 is read as 30/06/2014, and 1,197 more in this column likewise", "F2")
    ]


def test_what_stands_below_the_table() -> None:
    lines: list[list[object]] = [list(HEADS), *([*PLAIN] for _ in range(40))]
    lines += [[]] * 20 + [[None, None, None, (ERROR, "#N/A")], [None] * 8 + [(ERROR, "#N/A")]]
    faults, _, _, rows, _ = outcome(written(lines, set(), [], True, False))
    assert rows == [*range(2, 42), 62]
    assert [(fault.found, fault.cell) for fault in faults] == [
        ("text beside the table, in I63", "I63"),
        ("an error, #N/A", "D62"),
    ]
