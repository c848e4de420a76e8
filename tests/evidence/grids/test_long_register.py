"""A register on a long sheet, its rows taken many at once, against the same sheet read row by row
by another library."""

from __future__ import annotations

import datetime as dt
import io

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

import evidence.grids.xlsx.workbook
from evidence.fault_log import FaultLog
from evidence.files.archive import DamagedError, TooLargeError
from evidence.grids.xlsx import long_sheet
from evidence.grids.xlsx.workbook import open_workbook
from evidence.nouns.columns import columns_of
from evidence.tables.register import read_register

HEADS = columns_of("training")
NHS = "943 476 5919"
PERCENT, DAY, FORMULA, ERROR = "percent", "day", "formula", "error"
CELL = st.one_of(
    st.sampled_from(
        [
            None,
            "E1",
            "Nurses",
            "Level 3",
            "2354891-10",
            "a note of it",
            " ",
            "\ufeff",
            "staff_ref",
            "framework",
            "Ann Cole",
            "01/03/2014",
            "_x0041_",
            NHS,
            "DOB 12/03/2009",
            "two\nlines",
            9434765919,
            1,
            0,
            True,
            False,
            1.0,
            2.5,
            3,
            41820,
            dt.date(2014, 3, 1),
            (PERCENT, 0.5),
            (PERCENT, 1),
            (FORMULA, "=D2"),
            (FORMULA, 3),
            (FORMULA, True),
            (FORMULA, "Nurses"),
            (ERROR, "#N/A"),
            (ERROR, "#REF!"),
        ]
    ),
    st.integers(1, 40).map("E{}".format),
)
PLAIN = st.builds(
    lambda person, level, day: [f"E{person}", "Nurses", "fire", level, level, day],
    st.integers(1, 30),
    st.integers(1, 4),
    st.dates(dt.date(2010, 1, 1), dt.date(2014, 9, 30)),
)
LINE = st.one_of(
    PLAIN,
    PLAIN,
    st.lists(CELL, min_size=6, max_size=6),
    st.lists(CELL, max_size=9),
    st.just([]),
    st.just(list(HEADS)),
    st.just(["a note under the table"]),
    PLAIN.map(lambda line: [*line, "Ann Cole", dt.date(2009, 3, 1)]),
)
HEADING = st.sampled_from(
    [
        list(HEADS),
        [*HEADS, "Ward"],
        [*HEADS, "Who", "When"],
        ["Ward", "Grade", *HEADS],
        list(HEADS[1:]),
    ]
)


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


def outcome(data: bytes, long: bool) -> tuple[object, ...]:
    """All that a reading of the register tells."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evidence.grids.xlsx.workbook, "LONG_FROM_BYTES", 0 if long else 10**9)
        patch.setattr(long_sheet, "_ROWS", 7)
        log = FaultLog("orwell", True)
        try:
            with open_workbook(data) as [sheet]:
                assert isinstance(sheet, long_sheet.LongSheet) == long
                found = read_register(sheet, log)
        except (DamagedError, TooLargeError) as error:
            return log.faults, str(error)
    if found is None:
        return log.faults, None
    columns = {
        name: [(type(raw), raw) for raw in column.raws()] for name, column in found.columns.items()
    }
    values = {name: column.values for name, column in found.columns.items()}
    assert NHS not in repr(values)
    return log.faults, columns, values, found.rows.tolist(), found.letters, found.sheet


@settings(deadline=None, max_examples=150)
@given(
    HEADING,
    st.lists(LINE, max_size=14),
    st.sets(st.integers(0, 60), max_size=3),
    st.lists(st.sampled_from(["A40:A44", "D41:D42", "H1:I2"]), max_size=1),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.integers(0, 3),
)
def test_many_at_once_as_row_by_row(
    heading, lines, hidden, merges, shared, since_1904, started, left
) -> None:
    # Enough plain lines that the heading is known before the odd ones come.
    plain = [[f"E{n % 9}", "Nurses", "fire", 3, 3, dt.date(2014, 3, 1)] for n in range(40)]
    data = written(
        [heading, *(plain if started else []), *lines], hidden, merges, shared, since_1904, left
    )
    assert outcome(data, long=True) == outcome(data, long=False)


def test_a_table_that_begins_to_the_right_with_an_error_in_it_and_one_before_it() -> None:
    lines: list[list[object]] = [list(HEADS)]
    lines += [["E1", "Nurses", "fire", 3, 3, dt.date(2014, 3, 1)] for _ in range(40)]
    lines[20][4] = (ERROR, "#N/A")
    data = written(lines, set(), [], True, False, left=2)
    faults, columns, _, _, letters, _ = outcome(data, long=True)
    assert letters == dict(zip(HEADS, "CDEFGH", strict=True))
    assert [raw for _, raw in columns["achieved_level"]] == [3] * 19 + [None] + [3] * 20
    assert [(fault.found, fault.cell) for fault in faults] == [("an error, #N/A", "G21")]
    lines[30] = [*lines[30], None, (ERROR, "#REF!")]
    before = [
        [(ERROR, "#N/A"), None, *line] if n == 25 else [None, None, *line]
        for n, line in enumerate(lines)
    ]
    data = written(before, set(), [], True, False)
    assert outcome(data, long=True) == outcome(data, long=False)


def test_a_hidden_row_with_a_cell_beside_the_table_alone() -> None:
    lines: list[list[object]] = [["Ward", *HEADS]]
    lines += [["B", "E1", "Nurses", "fire", 3, 3, dt.date(2014, 3, 1)] for _ in range(40)]
    lines += [["B"], ["B", "E2", "Nurses", "fire", 3, 3, dt.date(2014, 3, 1)]]
    data = written(lines, {38, 41, 42}, [], True, False)
    faults = outcome(data, long=True)[0]
    assert faults == outcome(data, long=False)[0]
    assert "hidden: rows 39, 42 to 43" in [fault.found for fault in faults]


def test_days_as_numbers_are_read_in_every_row_and_told_once() -> None:
    lines: list[list[object]] = [list(HEADS)]
    lines += [["E1", "Nurses", "fire", 3, 3, 41820 + n % 3] for n in range(1_200)]
    lines[60][5] = dt.date(2014, 6, 30)
    lines[61][5] = 7
    faults, columns, values, *_ = outcome(written(lines, set(), [], True, False), long=True)
    june, july = dt.date(2014, 6, 30), [dt.date(2014, 7, 1), dt.date(2014, 7, 2)]
    assert values["completed_on"] == (june, *july, 7)
    assert [raw for _, raw in columns["completed_on"]][57:62] == [june, july[0], june, 7, july[0]]
    assert [(fault.found, fault.cell) for fault in faults] == [
        ("41820 is read as 30/06/2014, and 1,197 more in this column likewise", "F2")
    ]


def test_what_stands_below_the_last_cell_that_calamine_tells() -> None:
    lines: list[list[object]] = [list(HEADS)]
    lines += [["E1", "Nurses", "fire", 3, 3, dt.date(2014, 3, 1)] for _ in range(40)]
    lines += [[]] * 20 + [[None, None, None, (ERROR, "#N/A")], [None] * 8 + [(ERROR, "#N/A")]]
    data = written(lines, set(), [], True, False)
    faults, _, _, rows, _, _ = outcome(data, long=True)
    assert outcome(data, long=False)[3] == rows == [*range(2, 42), 62]
    assert [(fault.found, fault.cell) for fault in faults] == [
        ("text beside the table, in I63", "I63"),
        ("an error, #N/A", "D62"),
    ]
