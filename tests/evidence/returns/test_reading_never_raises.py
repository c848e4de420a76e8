"""Whatever the bytes, reading gives faults and not a traceback."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.nouns.evidence.fault import Severity
from engine.nouns.policy.pack import Pack
from evidence.nouns.returns import ReturnsRead
from evidence.reading import read_returns
from tests.draws import draws

ROOT = Path(__file__).resolve().parents[3]
STARTS = (b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF", b"<?xml")


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


@pytest.fixture(scope="module")
def real(shared_returns: Path) -> bytes:
    return (shared_returns / "ies-ccg-2014-15-Q2.xlsx").read_bytes()


def read_bytes(data: bytes, folder: Path, pack: Pack) -> ReturnsRead:
    path = folder / "return.xlsx"
    path.write_bytes(data)
    return read_returns([path], pack)


def is_settled(reading: ReturnsRead) -> bool:
    """Whether the file was either used or told to be unusable."""
    barred = any(fault.severity is Severity.FILE for fault in reading.faults)
    return barred != bool(reading.returns) and [file.used for file in reading.inputs] == [
        bool(reading.returns)
    ]


@settings(max_examples=draws(25), deadline=None)
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=300))
def test_random_bytes(start: bytes, rest: bytes, folder: Path, pack: Pack) -> None:
    reading = read_bytes(start + rest, folder, pack)
    assert is_settled(reading)
    assert reading.returns == ()


@settings(max_examples=draws(20), deadline=None)
@given(keep=st.floats(0, 1, exclude_max=True))
def test_a_workbook_cut_short(keep: float, real: bytes, folder: Path, pack: Pack) -> None:
    reading = read_bytes(real[: int(len(real) * keep)], folder, pack)
    assert is_settled(reading)
    assert reading.returns == ()


@settings(max_examples=draws(20), deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=8))
def test_a_workbook_with_bytes_changed(
    real: bytes, folder: Path, pack: Pack, changes: list[tuple[float, int]]
) -> None:
    data = bytearray(real)
    for at, value in changes:
        data[int(len(data) * at)] = value
    assert is_settled(read_bytes(bytes(data), folder, pack))


@settings(max_examples=draws(30), deadline=None)
@given(
    part=st.sampled_from(
        [
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "_rels/.rels",
            "xl/styles.xml",
            "xl/worksheets/sheet1.xml",
            "xl/worksheets/sheet2.xml",
        ]
    ),
    changes=st.lists(
        st.tuples(
            st.floats(0, 1, exclude_max=True),
            st.sampled_from([b"<", b">", b'"', b"9", b"r", b"", b"e", b"&", b"/>", b"\xff", b"-"]),
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_a_workbook_with_its_insides_changed(
    real: bytes, folder: Path, pack: Pack, part: str, changes: list[tuple[float, bytes]]
) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(real)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == part:
                for at, value in changes:
                    place = int(len(data) * at)
                    data = data[:place] + value + data[place + 1 :]
            new.writestr(name, data)
    assert is_settled(read_bytes(target.getvalue(), folder, pack))


@settings(max_examples=draws(25), deadline=None)
@given(organisation=st.binary(max_size=120), dashboard=st.binary(max_size=120))
def test_csv_files_of_random_bytes(
    organisation: bytes, dashboard: bytes, folder: Path, pack: Pack
) -> None:
    returned = folder / "csv"
    returned.mkdir(exist_ok=True)
    (returned / "organisation.csv").write_bytes(organisation)
    (returned / "dashboard.csv").write_bytes(b"item,part,value\n" + dashboard)
    reading = read_returns([returned], pack)
    assert reading.returns == ()
    assert any(fault.severity is Severity.FILE for fault in reading.faults)


def test_reading_starts_without_the_heavy_libraries() -> None:
    code = (
        "import sys, evidence.reading; "
        "print(sorted({'pandas', 'numpy', 'openpyxl', 'xlsxwriter', 'jinja2'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout == "[]\n"
