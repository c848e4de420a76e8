"""Archives that are locked, damaged, misnamed or too large."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

import evidence.files.archive
from engine.nouns.evidence.fault import Fault, Severity
from tests.evidence.readings import Read, Returned
from tests.evidence.returns.refused_files import EXPECTED, MEND, zipped

SMALLER = (
    "Copy the tables into a new workbook, without pictures or blank formatted rows, and send that."
)


def test_a_zip_whose_members_are_locked(tmp_path: Path, read: Read) -> None:
    data = bytearray(zipped(returns=b"x"))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    (tmp_path / "return.xlsx").write_bytes(bytes(data))
    [fault] = read(tmp_path / "return.xlsx").faults
    assert fault.found == "a workbook locked with a password"


def test_a_workbook_saved_under_another_name_is_read(returned: Returned, read: Read) -> None:
    path = returned()
    assert read(path.rename(path.with_suffix(".xls"))).faults == ()


def test_an_archive_that_grows_too_large(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "packed.xlsx").write_bytes(zipped(one=b"\0" * 15_000_000))
    monkeypatch.setattr(evidence.files.archive, "MAX_BYTES", 20_000_000)
    [fault] = read(tmp_path / "packed.xlsx").faults
    assert re.fullmatch(
        r"a file too large to open safely: a part that unpacks to 1,0\d\d times its size",
        fault.found,
    )
    assert fault.to_do == SMALLER
    (tmp_path / "packed.xlsx").write_bytes(zipped(one=b"\0" * 15_000_000, two=b"\0" * 6_000_000))
    assert read(tmp_path / "packed.xlsx").faults == (
        Fault(
            Severity.FILE,
            "packed.xlsx",
            "a file too large to open safely: 21 MB once unpacked",
            EXPECTED,
            SMALLER,
        ),
    )


def test_an_archive_with_too_many_parts(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence.files.archive, "MAX_PARTS", 2)
    (tmp_path / "packed.xlsx").write_bytes(zipped(one=b"", two=b"", three=b""))
    [fault] = read(tmp_path / "packed.xlsx").faults
    assert fault.found == "a file too large to open safely: 3 parts inside it"


def test_a_workbook_damaged_inside_is_not_used_in_part(
    tmp_path: Path, returned: Returned, read: Read
) -> None:
    whole = returned()
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data[: len(data) // 2] if name.endswith("sheet3.xml") else data)
    reading = read(broken)
    assert reading.returns == ()
    assert reading.faults == (
        Fault(
            Severity.FILE,
            "broken.xlsx",
            "a workbook that is damaged or cut short: its contents break off or are garbled",
            EXPECTED,
            MEND,
        ),
    )
    assert [file.used for file in reading.inputs] == [False]
