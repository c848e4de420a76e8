"""Compound files of Office before 2007: whose file it is goes by the streams at their top."""

from __future__ import annotations

import pytest

from evidence.grids.compound_file import streams_of
from evidence.grids.formats import Format, NotAWorkbook, format_of
from tests.evidence.biff import compound

EMBEDDED = "WordDocument\0Workbook\0".encode("utf-16-le")
"""Names as they stand in the directory of a storage further down."""


@pytest.mark.parametrize("name", ["Workbook", "WORKBOOK", "Book", "BOOK"])
def test_a_workbook_is_one_whatever_is_embedded_in_it(name: str) -> None:
    assert format_of(compound(b"", EMBEDDED, name)) is Format.XLS


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("WordDocument", "a Word document"),
        ("WORDDOCUMENT", "a Word document"),
        ("PowerPoint Document", "a PowerPoint presentation"),
        ("__properties_version1.0", "an e-mail saved from Outlook"),
        ("Contents", "a file of an older Office program that is not a workbook"),
    ],
)
def test_another_document_is_told_as_what_it_is_whatever_is_embedded(name: str, found: str) -> None:
    kind = format_of(compound(b"", EMBEDDED, name))
    assert isinstance(kind, NotAWorkbook)
    assert kind.found == found


def test_a_broken_directory_is_searched_for_the_names_it_may_have() -> None:
    broken = compound(b"", b"", "WORKBOOK").replace(b"\xfe\xff", b"\0\0", 1)
    assert streams_of(broken) == frozenset({"workbook", "book"})
