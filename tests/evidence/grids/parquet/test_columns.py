"""A training register in Parquet, read as the same table in CSV would be."""

from __future__ import annotations

import datetime as dt
import decimal
import hashlib
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.nouns.evidence.fault import Severity
from evidence.fault_log import FaultLog
from evidence.grids import parquet as parquet_register
from evidence.grids.csv_text import CsvGrid
from evidence.grids.parquet import ParquetGrid
from evidence.nouns.returns import ReturnsRead
from evidence.tables.register import read_register
from tests.draws import draws
from tests.evidence.grids.parquet.register import (
    HEADS,
    MOMENTS,
    Folder,
    faults,
    faults_in_short,
    lines,
    with_parquet,
)
from tests.evidence.readings import Read

NHS = "943 476 5919"


def read_column(reading: ReturnsRead, name: str) -> list[Any]:
    [found] = [one.register for one in reading.returns]
    assert found is not None
    return found.columns[name].values_by_line()


def test_the_columns_as_a_csv_file_would_have_them(csv_folder: Folder, read: Read) -> None:
    folder = with_parquet(csv_folder(), lines())
    reading = read(folder)
    [one] = reading.returns
    assert faults(reading) == []
    assert one.register is not None
    assert {
        name: column.values_by_line() for name, column in one.register.columns.items()
    } == lines()
    assert one.register.sheet == "training.parquet"
    assert one.register.rows.tolist() == [2, 3]
    assert one.register.letters == dict(zip(HEADS, "ABCDEF", strict=True))
    sha256 = hashlib.sha256((folder / "training.parquet").read_bytes()).hexdigest()
    assert [
        (each.name, each.sha256, each.used)
        for each in reading.inputs
        if each.name.endswith("parquet")
    ] == [(f"{folder.name}/training.parquet", sha256, True)]


DAY = dt.date(2014, 3, 11)


@pytest.mark.parametrize(
    ("name", "array", "expected"),
    [
        ("completed_on", pa.array([DAY, None]), ["11/03/2014", None]),
        ("completed_on", pa.array([DAY, None], pa.date64()), ["11/03/2014", None]),
        (
            "completed_on",
            pa.array([dt.datetime(2014, 3, 11, 23, 59, 59), dt.datetime(2014, 3, 12)]),
            ["11/03/2014", "12/03/2014"],
        ),
        (
            "completed_on",
            pa.array([1_394_582_399_999_999_999, None], pa.timestamp("ns")),
            ["11/03/2014", None],
        ),
        ("completed_on", pa.array(["11 March 2014", " "]), ["11 March 2014", None]),
        ("completed_on", pa.array([20140311, 41709]), ["20140311", "41709"]),
        ("required_level", pa.array([3, None], pa.int8()), ["3", None]),
        ("required_level", pa.array([3, 2**63], pa.uint64()), ["3", str(2**63)]),
        ("required_level", pa.array([3.0, 2.5]), ["3", "2.5"]),
        ("required_level", pa.array([3.0, float("nan")]), ["3", None]),
        (
            "required_level",
            pa.array([decimal.Decimal("3.00"), decimal.Decimal("2.50")]),
            ["3", "2.50"],
        ),
        ("required_level", pa.array([True, None]), ["TRUE", None]),
        ("required_level", pa.nulls(2), [None, None]),
        ("staff_group", pa.array(["Nurses", None]).dictionary_encode(), ["Nurses", None]),
        ("staff_group", pa.array(["Nurses", "é"], pa.large_string()), ["Nurses", "é"]),
        ("staff_group", pa.array(["Nurses", "é"], pa.string_view()), ["Nurses", "é"]),
        ("required_level", pa.array([3, 3]).dictionary_encode(), ["3", "3"]),
        ("completed_on", pa.array([DAY, DAY]).dictionary_encode(), ["11/03/2014"] * 2),
    ],
)
def test_each_kind_of_column(csv_folder: Folder, read: Read, name, array, expected) -> None:
    reading = read(with_parquet(csv_folder(), lines(**{name: array})))
    assert read_column(reading, name) == expected
    assert faults(reading) == []


def test_headings_are_matched_as_in_a_sheet(csv_folder: Folder, read: Read) -> None:
    columns = dict(zip(("Staff Ref", "STAFF-GROUP", *HEADS[2:]), lines().values(), strict=True))
    reading = read(with_parquet(csv_folder(), {"Ward": ["B", "C"], **columns}))
    assert read_column(reading, "staff_ref") == ["E1", "E2"]
    assert faults_in_short(reading) == [(Severity.CHECK, "a column headed “Ward”", "A1")]


@pytest.mark.parametrize("private", [NHS, "DOB 12/03/2009", "IP3 8LY", "7yo boy, hurt"])
@pytest.mark.parametrize("place", [0, 2_500])
def test_what_tells_of_one_person_is_refused(
    csv_folder: Folder, read: Read, private: str, place: int
) -> None:
    refs = [f"E{n}" for n in range(3_000)]
    refs[place] = private
    columns = {name: [values[0]] * 3_000 for name, values in lines().items()}
    reading = read(with_parquet(csv_folder(), {**columns, "staff_ref": refs}))
    assert read_column(reading, "staff_ref")[place] is None
    [fault] = faults(reading)
    assert (fault.severity, fault.cell) == (Severity.CELL, f"A{place + 2}")
    assert private not in repr(reading.faults)


def test_what_tells_of_one_person_is_told_in_a_column_that_is_not_read(
    csv_folder: Folder, read: Read
) -> None:
    numbers = pa.array([9434765919, 4])
    reading = read(with_parquet(csv_folder(), lines(Ward=numbers)))
    assert [(fault.severity, fault.cell) for fault in faults(reading)] == [
        (Severity.CHECK, "G1"),
        (Severity.CELL, "G2"),
    ]
    assert "9434765919" not in repr(reading)


def test_times_with_a_zone_in_a_column_that_is_not_read(csv_folder: Folder, read: Read) -> None:
    reading = read(with_parquet(csv_folder(), lines(written=MOMENTS)))
    assert read_column(reading, "staff_ref") == ["E1", "E2"]
    assert faults_in_short(reading) == [(Severity.CHECK, "a column headed “written”", "G1")]


def test_a_text_repeated_on_many_lines_is_not_spelt_out(csv_folder: Folder, read: Read) -> None:
    # 200,000 lines of 50,000 signs would be 10 GB.
    group = pa.DictionaryArray.from_arrays(pa.array([0] * 200_000, pa.int32()), ["x" * 50_000])
    columns = {name: [values[0]] * 200_000 for name, values in lines().items()}
    folder = with_parquet(csv_folder(), {**columns, "staff_group": group}, store_schema=False)
    reading = read(folder)
    assert [one.register.columns["staff_group"].values for one in reading.returns] == [
        ("x" * 50_000,)
    ]


CELL = st.sampled_from(
    ["E1", "Nurses", "3", "01/03/2014", "a note of it", "", " ", None, NHS, "two\nlines", "é",
     "staff_ref", "IP3 8LY", "7yo boy"]
)  # fmt: skip
RECORD = st.one_of(
    st.lists(CELL, min_size=7, max_size=7),
    st.just([None] * 7),
    st.just([*HEADS, "ward"]),
    st.just(["E1", "Nurses", "fire", "3", "3", "01/03/2014", None]),
)


@settings(deadline=None, max_examples=draws(20))
@given(st.lists(RECORD, max_size=12), st.booleans(), st.sampled_from([4, 1 << 16]))
def test_as_the_same_table_in_csv(tmp_path_factory, records, started, size) -> None:
    plain = [["E1", "Nurses", "fire", "3", "3", "01/03/2014", None]] * (40 if started else 0)
    names = [*HEADS, "ward"]
    records = [*plain, *records]
    columns = [pa.array([record[n] for record in records], pa.string()) for n in range(7)]
    file = tmp_path_factory.getbasetemp() / "training.parquet"
    pq.write_table(pa.table(columns, names=names), file)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet_register, "_ROWS", size)
        found = outcome(ParquetGrid("training", file))
    text = "\n".join(
        ",".join('"' + (cell or "").replace('"', '""') + '"' for cell in record)
        for record in [names, *records]
    )
    assert found == outcome(CsvGrid("training", text + "\n", ",", ragged=False))


def outcome(grid: Any) -> tuple[object, ...]:
    log = FaultLog("orwell", True)
    found = read_register(grid, log)
    faults = [fault for fault in log.faults if "several lines" not in fault.found]
    if found is None:
        return faults, None
    columns = {name: column.values_by_line() for name, column in found.columns.items()}
    return faults, columns, found.rows.tolist(), found.letters
