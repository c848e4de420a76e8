"""A training register in Parquet that is not read, and what is said of it."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from engine.nouns.evidence.fault import Fault, Severity
from evidence.grids import parquet as parquet_register
from evidence.grids.columnar import codes as coding
from evidence.returns import csv_folder as csv_return
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


def test_a_column_it_needs_is_missing(csv_folder: Folder, read: Read) -> None:
    columns = lines()
    del columns["completed_on"]
    reading = read(with_parquet(csv_folder(), columns))
    assert reading.returns[0].register is None
    assert faults_in_short(reading) == [
        (Severity.TABLE, "a heading row without “completed_on”", "A1")
    ]


NESTED = pa.array([[1], [2]])


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


def test_times_of_the_old_kind(csv_folder: Folder, read: Read) -> None:
    days = pa.array([dt.datetime(2014, 3, 11)] * 2)
    reading = read(
        with_parquet(csv_folder(), lines(completed_on=days), use_deprecated_int96_timestamps=True)
    )
    assert faults_in_short(reading) == [
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
        "a file that is not Parquet inside",
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
        assert faults_in_short(reading) == [(Severity.TABLE, found, "")]
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
    assert faults_in_short(reading) == [
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
    assert faults_in_short(reading) == [(Severity.TABLE, found, "")]


def test_a_file_beyond_the_bounds_is_not_opened(
    csv_folder: Folder, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = {name: ["x" * 1_000] * 3_000 for name in HEADS}
    folder = with_parquet(csv_folder(), columns, use_dictionary=False, compression="zstd")
    monkeypatch.setattr(parquet_register, "MAX_REGISTER_BYTES", 10_000_000)
    assert faults_in_short(read(folder)) == [
        (Severity.TABLE, "a register too large to be read: 18 MB once unpacked", "")
    ]
    monkeypatch.setattr(csv_return, "MAX_REGISTER_BYTES", 1_000)
    assert faults_in_short(read(folder)) == [(Severity.TABLE, "a file of over 0 MB", "")]
