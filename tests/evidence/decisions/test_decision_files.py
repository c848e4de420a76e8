"""Files of decisions in every format, untidy ones, and ones that are none; nothing raises."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence.decisions.file import read_decision_file
from evidence.decisions.interpret import decisions_of
from evidence.nouns.columns import DECISION_TABLES, columns_of
from evidence.reading import read_returns
from tests.draws import draws
from tests.evidence.sheets import WORKBOOKS, WRITERS, Sheet, write_xlsx

AS_OF = dt.date(2014, 9, 30)
APPROVED, UNTIL = dt.date(2014, 7, 1), dt.date(2015, 6, 30)
WAIVER = ("RZ1", "S6-nurse", None, "Recruiting", "Director", APPROVED, UNTIL)


def sheet(table, *rows, **special) -> Sheet:
    return Sheet([tuple(map(str.capitalize, columns_of(table))), *rows], **special)


@pytest.fixture
def returns(ruled, returned):
    return read_returns([returned()], ruled).returns


@pytest.mark.parametrize("kind", WRITERS)
def test_each_format_says_the_same(kind, tmp_path, ruled, returns) -> None:
    path = WRITERS[kind](tmp_path / "decisions", {"waivers": sheet("waivers", WAIVER)}, False)
    book = read_decision_file(path, ruled)
    decided, faults = decisions_of(book, ruled, returns, AS_OF)
    assert (book.is_usable, faults) == (True, ())
    assert [
        (waiver.rule, waiver.reason, waiver.approved_on, waiver.until) for waiver in decided.waivers
    ] == [("S6-nurse", "Recruiting", APPROVED, UNTIL)]


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_days_kept_as_numbers_are_days(kind, tmp_path, ruled, returns) -> None:
    row = (*WAIVER[:5], 41821, 42185)
    path = WRITERS[kind](tmp_path / "decisions", {"waivers": sheet("waivers", row)}, False)
    decided, faults = decisions_of(read_decision_file(path, ruled), ruled, returns, AS_OF)
    assert [(waiver.approved_on, waiver.until) for waiver in decided.waivers] == [(APPROVED, UNTIL)]
    assert {fault.severity.name for fault in faults} == {"CHECK"}


def test_an_organisation_reason_and_approver_merged_over_two_waivers_are_said_of_both(
    tmp_path, ruled, returns
) -> None:
    second = (None, "S6-training", None, None, None, APPROVED, UNTIL)
    table = sheet("waivers", WAIVER, second, merges=((2, 3, 1, 1), (2, 3, 4, 4), (2, 3, 5, 5)))
    path = write_xlsx(tmp_path / "decisions", {"Waivers": table})
    # A merged range of the writer blanks its first cell: type it again.
    import openpyxl

    book = openpyxl.load_workbook(path)
    book["Waivers"]["A2"], book["Waivers"]["D2"] = "RZ1", "Recruiting"
    book["Waivers"]["E2"] = "Director"
    book.save(path)
    decided, faults = decisions_of(read_decision_file(path, ruled), ruled, returns, AS_OF)
    assert [(waiver.rule, waiver.reason, waiver.approved_by) for waiver in decided.waivers] == [
        ("S6-nurse", "Recruiting", "Director"),
        ("S6-training", "Recruiting", "Director"),
    ]
    assert [fault.found for fault in faults if "merged" in fault.found] == []


def test_other_sheets_second_sheets_and_columns_are_told(tmp_path, ruled) -> None:
    path = write_xlsx(
        tmp_path / "decisions",
        {
            "Waivers": sheet("waivers", WAIVER),
            "waivers ": sheet("waivers", WAIVER),
            "Actions": Sheet([(*columns_of("actions"), "Comment")]),
            "Notes": Sheet([("Call 943 476 5919",)]),
            "Read me": Sheet([("Anything",)]),
        },
    )
    book = read_decision_file(path, ruled)
    assert (sorted(book.tables), book.is_usable) == (["actions"], False)
    assert [(fault.severity.name, fault.sheet, fault.found) for fault in book.faults] == [
        ("CHECK", "Notes", "a sheet that is no table of decisions"),
        ("TABLE", "Waivers", "one of 2 sheets for the table “waivers”"),
        ("TABLE", "waivers ", "one of 2 sheets for the table “waivers”"),
        ("CHECK", "Actions", "a column headed “Comment”"),
        ("CELL", "Notes", "what looks like an NHS number (not repeated here)"),
    ]


def test_what_cannot_be_used_at_all(tmp_path, ruled) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    several = tmp_path / "several"
    several.mkdir()
    for name in ("a", "b"):
        write_xlsx(several / name, {"waivers": sheet("waivers")})
    lone = tmp_path / "waivers.csv"
    lone.write_text(",".join(columns_of("waivers")), "utf-8")
    other = write_xlsx(tmp_path / "other", {"Dashboard": Sheet([("item", "value")])})
    found = [
        [fault.found for fault in book.faults]
        for path in (empty, several, lone, other, tmp_path / "none.xlsx")
        for book in [read_decision_file(path, ruled)]
        if not book.is_usable
    ]
    assert found == [
        ["a folder with no returns in it"],
        ["a folder with 2 files or folders that could be meant"],
        ["one CSV file by itself"],
        ["a sheet that is no table of decisions", "no sheet with decisions"],
        ["no such file or folder"],
    ]


CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        ("RZ1", "ZZ9", "S6-nurse", "S6.p08.a", "2014-15 Q2", "3", "met", "done", "open", "TBC")
    ),
    st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31)),
    st.integers(-10, 10**6),
    st.booleans(),
    st.text("aÉ =’+-@/.,;\n0123456789", max_size=30),
)


@given(st.data())
@settings(
    max_examples=draws(15),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_nothing_that_is_typed_raises_or_is_lost_in_silence(ruled, returns, data) -> None:
    tables = {}
    for table, spec in DECISION_TABLES.items():
        rows = data.draw(st.lists(st.tuples(*[CELLS] * len(spec.columns)), max_size=3), table)
        tables[table] = Sheet([spec.column_names, *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = write_xlsx(Path(folder) / "decisions", tables)
        book = read_decision_file(path, ruled)
    decided, faults = decisions_of(book, ruled, returns, AS_OF)
    told = {
        (fault.sheet, ref.strip("ABCDEFGHIJ"))
        for fault in faults
        for cell in fault.cell.split(", ")
        for ref in cell.split(":")
    }
    counted = {
        (one.origin.sheet, one.origin.cell.strip("ABCDEFGHIJ"))
        for some in (decided.waivers, decided.actions, decided.moderations)
        for one in some
    }
    for row in book.rows("waivers"):
        if any(cell.text.strip() for cell in row.cells.values()):
            assert ("waivers", str(row.number)) in told | counted
