"""Cells of Excel 97-2003 workbooks, from bytes put together by hand."""

from __future__ import annotations

import datetime as dt
import struct
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evidence.grids.xls
from evidence.files.archive import DamagedError, LockedError, TooLargeError
from evidence.grids.xls import open_xls
from evidence.nouns.grid import NEVER_CALCULATED, GridCell, GridRow, Layout, Merge
from evidence.privacy.guard import NHS_NUMBER_FOUND
from tests.draws import draws
from tests.evidence.biff import SAVED_BY_EXCEL, record, workbook
from tests.evidence.sheets import Failed, Percent, Sheet, Styled, Uncalculated

NOT_CALCULATED = GridCell(None, unusable=NEVER_CALCULATED)
NOTHING = Uncalculated(b"\x03\0\0\0\0\0\xff\xff")
FORTY_TWO = Uncalculated(struct.pack("<d", 42))
TRUE = Uncalculated(b"\x01\0\x01\0\0\0\xff\xff")
ERROR = Uncalculated(b"\x02\0\x17\0\0\0\xff\xff")


def rows_of(data: bytes) -> tuple[list[GridRow], Layout]:
    layout = Layout()
    with open_xls(data) as sheets:
        return list(sheets[0].rows(layout)), layout


def cells(*row: object, **how: object) -> dict[int, GridCell]:
    rows, _ = rows_of(workbook({"one": Sheet([row])}, **how))
    return dict(rows[0].cells) if rows else {}


def test_what_each_kind_of_cell_holds() -> None:
    found = cells(
        "été\u00a0x", 3, 0.5, True, False, "  ", None, Percent(0.874), dt.date(2014, 3, 31)
    )
    assert repr(found) == repr(
        {
            1: GridCell("été\u00a0x"),
            2: GridCell(3),
            3: GridCell(0.5),
            4: GridCell(True),
            5: GridCell(False),
            8: GridCell(0.874, percent_format=True),
            9: GridCell(dt.date(2014, 3, 31)),
        }
    )


def test_number_formats() -> None:
    assert cells(
        Styled(1204, "#,##0"),
        Styled(12.5, '"£"#,##0.00'),
        Styled(0.5, "hh:mm"),
        Styled(1.52, "[h]:mm"),
        Styled(0.98, "0.0%;[Red]-0.0%"),
        Styled(41729, "d mmmm yyyy"),
        Styled(41729.75, "dd/mm/yyyy hh:mm"),
        Styled(12, '0" % of staff"'),
        Styled(-4, "dd/mm/yyyy"),
    ) == {
        1: GridCell(1204),
        2: GridCell(12.5),
        3: GridCell("12:00"),
        4: GridCell("36:29"),
        5: GridCell(0.98, percent_format=True),
        6: GridCell(dt.date(2014, 3, 31)),
        7: GridCell(dt.date(2014, 3, 31)),
        8: GridCell(0.12, percent_format=True),
        9: GridCell(None, unusable="a number shown as a date that is not a date"),
    }


@pytest.mark.parametrize("since_1904", [False, True])
def test_both_calendars(since_1904: bool) -> None:
    data = workbook({"one": Sheet([(dt.date(2014, 3, 31),)])}, since_1904)
    with open_xls(data) as [sheet]:
        assert sheet.since_1904 is since_1904
        assert list(sheet.rows(Layout())) == [GridRow(1, {1: GridCell(dt.date(2014, 3, 31))})]


def test_errors_and_garbled_numbers_are_refused() -> None:
    garbled = GridCell(None, unusable="a cell whose contents are garbled")
    assert cells(Failed("#REF!"), Failed("#N/A"), float("nan"), float("inf"), 1e301) == {
        1: GridCell(None, unusable="an error, #REF!", shown="#REF!"),
        2: GridCell(None, unusable="an error, #N/A", shown="#N/A"),
        3: garbled,
        4: garbled,
        5: garbled,
    }


def test_an_error_of_no_known_kind() -> None:
    data = workbook({"one": Sheet([(Failed("#REF!"),)])})
    code = record(0x0205, struct.pack("<HHHBB", 0, 0, 0, 23, 1))
    assert rows_of(data.replace(code, code[:-2] + b"\x63\x01"))[0] == [
        GridRow(1, {1: GridCell(None, unusable="an error", shown="")})
    ]


def test_formulas_saved_by_excel_hold_what_they_say() -> None:
    assert cells(Uncalculated(), NOTHING, FORTY_TWO, TRUE, ERROR) == {
        1: GridCell(0),
        3: GridCell(42),
        4: GridCell(True),
        5: GridCell(None, unusable="an error, #REF!", shown="#REF!"),
    }


def test_a_nought_that_another_program_left_in_a_formula_is_no_value() -> None:
    assert cells(Uncalculated(), NOTHING, FORTY_TWO, 0, saved_by=b"") == {
        1: NOT_CALCULATED,
        3: GridCell(42),
        4: GridCell(0),
    }


def test_where_no_formula_holds_anything_none_was_worked_out() -> None:
    assert cells(Uncalculated(), NOTHING, saved_by=b"") == {1: NOT_CALCULATED, 2: NOT_CALCULATED}


def test_a_workbook_that_asks_to_be_calculated_anew() -> None:
    engine = record(0x01C1, struct.pack("<HHL", 0x01C1, 0, 0))
    found = cells(Uncalculated(), FORTY_TWO, saved_by=SAVED_BY_EXCEL, extra=[engine])
    assert found == {1: NOT_CALCULATED, 2: GridCell(42)}


def test_formulas_that_hold_a_text() -> None:
    formula = Uncalculated(bytes(6) + b"\xff\xff", "ok")
    assert cells(formula, Uncalculated(), saved_by=b"") == {1: GridCell("ok"), 2: NOT_CALCULATED}


def test_an_nhs_number_never_leaves_the_sheet() -> None:
    refused = GridCell(None, unusable=NHS_NUMBER_FOUND)
    assert cells("943 476 5919", 9434765919) == {1: refused, 2: refused}
    with open_xls(workbook({"9434765919": Sheet([])})) as [sheet]:
        assert sheet.name == "[what looks like an NHS number]"


def test_what_is_hidden_and_merged() -> None:
    one = Sheet(
        [(1,), (2,), (), ("x",)],
        hidden_rows=[2],
        hidden_columns=[2, 3],
        merges=[(4, 6, 1, 2)],
    )
    data = workbook({"one": one, "two": Sheet([], hidden=True)})
    rows, layout = rows_of(data)
    assert rows == [
        GridRow(1, {1: GridCell(1)}),
        GridRow(2, {1: GridCell(2)}, hidden=True),
        GridRow(4, {1: GridCell("x")}),
    ]
    assert layout == Layout([Merge(4, 6, 1, 2)], {2, 3}, since_1904=False)
    with open_xls(data) as sheets:
        assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("one", False), ("two", True)]


def test_a_workbook_with_a_password() -> None:
    locked = record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
    with pytest.raises(LockedError), open_xls(workbook({"one": Sheet([])}, extra=[locked])):
        pass


def test_a_file_larger_than_any_return(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence.grids.xls, "MAX_XLS_BYTES", 1000)
    with pytest.raises(TooLargeError, match="over 0 MB"), open_xls(workbook({"one": Sheet([])})):
        pass


WHOLE = workbook(
    {"one": Sheet([("kind", 3, Percent(0.5)), (True, Failed("#REF!"), Uncalculated())])}
)


@settings(max_examples=draws(40), deadline=None)
@given(st.data())
def test_a_damaged_workbook_is_told_as_damaged_and_nothing_else(data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(WHOLE)))
    broken = bytearray(WHOLE[:cut] if data.draw(st.booleans()) else WHOLE)
    for _ in range(data.draw(st.integers(0, 8))):
        place = data.draw(st.integers(0, 1500))
        if place < len(broken):
            broken[place] = data.draw(st.integers(0, 255))
    with suppress(DamagedError, LockedError):
        rows_of(bytes(broken))
