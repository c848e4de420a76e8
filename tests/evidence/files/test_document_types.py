"""No part of a workbook may have a document type, whether it is read or not."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from evidence.files.archive import DEFINITION, DamagedError, open_package

BASE = Path(__file__).resolve().parents[2] / "shared" / "files" / "00-base"
DEFINED = b'<!--<a>--><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def with_definition(file: Path, part: str) -> bytes:
    """A workbook with a document type before the first element of one part."""
    made = io.BytesIO()
    with zipfile.ZipFile(file) as given, zipfile.ZipFile(made, "w") as written:
        for name in given.namelist():
            content = given.read(name)
            if name == part:
                declared = re.match(rb"\s*(<\?xml[^>]*\?>)?", content)
                assert declared is not None
                content = content[: declared.end()] + DEFINED + content[declared.end() :]
            written.writestr(name, content)
    return made.getvalue()


def parts_of(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as archive:
        return [name for name in archive.namelist() if name.endswith((".xml", ".rels", ".rdf"))]


@pytest.mark.parametrize(
    ("file", "part"),
    [(name, part) for name in ("good.xlsx", "good.ods") for part in parts_of(BASE / name)],
)
def test_a_document_type_is_refused_in_every_part(file: str, part: str) -> None:
    with (
        pytest.raises(DamagedError, match=DEFINITION),
        open_package(with_definition(BASE / file, part)),
    ):
        raise AssertionError("it was opened")


@pytest.mark.parametrize("file", ["good.xlsx", "good.ods"])
def test_what_has_none_is_opened(file: str) -> None:
    with open_package((BASE / file).read_bytes()) as package:
        assert parts_of(BASE / file)[0] in package
