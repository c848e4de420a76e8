"""A training register in Parquet: read as the same table in CSV would be, or told why not."""

from __future__ import annotations

import datetime as dt
import decimal
import hashlib
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.nouns.evidence.fault import Fault, Severity
from evidence.fault_log import FaultLog
from evidence.grids import parquet as parquet_register
from evidence.grids.columnar import codes as coding
from evidence.grids.csv_text import CsvGrid
from evidence.grids.parquet import ParquetGrid
from evidence.nouns.columns import columns_of
from evidence.nouns.returns import ReturnsRead
from evidence.returns import csv_folder as csv_return
from evidence.tables.register import read_register
from tests.draws import draws

HEADS = columns_of("training")
NHS = "943 476 5919"
Read = Callable[..., ReturnsRead]
Folder = Callable[..., Path]


def with_parquet(folder: Path, columns: Mapping[str, Any], **options: Any) -> Path:
    """The return in a folder with a register of these columns beside its tables."""
    pq.write_table(pa.table(dict(columns)), folder / "training.parquet", **options)
    return folder


def lines(**columns: Any) -> dict[str, Any]:
    """A register of two lines, with some columns other than they usually are."""
    usual = {
        "staff_ref": ["E1", "E2"],
        "staff_group": ["Nurses", "Nurses"],
        "framework": ["safeguarding", "LAC"],
        "required_level": ["3", "2"],
        "achieved_level": ["3", None],
        "completed_on": ["2014-03-11", "05/07/2014"],
    }
    return {**usual, **columns}


def read_column(reading: ReturnsRead, name: str) -> list[Any]:
    [found] = [one.register for one in reading.returns]
    assert found is not None
    return found.columns[name].raws()


def faults(reading: ReturnsRead) -> list[Fault]:
    """What is told of the register; that a return lacks other tables is left out."""
    return [fault for fault in reading.faults if fault.sheet]


def told(reading: ReturnsRead) -> list[tuple[Severity, str, str]]:
    return [(fault.severity, fault.found, fault.cell) for fault in faults(reading)]


def test_the_columns_as_a_csv_file_would_have_them(csv_folder: Folder, read: Read) -> None:
    folder = with_parquet(csv_folder(), lines())
    reading = read(folder)
    [one] = reading.returns
    assert faults(reading) == []
    assert one.register is not None
    assert {name: column.raws() for name, column in one.register.columns.items()} == lines()
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
    assert told(reading) == [(Severity.CHECK, "a column headed “Ward”", "A1")]


def test_a_column_it_needs_is_missing(csv_folder: Folder, read: Read) -> None:
    columns = lines()
    del columns["completed_on"]
    reading = read(with_parquet(csv_folder(), columns))
    assert reading.returns[0].register is None
    assert told(reading) == [(Severity.TABLE, "a heading row without “completed_on”", "A1")]


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


NESTED = pa.array([[1], [2]])
MOMENTS = pa.array([dt.datetime(2014, 3, 11)] * 2, pa.timestamp("us", tz="UTC"))


@pytest.mark.parametrize(
    ("column", "found"),
    [
        (("ward", NESTED), "the column “ward” with several values in one cell"),
        (
            ("staff_ref", pa.array([{"a": 1}] * 2)),
            "the column “staff_ref” with several values in one cell",
        ),
        (
            ("Completed on", MOMENTS),
            "the column “Completed on” with times of the time zone UTC",
        ),
        (
            ("staff_ref", pa.array([b"E1", b"E2"])),
            "the column “staff_ref” with values of the kind binary",
        ),
        (
            ("staff_ref", pa.array([dt.time(1), dt.time(2)])),
            "the column “staff_ref” with values of the kind time64[us]",
        ),
    ],
)
def test_a_column_that_holds_no_cells(csv_folder: Folder, read: Read, column, found) -> None:
    reading = read(with_parquet(csv_folder(), lines(**dict([column]))))
    assert reading.returns[0].register is None
    [fault] = faults(reading)
    assert fault == Fault(
        Severity.TABLE,
        fault.file,
        found,
        "a table in Parquet, each cell of it one text, number or day",
        "Write each column as text, whole numbers or days without a time zone, or write the "
        "register as training.csv. Until then the table is not read.",
        "training.parquet",
        "",
        "RZ1",
        "2014-15 Q2",
        stage=fault.stage,
    )


def test_times_with_a_zone_in_a_column_that_is_not_read(csv_folder: Folder, read: Read) -> None:
    reading = read(with_parquet(csv_folder(), lines(written=MOMENTS)))
    assert read_column(reading, "staff_ref") == ["E1", "E2"]
    assert told(reading) == [(Severity.CHECK, "a column headed “written”", "G1")]


def test_times_of_the_old_kind(csv_folder: Folder, read: Read) -> None:
    days = pa.array([dt.datetime(2014, 3, 11)] * 2)
    reading = read(
        with_parquet(csv_folder(), lines(completed_on=days), use_deprecated_int96_timestamps=True)
    )
    assert told(reading) == [
        (
            Severity.TABLE,
            "the column “completed_on” with times of an old kind (INT96) that do not say of "
            "which time zone they are",
            "",
        )
    ]


def spoilt(data: bytes) -> dict[bytes, str]:
    """What may come under the name of a Parquet file, and what is told of it."""
    damaged, none = (
        "a Parquet file that is damaged or cut short",
        "a file that is no Parquet inside",
    )
    return {
        b"": none,
        b"staff_ref,staff_group\nE1,Nurses\n": none,
        b"PK\x03\x04" + data: none,
        data[:4]: damaged,
        data[:-9]: damaged,
        data[: len(data) // 2] + data[-200:]: damaged,
        b"PAR1" + bytes(100) + b"PAR1": damaged,
        b"PARE" + data[4:]: "an encrypted Parquet file",
    }


def test_a_file_that_only_claims_to_be_parquet(csv_folder: Folder, read: Read) -> None:
    folder = with_parquet(csv_folder(), lines())
    file = folder / "training.parquet"
    for data, found in spoilt(file.read_bytes()).items():
        file.write_bytes(data)
        reading = read(folder)
        assert reading.returns[0].register is None
        assert told(reading) == [(Severity.TABLE, found, "")]
        assert faults(reading)[0].to_do == (
            "Write the register without encryption. Until then the table is not read."
            if "encrypted" in found
            else "Write the register again, or write it as training.csv. Until then the table is "
            "not read."
        )


def test_without_the_extra_the_file_is_told_and_nothing_else_needs_it(
    csv_folder: Folder, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = with_parquet(csv_folder(), lines())
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    reading = read(folder)
    assert told(reading) == [
        (Severity.TABLE, "a register in Parquet, which this installation cannot read", "")
    ]
    assert faults(reading)[0].to_do == (
        "Write the register as training.csv, or install Clausewise with its extra: pip install "
        "“clausewise[parquet]”. Until then the table is not read."
    )


def test_two_files_for_the_register(csv_folder: Folder, read: Read) -> None:
    folder = with_parquet(csv_folder(training=",".join(HEADS) + "\n"), lines())
    assert {fault.found for fault in faults(read(folder))} == {
        "a second file for the table “training”, beside “training.parquet”",
        "a second file for the table “training”, beside “training.csv”",
    }


def test_parquet_by_itself_or_for_another_table(
    csv_folder: Folder, read: Read, tmp_path: Path
) -> None:
    folder = with_parquet(csv_folder(), lines())
    assert [fault.found for fault in read(folder / "training.parquet").faults] == [
        "one Parquet file by itself"
    ]
    other = (folder / "training.parquet").rename(tmp_path / "documents.parquet")
    assert [(fault.found, fault.to_do) for fault in read(other).faults] == [
        (
            "a Parquet file",
            "Only a training register is read in Parquet: call it training.parquet and put it "
            "into a folder with the other tables as CSV.",
        )
    ]


@pytest.mark.parametrize(
    ("bound", "most", "found"),
    [
        ("MAX_REGISTER_LINES", 2_000, "a register too large to be read: over 2,000 lines"),
        (
            "MAX_REGISTER_VALUES",
            2_000,
            "a register too large to be read: over 2,000 different values",
        ),
    ],
)
def test_a_register_longer_than_any_is_refused_whole(
    csv_folder: Folder, read: Read, monkeypatch: pytest.MonkeyPatch, bound, most, found
) -> None:
    monkeypatch.setattr(coding, bound, most)
    columns = {name: [f"{name} {n}" for n in range(3_000)] for name in HEADS}
    reading = read(with_parquet(csv_folder(), columns))
    assert reading.returns[0].register is None
    assert told(reading) == [(Severity.TABLE, found, "")]


def test_a_file_beyond_the_bounds_is_not_opened(
    csv_folder: Folder, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = {name: ["x" * 1_000] * 3_000 for name in HEADS}
    folder = with_parquet(csv_folder(), columns, use_dictionary=False, compression="zstd")
    monkeypatch.setattr(parquet_register, "MAX_REGISTER_BYTES", 10_000_000)
    assert told(read(folder)) == [
        (Severity.TABLE, "a register too large to be read: 18 MB once unpacked", "")
    ]
    monkeypatch.setattr(csv_return, "MAX_REGISTER_BYTES", 1_000)
    assert told(read(folder)) == [(Severity.TABLE, "a file of over 0 MB", "")]


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
    columns = {name: column.raws() for name, column in found.columns.items()}
    return faults, columns, found.rows.tolist(), found.letters
